import { finishDay, formatDay } from "./dates";
import type { Model } from "./model";
import type { Timescale } from "./timescale";
import { isKnown, KIND } from "./wire";

/** Names of colors; the canvas and the paper resolve them from different palettes. */
export type Token =
  | "ink"
  | "muted"
  | "faint"
  | "line"
  | "panel"
  | "bg"
  | "accent"
  | "accentSoft"
  | "accentInk"
  | "bar"
  | "barDone"
  | "barCritical"
  | "barCriticalDone"
  | "baseline"
  | "whisker"
  | "weekend"
  | "warn"
  | "bad"
  | "good"
  | "none";

/** What is drawn, independent of where: canvas and SVG paint the same list. */
export type Shape =
  | {
      t: "rect";
      x: number;
      y: number;
      w: number;
      h: number;
      r: number;
      fill?: Token;
      stroke?: Token;
      dash?: number[];
      alpha?: number;
    }
  | {
      t: "path";
      at: number[];
      closed?: boolean;
      fill?: Token;
      stroke?: Token;
      width?: number;
      dash?: number[];
      alpha?: number;
    }
  | {
      t: "text";
      x: number;
      y: number;
      text: string;
      fill: Token;
      size: number;
      bold?: boolean;
      align?: "left" | "right" | "center";
      halo?: boolean;
    };

export type LinkMode = "all" | "driving" | "cross" | "none";

export interface LayoutOptions {
  rowHeight: number;
  width: number;
  showBaseline: boolean;
  showFloat: boolean;
  showNames: boolean;
  links: LinkMode;
}

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

const DIAMOND = 8;

/** The bar of a row in chart pixels; for a milestone its diamond, for a summary its bracket. */
export function barBox(
  model: Model,
  scale: Timescale,
  row: number,
  y: number,
  rowHeight: number,
): Box | null {
  const { start, finish } = model.rows;
  if (!isKnown(start[row])) return null;
  const x = scale.x(start[row]);
  const h = Math.round(rowHeight * 0.5);
  const top = y + Math.round(rowHeight * 0.16);
  if (model.isMilestone(row)) {
    const half = Math.min(DIAMOND, rowHeight * 0.3);
    const mid = top + h / 2;
    return { x: scale.x(finish[row]) - half, y: mid - half, w: half * 2, h: half * 2 };
  }
  const w = Math.max(scale.x(finish[row]) - x, 2);
  if (model.isSummary(row)) return { x, y: top + 2, w, h: 8 };
  if (model.rows.kind[row] === KIND.level_of_effort) return { x, y: top + h * 0.25, w, h: h * 0.5 };
  return { x, y: top, w, h };
}

export function progressX(model: Model, scale: Timescale, row: number): number {
  const { start, finish, progress } = model.rows;
  return scale.x(start[row] + (finish[row] - start[row]) * Math.min(1, Math.max(0, progress[row])));
}

/** Everything that one row shows on the chart, but for its links. */
export function rowShapes(
  model: Model,
  scale: Timescale,
  row: number,
  y: number,
  options: LayoutOptions,
  out: Shape[],
): void {
  const box = barBox(model, scale, row, y, options.rowHeight);
  if (options.showBaseline) baselineShape(model, scale, row, y, options, out);
  if (!box) return;
  const isRight = box.x > options.width;
  if (isRight || box.x + box.w < 0) {
    edgeMark(isRight ? options.width - 7 : 7, box.y + box.h / 2, isRight ? 4 : -4, out);
    // Names, whiskers and float lines reach a little further than the bar.
    if (box.x > options.width + 400 || box.x + box.w < -400) return;
  }
  if (options.showFloat) floatShape(model, scale, row, box, out);
  if (model.isSummary(row)) summaryShape(model, row, box, out);
  else if (model.isMilestone(row)) milestoneShape(model, row, box, out);
  else activityShapes(model, scale, row, box, out);
  whiskerShape(model, scale, row, box, out);
  deadlineShape(model, scale, row, y, options, out);
  if (options.showNames) nameShape(model, scale, row, box, options, out);
}

/** A bar out of sight leaves a chevron on the side where it is. */
function edgeMark(x: number, y: number, size: number, out: Shape[]): void {
  out.push({ t: "path", at: [x - size, y - 4, x, y, x - size, y + 4], stroke: "faint", width: 1.5 });
}

