import type { Preview } from "./api";
import { Camera } from "./camera";
import * as commands from "./commands";
import { type Edit, finishFrom, leavesOf, type OutlineMove } from "./commands";
import { confirmDialog, conflictDialog } from "./dialogs";
import { PreviewBox } from "./preview";
import { inWords, problemOf } from "./session";
import { conflictLines, currentVersions } from "./versions";
import { HEADER_HEIGHT } from "./view";

/** Everything that one can do to the schedule, for pointer, keys, cells, dialogs and the phone sheet alike. */
export class Desk extends Camera {
  readonly preview = new PreviewBox();
  private nudged: { rows: number[]; days: number; kind: "move" | "finish" } | null = null;

  /** Shows what edits would do before they are saved; `row` is what the title speaks about. */
  propose(
    edits: Edit[],
    row: number,
    title: string,
    options: { delayMs?: number; ghost?: [number, number]; from?: number } = {},
  ): void {
    const { view, model } = this;
    if (!model || edits.length === 0) {
      this.settle();
      return;
    }
    this.session.isPaused = true;
    view.ghosts = new Map(options.ghost ? [[row, options.ghost]] : []);
    this.preview.open(
      {
        edits,
        title,
        anchor: () => this.anchorOf(row, options.ghost),
        finishText: (ticks) => this.finishText(ticks),
        fetch: (signal) => this.session.preview(commands.packed(edits), signal, options.from),
        retitle: (answer) => this.retitle(answer, row, title),
        shown: (answer) => {
          view.ghosts = this.ghostsOf(answer);
          view.drag = null;
          view.invalidate();
        },
        save: (answer, how) => {
          this.settle();
          if (answer && how === "apply") model.applyDates(answer.rows);
          void this.commit(edits, how, answer?.sentence, options.from);
        },
        request: this.host.getAttribute("request-url")
          ? (answer, heading) => this.request(edits, heading, answer.sentence)
          : undefined,
        cancelled: () => this.settle(),
        closed: () => this.takeFocusBack(this.preview.box),
        say: (text) => this.toast.say(text),
        inWords,
      },
      options.delayMs ?? 0,
    );
    view.invalidate();
  }

  /** Raises a change request with the edits as its trial, and goes to it. */
  private async request(edits: Edit[], title: string, effect: string): Promise<boolean> {
    const { requestDialog } = await import("./requesting");
    const wish = await requestDialog(this.root, title, effect);
    if (!wish) return false;
    try {
      const { request } = await this.session.api.request(edits, wish.title, wish.reason);
      location.assign(this.host.getAttribute("request-url")!.replace("{request}", String(request)));
      return true;
    } catch (error) {
      this.toast.show(inWords(error), undefined, "bad");
      return false;
    }
  }

  private ghostsOf(answer: Preview): Map<number, [number, number]> {
    const ghosts = new Map<number, [number, number]>();
    answer.rows.id.forEach((id, i) => {
      const row = this.model?.rowOf.get(id);
      const { start, finish } = answer.rows;
      // Rows of which only the float changes stay where they are.
      if (
        row === undefined ||
        (start[i] === this.model!.rows.start[row] && finish[i] === this.model!.rows.finish[row])
      )
        return;
      ghosts.set(row, [start[i], finish[i]]);
    });
    return ghosts;
  }

  /** "Radio units: finish 1 Jul → 22 Jul", from where the server puts it. */
  private retitle(answer: Preview, row: number, title: string): string {
    const { model } = this;
    const at = model ? answer.rows.id.indexOf(model.rows.id[row]) : -1;
    if (!model || at < 0 || !/: (finish|start) /.test(title)) return title;
    return this.moveTitle(row, answer.rows.start[at], answer.rows.finish[at]);
  }

  moveTitle(row: number, start: number, finish: number): string {
    const { rows } = this.model!;
    const name = rows.name[row];
    const isLater = this.finishText(finish) !== this.finishText(rows.finish[row]);
    if (isLater) return `${name}: finish ${this.finishText(rows.finish[row])} → ${this.finishText(finish)}`;
    return `${name}: start ${this.startText(rows.start[row])} → ${this.startText(start)}`;
  }

