import { type Box, barBox, type LayoutOptions, type LinkMode, type Shape, type Token } from "./layout";
import type { Model } from "./model";
import type { Timescale } from "./timescale";

/** Where a link leaves and arrives: [x of the giver, x of the receiver, side of arrival]. */
function ends(kind: number, from: Box, to: Box, leavesMilestone: boolean): [number, number] {
  // A diamond is left from its middle: the next activity often begins in the same moment.
  const x1 = leavesMilestone ? from.x + from.w / 2 : kind === 0 || kind === 2 ? from.x + from.w : from.x;
  const x2 = kind === 0 || kind === 1 ? to.x : to.x + to.w;
  return [x1, x2];
}

/** The line of a link and its arrow head, right-angled, entering the bar where the link type says. */
export function linkPath(
  kind: number,
  from: Box,
  to: Box,
  rowHeight: number,
  isMilestone: boolean,
  leavesMilestone: boolean,
): { line: number[]; head: number[] } {
  const y1 = from.y + from.h / 2;
  const y2 = to.y + to.h / 2;
  const [x1, x2] = ends(kind, from, to, leavesMilestone);
  const isDown = y2 >= y1;
  if (kind === 0) {
    const into = isMilestone ? x2 + to.w / 2 : x2 + Math.min(4, to.w / 2);
    const edge = isDown ? to.y - 1 : to.y + to.h + 1;
    const head = isDown
      ? [into - 3.5, edge - 5, into + 3.5, edge - 5, into, edge]
      : [into - 3.5, edge + 5, into + 3.5, edge + 5, into, edge];
    const stop = isDown ? edge - 4 : edge + 4;
    if (into >= x1 + (leavesMilestone ? -2 : 3)) return { line: [x1, y1, into, y1, into, stop], head };
    const channel = isDown ? y1 + rowHeight * 0.52 : y1 - rowHeight * 0.42;
    return { line: [x1, y1, x1 + 7, y1, x1 + 7, channel, into, channel, into, stop], head };
  }
  const right = [x2 - 5, y2 - 3.5, x2 - 5, y2 + 3.5, x2, y2];
  const left = [x2 + 5, y2 - 3.5, x2 + 5, y2 + 3.5, x2, y2];
  if (kind === 1) {
    const side = Math.min(x1, x2) - 9;
    return { line: [x1, y1, side, y1, side, y2, x2 - 4, y2], head: right };
  }
  if (kind === 2) {
    const side = Math.max(x1, x2) + 9;
    return { line: [x1, y1, side, y1, side, y2, x2 + 4, y2], head: left };
  }
  const channel = isDown ? y1 + rowHeight / 2 : y1 - rowHeight / 2;
  return { line: [x1, y1, x1 - 8, y1, x1 - 8, channel, x2 + 9, channel, x2 + 9, y2, x2 + 4, y2], head: left };
}

export function linkIsWanted(model: Model, link: number, mode: LinkMode): boolean {
  if (mode === "none") return false;
  if (mode === "driving") return model.links.driving[link] === 1;
  return mode === "cross" ? model.isCrossProject(link) : true;
}

export interface Chip {
  row: number;
  side: "in" | "out";
  links: number[];
  box: Box;
  text: string;
}

export interface LinkLayout {
  shapes: Shape[];
  chips: Chip[];
}

/**
 * Lines between rows near the view, and chips for the rest. Links between far-apart rows would turn a wide view into
 * a barcode, so only those with both ends within a view's height of it are drawn; the selected row's chain is always.
 */
