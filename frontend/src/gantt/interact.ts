import { linksDialog } from "./choosers";
import * as commands from "./commands";
import type { Desk } from "./desk";
import { h, placeNear } from "./dom";
import { type Hit, hitTest } from "./hit";
import { tooltipLines } from "./speech";

interface Drag {
  kind: "move" | "finish" | "progress" | "link" | "pan";
  row: number;
  fromX: number;
  fromY: number;
  left: number;
  moved: boolean;
  start: number;
  finish: number;
  share: number;
  target: number;
}

const CURSORS: Record<string, string> = {
  bar: "grab",
  finish: "ew-resize",
  progress: "col-resize",
  link: "crosshair",
  chip: "pointer",
  row: "default",
};
const SLOP_PX = 3;
const TIP_MS = 350;

/** Pointer on the chart: hover, select, pan, zoom, and the four drags, each drawn in the very next frame. */
export class Pointer {
  readonly tip = h("div", { class: "tip", popover: "manual", "aria-hidden": "true" });
  private drag: Drag | null = null;
  private tipTimer = 0;
  private wheelLeft = 0;

  constructor(private readonly desk: Desk) {
    const { bars, axis, root } = desk.chart;
    bars.addEventListener("pointerdown", (event) => this.down(event));
    bars.addEventListener("pointermove", (event) => this.move(event));
    bars.addEventListener("pointerup", (event) => void this.up(event));
    bars.addEventListener("pointercancel", () => this.abandon());
    bars.addEventListener("pointerleave", () => this.leave());
    bars.addEventListener("dblclick", (event) => this.open(event));
    axis.addEventListener("pointerdown", (event) => this.down(event));
    axis.addEventListener("pointermove", (event) => this.move(event));
    axis.addEventListener("pointerup", (event) => void this.up(event));
    // A press on a canvas would take the focus away from the grid, whose keys the drag goes on with.
    root.addEventListener(
      "mousedown",
      (event) => event.target !== root.lastElementChild && event.preventDefault(),
    );
    root.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
  }

  get isDragging(): boolean {
    return this.drag !== null;
  }

  private at(event: MouseEvent): [number, number] {
    const box = this.desk.chart.bars.getBoundingClientRect();
    return [event.clientX - box.x, event.clientY - box.y];
  }

  private hit(x: number, y: number): Hit | null {
    const { view, chart } = this.desk;
    if (!view.model || y < 0) return null;
    return hitTest(view.model, view.scale, x, y, chart.rowHeight, chart.scrollTop, chart.chips);
  }

