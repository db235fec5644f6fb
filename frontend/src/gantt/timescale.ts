import {
  addMonths,
  civilOf,
  clock,
  dayOf,
  isoWeek,
  MONTHS,
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  WEEKDAYS,
  weekdayOf,
} from "./dates";

/** Sixty years fit into 300 pixels: imported plans span decades. */
export const MIN_DAY_PX = 0.01;
export const MAX_DAY_PX = 960;

export interface Cell {
  x: number;
  width: number;
  label: string;
}

export type Unit = "century" | "decade" | "lustrum" | "year" | "quarter" | "month" | "week" | "day" | "hour";

interface Step {
  /** Smallest day width in pixels at which this pair of bands reads well. */
  from: number;
  major: Unit;
  minor: Unit;
  name: string;
}

const STEPS: Step[] = [
  { from: 240, major: "day", minor: "hour", name: "Hours" },
  { from: 16, major: "week", minor: "day", name: "Days" },
  { from: 2.6, major: "month", minor: "week", name: "Weeks" },
  { from: 0.85, major: "quarter", minor: "month", name: "Months" },
  { from: 0.25, major: "year", minor: "quarter", name: "Quarters" },
  { from: 0.11, major: "decade", minor: "year", name: "Years" },
  { from: 0.022, major: "decade", minor: "lustrum", name: "5 years" },
  { from: 0, major: "century", minor: "decade", name: "10 years" },
];

const YEARS: Partial<Record<Unit, number>> = { century: 100, decade: 10, lustrum: 5, year: 1 };

/** Linear map between ticks and chart pixels; `left` is the moment at the chart's left edge. */
export class Timescale {
  left: number;
  dayPx: number;

  constructor(left: number, dayPx: number) {
    this.left = left;
    this.dayPx = clampZoom(dayPx);
  }

  x(ticks: number): number {
    return ((ticks - this.left) / TICKS_PER_DAY) * this.dayPx;
  }

  ticks(x: number): number {
    return this.left + (x / this.dayPx) * TICKS_PER_DAY;
  }

  /** Zooms so that the moment under `x` stays under `x`. */
  zoomAbout(x: number, dayPx: number): void {
    const fixed = this.ticks(x);
    this.dayPx = clampZoom(dayPx);
    this.left = fixed - (x / this.dayPx) * TICKS_PER_DAY;
  }

  fit(first: number, last: number, width: number): void {
    const margin = Math.min(40, width * 0.06);
    const days = Math.max((last - first) / TICKS_PER_DAY, 0.5);
    this.dayPx = clampZoom((width - 2 * margin) / days);
    this.left = first - (margin / this.dayPx) * TICKS_PER_DAY;
  }

  get step(): Step {
    return STEPS.find((step) => this.dayPx >= step.from) ?? STEPS[STEPS.length - 1];
  }

  /** Ticks that a drag snaps to: what one can see. */
  get snap(): number {
    return this.dayPx >= 240 ? TICKS_PER_HOUR : TICKS_PER_DAY;
  }

  bands(width: number): { major: Cell[]; minor: Cell[] } {
    const { major, minor } = this.step;
    return {
      major: this.cells(major, width, "major"),
      minor: this.cells(minor, width, "minor"),
    };
  }

  private cells(unit: Unit, width: number, band: "major" | "minor"): Cell[] {
    const out: Cell[] = [];
    let at = floorTo(unit, this.left);
    const end = this.ticks(width);
    const skip = band === "minor" ? this.skip(unit) : 1;
    while (at < end && out.length < 2000) {
      let next = at;
      for (let i = 0; i < skip; i++) next = nextOf(unit, next);
      const x = this.x(at);
      out.push({ x, width: this.x(next) - x, label: this.label(unit, at, band, out.length === 0) });
      at = next;
    }
    return out;
  }

  /** Labels thin out rather than overlap. */
  private skip(unit: Unit): number {
    if (unit === "hour") return this.dayPx >= 720 ? 1 : this.dayPx >= 360 ? 2 : 4;
    if (unit === "week") return this.dayPx * 7 >= 30 ? 1 : 2;
    return 1;
  }

  private label(unit: Unit, at: number, band: "major" | "minor", isFirst: boolean): string {
    const day = Math.floor(at / TICKS_PER_DAY);
    const { year, month, day: date } = civilOf(day);
    if (unit === "century") return `${year} to ${year + 99}`;
    if (unit === "decade" && band === "major") return `${year}s`;
    if (YEARS[unit]) return String(year);
    if (unit === "quarter") {
      const quarter = `Q${Math.ceil(month / 3)}`;
      return band === "major" ? `${quarter} ${year}` : quarter;
    }
    if (unit === "month") {
      if (band === "minor") return this.dayPx * 30 < 34 ? MONTHS[month - 1][0] : MONTHS[month - 1];
      return isFirst || month === 1 ? `${MONTHS[month - 1]} ${year}` : MONTHS[month - 1];
    }
    if (unit === "week") {
      if (band === "minor") return this.dayPx >= 8 ? `W${isoWeek(day)}, ${date}` : `W${isoWeek(day)}`;
      return `W${isoWeek(day)}, ${date} ${MONTHS[month - 1]} ${year}`;
    }
    if (unit === "day") {
      if (band === "major") return `${WEEKDAYS[weekdayOf(day)]} ${date} ${MONTHS[month - 1]} ${year}`;
      return this.dayPx >= 44 ? `${WEEKDAYS[weekdayOf(day)]} ${date}` : String(date);
    }
    return clock(at);
  }
}

export function clampZoom(dayPx: number): number {
  return Math.min(MAX_DAY_PX, Math.max(MIN_DAY_PX, dayPx));
}

function floorTo(unit: Unit, ticks: number): number {
  if (unit === "hour") return Math.floor(ticks / (4 * TICKS_PER_HOUR)) * 4 * TICKS_PER_HOUR;
  const day = Math.floor(ticks / TICKS_PER_DAY);
  const { year, month } = civilOf(day);
  const years = YEARS[unit];
  if (years) return dayOf(Math.floor(year / years) * years, 1, 1) * TICKS_PER_DAY;
  if (unit === "quarter") return dayOf(year, month - ((month - 1) % 3), 1) * TICKS_PER_DAY;
  if (unit === "month") return dayOf(year, month, 1) * TICKS_PER_DAY;
  // Weeks are counted in pairs from a fixed Monday, so that thinned-out labels do not jump while one pans.
  if (unit === "week")
    return (day - weekdayOf(day) - (((((day - weekdayOf(day) + 3) / 7) % 2) + 2) % 2) * 7) * TICKS_PER_DAY;
  return day * TICKS_PER_DAY;
}

function nextOf(unit: Unit, ticks: number): number {
  if (unit === "hour") return ticks + TICKS_PER_HOUR;
  const day = Math.floor(ticks / TICKS_PER_DAY);
  const years = YEARS[unit];
  if (years) return addMonths(day, 12 * years) * TICKS_PER_DAY;
  if (unit === "quarter") return addMonths(day, 3) * TICKS_PER_DAY;
  if (unit === "month") return addMonths(day, 1) * TICKS_PER_DAY;
  if (unit === "week") return ticks + 7 * TICKS_PER_DAY;
  return ticks + TICKS_PER_DAY;
}
