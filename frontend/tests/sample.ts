import { dayOf, TICKS_PER_DAY } from "../src/gantt/dates";
import { Model } from "../src/gantt/model";
import type { ScheduleWire } from "../src/gantt/wire";

const MORNING: [number, number] = [4800, 7200];
const AFTERNOON: [number, number] = [7800, 10200];
const WORKDAY = [MORNING, AFTERNOON];
export const STANDARD = {
  id: 4,
  name: "Standard",
  week: [WORKDAY, WORKDAY, WORKDAY, WORKDAY, WORKDAY, [], []],
  exceptions: [] as [number, number, [number, number][]][],
};

/** Ticks of a moment in May 2026; the 4th is a Monday. */
export function may(day: number, hour = 8): number {
  return dayOf(2026, 5, day) * TICKS_PER_DAY + hour * 600;
}

/** A program with two projects: Core (Design, Build, Gate) and Sites (Survey, waiting for the gate). */
export function sampleWire(): ScheduleWire {
  return {
    version: 1,
    node: 1,
    network: 1,
    revision: 3,
    state: "current",
    baseline: { id: 5, name: "First" },
    baselines: [{ id: 5, name: "First" }],
    today: may(20),
    ticksPerDay: TICKS_PER_DAY,
    projects: {
      id: [7, 8],
      name: ["Core", "Sites"],
      code: ["C", "S"],
      dataDate: [may(19), null],
      mastered: ["here", "outside"],
      mayEdit: [true, true],
      minutesPerDay: [480, 480],
      calendar: [0, 0],
      stale: [false, true],
    },
    calendars: [STANDARD],
    activities: {
      kinds: ["activity", "finish_milestone", "summary", "project", "program"],
      id: [-1, -7, 10, 11, 12, -8, 20],
      project: [-1, 0, 0, 0, 0, 1, 1],
      parent: [-1, 0, 1, 1, 1, 0, 5],
      level: [0, 1, 2, 2, 2, 1, 2],
      code: ["", "", "C-1", "C-2", "C-3", "", "S-1"],
      name: ["Program", "Core", "Design", "Build", "Gate", "Sites", "Survey"],
      kind: [4, 3, 0, 0, 1, 3, 0],
      start: [may(4), may(4), may(4), may(11), may(15, 17), may(18), may(18)],
      finish: [may(22, 17), may(15, 17), may(8, 17), may(15, 17), may(15, 17), may(22, 17), may(22, 17)],
      lateFinish: [may(22, 17), may(15, 17), may(8, 17), may(15, 17), may(15, 17), may(22, 17), may(29, 17)],
      totalFloat: [0, 0, 0, 0, 0, 24000, 24000],
      freeFloat: [null, null, 0, 0, 0, null, 24000],
      duration: [72000, 48000, 24000, 24000, 0, 24000, 24000],
      progress: [0.3, 0.5, 1, 0.25, 0, 0, 0],
      critical: [1, 1, 1, 1, 1, 0, 0],
      baseStart: [null, null, may(4), may(11), may(12, 17), null, may(18)],
      baseFinish: [null, null, may(8, 17), may(12, 17), may(12, 17), null, may(25, 17)],
      deadline: [null, null, null, null, may(14, 17), null, null],
      calendar: [0, 0, 0, 0, 0, 0, 0],
      manual: [0, 0, 0, 0, 0, 0, 0],
      inactive: [0, 0, 0, 0, 0, 0, 0],
      constraint: [0, 0, 0, 0, 0, 0, 0],
      constraintAt: [null, null, null, null, null, null, null],
      version: [0, 0, 3, 4, 5, 0, 6],
      owner: ["", "", "Ada", "Bo", "", "", "Ada"],
      p50: [null, null, null, may(16, 17), null, null, null],
      p80: [null, null, null, may(18, 17), null, null, null],
    },
    links: {
      id: [100, 101, 102],
      from: [2, 3, 4],
      to: [3, 4, 6],
      kind: [0, 0, 0],
      lag: [0, 0, 0],
      lagUnit: [0, 0, 0],
      driving: [1, 1, 1],
      hard: [1, 1, 1],
      version: [1, 1, 1],
    },
  };
}

export function sample(): Model {
  return new Model(sampleWire());
}

export const ROW = { program: 0, core: 1, design: 2, build: 3, gate: 4, sites: 5, survey: 6 };
