import { dayAt } from "./dates";
import { mergeRoots } from "./roots";
import {
  type ActivityColumns,
  CONSTRAINTS,
  decodeActivities,
  decodeLinks,
  decodeProjects,
  isKnown,
  KIND,
  type LinkColumns,
  type ProjectColumns,
  type ScheduleWire,
} from "./wire";
import { WorkingTime } from "./worktime";

export interface Filter {
  text: string;
  isCriticalOnly: boolean;
  isLateOnly: boolean;
  projects: ReadonlySet<number> | null; // project ids; null shows all
}

export const NO_FILTER: Filter = { text: "", isCriticalOnly: false, isLateOnly: false, projects: null };

/** Dates that replace those of the schedule while a preview is looked at or a save is on its way. */
export interface DateRows {
  id: number[];
  start: number[];
  finish: number[];
  totalFloat?: (number | null)[];
  critical?: (number | boolean)[];
}

/** The schedule as the page holds it: columns, the outline, links by row, and which rows are shown. */
export class Model {
  readonly node: number;
  readonly revision: number;
  readonly state: string;
  readonly name: string;
  readonly today: number;
  readonly todayDay: number;
  readonly baseline: { id: number; name: string } | null;
  readonly baselines: { id: number; name: string }[];
  /** The P-values are of a risk analysis that was made before the plan changed. */
  readonly isAnalysisOld: boolean;
  readonly projects: ProjectColumns;
  readonly calendars: WorkingTime[];
  readonly rows: ActivityColumns;
  readonly links: LinkColumns;
  /** Rows of projects that are shown as the one summary of their plan, by that summary's row. */
  private readonly merged: ReadonlyMap<number, number>;
  private readonly ownNames: readonly string[];
  readonly constraints: string[];
  readonly rowOf = new Map<number, number>();
  readonly inStart: Int32Array;
  readonly inLinks: Int32Array;
  readonly outStart: Int32Array;
  readonly outLinks: Int32Array;
  readonly hasChildren: Uint8Array;
  readonly isOpen: Uint8Array;
  readonly maxLevel: number;
  filter: Filter = NO_FILTER;
  visible: Int32Array = new Int32Array(0);
  position: Int32Array;
  matches = 0;
  private folded: Uint8Array;

  constructor(wire: ScheduleWire) {
    this.node = wire.node;
    this.revision = wire.revision;
    this.state = wire.state;
    this.name = wire.name ?? "";
    this.today = wire.today;
    this.todayDay = dayAt(wire.today);
    this.baseline = wire.baseline ?? null;
    this.baselines = wire.baselines ?? [];
    this.isAnalysisOld = (wire.analysis?.revision ?? wire.revision) < wire.revision;
    this.projects = decodeProjects(wire.projects);
    this.calendars = (wire.calendars ?? []).map((calendar) => new WorkingTime(calendar));
    if (this.calendars.length === 0) this.calendars.push(WorkingTime.always());
    this.rows = decodeActivities(wire.activities);
    this.ownNames = this.rows.name.slice();
    this.merged = mergeRoots(this.rows);
    this.links = decodeLinks(wire.links);
    this.constraints = wire.activities.constraints ?? CONSTRAINTS;
    const n = this.rows.count;
    for (let row = 0; row < n; row++) this.rowOf.set(this.rows.id[row], this.merged.get(row) ?? row);
    this.hasChildren = new Uint8Array(n);
    for (let row = 0; row < n; row++)
      if (this.rows.parent[row] >= 0) this.hasChildren[this.rows.parent[row]] = 1;
    this.isOpen = new Uint8Array(n).fill(1);
    this.folded = new Uint8Array(n);
    this.position = new Int32Array(n);
    this.maxLevel = this.rows.level.reduce((most, level) => Math.max(most, level), 0);
    [this.inStart, this.inLinks] = byEnd(this.links.to, n);
    [this.outStart, this.outLinks] = byEnd(this.links.from, n);
    this.refresh();
  }

  get isFiltered(): boolean {
    const { text, isCriticalOnly, isLateOnly, projects } = this.filter;
    return text !== "" || isCriticalOnly || isLateOnly || projects !== null;
  }

