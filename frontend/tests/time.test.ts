import { describe, expect, test } from "vitest";
import { civilOf, dayOf, finishDay, formatDay, isoWeek, weekdayOf } from "../src/gantt/dates";
import { Timescale } from "../src/gantt/timescale";
import { WorkingTime } from "../src/gantt/worktime";
import { may, STANDARD } from "./sample";

describe("civil dates", () => {
  test("day numbers and dates turn into each other over four centuries", () => {
    for (let day = -40000; day < 110000; day += 373) {
      const { year, month, day: date } = civilOf(day);
      expect(dayOf(year, month, date)).toBe(day);
      const js = new Date(day * 86400000);
      expect([js.getUTCFullYear(), js.getUTCMonth() + 1, js.getUTCDate()]).toEqual([year, month, date]);
    }
  });

  test("Monday is 0, and ISO weeks follow the Thursday", () => {
    expect(weekdayOf(dayOf(2026, 5, 4))).toBe(0);
    expect(isoWeek(dayOf(2026, 1, 1))).toBe(1);
    expect(isoWeek(dayOf(2027, 1, 1))).toBe(53);
  });

  test("a finish at midnight belongs to the day before", () => {
    expect(formatDay(finishDay(dayOf(2026, 5, 9) * 14400), dayOf(2026, 1, 1))).toBe("8 May");
  });

  test("the year is shown when it is not this one", () => {
    expect(formatDay(dayOf(2027, 11, 15), dayOf(2026, 1, 1))).toBe("15 Nov 27");
  });
});

describe("working time", () => {
  const calendar = new WorkingTime({
    ...STANDARD,
    exceptions: [[dayOf(2026, 5, 14), dayOf(2026, 5, 15), []]],
  });

  test("counts only working ticks, both ways", () => {
    expect(calendar.between(may(4), may(8, 17))).toBe(5 * 4800);
    expect(calendar.between(may(8, 17), may(4))).toBe(-5 * 4800);
    expect(calendar.between(may(9), may(10))).toBe(0);
  });

  test("adds over weekends and exceptions", () => {
    expect(calendar.add(may(4), 5 * 4800)).toBe(may(8, 17));
    expect(calendar.add(may(11), 4 * 4800)).toBe(may(18, 17));
    expect(calendar.add(may(18, 17), -4 * 4800)).toBe(may(11));
  });

  test("snaps to working moments", () => {
    expect(calendar.nextStart(may(9, 12))).toBe(may(11));
    expect(calendar.previousFinish(may(10, 12))).toBe(may(8, 17));
    expect(calendar.shiftDays(may(13), 1)).toBe(may(18));
    expect(calendar.shiftDays(may(18), -1)).toBe(may(13));
  });

  test("a work week replaces the usual one for a while, an exception wins over both", () => {
    const long = new WorkingTime({
      ...STANDARD,
      exceptions: [[dayOf(2026, 5, 16), dayOf(2026, 5, 16), []]],
      workWeeks: [
        [dayOf(2026, 5, 4), dayOf(2026, 5, 17), [null, null, null, null, null, [[4800, 7200]], null]],
      ],
    });
    expect(long.isWorkday(dayOf(2026, 5, 9))).toBe(true);
    expect(long.isWorkday(dayOf(2026, 5, 16))).toBe(false);
    expect(long.isWorkday(dayOf(2026, 5, 23))).toBe(false);
    expect(long.spans(dayOf(2026, 5, 5))).toHaveLength(2);
  });

  test("a calendar without working time ends the search", () => {
    const never = new WorkingTime({ ...STANDARD, week: [[], [], [], [], [], [], []] });
    expect(never.nextStart(may(4))).toBe(may(4));
    expect(never.add(may(4), 10)).toBe(may(4) + 10);
  });
});

describe("time scale", () => {
  test("zooming keeps the moment under the pointer", () => {
    const scale = new Timescale(may(4), 10);
    const moment = scale.ticks(333);
    scale.zoomAbout(333, 47);
    expect(scale.ticks(333)).toBeCloseTo(moment, 3);
  });

  test("fit shows both ends", () => {
    const scale = new Timescale(0, 1);
    scale.fit(may(4), may(29), 900);
    expect(scale.x(may(4))).toBeGreaterThan(0);
    expect(scale.x(may(29))).toBeLessThan(900);
    expect(scale.x(may(29)) - scale.x(may(4))).toBeGreaterThan(800);
  });

  test("sixty years fit into 300 pixels", () => {
    const scale = new Timescale(0, 1);
    const [from, to] = [dayOf(1990, 1, 1) * 14400, dayOf(2050, 1, 1) * 14400];
    scale.fit(from, to, 300);
    expect(scale.x(from)).toBeGreaterThanOrEqual(0);
    expect(scale.x(to)).toBeLessThanOrEqual(300);
  });

  test.each([
    [0.2, "Years", "2020s", "2026"],
    [0.084, "5 years", "2020s", "2025"],
    [0.012, "10 years", "2000 to 2099", "2020"],
  ])("at %s px a day both bands are labeled in %s", (dayPx, name, major, minor) => {
    const scale = new Timescale(may(4), dayPx);
    expect(scale.step.name).toBe(name);
    const bands = scale.bands(600);
    expect(bands.major[0].label).toBe(major);
    expect(bands.minor[0].label).toBe(minor);
    for (const cell of bands.minor) expect(cell.width).toBeGreaterThan(36);
  });

  test.each([0.012, 0.05, 0.1, 0.2, 0.5, 1, 3, 8, 20, 60, 300, 900])(
    "bands at %s px a day cover the width without a gap",
    (dayPx) => {
      const { major, minor } = new Timescale(may(4, 3), dayPx).bands(1000);
      for (const cells of [major, minor]) {
        expect(cells.length).toBeGreaterThan(0);
        expect(cells[0].x).toBeLessThanOrEqual(0);
        const end = cells[cells.length - 1];
        expect(end.x + end.width).toBeGreaterThanOrEqual(1000);
        for (let i = 1; i < cells.length; i++)
          expect(cells[i].x).toBeCloseTo(cells[i - 1].x + cells[i - 1].width, 6);
      }
    },
  );

  test("week labels do not jump while one pans", () => {
    const labels = (left: number) => new Timescale(left, 3).bands(300).minor.map((cell) => cell.label);
    const wide = new Set(labels(may(4)));
    for (const label of labels(may(11)).slice(1, -2)) expect(wide).toContain(label);
  });
});
