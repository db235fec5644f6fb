import { TICKS_PER_DAY } from "./dates";
import { NARROW_PX } from "./hit";
import { type LayoutOptions, rowShapes, type Shape, type Token } from "./layout";
import { type Chip, linkLayout } from "./links";
import type { Model } from "./model";
import type { Cell, Timescale } from "./timescale";
import type { WorkingTime } from "./worktime";

export type Palette = Record<Token, string>;

export interface Scene {
  model: Model;
  scale: Timescale;
  options: LayoutOptions;
  height: number;
  scrollTop: number;
  selection: ReadonlySet<number>;
  active: number;
  hover: number;
  chain: ReadonlySet<number>;
  /** Rows of a preview: outlines of where bars would go. */
  ghosts: ReadonlyMap<number, [start: number, finish: number]>;
  /** The bar that is being dragged, or the line of a link that is being drawn. */
  drag: { row: number; start: number; finish: number } | null;
  rubber: [number, number, number, number] | null;
}

export class Painter {
  chips: Chip[] = [];
  constructor(
    private readonly ctx: CanvasRenderingContext2D,
    private readonly font: string,
    public palette: Palette,
  ) {}

  body(scene: Scene): void {
    const { model, options, height, scrollTop } = scene;
    const { ctx, palette } = this;
    const { rowHeight, width } = options;
    const first = Math.max(0, Math.floor(scrollTop / rowHeight));
    const last = Math.min(model.visible.length - 1, Math.ceil((scrollTop + height) / rowHeight));
    const yOf = (position: number): number => position * rowHeight - scrollTop;
    ctx.fillStyle = palette.panel;
    ctx.fillRect(0, 0, width, height);
    this.shading(scene, first, last, yOf);
    this.rows(scene, first, last, yOf);
    this.gridLines(scene);
    this.dataDates(scene, first, last, yOf);
    const shapes: Shape[] = [];
    const links = linkLayout(model, scene.scale, first, last, yOf, scene.chain, options);
    this.chips = links.chips;
    for (let position = first; position <= last; position++) {
      rowShapes(model, scene.scale, model.visible[position], yOf(position), options, shapes);
    }
    this.draw(links.shapes);
    this.draw(shapes);
    this.chipsOf(links.chips);
    this.ghosts(scene, first, last, yOf);
    this.handles(scene, yOf);
    this.todayLine(scene, height);
    this.rubber(scene);
  }

  draw(shapes: Shape[]): void {
    const { ctx, palette } = this;
    for (const shape of shapes) {
      if (shape.t === "text") {
        ctx.font = `${shape.bold ? "600 " : ""}${shape.size}px ${this.font}`;
        ctx.textAlign = shape.align ?? "left";
        if (shape.halo) {
          // Names stand over links and float lines.
          ctx.strokeStyle = palette.panel;
          ctx.lineWidth = 4;
          ctx.lineJoin = "round";
          ctx.strokeText(shape.text, shape.x, shape.y);
        }
        ctx.fillStyle = palette[shape.fill];
        ctx.fillText(shape.text, shape.x, shape.y);
        continue;
      }
      ctx.globalAlpha = shape.alpha ?? 1;
      ctx.beginPath();
      if (shape.t === "rect") this.trace(shape);
      else {
        ctx.moveTo(shape.at[0], shape.at[1]);
        for (let i = 2; i < shape.at.length; i += 2) ctx.lineTo(shape.at[i], shape.at[i + 1]);
        if (shape.closed) ctx.closePath();
      }
      if (shape.fill) {
        ctx.fillStyle = palette[shape.fill];
        ctx.fill();
      }
      if (shape.stroke) {
        ctx.strokeStyle = palette[shape.stroke];
        ctx.lineWidth = shape.t === "path" ? (shape.width ?? 1) : 1.3;
        ctx.lineJoin = "round";
        if (shape.dash) ctx.setLineDash(shape.dash);
        ctx.stroke();
        if (shape.dash) ctx.setLineDash([]);
      }
      ctx.globalAlpha = 1;
    }
  }