  /** Takes previews and drag images away; polling goes on. */
  settle(): void {
    const { view } = this;
    this.nudged = null;
    view.ghosts = new Map();
    view.drag = null;
    view.rubber = null;
    this.session.isPaused = false;
    view.invalidate();
  }

  private anchorOf(row: number, ghost?: [number, number]): DOMRect {
    const { view } = this;
    const area = this.chart.root.getBoundingClientRect();
    const position = view.model?.position[row] ?? 0;
    const y = area.y + HEADER_HEIGHT + position * view.rowHeight - view.scrollTop;
    if (view.isPhone) return new DOMRect(12, innerHeight / 2, 1, 1);
    const finish = ghost?.[1] ?? view.model?.rows.finish[row] ?? 0;
    const x = area.x + Math.max(0, Math.min(view.scale.x(finish) - 120, area.width - 360));
    return new DOMRect(x, Math.max(area.y, y), 1, view.rowHeight);
  }

  /** Saves at once and tells what it moved, with an Undo. A stale version asks whose value should stand. */
  async commit(
    edits: Edit[],
    how: "apply" | "propose" = "apply",
    known?: string,
    from?: number,
  ): Promise<boolean> {
    if (edits.length === 0) return true;
    const { model } = this;
    if (
      how === "propose" &&
      !this.host.dispatchEvent(
        new CustomEvent("ls-propose", { detail: { edits }, bubbles: true, composed: true, cancelable: true }),
      )
    ) {
      return true;
    }
    try {
      const { answer, sentence } = await this.session.save(commands.packed(edits), how, from);
      const text = answer.sentence ?? known ?? sentence;
      const proposals = this.host.getAttribute("proposals-url");
      if (how === "propose")
        this.toast.show(
          `Proposed. ${text}`,
          proposals ? { label: "See proposals", run: () => location.assign(proposals) } : undefined,
        );
      else
        this.toast.show(text.startsWith("Saved") ? text : `Saved. ${text}`, {
          label: "Undo",
          run: () => void this.undo(),
        });
      return true;
    } catch (error) {
      const problem = problemOf(error);
      if (
        problem &&
        model &&
        (problem.status === 412 || problem.status === 409) &&
        (problem.versions?.length || problem.conflicts?.length || problem.status === 412)
      ) {
        this.session.api.forget();
        await this.session.refresh();
        const wins = await conflictDialog(this.root, problem.message, conflictLines(problem, edits, model));
        if (wins === "mine") {
          const versions = currentVersions(problem);
          const now = this.model;
          return this.commit(
            commands.withVersions(edits, (edit) => {
              const id = (edit.arguments.activity ?? edit.arguments.link) as number;
              const row = now?.rowOf.get(id);
              return versions.get(id) ?? (row === undefined ? undefined : now?.rows.version[row]);
            }),
            how,
          );
        }
      } else {
        this.session.api.forget();
        void this.session.refresh();
        this.toast.show(inWords(error), undefined, "bad");
      }
      return false;
    }
  }

  /** Saves, or shows a preview first where the plan is mastered outside and a change can only be proposed. */
  async commitOrPropose(edits: Edit[], row: number, title: string): Promise<boolean> {
    if (this.model?.isMasteredOutside(row)) {
      this.propose(edits, row, title);
      return true;
    }
    return this.commit(edits);
  }

  async undo(): Promise<void> {
    await this.back(() => this.session.undo());
  }

  async redo(): Promise<void> {
    await this.back(() => this.session.redo());
  }

  private async back(run: () => Promise<string>): Promise<void> {
    try {
      this.toast.show(await run());
    } catch (error) {
      this.toast.show(inWords(error), undefined, "bad");
      this.session.api.forget();
      void this.session.refresh();
    }
  }