function baselineShape(
  model: Model,
  scale: Timescale,
  row: number,
  y: number,
  options: LayoutOptions,
  out: Shape[],
): void {
  const { baseStart, baseFinish } = model.rows;
  if (!isKnown(baseFinish[row])) return;
  const x = scale.x(isKnown(baseStart[row]) ? baseStart[row] : baseFinish[row]);
  const w = Math.max(scale.x(baseFinish[row]) - x, 0);
  if (x > options.width || x + w < 0) return;
  const top = y + Math.round(options.rowHeight * 0.16) + Math.round(options.rowHeight * 0.5) + 2;
  if (model.isMilestone(row) || w < 3) {
    const at = x + w;
    out.push({
      t: "path",
      at: [at - 3.5, top + 2, at, top - 1.5, at + 3.5, top + 2, at, top + 5.5],
      closed: true,
      fill: "baseline",
    });
  } else {
    out.push({
      t: "rect",
      x,
      y: model.isSummary(row) ? top - 2 : top,
      w,
      h: 3.5,
      r: 1.75,
      fill: "baseline",
      alpha: 0.85,
    });
  }
}

function summaryShape(model: Model, row: number, box: Box, out: Shape[]): void {
  const { x, y, w } = box;
  const drop = Math.min(6, w / 2);
  const fill: Token = model.rows.kind[row] === KIND.summary ? "muted" : "ink";
  const at = [x, y, x + w, y, x + w, y + 8, x + w - drop, y + 4, x + drop, y + 4, x, y + 8];
  out.push({ t: "path", at, closed: true, fill });
}

function milestoneShape(model: Model, row: number, box: Box, out: Shape[]): void {
  const { critical, progress, kind } = model.rows;
  const cx = box.x + box.w / 2;
  const cy = box.y + box.h / 2;
  const r = box.w / 2;
  const at = [cx, cy - r, cx + r, cy, cx, cy + r, cx - r, cy];
  const isForeign = kind[row] === KIND.external || kind[row] === KIND.stub;
  if (isForeign || model.rows.inactive[row]) {
    out.push({
      t: "path",
      at,
      closed: true,
      fill: "panel",
      stroke: isForeign ? "warn" : "faint",
      width: 1.6,
    });
    return;
  }
  const fill: Token =
    progress[row] >= 1
      ? "barDone"
      : critical[row]
        ? "barCritical"
        : model.rows.totalFloat[row] < 0
          ? "warn"
          : "ink";
  out.push({ t: "path", at, closed: true, fill });
}

function activityShapes(model: Model, scale: Timescale, row: number, box: Box, out: Shape[]): void {
  const { critical, progress, kind, manual, inactive, segments } = model.rows;
  const isForeign = kind[row] === KIND.external || kind[row] === KIND.stub;
  if (inactive[row]) {
    out.push({ t: "rect", ...box, r: 3, stroke: "faint", dash: [3, 3] });
    return;
  }
  if (isForeign || kind[row] === KIND.margin) {
    const color: Token = isForeign ? "faint" : "warn";
    out.push({ t: "rect", ...box, r: 3, fill: "panel", stroke: color });
    hatch(box, color, out);
    return;
  }
  const fill: Token = critical[row] ? "barCritical" : "bar";
  const done: Token = critical[row] ? "barCriticalDone" : "barDone";
  const until = progressX(model, scale, row);
  const parts = segments.get(row);
  if (parts) {
    const mid = box.y + box.h / 2;
    out.push({ t: "path", at: [box.x, mid, box.x + box.w, mid], stroke: fill, width: 1.4, dash: [2, 3] });
    for (const [from, to] of parts) piece(scale.x(from), scale.x(to), until, box, fill, done, out);
  } else piece(box.x, box.x + box.w, progress[row] > 0 ? until : box.x, box, fill, done, out);
  if (manual[row]) pins(box, out);
}

function piece(
  x: number,
  end: number,
  until: number,
  box: Box,
  fill: Token,
  done: Token,
  out: Shape[],
): void {
  const w = Math.max(end - x, 2);
  const r = Math.min(3, w / 2, box.h / 2);
  out.push({ t: "rect", x, y: box.y, w, h: box.h, r, fill });
  const doneWidth = Math.min(until, x + w) - x;
  if (doneWidth > 0.5)
    out.push({ t: "rect", x, y: box.y, w: doneWidth, h: box.h, r: Math.min(r, doneWidth / 2), fill: done });
}

