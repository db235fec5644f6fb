import type { Chart } from "./chart";
import { dayAt, finishDay, formatDay } from "./dates";
import type { Grid } from "./grid";
import type { Model } from "./model";
import type { Session } from "./session";
import type { Toast } from "./toast";
import type { View } from "./view";
import { isKnown } from "./wire";

/** What is looked at: rows, dates, zoom, filter. Nothing here changes the schedule. */
export class Camera {
  grid!: Grid;
  chart!: Chart;

  constructor(
    readonly host: HTMLElement,
    readonly root: ShadowRoot,
    readonly view: View,
    readonly session: Session,
    readonly toast: Toast,
    readonly scrollTo: (top: number) => void,
  ) {
    toast.left = () => this.takeFocusBack(toast.box);
  }

  get model(): Model | null {
    return this.view.model;
  }

  /** Rows that a command without a named row is about. */
  get selected(): number[] {
    const { model, selection, active } = this.view;
    const rows = Array.from(selection).filter((row) => model !== null && model.position[row] >= 0);
    return rows.length > 0 ? rows.sort((a, b) => a - b) : active.row >= 0 ? [active.row] : [];
  }

  startText(ticks: number): string {
    return this.model && isKnown(ticks) ? formatDay(dayAt(ticks), this.model.todayDay) : "";
  }

  finishText(ticks: number): string {
    return this.model && isKnown(ticks) ? formatDay(finishDay(ticks), this.model.todayDay) : "";
  }

  emit(name: string, detail: unknown): void {
    this.host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  focus(): void {
    this.grid.root.focus({ preventScroll: true });
  }

  /** A box that goes away leaves the keys with the grid, or Ctrl+Z would be heard by nobody. */
  takeFocusBack(box: HTMLElement): void {
    const inside = this.root.activeElement;
    const isLost = inside === null && document.activeElement === document.body;
    if (isLost || (inside !== null && box.contains(inside))) this.focus();
  }

  refuse(sentence = "This row cannot be changed here."): void {
    this.toast.show(sentence, undefined, "bad");
  }

  /** Selects a row, opens its parents and brings it and its bar into sight. */
  goTo(row: number): void {
    const { view, model } = this;
    if (!model) return;
    if (model.reveal(row)) {
      view.filter = model.filter;
      this.toast.show("The filter was taken away, since it hid that row.");
    }
    this.grid.stale();
    view.activate(row, view.active.column);
    this.reveal(row, true);
    this.focus();
    this.toast.say(model.rows.name[row]);
  }

  /** Scrolls the active row into sight, and its bar too where asked. */
  reveal(row: number, withBar = false): void {
    const { view, model } = this;
    if (!model || model.position[row] < 0) return;
    // One looks around after a jump; the next row is enough while one walks.
    this.scrollTo(view.scrollFor(model.position[row], withBar ? 3 : 1));
    this.grid.showColumn(view.active.column);
    if (withBar) {
      const from = view.scale.x(model.rows.start[row]);
      const to = view.scale.x(model.rows.finish[row]);
      if (to < 40 || from > view.chartWidth - 60)
        view.scale.left = view.scale.ticks(from - view.chartWidth * 0.25);
    }
    view.invalidate();
  }

  goToDay(day: number): void {
    const { view } = this;
    view.scale.left = day * 14400 - (view.chartWidth * 0.3 * 14400) / view.scale.dayPx;
    view.invalidate();
  }

  fit(which: "all" | "selection"): void {
    const { view, model } = this;
    if (!model) return;
    const rows = which === "selection" && this.selected.length > 0 ? this.selected : undefined;
    const [first, last] = model.extent(rows);
    view.scale.fit(first, last, view.chartWidth);
    view.invalidate();
  }

  zoom(factor: number, x = this.view.chartWidth / 2): void {
    this.view.scale.zoomAbout(x, this.view.scale.dayPx * factor);
    this.view.invalidate();
  }

  changeFilter(change: Partial<View["filter"]>): void {
    const { view, model } = this;
    view.filter = { ...view.filter, ...change };
    model?.setFilter(view.filter);
    this.grid.stale();
    const count = model?.matches ?? 0;
    if (model?.isFiltered) this.toast.say(`${count} ${count === 1 ? "row matches" : "rows match"}`);
    this.emit("ls-view", {});
    view.invalidate();
  }

  setLevel(level: number): void {
    this.view.level = level;
    this.model?.expandToLevel(level === 0 ? 99 : level);
    this.grid.stale();
    this.emit("ls-view", {});
    this.view.invalidate();
  }

  expand(row: number, isOpen: boolean): void {
    this.model?.setExpanded(row, isOpen);
    this.view.level = 0;
    this.view.invalidate();
  }
}
