import type { Column } from "./columns";
import { changeActivity, type Edit, finishActivity, moveActivity, setProgress } from "./commands";
import { finishDay, isoDay, TICKS_PER_DAY } from "./dates";
import type { Model } from "./model";
import { formatDuration, parseDate, parseDuration } from "./typed";
import { isKnown } from "./wire";

export type Entry = { edit: Edit } | { error: string } | { same: true };

const SAME: Entry = { same: true };

/** Turns what was typed into a cell into an edit, or into the sentence that says why it cannot be read. */
export function cellEntry(model: Model, row: number, column: Column, text: string): Entry {
  const refused = whyNot(model, row, column);
  if (refused) return { error: refused };
  if (text.trim() === column.text(model, row)) return SAME;
  switch (column.editor) {
    case "text":
      return nameEntry(model, row, text);
    case "start":
    case "finish":
    case "deadline":
      return dateEntry(model, row, column.editor, text);
    case "duration":
      return durationEntry(model, row, text);
    case "progress":
      return progressEntry(model, row, text);
    case "calendar":
      return calendarEntry(model, row, text);
    default:
      return { error: `${column.title} is computed and cannot be typed.` };
  }
}

/** Why a cell cannot be edited, or an empty text where it can. */
export function whyNot(model: Model, row: number, column: Column): string {
  if (!column.editor) return `${column.title} is computed and cannot be typed.`;
  const name = model.rows.name[row];
  if (!model.mayEdit(row)) {
    if (model.rows.id[row] < 0) return `${name} is a project or program: its dates come from its activities.`;
    return `You may look at ${name} but not change it.`;
  }
  if (model.isRoot(row) && column.key === "name") {
    const own = model.nameInPlan(row);
    return `${name} is the project and the first row of its plan${own ? `, there called "${own}"` : ""}: rename the project on its page, the row on the page of the activity.`;
  }
  if (!model.isSummary(row) || column.editor === "text" || column.editor === "deadline") return "";
  return `${name} is a summary: its ${column.title === "%" ? "progress" : column.title.toLowerCase()} comes from the activities below it.`;
}

function nameEntry(model: Model, row: number, text: string): Entry {
  const name = text.trim();
  if (name === "") return { error: "An activity needs a name." };
  return { edit: changeActivity(model, row, { name }) };
}

function dateEntry(model: Model, row: number, editor: "start" | "finish" | "deadline", text: string): Entry {
  const column =
    editor === "start" ? model.rows.start : editor === "finish" ? model.rows.finish : model.rows.deadline;
  if (editor === "deadline" && text.trim() === "")
    return { edit: changeActivity(model, row, { deadline_ticks: null }) };
  const base = editor === "start" ? column[row] : column[row] - 1;
  const typed = parseDate(text, model.todayDay, isKnown(base) ? base : null);
  if (!typed) return { error: `"${text.trim()}" is not a date. Type 12 May, fri, +2w or 2026-05-12.` };
  const calendar = model.calendarOf(row);
  const midnight = typed.day * TICKS_PER_DAY;
  if (editor === "start") return startEntry(model, row, midnight, typed.timeOfDay);
  const wanted =
    typed.timeOfDay !== null ? midnight + typed.timeOfDay : calendar.previousFinish(midnight + TICKS_PER_DAY);
  if (editor === "deadline") return { edit: changeActivity(model, row, { deadline_ticks: wanted }) };
  if (typed.timeOfDay === null && finishDay(column[row]) === typed.day) return SAME;
  if (wanted <= model.rows.start[row] && !model.isMilestone(row)) {
    return {
      error: `The finish must be after the start, ${isoDay(Math.floor(model.rows.start[row] / TICKS_PER_DAY))}.`,
    };
  }
  return { edit: finishActivity(model, row, wanted) };
}

function startEntry(model: Model, row: number, midnight: number, timeOfDay: number | null): Entry {
  const now = model.rows.start[row];
  if (timeOfDay === null && Math.floor(now / TICKS_PER_DAY) * TICKS_PER_DAY === midnight) return SAME;
  const start = timeOfDay === null ? model.calendarOf(row).nextStart(midnight) : midnight + timeOfDay;
  return { edit: moveActivity(model, row, start) };
}

function durationEntry(model: Model, row: number, text: string): Entry {
  const typed = parseDuration(text, model.minutesPerDay(row));
  if (!typed || typed.isPercent)
    return { error: `"${text.trim()}" is not a duration. Type 5d, 3w, 4h, or 2ed for elapsed days.` };
  if (typed.ticks < 0) return { error: "A duration cannot be negative." };
  const isElapsed = model.rows.isElapsed[row] === 1;
  if (typed.ticks === model.rows.duration[row] && typed.isElapsed === isElapsed) return SAME;
  const changes: Record<string, unknown> = { duration_ticks: typed.ticks };
  if (typed.isElapsed !== isElapsed) changes.is_elapsed = typed.isElapsed;
  return { edit: changeActivity(model, row, changes) };
}