  /** Bars that reach far out of the view are cut near its edge: dashes along miles of line cost time. */
  private trace(shape: Extract<Shape, { t: "rect" }>): void {
    const left = Math.max(shape.x, -40);
    const right = Math.min(shape.x + shape.w, 8000);
    if (right > left) this.ctx.roundRect(left, shape.y, right - left, shape.h, shape.r);
  }

  private shading(scene: Scene, first: number, last: number, yOf: (p: number) => number): void {
    const { model, scale, options } = scene;
    if (scale.dayPx < 2.2) return;
    this.ctx.fillStyle = this.palette.weekend;
    for (let position = first; position <= last; ) {
      const calendar = model.projectCalendar(model.visible[position]);
      let end = position + 1;
      while (end <= last && model.projectCalendar(model.visible[end]) === calendar) end++;
      // Below the last row its calendar goes on: an empty page half still shows the weekends.
      const bottom = end > last ? scene.height : yOf(end);
      this.idle(calendar, scale, options.width, yOf(position), bottom - yOf(position));
      position = end;
    }
    if (last < first) this.idle(model.calendars[0], scale, options.width, 0, scene.height);
  }

  private idle(calendar: WorkingTime, scale: Timescale, width: number, y: number, height: number): void {
    const from = Math.floor(scale.left / TICKS_PER_DAY);
    const to = Math.ceil(scale.ticks(width) / TICKS_PER_DAY);
    const isHourly = scale.dayPx >= 90;
    for (let day = from; day <= to; day++) {
      const spans = calendar.spans(day);
      if (spans.length > 0 && !isHourly) continue;
      let at = 0;
      for (const [start, end] of spans) {
        this.fillTicks(scale, day * TICKS_PER_DAY + at, day * TICKS_PER_DAY + start, y, height);
        at = end;
      }
      this.fillTicks(scale, day * TICKS_PER_DAY + at, (day + 1) * TICKS_PER_DAY, y, height);
    }
  }

  private fillTicks(scale: Timescale, from: number, to: number, y: number, height: number): void {
    if (to > from) this.ctx.fillRect(scale.x(from), y, scale.x(to) - scale.x(from), height);
  }

  private rows(scene: Scene, first: number, last: number, yOf: (p: number) => number): void {
    const { ctx, palette } = this;
    const { model, options, selection } = scene;
    for (let position = first; position <= last; position++) {
      const row = model.visible[position];
      const y = yOf(position);
      if (selection.has(row)) {
        ctx.fillStyle = palette.accentSoft;
        ctx.fillRect(0, y, options.width, options.rowHeight);
      } else if (row === scene.hover) {
        ctx.globalAlpha = 0.5;
        ctx.fillStyle = palette.accentSoft;
        ctx.fillRect(0, y, options.width, options.rowHeight);
        ctx.globalAlpha = 1;
      }
      if (options.rowHeight >= 20) {
        ctx.fillStyle = palette.line;
        ctx.globalAlpha = 0.65;
        ctx.fillRect(0, Math.round(y + options.rowHeight) - 1, options.width, 1);
        ctx.globalAlpha = 1;
      }
    }
  }

  private gridLines(scene: Scene): void {
    const { ctx, palette } = this;
    const { scale, options } = scene;
    ctx.fillStyle = palette.line;
    for (const cell of scale.bands(options.width).major) {
      if (cell.x >= 0) ctx.fillRect(Math.round(cell.x), 0, 1, scene.height);
    }
  }

  /** The data date of each project, on its own rows only: projects report on different days. */
  private dataDates(scene: Scene, first: number, last: number, yOf: (p: number) => number): void {
    const { ctx, palette } = this;
    const { model, scale, options } = scene;
    ctx.strokeStyle = palette.warn;
    ctx.lineWidth = 1.2;
    ctx.setLineDash([4, 3]);
    for (let position = first; position <= last; ) {
      const project = model.rows.project[model.visible[position]];
      let end = position + 1;
      while (end <= last && model.rows.project[model.visible[end]] === project) end++;
      const at = scale.x(model.projects.dataDate[project] ?? Number.NaN);
      if (at >= 0 && at <= options.width) {
        ctx.beginPath();
        ctx.moveTo(at, yOf(position));
        ctx.lineTo(at, yOf(end));
        ctx.stroke();
      }
      position = end;
    }
    ctx.setLineDash([]);
  }

