import type { Edit } from "./commands";
import type { Desk } from "./desk";
import { h } from "./dom";
import { cellEntry, editText, formatBlock, mergeEdits, parseBlock, pasteBlock, whyNot } from "./entry";
import type { Model } from "./model";

/** Inline editing with the manners of a spreadsheet: F2 or typing opens, Enter and Tab save and move on, Esc leaves. */
export class CellEditor {
  private input: HTMLInputElement | null = null;
  private row = -1;
  private column = 0;
  /** The schedule as it was when the edit began: what is saved is based on what was read then. */
  private basis: Model | null = null;

  constructor(private readonly desk: Desk) {}

  get isOpen(): boolean {
    return this.input !== null;
  }

  /** Digits and letters start an edit only where the cell takes what is typed; single-letter commands come first. */
  takesTyping(): boolean {
    const { view } = this.desk;
    const column = view.columns[view.active.column];
    return (
      view.model !== null &&
      view.active.row >= 0 &&
      view.active.column > 0 &&
      column?.editor !== undefined &&
      whyNot(view.model, view.active.row, column) === ""
    );
  }

  open(text?: string): void {
    const { desk } = this;
    const { view } = desk;
    const model = view.model;
    if (!model || view.active.row < 0 || view.isPhone) return;
    const column = view.columns[view.active.column];
    const refused = whyNot(model, view.active.row, column);
    if (refused) {
      desk.toast.show(refused, undefined, "bad");
      return;
    }
    this.basis = model;
    this.row = view.active.row;
    this.column = view.active.column;
    const cell = desk.grid.cellNode(this.row, this.column);
    if (!cell) return;
    desk.session.isPaused = true;
    const input = h("input", {
      "aria-label": `${column.title} of ${model.rows.name[this.row]}`,
      autocomplete: "off",
      spellcheck: "false",
    });
    input.value = text ?? editText(model, this.row, column);
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => {
      if (this.input === input) void this.finish(0, 0, false);
    });
    for (const name of ["pointerdown", "dblclick", "click"])
      input.addEventListener(name, (event) => event.stopPropagation());
    this.input = input;
    desk.grid.root.classList.add("editing");
    cell.append(input);
    input.focus();
    if (text === undefined) input.select();
  }

  private key(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === "Enter") void this.finish(event.shiftKey ? -1 : 1, 0, true);
    else if (event.key === "Tab") void this.finish(0, event.shiftKey ? -1 : 1, true);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  private close(): void {
    const { input, desk } = this;
    this.input = null;
    input?.remove();
    desk.grid.root.classList.remove("editing");
    desk.session.isPaused = false;
    desk.focus();
  }

  /** Saves and moves on. What cannot be read stays in the cell with a sentence; leaving by pointer drops it. */
  private async finish(down: number, right: number, isKey: boolean): Promise<void> {
    const { desk, input, row, column, basis } = this;
    const { view } = desk;
    const model = view.model;
    if (!input || !model || !basis) return;
    const entry = cellEntry(basis, row, view.columns[column], input.value);
    if ("error" in entry && isKey) {
      input.setAttribute("aria-invalid", "true");
      input.title = entry.error;
      desk.toast.show(entry.error, undefined, "bad");
      return;
    }
    this.close();
    const now = model.rowOf.get(basis.rows.id[row]) ?? -1;
    if (isKey && now >= 0) {
      const next = Math.max(0, Math.min(model.visible.length - 1, model.position[now] + down));
      view.activate(model.visible[next], column + right);
      desk.reveal(model.visible[next]);
    }
    if ("edit" in entry) await this.save(entry.edit, now, column, input.value);
    else if ("error" in entry) desk.toast.show(entry.error, undefined, "bad");
  }

  /** The typed value stands in the grid at once; the server's answer replaces it, or takes it back. */
  private async save(edit: Edit, row: number, column: number, text: string): Promise<void> {
    const { desk } = this;
    const model = desk.model!;
    const { key, title } = desk.view.columns[column];
    const changes = (edit.arguments.changes ?? {}) as Record<string, unknown>;
    if (row >= 0 && !model.isMasteredOutside(row)) {
      if (typeof changes.name === "string") model.rows.name[row] = changes.name;
      if (typeof changes.duration_ticks === "number" && key === "duration")
        model.rows.duration[row] = changes.duration_ticks;
      const percent = edit.arguments.percent_complete;
      if (typeof percent === "number") model.rows.progress[row] = percent / 100;
      if (typeof edit.arguments.start_ticks === "number") model.rows.start[row] = edit.arguments.start_ticks;
      desk.grid.stale();
      desk.view.invalidate();
    }
    await desk.commitOrPropose([edit], row, `${model.rows.name[row]}: ${title.toLowerCase()} ${text.trim()}`);
  }

  private cells(): { rows: number[]; left: number; right: number; top: number } | null {
    const { view } = this.desk;
    const range = view.range;
    if (!range || !view.model) return null;
    const rows = Array.from(view.model.visible.subarray(range.top, range.bottom + 1));
    return { rows, left: range.left, right: range.right, top: range.top };
  }

  copy(event: ClipboardEvent): void {
    const cells = this.cells();
    const { view } = this.desk;
    if (!cells || !view.model) return;
    const columns = view.columns.slice(cells.left, cells.right + 1);
    const block = cells.rows.map((row) => columns.map((column) => column.text(view.model!, row)));
    event.clipboardData?.setData("text/plain", formatBlock(block));
    event.preventDefault();
    this.desk.toast.say(`Copied ${block.length} by ${columns.length} cells`);
  }

  async paste(event: ClipboardEvent): Promise<void> {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const cells = this.cells();
    if (!text || !cells) return;
    event.preventDefault();
    let block = parseBlock(text);
    // One copied value fills the whole range, as spreadsheets do.
    if (block.length === 1 && block[0].length === 1) {
      block = cells.rows.map(() => Array(cells.right - cells.left + 1).fill(block[0][0]));
    }
    await this.put(cells.top, cells.left, block, "Pasted");
  }

  async fillDown(): Promise<void> {
    const cells = this.cells();
    const { view } = this.desk;
    if (!cells || !view.model || cells.rows.length < 2)
      return this.desk.refuse("Select the cell to copy and those below it first.");
    const columns = view.columns.slice(cells.left, cells.right + 1);
    const source = columns.map((column) => column.text(view.model!, cells.rows[0]));
    await this.put(
      cells.top + 1,
      cells.left,
      cells.rows.slice(1).map(() => source),
      "Filled",
    );
  }

  private async put(top: number, left: number, block: string[][], verb: string): Promise<void> {
    const { desk } = this;
    const { view } = desk;
    const before = view.model!;
    const pasted = pasteBlock(before, view.columns, top, left, block);
    const bad = pasted.invalid.length;
    if (pasted.edits.length > 0) await desk.commit(mergeEdits(pasted.edits));
    // Marked after the save, whose fresh schedule may have moved rows.
    const at = (row: number): number => view.model?.rowOf.get(before.rows.id[row]) ?? row;
    view.invalid = new Map(pasted.invalid.map(({ row, key, sentence }) => [`${at(row)}:${key}`, sentence]));
    view.invalidate();
    if (bad > 0) {
      const saved = pasted.edits.length > 0 ? `${verb}, but ` : "";
      desk.toast.show(
        `${saved}${bad} ${bad === 1 ? "cell was" : "cells were"} not taken: ${pasted.invalid[0].sentence}`,
        undefined,
        "bad",
      );
    } else if (pasted.edits.length === 0) desk.toast.say("Nothing changed.");
  }
}