  /** Keyboard twin of a drag: each press adds a day, the preview follows, Enter saves. */
  nudge(kind: "move" | "finish", days: number): void {
    const { model } = this;
    const rows = model ? leavesOf(model, this.selected) : [];
    if (!model || rows.length === 0) {
      this.refuse();
      return;
    }
    const same = this.nudged?.kind === kind && this.preview.isOpen;
    const total = (same ? this.nudged!.days : 0) + days;
    this.nudged = { rows, days: total, kind };
    const row = rows[0];
    const calendar = model.calendarOf(row);
    const { start, finish, name } = model.rows;
    if (kind === "move") {
      const to = calendar.shiftDays(start[row], total);
      const end = finishFrom(model, row, to);
      const more = rows.length > 1 ? ` and ${rows.length - 1} more` : "";
      const title =
        rows.length > 1
          ? `${name[row]}${more}: ${total > 0 ? "+" : ""}${total} d`
          : this.moveTitle(row, to, end);
      this.propose(commands.shiftRows(model, rows, total), row, title, { delayMs: 250, ghost: [to, end] });
    } else {
      const one = rows.filter((candidate) => !model.isMilestone(candidate));
      if (one.length === 0) return this.refuse("A milestone has no duration.");
      const finishes = one.map((candidate) => {
        const ticks = model.rows.duration[candidate] + total * model.minutesPerDay(candidate) * 10;
        return model.calendarOf(candidate).add(start[candidate], Math.max(10, ticks));
      });
      const edits = one.map((candidate) =>
        commands.changeActivity(model, candidate, {
          duration_ticks: Math.max(
            0,
            model.rows.duration[candidate] + total * model.minutesPerDay(candidate) * 10,
          ),
        }),
      );
      const title =
        total === 0
          ? `${name[one[0]]}: finish ${this.finishText(finish[one[0]])}`
          : this.moveTitle(one[0], start[one[0]], finishes[0]);
      this.propose(edits, one[0], title, { delayMs: 250, ghost: [start[one[0]], finishes[0]] });
    }
    this.nudged = { rows, days: total, kind };
  }

  async remove(rows: number[]): Promise<void> {
    const { model } = this;
    if (!model) return;
    const edits = commands.removeActivities(model, rows);
    if (edits.length === 0) return this.refuse();
    const what = edits.length === 1 ? `"${model.rows.name[rows[0]]}"` : `${edits.length} activities`;
    const isSure = await confirmDialog(
      this.root,
      `Remove ${what}?`,
      "Links to and from it go too. This can be undone.",
      "Remove",
    );
    const position = model.position[rows[0]];
    if (isSure && (await this.commit(edits)) && this.model && this.model.visible.length > 0) {
      // The selection stays where it was, on the row that moved up.
      this.view.activate(
        this.model.visible[Math.min(Math.max(0, position), this.model.visible.length - 1)],
        this.view.active.column,
      );
    }
    this.focus();
  }

  async add(): Promise<void> {
    const { model } = this;
    const row =
      this.view.active.row >= 0
        ? this.view.active.row
        : (model?.visible.find((r) => model.rows.project[r] >= 0) ?? -1);
    if (!model || row < 0)
      return this.refuse("Choose a row of the project that the activity belongs to first.");
    const project = model.rows.project[row];
    const edit = commands.addActivity(model, row, "New activity");
    if (!edit || !model.projects.mayEdit[project])
      return this.refuse("Choose a row of a project that you may edit first.");
    const before = new Set(model.rows.id);
    if (!(await this.commit([edit]))) return;
    const now = this.model;
    const added = now ? Array.from(now.rows.id).findIndex((id) => id > 0 && !before.has(id)) : -1;
    if (added >= 0) {
      this.goTo(added);
      this.emit("ls-added", { activity: now!.rows.id[added] });
    }
  }

  async outline(move: OutlineMove): Promise<void> {
    const { model } = this;
    const rows = this.selected.filter((row) => model?.mayEdit(row));
    if (!model || rows.length === 0) return this.refuse();
    // Moving down starts with the last row, or the first would jump over the second.
    const ordered = move === "down" ? rows.reverse() : rows;
    const edits = ordered.map((row) => commands.moveInOutline(model, row, move));
    await this.commit(edits.filter((edit) => edit !== null));
  }

  explain(row = this.view.active.row): void {
    const id = this.model?.rows.id[row];
    if (id === undefined || id <= 0) return this.refuse("Choose an activity to explain its dates.");
    this.emit("ls-explain", {
      activity: id,
      url: (this.host.getAttribute("explain-url") ?? "").replace("{activity}", String(id)),
    });
  }
}
