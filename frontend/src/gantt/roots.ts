import { type ActivityColumns, isKnown, KIND } from "./wire";

/**
 * Many plan files hold one summary above all their rows, which is the project once more. Where it is the only row
 * right below its project, both are shown as one: the summary's row, with its id, links, dates and notes, stands
 * where the project's stood and bears its name. What is told is the row that is left out by the row that stands for it.
 */
export function mergeRoots(rows: ActivityColumns): Map<number, number> {
  const { count, id, kind, parent } = rows;
  const children = new Int32Array(count);
  for (let row = 0; row < count; row++) if (parent[row] >= 0) children[parent[row]]++;
  const merged = new Map<number, number>();
  for (let root = 0; root < count; root++) {
    const project = parent[root];
    if (project < 0 || kind[project] !== KIND.project || children[project] !== 1) continue;
    if (kind[root] !== KIND.summary || id[root] <= 0 || children[root] === 0) continue;
    merged.set(project, root);
    takePlace(rows, project, root);
  }
  return merged;
}

function takePlace(rows: ActivityColumns, project: number, root: number): void {
  const { count, parent, level, kind, code, p50, p80 } = rows;
  const top = level[root];
  parent[root] = parent[project];
  kind[root] = KIND.project;
  rows.name[root] = rows.name[project];
  if (!code[root]) code[root] = code[project];
  if (!isKnown(p50[root])) p50[root] = p50[project];
  if (!isKnown(p80[root])) p80[root] = p80[project];
  level[root]--;
  // The outline is in order: what is below the summary follows it.
  for (let row = root + 1; row < count && level[row] > top; row++) level[row]--;
}