/** A manually dated bar has square brackets at its ends: its dates were typed, not computed. */
function pins(box: Box, out: Shape[]): void {
  const { x, y, w, h } = box;
  out.push({
    t: "path",
    at: [x + 4, y - 2, x - 1, y - 2, x - 1, y + h + 2, x + 4, y + h + 2],
    stroke: "ink",
    width: 1.6,
  });
  const e = x + w;
  out.push({
    t: "path",
    at: [e - 4, y - 2, e + 1, y - 2, e + 1, y + h + 2, e - 4, y + h + 2],
    stroke: "ink",
    width: 1.6,
  });
}

function hatch(box: Box, color: Token, out: Shape[]): void {
  const step = 6;
  for (let at = box.x - box.h + step; at < box.x + box.w && at < box.x + 4000; at += step) {
    const from = Math.max(at, box.x);
    const to = Math.min(at + box.h, box.x + box.w);
    if (to > from) {
      const y = (px: number): number => box.y + box.h - (px - at);
      out.push({ t: "path", at: [from, y(from), to, y(to)], stroke: color, width: 1, alpha: 0.8 });
    }
  }
}

function floatShape(model: Model, scale: Timescale, row: number, box: Box, out: Shape[]): void {
  const { lateFinish, finish, totalFloat } = model.rows;
  if (model.isSummary(row) || !(lateFinish[row] > finish[row]) || !(totalFloat[row] > 0)) return;
  const from = box.x + box.w;
  const to = scale.x(lateFinish[row]);
  const y = box.y + box.h - 2;
  out.push({ t: "path", at: [from, y, to, y], stroke: "faint", width: 1.5, dash: [1, 3] });
  out.push({ t: "path", at: [to, y - 4, to, y + 2], stroke: "faint", width: 1.5 });
}

function whiskerShape(model: Model, scale: Timescale, row: number, box: Box, out: Shape[]): void {
  const { p50, p80, finish } = model.rows;
  if (!(p80[row] > finish[row])) return;
  const from = box.x + box.w;
  const to = scale.x(p80[row]);
  const y = box.y + box.h / 2;
  // The thick part is where every second case ends up to where eight of ten do.
  const middle = p50[row] > finish[row] ? scale.x(p50[row]) : isKnown(p50[row]) ? from : to;
  if (to - middle > 2)
    out.push({ t: "rect", x: middle, y: y - 3, w: to - middle, h: 6, r: 1, fill: "whisker", alpha: 0.4 });
  out.push({ t: "path", at: [from, y, to, y], stroke: "whisker", width: 1.4 });
  out.push({ t: "path", at: [to, y - 5, to, y + 5], stroke: "whisker", width: 1.4 });
}

function deadlineShape(
  model: Model,
  scale: Timescale,
  row: number,
  y: number,
  options: LayoutOptions,
  out: Shape[],
): void {
  const { deadline, finish } = model.rows;
  if (!isKnown(deadline[row])) return;
  const x = scale.x(deadline[row]);
  const top = y + 3;
  const size = Math.min(5, options.rowHeight / 5);
  const color: Token = finish[row] > deadline[row] ? "bad" : "good";
  const at = [x - size, top, x + size, top, x, top + size * 1.6];
  out.push({ t: "path", at: [x, top + size, x, y + options.rowHeight - 6], stroke: color, width: 1.4 });
  out.push({ t: "path", at, closed: true, fill: color });
}

function nameShape(
  model: Model,
  scale: Timescale,
  row: number,
  box: Box,
  options: LayoutOptions,
  out: Shape[],
): void {
  if (model.isSummary(row) || options.rowHeight < 13) return;
  const { name, finish, p80 } = model.rows;
  const text = model.isMilestone(row)
    ? `${name[row]}, ${formatDay(finishDay(finish[row]), model.todayDay)}`
    : name[row];
  const whisker = p80[row] > finish[row] ? scale.x(p80[row]) : 0;
  const x = Math.max(box.x + box.w, whisker, 0) + 8;
  out.push({
    t: "text",
    x,
    y: box.y + box.h / 2 + 4,
    text,
    fill: "muted",
    halo: true,
    size: Math.min(12, options.rowHeight * 0.62),
  });
}
