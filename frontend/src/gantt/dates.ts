// Civil dates and ticks. A tick is a tenth of a minute of naive civil time since 1970-01-01; a day has 14,400.

export const TICKS_PER_DAY = 14400;
export const TICKS_PER_HOUR = 600;
export const TICKS_PER_MINUTE = 10;

export const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
export const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

export interface Civil {
  year: number;
  month: number; // 1..12
  day: number;
}

/** Day number since 1970-01-01 of a civil date (proleptic Gregorian). */
export function dayOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

export function civilOf(dayNumber: number): Civil {
  const z = dayNumber + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365,
  );
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yoe + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: doy - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

export function dayAt(ticks: number): number {
  return Math.floor(ticks / TICKS_PER_DAY);
}

/** 0 is Monday. */
export function weekdayOf(dayNumber: number): number {
  return (((dayNumber + 3) % 7) + 7) % 7;
}

export function isoWeek(dayNumber: number): number {
  const thursday = dayNumber - weekdayOf(dayNumber) + 3;
  const { year } = civilOf(thursday);
  return Math.floor((thursday - dayOf(year, 1, 1)) / 7) + 1;
}

export function daysInMonth(year: number, month: number): number {
  return month === 12 ? 31 : dayOf(year, month + 1, 1) - dayOf(year, month, 1);
}

/** Same day of the month `months` later, held to the last day of shorter months. */
export function addMonths(dayNumber: number, months: number): number {
  const { year, month, day } = civilOf(dayNumber);
  const index = year * 12 + month - 1 + months;
  const y = Math.floor(index / 12);
  const m = (index % 12) + 1;
  return dayOf(y, m, Math.min(day, daysInMonth(y, m)));
}

/** "5 Aug", or "5 Aug 27" when the year is not that of `today`. */
export function formatDay(dayNumber: number, today: number): string {
  const { year, month, day } = civilOf(dayNumber);
  const short = `${day} ${MONTHS[month - 1]}`;
  return year === civilOf(today).year ? short : `${short} ${String(year % 100).padStart(2, "0")}`;
}

/** "5 August" is said in full by screen readers; the year is added when it is not that of `today`. */
export function speakDay(dayNumber: number, today: number): string {
  const { year, month, day } = civilOf(dayNumber);
  const name = LONG_MONTHS[month - 1];
  return year === civilOf(today).year ? `${day} ${name}` : `${day} ${name} ${year}`;
}

const LONG_MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

export function isoDay(dayNumber: number): string {
  const { year, month, day } = civilOf(dayNumber);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** The day that a finish belongs to: a finish at midnight ends the day before. */
export function finishDay(ticks: number): number {
  return dayAt(ticks - 1);
}

export function clock(ticks: number): string {
  const minutes = Math.floor((((ticks % TICKS_PER_DAY) + TICKS_PER_DAY) % TICKS_PER_DAY) / TICKS_PER_MINUTE);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
