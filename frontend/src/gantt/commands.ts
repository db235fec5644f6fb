import type { LinkEnd } from "./api";
import type { Model } from "./model";
import { isKnown, KIND } from "./wire";

/** One edit as the server's actions take it: plain data, so the same one is previewed, saved and kept. */
export interface Edit {
  action: string;
  arguments: Record<string, unknown>;
}

type Changes = Record<string, unknown>;

/** Edits carry the version that was read, so that a stale one is answered with both values. */
export function changeActivity(model: Model, row: number, changes: Changes): Edit {
  const { id, version } = model.rows;
  return {
    action: "planning.change_activity",
    arguments: { activity: id[row], version: version[row], changes },
  };
}

export function moveActivity(model: Model, row: number, startTicks: number): Edit {
  const { id, version } = model.rows;
  return {
    action: "planning.move_activity",
    arguments: { activity: id[row], version: version[row], start_ticks: Math.round(startTicks) },
  };
}

/** Sets the duration so that the activity finishes at `finishTicks`; for a milestone this is a move. */
export function finishActivity(model: Model, row: number, finishTicks: number): Edit {
  if (model.isMilestone(row)) return moveActivity(model, row, finishTicks);
  return changeActivity(model, row, { duration_ticks: durationUntil(model, row, finishTicks) });
}

/**
 * The duration with which the row would finish at `finishTicks`: what it lasts now and the working time between the
 * two finishes. Counted from the finish, since started or split work does not run through from its start.
 */
export function durationUntil(model: Model, row: number, finishTicks: number): number {
  const { finish, duration, isElapsed } = model.rows;
  const more = isElapsed[row]
    ? finishTicks - finish[row]
    : model.calendarOf(row).between(finish[row], finishTicks);
  return Math.max(0, Math.round(duration[row] + more));
}

export function setProgress(model: Model, row: number, share: number): Edit {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  const { id, version } = model.rows;
  return {
    action: "planning.set_progress",
    arguments: { activity: id[row], version: version[row], percent_complete: percent },
  };
}

/** Start of the row after a drag of `deltaTicks`, snapped to what one can see and to working time. */
export function movedStart(model: Model, row: number, deltaTicks: number, snap: number): number {
  const { start, isElapsed } = model.rows;
  const delta = Math.round(deltaTicks / snap) * snap;
  if (delta === 0) return start[row];
  return isElapsed[row] ? start[row] + delta : model.calendarOf(row).nextStart(start[row] + delta);
}

/** Finish of the row when it starts at `startTicks` and lasts as long as now: what a drag shows before the server. */
export function finishFrom(model: Model, row: number, startTicks: number): number {
  const { start, finish, duration, isElapsed } = model.rows;
  if (startTicks === start[row]) return finish[row];
  if (model.isMilestone(row)) return startTicks;
  if (model.isSummary(row) || isElapsed[row]) return startTicks + finish[row] - start[row];
  return model.calendarOf(row).add(startTicks, isKnown(duration[row]) ? duration[row] : 0);
}

/** Finish after a drag of the finish edge: a working end of day, never before the start. */
export function movedFinish(model: Model, row: number, deltaTicks: number, snap: number): number {
  const { start, finish, isElapsed } = model.rows;
  const delta = Math.round(deltaTicks / snap) * snap;
  if (delta === 0) return finish[row];
  const wanted = Math.max(start[row] + 10, finish[row] + delta);
  if (isElapsed[row]) return wanted;
  const calendar = model.calendarOf(row);
  return Math.max(calendar.previousFinish(wanted), calendar.add(start[row], 10));
}

/** Moves rows by working days. A selected summary stands for what is below it, so nothing moves twice. */
export function shiftRows(model: Model, rows: readonly number[], days: number): Edit[] {
  return leavesOf(model, rows).map((row) =>
    moveActivity(model, row, model.calendarOf(row).shiftDays(model.rows.start[row], days)),
  );
}

export function changeRows(model: Model, rows: readonly number[], changes: Changes): Edit[] {
  return leavesOf(model, rows).map((row) => changeActivity(model, row, changes));
}

/** Editable activities among the rows and below those of them that are summaries, each once. */
export function leavesOf(model: Model, rows: readonly number[]): number[] {
  const chosen = new Set(rows);
  const found: number[] = [];
  const isUnder = new Uint8Array(model.rows.count);
  for (let row = 0; row < model.rows.count; row++) {
    const parent = model.rows.parent[row];
    isUnder[row] = chosen.has(row) || (parent >= 0 && isUnder[parent] === 1) ? 1 : 0;
    if (isUnder[row] && !model.isSummary(row) && model.mayEdit(row)) found.push(row);
  }
  return found;
}

export interface LinkWish {
  /** Rows of the schedule; -1 where the end is `other`. */
  from: number;
  to: number;
  /** An activity of a project outside the view. */
  other?: LinkEnd;
  kind: number;
  lagTicks: number;
  lagUnit: number;
}

