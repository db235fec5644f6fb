import type { CalendarWire } from "./worktime";

/** The body of `GET /api/v1/nodes/{node}/schedule`: columns, positions in ticks. */
export interface ScheduleWire {
  version: number;
  node: number;
  network: number;
  revision: number;
  state: string;
  name?: string;
  baseline?: { id: number; name: string } | null;
  baselines?: { id: number; name: string }[];
  analysis?: { run: number; revision: number; finishedAt: string } | null;
  today: number;
  ticksPerDay: number;
  projects: Columns;
  calendars: CalendarWire[];
  activities: Columns & { kinds?: string[]; constraints?: string[]; segments?: Columns };
  links: Columns;
}

// biome-ignore lint/suspicious/noExplicitAny: columns of a JSON body are checked here, once, by reading them
export type Columns = Record<string, any>;

export const KINDS = [
  "activity",
  "milestone",
  "summary",
  "project",
  "program",
  "level_of_effort",
  "margin",
  "external",
  "stub",
] as const;
export type Kind = (typeof KINDS)[number];
export const KIND: Record<Kind, number> = Object.fromEntries(
  KINDS.map((kind, index) => [kind, index]),
) as Record<Kind, number>;

export const CONSTRAINTS = [
  "as_soon_as_possible",
  "as_late_as_possible",
  "must_start_on",
  "must_finish_on",
  "start_no_earlier_than",
  "start_no_later_than",
  "finish_no_earlier_than",
  "finish_no_later_than",
];

export interface ActivityColumns {
  count: number;
  id: Float64Array;
  project: Int32Array;
  parent: Int32Array;
  level: Int16Array;
  code: string[];
  name: string[];
  kind: Uint8Array;
  start: Float64Array;
  finish: Float64Array;
  lateFinish: Float64Array;
  totalFloat: Float64Array;
  freeFloat: Float64Array;
  duration: Float64Array;
  isElapsed: Uint8Array;
  progress: Float64Array;
  critical: Uint8Array;
  longestPath: Uint8Array;
  baseStart: Float64Array;
  baseFinish: Float64Array;
  deadline: Float64Array;
  calendar: Int32Array;
  manual: Uint8Array;
  inactive: Uint8Array;
  outside: Uint8Array;
  constraint: Int16Array;
  constraintAt: Float64Array;
  version: Float64Array;
  owner: string[];
  p50: Float64Array;
  p80: Float64Array;
  segments: Map<number, [number, number][]>;
}

export interface LinkColumns {
  count: number;
  id: Float64Array;
  from: Int32Array;
  to: Int32Array;
  kind: Uint8Array;
  lag: Float64Array;
  lagUnit: Uint8Array;
  driving: Uint8Array;
  hard: Uint8Array;
  version: Float64Array;
}

export interface ProjectColumns {
  count: number;
  id: number[];
  name: string[];
  code: string[];
  dataDate: number[];
  isMasteredOutside: boolean[];
  mayEdit: boolean[];
  minutesPerDay: number[];
  calendar: number[];
  isStale: boolean[];
}

/** Words of the plan's own vocabulary that look the same on a chart. */
const ALIASES: Record<string, Kind> = {
  start_milestone: "milestone",
  finish_milestone: "milestone",
  resource_dependent: "activity",
  portfolio: "program",
};

function kindNumber(word: string): number {
  return KIND[ALIASES[word] ?? (word as Kind)] ?? KIND.activity;
}

/** Missing numbers are NaN in the columns. */
export function isKnown(value: number): boolean {
  return !Number.isNaN(value);
}

/** A missing number (null on the wire) is NaN, so that every comparison with it is false. */
function numbers(column: (number | null)[] | undefined, count: number, missing = Number.NaN): Float64Array {
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) out[i] = column?.[i] ?? missing;
  return out;
}

function flags(column: (number | boolean)[] | undefined, count: number, missing = 0): Uint8Array {
  const out = new Uint8Array(count);
  for (let i = 0; i < count; i++) out[i] = Number(column?.[i] ?? missing);
  return out;
}