  private chipsOf(chips: Chip[]): void {
    const { ctx, palette } = this;
    ctx.font = `11px ${this.font}`;
    ctx.textAlign = "center";
    for (const { box, text } of chips) {
      ctx.beginPath();
      ctx.roundRect(box.x, box.y, box.w, box.h, box.h / 2);
      ctx.fillStyle = palette.panel;
      ctx.fill();
      ctx.strokeStyle = palette.baseline;
      ctx.lineWidth = 1;
      ctx.stroke();
      ctx.fillStyle = palette.muted;
      ctx.fillText(text, box.x + box.w / 2, box.y + box.h / 2 + 4, box.w - 6);
    }
    ctx.textAlign = "left";
  }

  private ghosts(scene: Scene, first: number, last: number, yOf: (p: number) => number): void {
    const { ctx, palette } = this;
    const { model, scale, options, drag } = scene;
    const top = Math.round(options.rowHeight * 0.16);
    const h = Math.round(options.rowHeight * 0.5);
    const outline = (row: number, start: number, finish: number, isSolid: boolean): void => {
      const position = model.position[row];
      if (position < first || position > last) return;
      const x = scale.x(start);
      const w = Math.max(scale.x(finish) - x, 2);
      const y = yOf(position) + top;
      ctx.beginPath();
      if (model.isMilestone(row)) {
        ctx.moveTo(x, y);
        for (const [dx, dy] of [
          [8, 8],
          [0, 16],
          [-8, 8],
        ])
          ctx.lineTo(x + dx, y + dy);
        ctx.closePath();
      } else if (model.isSummary(row)) ctx.roundRect(x, y, w, 9, 2);
      else ctx.roundRect(x, y - 1, w, h + 2, 3);
      ctx.fillStyle = palette.accent;
      ctx.globalAlpha = isSolid ? 0.35 : 0.14;
      ctx.fill();
      ctx.globalAlpha = 1;
      ctx.strokeStyle = palette.accent;
      ctx.lineWidth = isSolid ? 2 : 1.2;
      ctx.setLineDash(isSolid ? [] : [4, 3]);
      ctx.stroke();
      ctx.setLineDash([]);
    };
    for (const [row, [start, finish]] of scene.ghosts)
      if (row !== drag?.row) outline(row, start, finish, false);
    if (drag) outline(drag.row, drag.start, drag.finish, true);
  }

  /** Handles of the row under the pointer, and of the selected one: finish, progress, link. */
  private handles(scene: Scene, yOf: (p: number) => number): void {
    const { ctx, palette } = this;
    const { model, scale, options } = scene;
    const row = scene.hover >= 0 ? scene.hover : scene.active;
    if (row < 0 || scene.drag || model.position[row] < 0 || !model.mayEdit(row) || options.rowHeight < 20)
      return;
    const { start, finish, progress } = model.rows;
    const y = yOf(model.position[row]) + Math.round(options.rowHeight * 0.16);
    const h = Math.round(options.rowHeight * 0.5);
    const end = model.isMilestone(row)
      ? scale.x(finish[row]) + 8
      : Math.max(scale.x(finish[row]), scale.x(start[row]) + 2);
    ctx.fillStyle = palette.panel;
    ctx.strokeStyle = palette.accent;
    ctx.lineWidth = 1.6;
    ctx.beginPath();
    ctx.arc(end + 18, y + h / 2, 5, 0, 7);
    ctx.fill();
    ctx.stroke();
    if (model.isSummary(row) || model.isMilestone(row)) return;
    ctx.fillStyle = palette.panel;
    if (end - scale.x(start[row]) < NARROW_PX) {
      ctx.fillStyle = palette.accent;
      ctx.fillRect(end + 3, y + 3, 1.5, h - 6);
      ctx.fillRect(end + 6, y + 3, 1.5, h - 6);
      return;
    }
    ctx.globalAlpha = 0.85;
    ctx.fillRect(end - 5, y + 3, 1.5, h - 6);
    ctx.fillRect(end - 8, y + 3, 1.5, h - 6);
    ctx.globalAlpha = 1;
    const at = scale.x(start[row] + (finish[row] - start[row]) * progress[row]);
    ctx.beginPath();
    ctx.moveTo(at - 5, y + h + 5);
    ctx.lineTo(at + 5, y + h + 5);
    ctx.lineTo(at, y + h - 3);
    ctx.closePath();
    ctx.fill();
    ctx.stroke();
  }