  /** Which rows are shown: outline order, matches with all their parents, nothing below a closed row. */
  refresh(): void {
    const { count, parent } = this.rows;
    const shown = new Uint8Array(count).fill(this.isFiltered ? 0 : 1);
    const open = this.isFiltered ? this.folded.map((folded) => 1 - folded) : this.isOpen;
    for (const project of this.merged.keys()) shown[project] = 0;
    this.matches = this.size;
    if (this.isFiltered) {
      this.matches = 0;
      const test = this.matcher();
      for (let row = 0; row < count; row++) {
        if (this.merged.has(row) || !test(row)) continue;
        this.matches++;
        for (let up = row; up >= 0 && !shown[up]; up = parent[up]) shown[up] = 1;
      }
    }
    const out = new Int32Array(count);
    const hidden = new Uint8Array(count);
    let size = 0;
    for (let row = 0; row < count; row++) {
      const up = parent[row];
      if (up >= 0 && (hidden[up] || !open[up])) hidden[row] = 1;
      this.position[row] = hidden[row] || !shown[row] ? -1 : size;
      if (this.position[row] >= 0) out[size++] = row;
    }
    this.visible = out.subarray(0, size);
  }

  private matcher(): (row: number) => boolean {
    const { text, isCriticalOnly, isLateOnly, projects } = this.filter;
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const { name, code, owner, critical, kind, project } = this.rows;
    return (row) => {
      if (projects && !projects.has(this.projects.id[project[row]])) return false;
      if (isCriticalOnly && !(critical[row] && kind[row] !== KIND.summary)) {
        if (!isLateOnly || !this.isLate(row)) return false;
      } else if (!isCriticalOnly && isLateOnly && !this.isLate(row)) return false;
      if (words.length === 0) return true;
      const hay = `${name[row]} ${this.nameInPlan(row)} ${code[row]} ${owner[row]}`.toLowerCase();
      return words.every((word) => hay.includes(word));
    };
  }

  /** How many rows there are to be shown. */
  get size(): number {
    return this.rows.count - this.merged.size;
  }

  /** Does the row stand for its project and for the one summary of its plan at once? */
  isRoot(row: number): boolean {
    return this.rows.kind[row] === KIND.project && this.rows.id[row] > 0;
  }

  /** What the plan calls a row that bears its project's name; empty where that is the same. */
  nameInPlan(row: number): string {
    return this.ownNames[row] === this.rows.name[row] ? "" : this.ownNames[row];
  }

  setFilter(filter: Filter): void {
    this.filter = filter;
    this.folded.fill(0);
    this.refresh();
  }

  isExpanded(row: number): boolean {
    return this.isFiltered ? !this.folded[row] : this.isOpen[row] === 1;
  }

  setExpanded(row: number, isOpen: boolean): void {
    if (this.isFiltered) this.folded[row] = isOpen ? 0 : 1;
    else this.isOpen[row] = isOpen ? 1 : 0;
    this.refresh();
  }

  /** Opens the outline down to `level` (1 shows the top rows only); everything below is closed. */
  expandToLevel(level: number): void {
    for (let row = 0; row < this.rows.count; row++)
      this.isOpen[row] = this.rows.level[row] < level - 1 ? 1 : 0;
    this.folded.fill(0);
    this.refresh();
  }

  /** Makes a row visible: opens its parents, and drops the filter when it hides the row. */
  reveal(row: number): boolean {
    for (let up = this.rows.parent[row]; up >= 0; up = this.rows.parent[up]) {
      this.isOpen[up] = 1;
      this.folded[up] = 0;
    }
    this.refresh();
    if (this.position[row] >= 0) return false;
    this.setFilter(NO_FILTER);
    return true;
  }

  /** Carries the outline and the filter of the schedule that was shown before. */
  inherit(previous: Model): void {
    for (let row = 0; row < this.rows.count; row++) {
      const before = previous.rowOf.get(this.rows.id[row]);
      if (before === undefined) continue;
      this.isOpen[row] = previous.isOpen[before];
      this.folded[row] = previous.folded[before];
    }
    this.filter = previous.filter;
    this.refresh();
  }

  isSummary(row: number): boolean {
    const kind = this.rows.kind[row];
    return kind === KIND.summary || kind === KIND.project || kind === KIND.program;
  }

  isMilestone(row: number): boolean {
    const { kind, start, finish } = this.rows;
    return (
      kind[row] === KIND.milestone ||
      ((kind[row] === KIND.external || kind[row] === KIND.stub) && start[row] === finish[row])
    );
  }

  isLate(row: number): boolean {
    const { finish, baseFinish, deadline, totalFloat, progress } = this.rows;
    return (
      finish[row] > baseFinish[row] ||
      finish[row] > deadline[row] ||
      totalFloat[row] < 0 ||
      (finish[row] < this.today && progress[row] < 1 && !this.isSummary(row))
    );
  }

