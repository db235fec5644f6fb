import {
  addMonths,
  civilOf,
  dayAt,
  dayOf,
  daysInMonth,
  MONTHS,
  TICKS_PER_DAY,
  WEEKDAYS,
  weekdayOf,
} from "./dates";

/** What somebody typed into a date cell: a day, and a time of day where one was given. */
export interface TypedDate {
  day: number;
  timeOfDay: number | null;
}

export interface TypedDuration {
  ticks: number;
  isElapsed: boolean;
  isPercent: boolean;
}

const RELATIVE = /^([+-])\s*(\d+)\s*(d|day|days|w|wk|week|weeks|m|mo|month|months|y|year|years)?$/;
const TIME = /\s+(?:at\s+)?(\d{1,2})(?::(\d{2}))?\s*(am|pm)?$/;

/**
 * Reads dates the way people type them: "12 May", "May 12, 2027", "2026-05-12", "5/12", "fri", "next fri", "today",
 * "+2w" (from the value that is there, else from today), each with an optional time ("12 May 14:30").
 */
export function parseDate(text: string, today: number, current: number | null): TypedDate | null {
  let rest = text.trim().toLowerCase().replace(/,/g, " ").replace(/\s+/g, " ");
  let timeOfDay: number | null = null;
  const time = TIME.exec(rest);
  if (time && (time[2] !== undefined || time[3] !== undefined)) {
    let hour = Number(time[1]) % (time[3] ? 12 : 24);
    if (time[3] === "pm") hour += 12;
    timeOfDay = (hour * 60 + Number(time[2] ?? 0)) * 10;
    rest = rest.slice(0, time.index).trim();
  }
  const day = parseDay(rest, today, current === null || Number.isNaN(current) ? today : dayAt(current));
  return day === null ? null : { day, timeOfDay };
}

function parseDay(text: string, today: number, base: number): number | null {
  if (text === "today" || text === "now") return today;
  if (text === "tomorrow" || text === "tom") return today + 1;
  if (text === "yesterday") return today - 1;
  const relative = RELATIVE.exec(text);
  if (relative)
    return shifted(base, Number(relative[2]) * (relative[1] === "-" ? -1 : 1), relative[3] ?? "d");
  const weekday = /^(next )?([a-z]{3,9})$/.exec(text);
  if (weekday) {
    const wanted = WEEKDAYS.findIndex((name) => weekday[2].startsWith(name.toLowerCase()));
    if (wanted < 0) return null;
    const ahead = (wanted - weekdayOf(today) + 7) % 7 || 7;
    return today + ahead + (weekday[1] && ahead + weekdayOf(today) < 7 ? 7 : 0);
  }
  return parseWritten(text, today);
}

function shifted(base: number, count: number, unit: string): number {
  if (unit.startsWith("w")) return base + count * 7;
  if (unit.startsWith("m")) return addMonths(base, count);
  if (unit.startsWith("y")) return addMonths(base, count * 12);
  return base + count;
}

function parseWritten(text: string, today: number): number | null {
  let m = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (m) return checked(Number(m[1]), Number(m[2]), Number(m[3]));
  m = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{2}|\d{4}))?$/.exec(text);
  if (m) return dated(Number(m[1]), Number(m[2]), m[3], today);
  m = /^(\d{1,2})\.(\d{1,2})\.?(\d{2}|\d{4})?$/.exec(text);
  if (m) return dated(Number(m[2]), Number(m[1]), m[3], today);
  m = /^(\d{1,2})(?:st|nd|rd|th)?[ -]?([a-z]{3,9})\.?(?:[ -]?(\d{2}|\d{4}))?$/.exec(text);
  if (m) return dated(monthOf(m[2]), Number(m[1]), m[3], today);
  m = /^([a-z]{3,9})\.? ?(\d{1,2})(?:st|nd|rd|th)?(?: (\d{2}|\d{4}))?$/.exec(text);
  if (m) return dated(monthOf(m[1]), Number(m[2]), m[3], today);
  return null;
}

function monthOf(name: string): number {
  return MONTHS.findIndex((month) => name.startsWith(month.toLowerCase())) + 1;
}

/** Without a year the nearest date is meant: plans are made around today, not at the turn of the year. */
function dated(month: number, day: number, year: string | undefined, today: number): number | null {
  if (year !== undefined) return checked(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
  const thisYear = civilOf(today).year;
  let best: number | null = null;
  for (const y of [thisYear, thisYear + 1, thisYear - 1]) {
    const found = checked(y, month, day);
    if (found !== null && (best === null || Math.abs(found - today) < Math.abs(best - today) - 90))
      best = found;
  }
  return best;
}

function checked(year: number, month: number, day: number): number | null {
  if (year < 1970 || year > 2300 || month < 1 || month > 12) return null;
  return day >= 1 && day <= daysInMonth(year, month) ? dayOf(year, month, day) : null;
}

const DURATION =
  /^([+-]?\d+(?:[.,]\d+)?)\s*(%|e?(?:mo|months?|min|minutes?|m|h|hours?|hrs?|d|days?|w|wks?|weeks?)?)$/;

/** "5d", "3w", "4h", "30m", "2mo", "3ed" (elapsed), "50%" (lags only); a bare number means days. */
export function parseDuration(text: string, minutesPerDay: number): TypedDuration | null {
  const m = DURATION.exec(text.trim().toLowerCase());
  if (!m) return null;
  const amount = Number(m[1].replace(",", "."));
  const unit = m[2];
  if (unit === "%") return { ticks: Math.round(amount), isElapsed: false, isPercent: true };
  const isElapsed = unit.startsWith("e");
  const day = isElapsed ? TICKS_PER_DAY : minutesPerDay * 10;
  const week = isElapsed ? 7 : 5;
  return {
    ticks: Math.round(amount * ticksOf(isElapsed ? unit.slice(1) : unit, day, week)),
    isElapsed,
    isPercent: false,
  };
}

function ticksOf(unit: string, day: number, daysPerWeek: number): number {
  if (unit.startsWith("mo")) return day * (daysPerWeek === 7 ? 30 : 20);
  if (unit.startsWith("m")) return 10;
  if (unit.startsWith("h")) return 600;
  if (unit.startsWith("w")) return day * daysPerWeek;
  return day;
}

/** "5 d", "1.5 d", "4 h"; elapsed durations say "5 ed". */
export function formatDuration(ticks: number, minutesPerDay: number, isElapsed = false): string {
  const day = isElapsed ? TICKS_PER_DAY : minutesPerDay * 10;
  const mark = isElapsed ? "e" : "";
  if (ticks === 0) return "0";
  if (Math.abs(ticks) < 600) return `${trim(ticks / 10)} ${mark}m`;
  if (Math.abs(ticks) < day * 0.95) return `${trim(ticks / 600)} ${mark}h`;
  return `${trim(ticks / day)} ${mark}d`;
}

function trim(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return Object.is(rounded, -0) ? "0" : String(rounded);
}
