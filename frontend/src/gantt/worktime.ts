import { TICKS_PER_DAY, weekdayOf } from "./dates";

export interface CalendarWire {
  id: number;
  name: string;
  week: [number, number][][];
  exceptions: [number, number, [number, number][]][];
  /** Other weeks for a time: null keeps the usual day. */
  workWeeks?: [number, number, ([number, number][] | null)[]][];
}

const HORIZON_DAYS = 366 * 30;

/**
 * Working time of one calendar. The server's engine is the only truth about dates; this is what the page needs to
 * shade the chart, to snap a drag to working time and to say a slip in working days.
 */
export class WorkingTime {
  readonly id: number;
  readonly name: string;
  private readonly week: [number, number][][];
  private readonly exceptions: [number, number, [number, number][]][];
  private readonly workWeeks: [number, number, ([number, number][] | null)[]][];
  private readonly cache = new Map<number, [number, number][]>();

  constructor(wire: CalendarWire) {
    this.id = wire.id;
    this.name = wire.name;
    this.week = wire.week;
    this.exceptions = wire.exceptions ?? [];
    this.workWeeks = wire.workWeeks ?? [];
  }

  static always(): WorkingTime {
    const day: [number, number][] = [[0, TICKS_PER_DAY]];
    return new WorkingTime({
      id: 0,
      name: "Always",
      week: [day, day, day, day, day, day, day],
      exceptions: [],
    });
  }

  /** Working spans of a day, in ticks of that day. */
  spans(day: number): [number, number][] {
    if (this.exceptions.length === 0 && this.workWeeks.length === 0) return this.week[weekdayOf(day)] ?? [];
    const known = this.cache.get(day);
    if (known) return known;
    const found = this.look(day);
    this.cache.set(day, found);
    return found;
  }

  /** The first exception that names the day wins, then the first work week, then the usual week. */
  private look(day: number): [number, number][] {
    for (const [first, last, spans] of this.exceptions) if (day >= first && day <= last) return spans;
    for (const [first, last, week] of this.workWeeks) {
      const spans = day >= first && day <= last ? week[weekdayOf(day)] : null;
      if (spans) return spans;
    }
    return this.week[weekdayOf(day)] ?? [];
  }

  isWorkday(day: number): boolean {
    return this.spans(day).length > 0;
  }

  /** Working ticks from `a` to `b`; negative when `b` is before `a`. */
  between(a: number, b: number): number {
    if (b < a) return -this.between(b, a);
    let sum = 0;
    const last = Math.floor(b / TICKS_PER_DAY);
    for (let day = Math.floor(a / TICKS_PER_DAY); day <= last; day++) {
      const base = day * TICKS_PER_DAY;
      for (const [from, to] of this.spans(day)) {
        const overlap = Math.min(b, base + to) - Math.max(a, base + from);
        if (overlap > 0) sum += overlap;
      }
    }
    return sum;
  }

  /** First working moment at or after `t`, or `t` itself where the calendar has none. */
  nextStart(t: number): number {
    const first = Math.floor(t / TICKS_PER_DAY);
    for (let day = first; day < first + HORIZON_DAYS; day++) {
      for (const [from, to] of this.spans(day)) {
        if (day * TICKS_PER_DAY + to > t) return Math.max(t, day * TICKS_PER_DAY + from);
      }
    }
    return t;
  }

  /** Last working moment at or before `t` that ends work. */
  previousFinish(t: number): number {
    const first = Math.floor(t / TICKS_PER_DAY);
    for (let day = first; day > first - HORIZON_DAYS; day--) {
      const spans = this.spans(day);
      for (let i = spans.length - 1; i >= 0; i--) {
        if (day * TICKS_PER_DAY + spans[i][0] < t) return Math.min(t, day * TICKS_PER_DAY + spans[i][1]);
      }
    }
    return t;
  }

  /** The moment `work` working ticks after `t` (before it when negative). */
  add(t: number, work: number): number {
    if (work < 0) return this.subtract(t, -work);
    let left = work;
    const first = Math.floor(t / TICKS_PER_DAY);
    for (let day = first; day < first + HORIZON_DAYS; day++) {
      const base = day * TICKS_PER_DAY;
      for (const [from, to] of this.spans(day)) {
        const start = Math.max(t, base + from);
        const room = base + to - start;
        if (room <= 0) continue;
        if (room >= left) return start + left;
        left -= room;
      }
    }
    return t + work;
  }

  private subtract(t: number, work: number): number {
    let left = work;
    const first = Math.floor(t / TICKS_PER_DAY);
    for (let day = first; day > first - HORIZON_DAYS; day--) {
      const base = day * TICKS_PER_DAY;
      const spans = this.spans(day);
      for (let i = spans.length - 1; i >= 0; i--) {
        const end = Math.min(t, base + spans[i][1]);
        const room = end - (base + spans[i][0]);
        if (room <= 0) continue;
        if (room >= left) return end - left;
        left -= room;
      }
    }
    return t - work;
  }

  /** `n` working days later at the same time of day; the result is a working start. */
  shiftDays(t: number, n: number): number {
    let day = Math.floor(t / TICKS_PER_DAY);
    const timeOfDay = t - day * TICKS_PER_DAY;
    const step = Math.sign(n);
    for (let left = Math.abs(n), guard = 0; left > 0 && guard < HORIZON_DAYS; guard++) {
      day += step;
      if (this.isWorkday(day)) left--;
    }
    return this.nextStart(day * TICKS_PER_DAY + timeOfDay);
  }
}