  /** May this person change the row, and where a change goes: saved here or proposed to whoever masters the plan. */
  mayEdit(row: number): boolean {
    const project = this.rows.project[row];
    const { id, kind, outside } = this.rows;
    return (
      project >= 0 &&
      this.projects.mayEdit[project] &&
      id[row] > 0 &&
      !outside[row] &&
      kind[row] !== KIND.stub
    );
  }

  isMasteredOutside(row: number): boolean {
    return this.projects.isMasteredOutside[this.rows.project[row]] ?? false;
  }

  calendarOf(row: number): WorkingTime {
    const own = this.calendars[this.rows.calendar[row]];
    return own ?? this.projectCalendar(row);
  }

  projectCalendar(row: number): WorkingTime {
    return this.calendars[this.projects.calendar[this.rows.project[row]] ?? 0] ?? this.calendars[0];
  }

  minutesPerDay(row: number): number {
    return this.projects.minutesPerDay[this.rows.project[row]] || 480;
  }

  projectName(row: number): string {
    return this.projects.name[this.rows.project[row]] ?? "";
  }

  /** The project of a row, or what may be said of one outside the view. */
  placeName(row: number): string {
    const name = this.projectName(row);
    if (name) return name;
    const at = this.rows.name[row].indexOf(" / ");
    return at > 0 ? this.rows.name[row].slice(0, at) : "outside your view";
  }

  /** Working days between the baseline finish and the finish; NaN without a baseline. */
  slipDays(row: number): number {
    const { baseFinish, finish } = this.rows;
    if (!isKnown(baseFinish[row]) || !isKnown(finish[row])) return Number.NaN;
    if (baseFinish[row] === finish[row]) return 0;
    return this.calendarOf(row).between(baseFinish[row], finish[row]) / (this.minutesPerDay(row) * 10);
  }

  linksInto(row: number): Int32Array {
    return this.inLinks.subarray(this.inStart[row], this.inStart[row + 1]);
  }

  linksOutOf(row: number): Int32Array {
    return this.outLinks.subarray(this.outStart[row], this.outStart[row + 1]);
  }

  isCrossProject(link: number): boolean {
    const { from, to } = this.links;
    return this.rows.project[from[link]] !== this.rows.project[to[link]];
  }

  /** Dates from a preview or a save, put in place at once; the next poll brings the whole truth. */
  applyDates(dates: DateRows): void {
    const { start, finish, totalFloat, critical } = this.rows;
    for (let i = 0; i < dates.id.length; i++) {
      const row = this.rowOf.get(dates.id[i]);
      if (row === undefined) continue;
      start[row] = dates.start[i];
      finish[row] = dates.finish[i];
      if (dates.totalFloat) totalFloat[row] = dates.totalFloat[i] ?? Number.NaN;
      if (dates.critical) critical[row] = Number(dates.critical[i]);
    }
  }

  /** First start and last finish of all rows, in ticks. */
  extent(rows: Iterable<number> = this.rows.start.keys()): [number, number] {
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    const { start, finish, baseStart, baseFinish } = this.rows;
    for (const row of rows) {
      if (start[row] < first) first = start[row];
      if (baseStart[row] < first) first = baseStart[row];
      if (finish[row] > last) last = finish[row];
      if (baseFinish[row] > last) last = baseFinish[row];
    }
    return first <= last ? [first, last] : [this.today, this.today + 14400 * 30];
  }

  /** All links that lead to the row through driving links, and those it drives: why it is here, what it moves. */
  chainOf(row: number): Set<number> {
    const chain = new Set<number>();
    const walk = (next: (row: number) => Int32Array, end: Int32Array): void => {
      const seen = new Set([row]);
      const queue = [row];
      for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
        for (const link of next(at)) {
          if (!this.links.driving[link] && at !== row) continue;
          chain.add(link);
          const other = end[link];
          if (this.links.driving[link] && !seen.has(other)) {
            seen.add(other);
            queue.push(other);
          }
        }
      }
    };
    walk((at) => this.linksInto(at), this.links.from);
    walk((at) => this.linksOutOf(at), this.links.to);
    return chain;
  }
}

/** Link numbers grouped by the row at one of their ends: `links[start[row]..start[row + 1]]`. */
function byEnd(end: Int32Array, rows: number): [Int32Array, Int32Array] {
  const start = new Int32Array(rows + 1);
  for (const row of end) if (row >= 0) start[row + 1]++;
  for (let row = 0; row < rows; row++) start[row + 1] += start[row];
  const fill = start.slice(0, rows);
  const links = new Int32Array(end.length);
  end.forEach((row, link) => {
    if (row >= 0) links[fill[row]++] = link;
  });
  return [start, links];
}
