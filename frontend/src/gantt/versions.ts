import type { Problem } from "./api";
import type { Edit } from "./commands";
import type { Model } from "./model";

/** Does the edit name a record whose version it carries? */
export function isSameEditTarget(edit: Edit): boolean {
  return typeof edit.arguments.version === "number";
}

/** The version that the model holds of the record that an edit changes. */
export function versionIn(edit: Edit, model: Model): number | undefined {
  const { activity, link } = edit.arguments;
  if (typeof activity === "number") {
    const row = model.rowOf.get(activity);
    return row === undefined ? undefined : model.rows.version[row];
  }
  if (typeof link === "number") {
    const at = model.links.id.indexOf(link);
    return at < 0 ? undefined : model.links.version[at];
  }
  return undefined;
}

/** One field on which two people disagree, in the words of the screen. */
export interface ConflictLine {
  what: string;
  field: string;
  yours: string;
  theirs: string;
}

/** Both values of each field that a refused save names; where the server names none, what was sent. */
export function conflictLines(problem: Problem, edits: readonly Edit[], model: Model): ConflictLine[] {
  const nameOf = (id: number): string => {
    const row = model.rowOf.get(id);
    return row === undefined ? `activity ${id}` : model.rows.name[row];
  };
  const lines = (problem.conflicts ?? []).map((conflict) => ({
    what: nameOf(conflict.id),
    field: fieldName(conflict.field),
    yours: valueText(conflict.field, conflict.yours),
    theirs: valueText(conflict.field, conflict.current),
  }));
  if (lines.length > 0) return lines;
  return edits.flatMap((edit) => {
    const { activity, changes, start_ticks: start } = edit.arguments;
    const sent = {
      ...(changes as Record<string, unknown> | undefined),
      ...(start === undefined ? {} : { start_ticks: start }),
    };
    return Object.entries(sent).map(([field, value]) => ({
      what: typeof activity === "number" ? nameOf(activity) : "link",
      field: fieldName(field),
      yours: valueText(field, value),
      theirs: "changed by somebody else",
    }));
  });
}

function fieldName(field: string): string {
  return field.replace(/_(ticks|at)$/, "").replace(/_/g, " ");
}

function valueText(field: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return "empty";
  if (typeof value !== "number") return String(value);
  if (/duration|lag|remaining/.test(field)) return `${Math.round(value / 600) / 8} d`;
  if (/start|finish|deadline|_at$|_ticks$/.test(field))
    return new Date(value * 6000).toISOString().slice(0, 16).replace("T", " ");
  return String(value);
}

/** The versions to send again when somebody decides that the own values should stand. */
export function currentVersions(problem: Problem): Map<number, number> {
  const known = new Map<number, number>();
  for (const { id, current } of problem.versions ?? []) if (current !== null) known.set(id, current);
  return known;
}
