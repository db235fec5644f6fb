import { goToDialog, linkDialog } from "./choosers";
import * as commands from "./commands";
import type { Desk } from "./desk";
import { keysDialog } from "./dialogs";
import type { CellEditor } from "./editor";
import { openLinks, type Pointer } from "./interact";

/** Keys of the schedule. They act while the tree grid has focus; those of a preview act while one is open. */
export class Keys {
  constructor(
    private readonly desk: Desk,
    private readonly editor: CellEditor,
    private readonly pointer: Pointer,
    private readonly search: () => HTMLInputElement,
  ) {}

  handle(event: KeyboardEvent): void {
    const target = event.composedPath()[0] as HTMLElement;
    if (target.closest?.("dialog")) return;
    const { desk } = this;
    if (desk.preview.isOpen && this.previewKey(event, target)) return;
    if (event.key === "Escape" && this.pointer.isDragging) {
      this.pointer.abandon();
      event.preventDefault();
      return;
    }
    if (target.matches?.("input, select, textarea, [contenteditable]") || this.editor.isOpen) return;
    const isGrid = target === desk.grid.root;
    const isDone =
      event.ctrlKey || event.metaKey
        ? this.control(event, isGrid)
        : event.altKey
          ? this.alt(event, isGrid)
          : this.plain(event, isGrid);
    if (isDone) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  private previewKey(event: KeyboardEvent, target: HTMLElement): boolean {
    const { preview } = this.desk;
    if (event.key === "Escape") preview.cancel();
    else if (event.key === "Enter" && !target.closest(".preview button")) preview.accept();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    this.desk.focus();
    return true;
  }

  private control(event: KeyboardEvent, isGrid: boolean): boolean {
    const { desk } = this;
    const key = event.key.toLowerCase();
    if (key === "z") void (event.shiftKey ? desk.redo() : desk.undo());
    else if (key === "y") void desk.redo();
    else if (!isGrid) return false;
    else if (key === "a") desk.view.selectAll();
    else if (key === "d") void this.editor.fillDown();
    else if (key === "]") void desk.outline("indent");
    else if (key === "[") void desk.outline("outdent");
    else if (key === "home") this.to(0, event.shiftKey);
    else if (key === "end") this.to(Number.MAX_SAFE_INTEGER, event.shiftKey);
    else return false;
    return true;
  }

  private alt(event: KeyboardEvent, isGrid: boolean): boolean {
    const { desk } = this;
    if (!isGrid) return false;
    const side = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (side !== 0) desk.nudge(event.shiftKey ? "finish" : "move", side);
    else if (event.key === "ArrowUp") void desk.outline("up");
    else if (event.key === "ArrowDown") void desk.outline("down");
    else return false;
    return true;
  }

  private plain(event: KeyboardEvent, isGrid: boolean): boolean {
    const { desk } = this;
    if (event.key === "/") {
      this.search().focus();
      return true;
    }
    if (event.key === "?") {
      void keysDialog(desk.root).then(() => desk.focus());
      return true;
    }
    if (!isGrid) return false;
    return this.navigate(event) || this.command(event);
  }

  private navigate(event: KeyboardEvent): boolean {
    const { desk } = this;
    const { view } = desk;
    const page = Math.max(1, Math.floor(view.bodyHeight / view.rowHeight) - 1);
    const extend = event.shiftKey;
    switch (event.key) {
      case "ArrowDown":
        return this.by(1, extend);
      case "ArrowUp":
        return this.by(-1, extend);
      case "PageDown":
        return this.by(page, extend);
      case "PageUp":
        return this.by(-page, extend);
      case "Enter":
        return this.by(event.shiftKey ? -1 : 1, false);
      case "ArrowRight":
      case "ArrowLeft":
        return this.sideways(event.key === "ArrowRight" ? 1 : -1, extend);
      case "Home":
      case "End":
        view.activate(this.row, event.key === "Home" ? 0 : view.columns.length - 1, extend);
        desk.grid.showColumn(view.active.column);
        return true;
      case "Tab": {
        // Tab walks the cells of a row and leaves the grid at its ends, so that nobody is trapped.
        const next = view.active.column + (event.shiftKey ? -1 : 1);
        if (view.active.row < 0 || next < 0 || next >= view.columns.length) return false;
        view.activate(view.active.row, next);
        desk.grid.showColumn(next);
        return true;
      }
      default:
        return false;
    }
  }

  private get row(): number {
    const { view } = this.desk;
    return view.active.row >= 0 ? view.active.row : (view.model?.visible[0] ?? -1);
  }

  private by(step: number, extend: boolean): boolean {
    const { view } = this.desk;
    const at = view.active.row < 0 ? -1 : (view.model?.position[view.active.row] ?? -1);
    this.to(at < 0 ? 0 : at + step, extend);
    return true;
  }

  private to(position: number, extend: boolean): void {
    const { view } = this.desk;
    const model = view.model;
    if (!model || model.visible.length === 0) return;
    const held = Math.max(0, Math.min(position, model.visible.length - 1));
    view.activate(model.visible[held], view.active.column, extend);
    this.desk.reveal(model.visible[held]);
    this.desk.emit("ls-select", { activities: this.desk.selected.map((row) => model.rows.id[row]) });
  }

  private sideways(side: 1 | -1, extend: boolean): boolean {
    const { desk } = this;
    const { view } = desk;
    const model = view.model;
    const { row, column } = view.active;
    if (!model || row < 0) return this.by(1, false);
    if (column === 0 && !extend && model.hasChildren[row] && model.isExpanded(row) !== (side === 1)) {
      desk.expand(row, side === 1);
      return true;
    }
    if (column === 0 && side === -1) {
      const parent = model.rows.parent[row];
      if (parent >= 0 && model.position[parent] >= 0) this.to(model.position[parent], false);
      return true;
    }
    view.activate(row, column + side, extend);
    desk.grid.showColumn(view.active.column);
    return true;
  }

  private command(event: KeyboardEvent): boolean {
    const { desk } = this;
    const model = desk.model;
    const row = desk.view.active.row;
    switch (event.key) {
      case "F2":
        this.editor.open();
        return true;
      case "Escape":
        desk.view.clearSelection();
        desk.view.invalid.clear();
        return true;
      case "Insert":
        void desk.add();
        return true;
      case "Delete":
        void desk.remove(desk.selected);
        return true;
    }
    if (!this.editor.takesTyping() && this.zoomKey(event.key)) return true;
    const letter = event.key.toLowerCase();
    if (letter === "l" || letter === "e" || letter === "g" || letter === "k") {
      if (letter === "e") desk.explain();
      else if (letter === "l") void this.link(row);
      else if (letter === "k") void openLinks(desk, row);
      else void this.goTo();
      return true;
    }
    if (event.key.length === 1 && model && row >= 0 && this.editor.takesTyping()) {
      this.editor.open(event.key);
      return true;
    }
    return false;
  }

  /** On cells that take typing these characters begin a value, such as "+2w" or "90". */
  private zoomKey(key: string): boolean {
    const { desk } = this;
    if (key === "+" || key === "=") desk.zoom(1.4);
    else if (key === "-") desk.zoom(1 / 1.4);
    else if (key === "0" || key === "9") desk.fit(key === "0" ? "all" : "selection");
    else return false;
    return true;
  }

  async goTo(): Promise<void> {
    const { desk } = this;
    const chosen = desk.model ? await goToDialog(desk.root, desk.model) : null;
    if (!chosen) desk.focus();
    else if (chosen.day !== undefined) {
      desk.goToDay(chosen.day);
      desk.focus();
    } else desk.goTo(chosen.row);
  }

  async link(row: number): Promise<void> {
    const { desk } = this;
    const { model } = desk;
    if (!model || row < 0 || model.rows.id[row] <= 0) return desk.refuse("Choose an activity to link first.");
    const wish = await linkDialog(desk.root, model, row, (text, signal) =>
      desk.session.api.linkEnds(text, signal),
    );
    desk.focus();
    if (!wish || !desk.model) return;
    const { other } = wish;
    const nameOf = (at: number): string => model.rows.name[at] ?? `${other?.name} (${other?.projectName})`;
    // Seen from one project alone, a link across projects would seem to move nothing.
    const from = other ? (other.viewpoint ?? (wish.to < 0 ? other.project : undefined)) : undefined;
    desk.propose(
      [commands.linkActivities(model, wish)],
      wish.to < 0 ? row : wish.to,
      `Link: ${nameOf(wish.from)} → ${nameOf(wish.to)}`,
      { from },
    );
  }
}
