import { type Box, barBox, progressX } from "./layout";
import type { Chip } from "./links";
import type { Model } from "./model";
import type { Timescale } from "./timescale";
import { KIND } from "./wire";

export type Part = "bar" | "finish" | "progress" | "link" | "chip" | "row";

export interface Hit {
  row: number;
  part: Part;
  chip?: Chip;
}

const EDGE_PX = 12;
const LINK_FROM_PX = 10;
const TARGET_PX = 24;
/** Bars narrower than this have their finish handle beyond their end. */
export const NARROW_PX = 36;

/**
 * What lies under a point of the chart. Handles are generous (24 pixels where the bar gives room) and are offered
 * only on rows that may be edited; a narrow bar is moved by its body and resized by what lies just beyond its end.
 */
export function hitTest(
  model: Model,
  scale: Timescale,
  x: number,
  y: number,
  rowHeight: number,
  scrollTop: number,
  chips: readonly Chip[],
): Hit | null {
  for (const chip of chips) if (isInside(chip.box, x, y, 3)) return { row: chip.row, part: "chip", chip };
  const position = Math.floor((y + scrollTop) / rowHeight);
  if (position < 0 || position >= model.visible.length) return null;
  const row = model.visible[position];
  const box = barBox(model, scale, row, position * rowHeight - scrollTop, rowHeight);
  if (!box) return { row, part: "row" };
  const end = box.x + box.w;
  const canEdit = model.mayEdit(row);
  if (canEdit && x >= end + LINK_FROM_PX && x <= end + LINK_FROM_PX + TARGET_PX) return { row, part: "link" };
  const isPlainBar = !model.isSummary(row) && !model.isMilestone(row);
  if (canEdit && isPlainBar && model.rows.kind[row] !== KIND.level_of_effort) {
    if (
      box.w >= NARROW_PX &&
      y > box.y + box.h * 0.55 &&
      Math.abs(x - progressX(model, scale, row)) <= 8 &&
      x < end - 6
    ) {
      return { row, part: "progress" };
    }
    if (x >= end - finishReach(box) && x < end + LINK_FROM_PX) return { row, part: "finish" };
  }
  const slack = Math.max(0, (TARGET_PX - box.w) / 2);
  return { row, part: x >= box.x - slack && x <= end + slack ? "bar" : "row" };
}

/** How far the finish handle reaches into the bar. */
function finishReach(box: Box): number {
  return box.w >= NARROW_PX ? EDGE_PX : Math.min(2, box.w / 4);
}

function isInside(box: Box, x: number, y: number, slack: number): boolean {
  return x >= box.x - slack && x <= box.x + box.w + slack && y >= box.y - slack && y <= box.y + box.h + slack;
}

/** The place of a part in chart pixels, for tests and for popovers. */
export function partBox(
  model: Model,
  scale: Timescale,
  row: number,
  y: number,
  rowHeight: number,
  part: Part,
): Box | null {
  const box = barBox(model, scale, row, y, rowHeight);
  if (part === "row") return { x: 0, y, w: 0, h: rowHeight };
  if (!box) return null;
  if (part === "finish") {
    const inside = box.w >= NARROW_PX ? 6 : 0;
    return { x: box.x + box.w - inside, y: box.y, w: 8, h: box.h };
  }
  if (part === "link") return { x: box.x + box.w + LINK_FROM_PX, y: box.y - 4, w: TARGET_PX, h: TARGET_PX };
  if (part === "progress") return { x: progressX(model, scale, row) - 4, y: box.y + box.h - 6, w: 8, h: 8 };
  return box;
}
