import { dayAt, finishDay, formatDay, isoDay } from "./dates";
import type { Model } from "./model";
import { formatDuration } from "./typed";
import { isKnown } from "./wire";

export type Editor = "text" | "start" | "finish" | "duration" | "progress" | "deadline" | "calendar";

export interface Column {
  key: string;
  title: string;
  width: number;
  align: "left" | "right";
  editor?: Editor;
  text: (model: Model, row: number) => string;
  /** Value for files, where it differs from what the screen shows. */
  plain?: (model: Model, row: number) => string | number;
  /** A word about the state, which colors the cell; the text says it too. */
  tone?: (model: Model, row: number) => "bad" | "good" | "";
}

const day = (ticks: number, model: Model): string =>
  isKnown(ticks) ? formatDay(dayAt(ticks), model.todayDay) : "";
const end = (ticks: number, model: Model): string =>
  isKnown(ticks) ? formatDay(finishDay(ticks), model.todayDay) : "";
const iso = (ticks: number): string => (isKnown(ticks) ? isoDay(dayAt(ticks)) : "");
const isoEnd = (ticks: number): string => (isKnown(ticks) ? isoDay(finishDay(ticks)) : "");

/** Working days of float as the grid shows them: whole days where they are whole, empty when there is none. */
export function floatText(ticks: number, minutesPerDay: number): string {
  if (!isKnown(ticks)) return "";
  if (ticks === 0) return "0";
  const days = ticks / (minutesPerDay * 10);
  const whole = Math.abs(Math.round(days));
  if (whole < 100) return formatDuration(ticks, minutesPerDay);
  const size = whole >= 100_000 ? `${Math.round(whole / 1000)}k` : whole.toLocaleString("en-US");
  return `${days < 0 ? "-" : ""}${size} d`;
}

export function slipText(days: number): string {
  if (!isKnown(days)) return "";
  const rounded = Math.round(days * 10) / 10;
  if (rounded === 0) return "";
  const size = Math.abs(rounded) >= 10 ? Math.round(Math.abs(rounded)) : Math.abs(rounded);
  return `${rounded > 0 ? "+" : "-"}${size} d`;
}

const perDay = (model: Model, row: number): number => model.minutesPerDay(row) * 10;