  /** Ctrl+wheel zooms about the pointer; sideways wheels pan; plain wheels are the page's own scrolling. */
  private wheel(event: WheelEvent): void {
    const { desk } = this;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      desk.zoom(Math.exp(-Math.max(-120, Math.min(120, event.deltaY)) * 0.0028), this.at(event)[0]);
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      desk.chart.panBy(event.deltaX || event.deltaY);
    }
    this.hideTip();
    window.clearTimeout(this.wheelLeft);
    this.wheelLeft = window.setTimeout(() => desk.emit("ls-view", {}), 250);
  }

  private down(event: PointerEvent): void {
    const { desk } = this;
    const { view } = desk;
    const model = view.model;
    if (event.button !== 0 || !model || this.drag) return;
    this.hideTip();
    const [x, y] = this.at(event);
    const hit = event.currentTarget === desk.chart.bars ? this.hit(x, y) : null;
    if (!view.isPhone) desk.focus();
    if (hit?.part === "chip") return;
    const row = hit?.row ?? -1;
    if (row >= 0 && hit?.part !== "row") {
      if (event.shiftKey) view.activate(row, view.active.column, true);
      else if (event.ctrlKey || event.metaKey) view.toggle(row, view.active.column);
      else if (!view.selection.has(row) || view.selection.size < 2) view.activate(row, view.active.column);
    }
    const mayDrag =
      row >= 0 &&
      hit !== null &&
      hit.part !== "row" &&
      !view.isPhone &&
      model.mayEdit(row) &&
      !event.shiftKey;
    const kind = !mayDrag ? "pan" : hit.part === "bar" ? "move" : (hit.part as Drag["kind"]);
    const { start, finish, progress } = model.rows;
    this.drag = {
      kind,
      row,
      fromX: x,
      fromY: y,
      left: view.scale.left,
      moved: false,
      start: row >= 0 ? start[row] : 0,
      finish: row >= 0 ? finish[row] : 0,
      share: row >= 0 ? progress[row] : 0,
      target: -1,
    };
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    if (kind !== "pan") desk.session.isPaused = true;
  }

  private move(event: PointerEvent): void {
    const [x, y] = this.at(event);
    if (!this.drag) {
      this.hover(x, y, event);
      return;
    }
    const { drag, desk } = this;
    if (!drag.moved && Math.hypot(x - drag.fromX, y - drag.fromY) < SLOP_PX) return;
    drag.moved = true;
    const { view } = desk;
    const model = view.model!;
    const delta = ((x - drag.fromX) / view.scale.dayPx) * 14400;
    if (drag.kind === "pan") {
      view.scale.left = drag.left - delta;
      desk.chart.bars.style.cursor = "grabbing";
    } else if (drag.kind === "move") {
      drag.start = commands.movedStart(model, drag.row, delta, view.scale.snap);
      drag.finish = commands.finishFrom(model, drag.row, drag.start);
    } else if (drag.kind === "finish")
      drag.finish = commands.movedFinish(model, drag.row, delta, view.scale.snap);
    else if (drag.kind === "progress") {
      const { start, finish } = model.rows;
      const share = (view.scale.ticks(x) - start[drag.row]) / (finish[drag.row] - start[drag.row]);
      drag.share = Math.round(Math.max(0, Math.min(1, share)) * 20) / 20;
    } else this.aim(drag, x, y);
    if (drag.kind === "move" || drag.kind === "finish") {
      view.drag = { row: drag.row, start: drag.start, finish: drag.finish };
      this.showTip([desk.moveTitle(drag.row, drag.start, drag.finish)], event);
    } else if (drag.kind === "progress") {
      view.drag = {
        row: drag.row,
        start: drag.start,
        finish: drag.start + (drag.finish - drag.start) * drag.share,
      };
      this.showTip([`${Math.round(drag.share * 100)} % done`], event);
    }
    view.invalidate();
  }

  /** The loose end of a link that is being drawn, and the row that it would go to. */
  private aim(drag: Drag, x: number, y: number): void {
    const { view, chart } = this.desk;
    const model = view.model!;
    const from = model.position[drag.row] * chart.rowHeight - chart.scrollTop + chart.rowHeight * 0.41;
    const end = view.scale.x(model.rows.finish[drag.row]);
    view.rubber = [end, from, x, y];
    const position = Math.floor((y + chart.scrollTop) / chart.rowHeight);
    const target = model.visible[position] ?? -1;
    drag.target = target >= 0 && target !== drag.row && model.rows.id[target] > 0 ? target : -1;
    view.hover = drag.target;
  }

  private async up(event: PointerEvent): Promise<void> {
    const { drag, desk } = this;
    const { view } = desk;
    const model = view.model;
    this.drag = null;
    this.hideTip();
    desk.chart.bars.style.cursor = "default";
    const [x, y] = this.at(event);
    if (!drag) {
      const hit = this.hit(x, y);
      if (hit?.part === "chip") await this.chip(hit);
      return;
    }
    if (!model) return;
    if (!drag.moved) {
      desk.settle();
      if (drag.row >= 0 && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
        view.activate(drag.row, view.active.column);
        if (view.isPhone) desk.emit("ls-view", {});
      }
      return;
    }
    this.drop(drag);
  }

  private drop(drag: Drag): void {
    const { desk } = this;
    const model = desk.model!;
    const { row } = drag;
    const { name } = model.rows;
    desk.view.rubber = null;
    if (drag.kind === "pan") {
      desk.emit("ls-view", {});
      return;
    }
    if (drag.kind === "move" && drag.start !== model.rows.start[row]) {
      const days = Math.round(
        model.calendarOf(row).between(model.rows.start[row], drag.start) / (model.minutesPerDay(row) * 10),
      );
      const rows = commands.leavesOf(model, desk.view.selection.has(row) ? desk.selected : [row]);
      const edits =
        rows.length > 1 || rows[0] !== row
          ? commands.shiftRows(model, rows, days)
          : [commands.moveActivity(model, row, drag.start)];
      desk.propose(edits, row, desk.moveTitle(row, drag.start, drag.finish), {
        ghost: [drag.start, drag.finish],
      });
    } else if (drag.kind === "finish" && drag.finish !== model.rows.finish[row]) {
      const edit = commands.finishActivity(model, row, drag.finish);
      desk.propose([edit], row, desk.moveTitle(row, drag.start, drag.finish), {
        ghost: [drag.start, drag.finish],
      });
    } else if (drag.kind === "progress" && drag.share !== model.rows.progress[row]) {
      const title = `${name[row]}: ${Math.round(model.rows.progress[row] * 100)} % → ${Math.round(drag.share * 100)} % done`;
      desk.propose([commands.setProgress(model, row, drag.share)], row, title);
    } else if (drag.kind === "link" && drag.target >= 0) {
      const wish = { from: row, to: drag.target, kind: 0, lagTicks: 0, lagUnit: 0 };
      desk.propose(
        [commands.linkActivities(model, wish)],
        drag.target,
        `Link: ${name[row]} → ${name[drag.target]}`,
      );
    } else desk.settle();
  }

  abandon(): void {
    if (!this.drag) return;
    this.drag = null;
    this.hideTip();
    this.desk.settle();
  }

  private async chip(hit: Hit): Promise<void> {
    const { desk } = this;
    const model = desk.model!;
    const chip = hit.chip!;
    const end = chip.side === "in" ? model.links.from : model.links.to;
    if (chip.links.length === 1) desk.goTo(end[chip.links[0]]);
    else await openLinks(desk, chip.row, chip.links);
  }

  private open(event: MouseEvent): void {
    const hit = this.hit(...this.at(event));
    if (hit && hit.row >= 0 && hit.part !== "row")
      this.desk.emit("ls-open", { activity: this.desk.model?.rows.id[hit.row] });
  }

  private hover(x: number, y: number, event: PointerEvent): void {
    const { view, chart } = this.desk;
    const hit = event.currentTarget === chart.bars ? this.hit(x, y) : null;
    chart.bars.style.cursor = hit
      ? hit.part === "bar" && !view.model?.mayEdit(hit.row)
        ? "pointer"
        : CURSORS[hit.part]
      : "default";
    const row = hit?.row ?? -1;
    if (row !== view.hover) {
      view.hover = row;
      view.invalidate();
    }
    window.clearTimeout(this.tipTimer);
    this.hideTip();
    if (!hit || hit.part === "row" || event.pointerType === "touch") return;
    this.tipTimer = window.setTimeout(() => this.describe(hit, event), TIP_MS);
  }

  private describe(hit: Hit, event: PointerEvent): void {
    const { desk } = this;
    const { model } = desk.view;
    if (!model || this.drag || desk.preview.isOpen) return;
    if (hit.chip) {
      const end = hit.chip.side === "in" ? model.links.from : model.links.to;
      const names = hit.chip.links
        .slice(0, 6)
        .map((link) => `${model.rows.name[end[link]]}, ${model.projectName(end[link])}`);
      this.showTip([hit.chip.side === "in" ? "Waits for" : "Awaited by", ...names], event);
      return;
    }
    const lines = tooltipLines(
      model,
      hit.row,
      (t) => desk.startText(t),
      (t) => desk.finishText(t),
    );
    if (hit.part === "link") lines.push("Drag to the activity that comes after");
    this.showTip([model.rows.name[hit.row], ...lines], event);
  }

  private showTip(lines: string[], event: MouseEvent): void {
    const [first, ...rest] = lines;
    this.tip.replaceChildren(h("b", {}, first), ...rest.map((line) => h("span", {}, line)));
    if (!this.tip.matches(":popover-open")) this.tip.showPopover();
    placeNear(this.tip, { x: event.clientX + 12, y: event.clientY, width: 1, height: 12 });
  }

  hideTip(): void {
    window.clearTimeout(this.tipTimer);
    if (this.tip.isConnected && this.tip.matches(":popover-open")) this.tip.hidePopover();
  }

  private leave(): void {
    this.hideTip();
    if (this.desk.view.hover < 0 || this.drag) return;
    this.desk.view.hover = -1;
    this.desk.view.invalidate();
  }
}

export async function openLinks(desk: Desk, row: number, only?: readonly number[]): Promise<void> {
  const { model } = desk;
  if (!model || row < 0) return;
  const choice = await linksDialog(desk.root, model, row, only);
  if (!choice) return desk.focus();
  if ("go" in choice) desk.goTo(choice.go);
  else if ("unlink" in choice)
    desk.propose([commands.unlink(model, choice.unlink)], row, `${model.rows.name[row]}: one link removed`);
  else {
    desk.propose(
      [commands.changeLink(model, choice.relink, choice.kind, choice.lag, choice.unit)],
      row,
      `${model.rows.name[row]}: link changed`,
    );
  }
}