  private todayLine(scene: Scene, height: number): void {
    const x = scene.scale.x(scene.model.today);
    if (x < 0 || x > scene.options.width) return;
    this.ctx.fillStyle = this.palette.accent;
    this.ctx.fillRect(Math.round(x) - 0.75, 0, 1.5, height);
  }

  private rubber(scene: Scene): void {
    if (!scene.rubber) return;
    const { ctx, palette } = this;
    const [x1, y1, x2, y2] = scene.rubber;
    ctx.strokeStyle = palette.accent;
    ctx.lineWidth = 2;
    ctx.beginPath();
    ctx.moveTo(x1, y1);
    ctx.lineTo(x2, y2);
    ctx.stroke();
    ctx.beginPath();
    ctx.arc(x2, y2, 4, 0, 7);
    ctx.fillStyle = palette.accent;
    ctx.fill();
  }

  header(scale: Timescale, width: number, height: number, today: number): void {
    const { ctx, palette } = this;
    const { major, minor } = scale.bands(width);
    const mid = Math.round(height / 2);
    ctx.fillStyle = palette.panel;
    ctx.fillRect(0, 0, width, height);
    ctx.textAlign = "left";
    this.band(major, 0, mid, "ink", true);
    this.band(minor, mid, height, "muted", false);
    ctx.fillStyle = palette.line;
    ctx.fillRect(0, mid - 1, width, 1);
    ctx.fillRect(0, height - 1, width, 1);
    this.todayFlag(scale.x(today), width, mid);
  }

  private band(cells: Cell[], top: number, bottom: number, fill: Token, isMajor: boolean): void {
    const { ctx, palette } = this;
    ctx.font = `${isMajor ? "600 " : ""}12px ${this.font}`;
    cells.forEach((cell, index) => {
      ctx.fillStyle = palette.line;
      if (cell.x >= 0 && (isMajor || cell.width >= 14))
        ctx.fillRect(Math.round(cell.x), isMajor ? top : bottom - 6, 1, bottom - top);
      const next = cells[index + 1];
      const end = next ? next.x : cell.x + cell.width;
      let x = cell.x + 6;
      const textWidth = ctx.measureText(cell.label).width;
      // The label of the first cell stays in sight while its cell is half scrolled out.
      if (isMajor && x < 6) x = Math.min(6, end - textWidth - 8);
      if (textWidth + 8 > end - x + 6 && textWidth > cell.width - 4) return;
      ctx.fillStyle = palette[fill];
      ctx.fillText(cell.label, x, (top + bottom) / 2 + 4.5);
    });
  }

  private todayFlag(x: number, width: number, top: number): void {
    if (x < -30 || x > width + 30) return;
    const { ctx, palette } = this;
    const w = 46;
    ctx.fillStyle = palette.accent;
    ctx.beginPath();
    ctx.roundRect(x - w / 2, top + 4, w, 18, 4);
    ctx.fill();
    ctx.fillRect(Math.round(x) - 0.75, top + 20, 1.5, 40);
    ctx.fillStyle = palette.panel;
    ctx.font = `600 12px ${this.font}`;
    ctx.textAlign = "center";
    ctx.fillText("today", x, top + 17.5);
    ctx.textAlign = "left";
  }
}