const LAG_UNITS = ["working", "elapsed", "percent"];
export const LINK_KINDS = ["FS", "SS", "FF", "SF"];

export function linkActivities(model: Model, wish: LinkWish): Edit {
  return {
    action: "planning.link_activities",
    arguments: {
      predecessor: model.rows.id[wish.from] ?? wish.other?.activity,
      successor: model.rows.id[wish.to] ?? wish.other?.activity,
      kind: LINK_KINDS[wish.kind],
      ...lagArguments(wish.lagTicks, wish.lagUnit),
    },
  };
}

/** Percent lags are shares of the predecessor's duration; all others are ticks. */
function lagArguments(lag: number, unit: number): Record<string, unknown> {
  const isPercent = unit === 2;
  return { lag_unit: LAG_UNITS[unit], lag_ticks: isPercent ? 0 : lag, lag_share: isPercent ? lag / 100 : 0 };
}

export function unlink(model: Model, link: number): Edit {
  return {
    action: "planning.unlink",
    arguments: { link: model.links.id[link], version: model.links.version[link] },
  };
}

export function changeLink(model: Model, link: number, kind: number, lag: number, unit: number): Edit {
  return {
    action: "planning.change_link",
    arguments: {
      link: model.links.id[link],
      version: model.links.version[link],
      kind: LINK_KINDS[kind],
      ...lagArguments(lag, unit),
    },
  };
}

/** A new activity after `row` in its outline, or at the end of the project when the row is one. */
export function addActivity(model: Model, row: number, name: string): Edit | null {
  const { id, project, parent, kind } = model.rows;
  const projectRow = project[row];
  if (projectRow < 0) return null;
  const isProject = kind[row] === KIND.project;
  const above = parent[row];
  const place: Record<string, unknown> = {};
  // Right below the one summary of a plan, so that it stays the only one.
  if (isProject && id[row] > 0) place.parent = id[row];
  if (!isProject && above >= 0 && id[above] > 0) place.parent = id[above];
  if (!isProject && id[row] > 0) place.after = id[row];
  return {
    action: "planning.add_activity",
    arguments: {
      project: model.projects.id[projectRow],
      ...place,
      name,
      duration_ticks: model.minutesPerDay(row) * 10,
    },
  };
}

export function removeActivities(model: Model, rows: readonly number[]): Edit[] {
  const { id, version } = model.rows;
  return (
    rows
      // A row that stands for its whole project does not go by a key.
      .filter((row) => model.mayEdit(row) && !model.isRoot(row))
      .map((row) => ({
        action: "planning.remove_activity",
        arguments: { activity: id[row], version: version[row] },
      }))
  );
}

export type OutlineMove = "indent" | "outdent" | "up" | "down";

/** Null where the row is the first or last of its siblings already. */
export function moveInOutline(model: Model, row: number, move: OutlineMove): Edit | null {
  const { id, version, parent } = model.rows;
  const named = { activity: id[row], version: version[row] };
  if (move === "indent") return { action: "planning.indent_activity", arguments: named };
  if (move === "outdent") return { action: "planning.outdent_activity", arguments: named };
  const family = siblingsOf(model, row);
  const at = family.indexOf(row);
  const after = move === "down" ? family[at + 1] : family[at - 2];
  if (move === "down" ? after === undefined : at === 0) return null;
  const above = parent[row] >= 0 && id[parent[row]] > 0 ? { parent: id[parent[row]] } : {};
  const place = after === undefined ? above : { after: id[after] };
  return { action: "planning.reorder_activity", arguments: { ...named, ...place } };
}

function siblingsOf(model: Model, row: number): number[] {
  const { parent, project, id } = model.rows;
  const found: number[] = [];
  for (let other = 0; other < model.rows.count; other++) {
    if (parent[other] === parent[row] && project[other] === project[row] && id[other] > 0) found.push(other);
  }
  return found;
}

/** Most edits that the server takes in one request. */
const MOST_EDITS = 1000;

/** Many changes of fields become one edit with a list, so that a change of a whole program is one request. */
export function packed(edits: Edit[]): Edit[] {
  if (edits.length <= MOST_EDITS || edits.some((edit) => edit.action !== "planning.change_activity"))
    return edits;
  return [
    { action: "planning.change_activities", arguments: { edits: edits.map((edit) => edit.arguments) } },
  ];
}

/** The same edits with newer versions, for "use mine" after somebody else saved first. */
export function withVersions(edits: readonly Edit[], versionOf: (edit: Edit) => number | undefined): Edit[] {
  return edits.map((edit) => {
    const version = versionOf(edit);
    return version === undefined ? edit : { action: edit.action, arguments: { ...edit.arguments, version } };
  });
}