function integers(column: (number | null)[] | undefined, count: number, missing: number): Int32Array {
  const out = new Int32Array(count);
  for (let i = 0; i < count; i++) out[i] = column?.[i] ?? missing;
  return out;
}

function texts(column: (string | null)[] | undefined, count: number): string[] {
  return Array.from({ length: count }, (_, i) => column?.[i] ?? "");
}

export function decodeActivities(wire: ScheduleWire["activities"]): ActivityColumns {
  const count: number = wire.id.length;
  const names = wire.kinds ?? [...KINDS];
  const kindOf = names.map(kindNumber);
  const kind = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const given = wire.kind[i];
    kind[i] = typeof given === "string" ? kindNumber(given) : (kindOf[given] ?? 0);
  }
  const segments = new Map<number, [number, number][]>();
  const split = wire.segments;
  for (let i = 0; i < (split?.row?.length ?? 0); i++) {
    const row = split!.row[i];
    if (!segments.has(row)) segments.set(row, []);
    segments.get(row)!.push([split!.start[i], split!.finish[i]]);
  }
  return {
    count,
    id: numbers(wire.id, count),
    project: integers(wire.project, count, -1),
    parent: integers(wire.parent, count, -1),
    level: Int16Array.from({ length: count }, (_, i) => wire.level?.[i] ?? 0),
    code: texts(wire.code, count),
    name: texts(wire.name, count),
    kind,
    start: numbers(wire.start, count),
    finish: numbers(wire.finish, count),
    lateFinish: numbers(wire.lateFinish, count),
    totalFloat: numbers(wire.totalFloat, count),
    freeFloat: numbers(wire.freeFloat, count),
    duration: numbers(wire.duration, count),
    isElapsed: flags(wire.elapsed, count),
    progress: numbers(wire.progress, count, 0),
    critical: flags(wire.critical, count),
    longestPath: flags(wire.longestPath, count),
    baseStart: numbers(wire.baseStart, count),
    baseFinish: numbers(wire.baseFinish, count),
    deadline: numbers(wire.deadline, count),
    calendar: integers(wire.calendar, count, -1),
    manual: flags(wire.manual, count),
    inactive: flags(wire.inactive, count),
    outside: flags(wire.outside, count),
    constraint: Int16Array.from({ length: count }, (_, i) => wire.constraint?.[i] ?? 0),
    constraintAt: numbers(wire.constraintAt, count),
    version: numbers(wire.version, count, 0),
    owner: texts(wire.owner, count),
    p50: numbers(wire.p50, count),
    p80: numbers(wire.p80, count),
    segments,
  };
}

export function decodeLinks(wire: Columns): LinkColumns {
  const count: number = wire?.id?.length ?? 0;
  return {
    count,
    id: numbers(wire?.id, count),
    from: integers(wire?.from, count, -1),
    to: integers(wire?.to, count, -1),
    kind: flags(wire?.kind, count),
    lag: numbers(wire?.lag, count, 0),
    lagUnit: flags(wire?.lagUnit, count),
    driving: flags(wire?.driving, count),
    hard: flags(wire?.hard, count, 1),
    version: numbers(wire?.version, count, 0),
  };
}

export function decodeProjects(wire: Columns): ProjectColumns {
  const count: number = wire?.id?.length ?? 0;
  const pick = <T>(name: string, missing: T): T[] =>
    Array.from({ length: count }, (_, i) => wire[name]?.[i] ?? missing);
  return {
    count,
    id: pick("id", 0),
    name: pick("name", ""),
    code: pick("code", ""),
    dataDate: pick("dataDate", Number.NaN),
    isMasteredOutside: pick("mastered", "here").map((word) => word === "outside"),
    mayEdit: pick("mayEdit", false).map(Boolean),
    minutesPerDay: pick("minutesPerDay", 480),
    calendar: pick("calendar", 0),
    isStale: pick("stale", false).map(Boolean),
  };
}