function progressEntry(model: Model, row: number, text: string): Entry {
  const value = Number(text.replace(",", ".").replace(/\s*%\s*$/, "") || Number.NaN);
  if (!(value >= 0 && value <= 100)) return { error: `"${text.trim()}" is not a percentage from 0 to 100.` };
  return Math.abs(value / 100 - model.rows.progress[row]) < 0.0005
    ? SAME
    : { edit: setProgress(model, row, value / 100) };
}

function calendarEntry(model: Model, row: number, text: string): Entry {
  const wanted = text.trim().toLowerCase();
  const found = model.calendars.find((calendar) => calendar.name.toLowerCase() === wanted);
  if (!found)
    return {
      error: `There is no calendar "${text.trim()}". There are ${model.calendars.map((c) => c.name).join(", ")}.`,
    };
  return found === model.calendarOf(row)
    ? SAME
    : { edit: changeActivity(model, row, { calendar: found.id }) };
}

/** Text that an editor opens with: what one would type, not what the narrow cell shows. */
export function editText(model: Model, row: number, column: Column): string {
  const { duration, isElapsed } = model.rows;
  if (column.editor === "duration" && isKnown(duration[row])) {
    return formatDuration(duration[row], model.minutesPerDay(row), isElapsed[row] === 1).replace(" ", "");
  }
  return column.text(model, row);
}

export interface Pasted {
  edits: Edit[];
  invalid: { row: number; key: string; sentence: string }[];
  rows: number;
}

/** Puts a block of texts into the cells from (top, left): readable cells become edits, the rest are marked. */
export function pasteBlock(
  model: Model,
  columns: readonly Column[],
  top: number,
  left: number,
  block: string[][],
): Pasted {
  const edits: Edit[] = [];
  const invalid: Pasted["invalid"] = [];
  const width = columns.length;
  const rows = Math.min(block.length, model.visible.length - top);
  for (let r = 0; r < rows; r++) {
    const row = model.visible[top + r];
    for (let c = 0; c < block[r].length && left + c < width; c++) {
      const column = columns[left + c];
      const text = block[r][c];
      const entry = cellEntry(model, row, column, text);
      if ("edit" in entry) edits.push(entry.edit);
      else if ("error" in entry && text.trim() !== column.text(model, row))
        invalid.push({ row, key: column.key, sentence: entry.error });
    }
  }
  return { edits: mergeEdits(edits), invalid, rows };
}

/** Changes of one activity become one edit; a further edit of it expects the version that the first one leaves. */
export function mergeEdits(edits: readonly Edit[]): Edit[] {
  const merged: Edit[] = [];
  const lastOf = new Map<unknown, Edit>();
  const changeOf = new Map<unknown, Edit>();
  for (const edit of edits) {
    const { activity } = edit.arguments;
    const known = activity === undefined ? undefined : changeOf.get(activity);
    if (known && edit.action === "planning.change_activity") {
      Object.assign(known.arguments.changes as object, edit.arguments.changes);
      continue;
    }
    const last = activity === undefined ? undefined : lastOf.get(activity);
    const copy: Edit = { action: edit.action, arguments: { ...edit.arguments } };
    if (last) copy.arguments.version = Number(last.arguments.version) + 1;
    if (edit.action === "planning.change_activity") {
      copy.arguments.changes = { ...(edit.arguments.changes as object) };
      changeOf.set(activity, copy);
    }
    lastOf.set(activity, copy);
    merged.push(copy);
  }
  return merged;
}

/** Tab-separated text as spreadsheets write it: quotes around cells with tabs, line ends or quotes. */
export function parseBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let isQuoted = false;
  const body = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let i = 0; i < body.length; i++) {
    const char = body[i];
    if (isQuoted) {
      if (char === '"' && body[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (char === '"') isQuoted = false;
      else cell += char;
    } else if (char === '"' && cell === "") isQuoted = true;
    else if (char === "\t" || char === "\n") {
      rows[rows.length - 1].push(cell);
      cell = "";
      if (char === "\n") rows.push([]);
    } else cell += char;
  }
  rows[rows.length - 1].push(cell);
  return rows;
}

export function formatBlock(cells: readonly (readonly string[])[]): string {
  return cells
    .map((row) =>
      row.map((cell) => (/[\t\n"]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell)).join("\t"),
    )
    .join("\n");
}