export function linkLayout(
  model: Model,
  scale: Timescale,
  first: number,
  last: number,
  yOf: (position: number) => number,
  chain: ReadonlySet<number>,
  options: LayoutOptions,
): LinkLayout {
  const shapes: Shape[] = [];
  const highlighted: Shape[] = [];
  const chips: Chip[] = [];
  const margin = last - first;
  const seen = new Set<number>();
  const boxes = new Map<number, Box | null>();
  const box = (row: number): Box | null => {
    if (!boxes.has(row))
      boxes.set(row, barBox(model, scale, row, yOf(model.position[row]), options.rowHeight));
    return boxes.get(row)!;
  };
  for (let position = first; position <= last; position++) {
    const row = model.visible[position];
    for (const side of ["in", "out"] as const) {
      const away: number[] = [];
      for (const link of side === "in" ? model.linksInto(row) : model.linksOutOf(row)) {
        const other = side === "in" ? model.links.from[link] : model.links.to[link];
        const at = model.position[other];
        const isNear = at >= first - margin && at <= last + margin && at >= 0;
        const isChain = chain.has(link);
        if (isNear && (isChain || linkIsWanted(model, link, options.links))) {
          if (!seen.has(link)) drawLink(model, link, box, chain, options, isChain ? highlighted : shapes);
          seen.add(link);
        } else if (!isNear && linkIsWanted(model, link, options.links === "none" ? "cross" : options.links))
          away.push(link);
      }
      if (away.length > 0) chips.push(...chipOf(model, scale, row, side, away, box(row), options));
    }
  }
  return { shapes: shapes.concat(highlighted), chips };
}

function drawLink(
  model: Model,
  link: number,
  box: (row: number) => Box | null,
  chain: ReadonlySet<number>,
  options: LayoutOptions,
  out: Shape[],
): void {
  const { from, to, kind, driving, hard } = model.links;
  const a = box(from[link]);
  const b = box(to[link]);
  if (!a || !b) return;
  if (Math.max(a.x + a.w, b.x + b.w) < -20 || Math.min(a.x, b.x) > options.width + 20) return;
  const { line, head } = linkPath(
    kind[link],
    a,
    b,
    options.rowHeight,
    model.isMilestone(to[link]),
    model.isMilestone(from[link]),
  );
  const isChain = chain.has(link);
  const isCritical = driving[link] && model.rows.critical[from[link]] && model.rows.critical[to[link]];
  const stroke: Token = isChain ? "accent" : isCritical ? "barCritical" : driving[link] ? "muted" : "faint";
  const width = isChain ? 2 : driving[link] ? 1.4 : 1;
  const alpha = isChain || driving[link] ? 1 : 0.6;
  const dash = hard[link] ? undefined : [4, 3];
  out.push({ t: "path", at: line, stroke, width, dash, alpha });
  out.push({ t: "path", at: head, closed: true, fill: stroke, alpha });
}

function chipOf(
  model: Model,
  scale: Timescale,
  row: number,
  side: "in" | "out",
  links: number[],
  bar: Box | null,
  options: LayoutOptions,
): Chip[] {
  if (!bar || bar.x > options.width || bar.x + bar.w < 0) return [];
  const end = side === "in" ? model.links.from : model.links.to;
  const foreign = links.find((link) => model.isCrossProject(link));
  const count = `${links.length} ${side}`;
  let text = count;
  if (foreign !== undefined) text += `, ${model.placeName(end[foreign])}`;
  if (text.length > 28) text = `${text.slice(0, 27)}…`;
  // Where there is no room before the bar the name of the place goes first, then the chip: it never covers the bar.
  if (side === "in" && bar.x - chipWidth(text) - 8 < 4) text = count;
  const w = chipWidth(text);
  const h = Math.min(18, options.rowHeight - 6);
  const y = bar.y + bar.h / 2 - h / 2;
  const { p80, finish } = model.rows;
  const end80 = p80[row] > finish[row] ? scale.x(p80[row]) + 4 : 0;
  const x = side === "in" ? bar.x - w - 8 : Math.max(bar.x + bar.w, end80) + 12;
  if (x < 4 || x > options.width - 8) return [];
  return [{ row, side, links, text, box: { x, y, w, h } }];
}

function chipWidth(text: string): number {
  return text.length * 6 + 12;
}