export const COLUMNS: Column[] = [
  {
    key: "name",
    title: "Activity",
    width: 250,
    align: "left",
    editor: "text",
    text: (m, r) => m.rows.name[r],
  },
  { key: "code", title: "Code", width: 90, align: "left", text: (m, r) => m.rows.code[r] },
  {
    key: "start",
    title: "Start",
    width: 90,
    align: "right",
    editor: "start",
    text: (m, r) => day(m.rows.start[r], m),
    plain: (m, r) => iso(m.rows.start[r]),
  },
  {
    key: "finish",
    title: "Finish",
    width: 90,
    align: "right",
    editor: "finish",
    text: (m, r) => end(m.rows.finish[r], m),
    plain: (m, r) => isoEnd(m.rows.finish[r]),
  },
  {
    key: "duration",
    title: "Duration",
    width: 76,
    align: "right",
    editor: "duration",
    text: (m, r) =>
      isKnown(m.rows.duration[r])
        ? formatDuration(m.rows.duration[r], m.minutesPerDay(r), m.rows.isElapsed[r] === 1)
        : "",
  },
  {
    key: "float",
    title: "Float",
    width: 82,
    align: "right",
    // Work that is done has no float left to speak of.
    text: (m, r) => (m.rows.progress[r] >= 1 ? "" : floatText(m.rows.totalFloat[r], m.minutesPerDay(r))),
    plain: (m, r) => (isKnown(m.rows.totalFloat[r]) ? m.rows.totalFloat[r] / perDay(m, r) : ""),
    tone: (m, r) => (m.rows.totalFloat[r] < 0 ? "bad" : ""),
  },
  {
    key: "progress",
    title: "%",
    width: 50,
    align: "right",
    editor: "progress",
    text: (m, r) =>
      m.isMilestone(r) && m.rows.progress[r] === 0 ? "" : String(Math.round(m.rows.progress[r] * 100)),
    plain: (m, r) => Math.round(m.rows.progress[r] * 1000) / 10,
  },
  {
    key: "slip",
    title: "Baseline",
    width: 76,
    align: "right",
    text: (m, r) => slipText(m.slipDays(r)),
    plain: (m, r) => {
      const days = m.slipDays(r);
      return isKnown(days) ? Math.round(days * 10) / 10 : "";
    },
  },
  { key: "owner", title: "Owner", width: 120, align: "left", text: (m, r) => m.rows.owner[r] },
  { key: "project", title: "Project", width: 130, align: "left", text: (m, r) => m.projectName(r) },
  {
    key: "freeFloat",
    title: "Free float",
    width: 86,
    align: "right",
    text: (m, r) => floatText(m.rows.freeFloat[r], m.minutesPerDay(r)),
    plain: (m, r) => (isKnown(m.rows.freeFloat[r]) ? m.rows.freeFloat[r] / perDay(m, r) : ""),
  },
  {
    key: "lateFinish",
    title: "Late finish",
    width: 90,
    align: "right",
    text: (m, r) => end(m.rows.lateFinish[r], m),
    plain: (m, r) => isoEnd(m.rows.lateFinish[r]),
  },
  {
    key: "baseStart",
    title: "Baseline start",
    width: 106,
    align: "right",
    text: (m, r) => day(m.rows.baseStart[r], m),
    plain: (m, r) => iso(m.rows.baseStart[r]),
  },
  {
    key: "baseFinish",
    title: "Baseline finish",
    width: 110,
    align: "right",
    text: (m, r) => end(m.rows.baseFinish[r], m),
    plain: (m, r) => isoEnd(m.rows.baseFinish[r]),
  },
  {
    key: "deadline",
    title: "Deadline",
    width: 90,
    align: "right",
    editor: "deadline",
    text: (m, r) => end(m.rows.deadline[r], m),
    plain: (m, r) => isoEnd(m.rows.deadline[r]),
    tone: (m, r) => (m.rows.finish[r] > m.rows.deadline[r] ? "bad" : ""),
  },
  {
    key: "p80",
    title: "P80 finish",
    width: 88,
    align: "right",
    text: (m, r) => end(m.rows.p80[r], m),
    plain: (m, r) => isoEnd(m.rows.p80[r]),
  },
  { key: "constraint", title: "Constraint", width: 190, align: "left", text: constraintText },
  {
    key: "calendar",
    title: "Calendar",
    width: 120,
    align: "left",
    editor: "calendar",
    text: (m, r) => (m.isSummary(r) ? "" : m.calendarOf(r).name),
  },
  { key: "predecessors", title: "Predecessors", width: 180, align: "left", text: predecessorText },
];

export const DEFAULT_COLUMNS = ["name", "finish", "float", "progress", "slip"];
export const PHONE_COLUMNS = ["name", "finish", "float", "slip"];

function constraintText(model: Model, row: number): string {
  const name = model.constraints[model.rows.constraint[row]] ?? "";
  if (name === "" || name === "as_soon_as_possible" || name === "none") return "";
  const words = name.replace(/_/g, " ");
  const at = model.rows.constraintAt[row];
  return isKnown(at) ? `${words} ${day(at, model)}` : words;
}

const LINK_KINDS = ["FS", "SS", "FF", "SF"];

/** "12FS+2 d": the other end's code or name, the type unless plain finish-to-start, the lag. */
export function linkText(model: Model, link: number, other: number): string {
  const { kind, lag, lagUnit } = model.links;
  const name = model.rows.code[other] || model.rows.name[other];
  const type = kind[link] === 0 && lag[link] === 0 ? "" : ` ${LINK_KINDS[kind[link]]}`;
  return `${name}${type}${lagText(lag[link], lagUnit[link], model.minutesPerDay(other))}`;
}

export function lagText(lag: number, unit: number, minutesPerDay: number): string {
  if (lag === 0) return "";
  const sign = lag > 0 ? "+" : "-";
  return unit === 2
    ? `${sign}${Math.abs(lag)} %`
    : `${sign}${formatDuration(Math.abs(lag), minutesPerDay, unit === 1)}`;
}

function predecessorText(model: Model, row: number): string {
  return Array.from(model.linksInto(row), (link) => linkText(model, link, model.links.from[link])).join("; ");
}

export function chosenColumns(keys: readonly string[]): Column[] {
  const found = keys
    .map((key) => COLUMNS.find((column) => column.key === key))
    .filter((c): c is Column => c !== undefined);
  return found[0]?.key === "name" ? found : [COLUMNS[0], ...found.filter((column) => column.key !== "name")];
}
