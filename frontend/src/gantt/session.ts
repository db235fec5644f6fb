import { Api, type Applied, type Preview, type Problem, ProblemError } from "./api";
import type { Edit } from "./commands";
import { Model } from "./model";
import { isSameEditTarget, versionIn } from "./versions";

export interface Saved {
  answer: Applied;
  sentence: string;
}

export interface SessionEvents {
  loaded: (model: Model, isFirst: boolean) => void;
  failed: (sentence: string, isFirst: boolean) => void;
  changed: (detail: {
    changeSet?: number | null;
    revision?: number;
    sentence: string;
    kind: "save" | "undo" | "redo";
  }) => void;
}

const POLL_MS = 2000;

/** Talks to the server for one schedule: loads and polls it, saves edits in order, undoes and redoes them. */
export class Session {
  model: Model | null = null;
  baseline: number | null = null;
  isPaused = false;
  private timer = 0;
  private queue: Promise<unknown> = Promise.resolve();
  private readonly undoable: number[] = [];
  private readonly redoable: number[] = [];
  private fetching: AbortController | null = null;
  private failures = 0;

  constructor(
    readonly api: Api,
    private readonly on: SessionEvents,
  ) {}

  start(): void {
    void this.refresh();
    this.timer = window.setInterval(() => {
      if (document.visibilityState === "visible" && !this.isPaused && !this.fetching) void this.refresh();
    }, POLL_MS);
  }

  stop(): void {
    window.clearInterval(this.timer);
    this.fetching?.abort();
  }

  async refresh(): Promise<void> {
    this.fetching?.abort();
    const mine = new AbortController();
    this.fetching = mine;
    try {
      const wire = await this.api.schedule(this.baseline, mine.signal);
      this.failures = 0;
      if (!wire) return;
      if (!this.model) performance.mark("ls-gantt:data");
      this.accept(new Model(wire));
    } catch (error) {
      if (error instanceof DOMException) return;
      this.failures++;
      // One missed poll is not worth a message; the first load and a lasting outage are.
      if (!this.model || this.failures === 3) this.on.failed(inWords(error), !this.model);
    } finally {
      if (this.fetching === mine) this.fetching = null;
    }
  }

  private accept(model: Model): void {
    const isFirst = this.model === null;
    if (this.model) model.inherit(this.model);
    this.model = model;
    this.on.loaded(model, isFirst);
  }

  preview(edits: Edit[], signal?: AbortSignal, from?: number): Promise<Preview> {
    return this.api.preview(edits, signal, from);
  }

  /**
   * Saves edits after those that are still on their way. Each answer is followed by a fresh schedule, and later edits
   * of the same records take over its versions: one's own earlier save is not somebody else's change.
   */
  save(edits: Edit[], how: "apply" | "propose" = "apply", from?: number): Promise<Saved> {
    const before = this.model;
    const run = async (): Promise<Saved> => {
      const fresh = this.model !== before && this.model && before ? refreshed(edits, this.model) : edits;
      const answer = how === "apply" ? await this.api.apply(fresh, "", from) : await this.api.propose(fresh);
      if (answer.changeSet != null) {
        this.undoable.push(answer.changeSet);
        this.redoable.length = 0;
      }
      if (answer.rows && this.model) this.model.applyDates(answer.rows);
      const sentence = answer.sentence ?? "Saved.";
      await this.refresh();
      this.on.changed({ changeSet: answer.changeSet, revision: answer.revision, sentence, kind: "save" });
      return { answer, sentence };
    };
    const result = this.queue.then(run, run);
    this.queue = result.catch(() => undefined);
    return result;
  }

  get canUndo(): boolean {
    return this.undoable.length > 0;
  }

  get canRedo(): boolean {
    return this.redoable.length > 0;
  }

  undo(): Promise<string> {
    return this.invert(this.undoable, this.redoable, "undo");
  }

  /** Redo is the undo of an undo: the server keeps both as change sets. */
  redo(): Promise<string> {
    return this.invert(this.redoable, this.undoable, "redo");
  }

  private invert(from: number[], to: number[], kind: "undo" | "redo"): Promise<string> {
    const run = async (): Promise<string> => {
      const changeSet = from[from.length - 1];
      if (changeSet === undefined) return kind === "undo" ? "Nothing to undo." : "Nothing to redo.";
      const answer = await this.api.undo(changeSet);
      from.pop();
      if (answer.changeSet != null) to.push(answer.changeSet);
      await this.refresh();
      const sentence = `${kind === "redo" ? "Done again." : "Undone."} ${answer.sentence ?? ""}`.trim();
      this.on.changed({ changeSet: answer.changeSet, revision: answer.revision, sentence, kind });
      return sentence;
    };
    const result = this.queue.then(run, run);
    this.queue = result.catch(() => undefined);
    return result;
  }
}

function refreshed(edits: Edit[], model: Model): Edit[] {
  return edits.map((edit) => {
    const version = isSameEditTarget(edit) ? versionIn(edit, model) : undefined;
    return version === undefined ? edit : { ...edit, arguments: { ...edit.arguments, version } };
  });
}

export function inWords(error: unknown): string {
  if (error instanceof ProblemError) return error.message;
  return "Something went wrong in this page. Reload it; nothing that was saved is lost.";
}

export function problemOf(error: unknown): Problem | null {
  return error instanceof ProblemError ? error.problem : null;
}

export { Api };
