import { describe, expect, test } from "vitest";
import { dayOf, TICKS_PER_DAY } from "../src/gantt/dates";
import { formatDuration, parseDate, parseDuration } from "../src/gantt/typed";

const TODAY = dayOf(2026, 5, 20); // a Wednesday
const on = (text: string, current: number | null = null) => parseDate(text, TODAY, current)?.day;

describe("typed dates", () => {
  test.each([
    ["12 May", dayOf(2026, 5, 12)],
    ["12 may 27", dayOf(2027, 5, 12)],
    ["May 12, 2027", dayOf(2027, 5, 12)],
    ["2026-05-12", dayOf(2026, 5, 12)],
    ["5/12", dayOf(2026, 5, 12)],
    ["5/12/26", dayOf(2026, 5, 12)],
    ["12.5.", dayOf(2026, 5, 12)],
    ["3rd of", undefined],
    ["3rd Jun", dayOf(2026, 6, 3)],
    ["today", TODAY],
    ["tomorrow", TODAY + 1],
    ["fri", TODAY + 2],
    ["next fri", TODAY + 9],
    ["wed", TODAY + 7],
    ["mon", TODAY + 5],
    ["next mon", TODAY + 5],
    ["29 Feb 2027", undefined],
    ["soon", undefined],
    ["", undefined],
  ])("%s", (text, day) => expect(on(text)).toBe(day));

  test("a relative date counts from the value that is there", () => {
    const current = dayOf(2026, 7, 1) * TICKS_PER_DAY + 4800;
    expect(on("+2w", current)).toBe(dayOf(2026, 7, 15));
    expect(on("-3d", current)).toBe(dayOf(2026, 6, 28));
    expect(on("+1m", dayOf(2026, 1, 31) * TICKS_PER_DAY)).toBe(dayOf(2026, 2, 28));
    expect(on("+5")).toBe(TODAY + 5);
  });

  test("a time of day may follow", () => {
    expect(parseDate("12 May 14:30", TODAY, null)).toEqual({ day: dayOf(2026, 5, 12), timeOfDay: 8700 });
    expect(parseDate("fri 2pm", TODAY, null)).toEqual({ day: TODAY + 2, timeOfDay: 8400 });
  });

  test("without a year the nearer one is meant", () => {
    expect(parseDate("10 Jan", dayOf(2026, 12, 20), null)?.day).toBe(dayOf(2027, 1, 10));
  });
});

describe("typed durations", () => {
  test.each([
    ["5d", 24000, false],
    ["5", 24000, false],
    ["3w", 72000, false],
    ["4h", 2400, false],
    ["30m", 300, false],
    ["1mo", 96000, false],
    ["2ed", 28800, true],
    ["1ew", 100800, true],
    ["1.5 d", 7200, false],
  ])("%s", (text, ticks, isElapsed) =>
    expect(parseDuration(text, 480)).toEqual({ ticks, isElapsed, isPercent: false }),
  );

  test("a percentage is marked, for lags", () => {
    expect(parseDuration("-50%", 480)).toEqual({ ticks: -50, isElapsed: false, isPercent: true });
  });

  test.each(["", "x", "5 q", "--3d"])("%s is not a duration", (text) =>
    expect(parseDuration(text, 480)).toBeNull(),
  );

  test("durations are written in the unit that reads best", () => {
    expect(formatDuration(24000, 480)).toBe("5 d");
    expect(formatDuration(7200, 480)).toBe("1.5 d");
    expect(formatDuration(2400, 480)).toBe("4 h");
    expect(formatDuration(300, 480)).toBe("30 m");
    expect(formatDuration(28800, 480, true)).toBe("2 ed");
    expect(formatDuration(-9600, 480)).toBe("-2 d");
    expect(formatDuration(0, 480)).toBe("0");
  });
});
