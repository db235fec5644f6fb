import { type Column, chosenColumns, DEFAULT_COLUMNS } from "./columns";
import type { LayoutOptions, LinkMode } from "./layout";
import { type Filter, type Model, NO_FILTER } from "./model";
import { Timescale } from "./timescale";

export type Density = "comfortable" | "compact";

export const ROW_HEIGHT: Record<Density, number> = { comfortable: 30, compact: 24 };
export const PHONE_ROW = 60;
export const HEADER_HEIGHT = 56;

/** What is on the screen: one mutable object that grid, chart, keys and toolbar share, painted once a frame. */
export class View {
  model: Model | null = null;
  scale = new Timescale(0, 6);
  scrollTop = 0;
  chartWidth = 0;
  bodyHeight = 0;
  density: Density = "comfortable";
  isPhone = false;
  columns: Column[] = chosenColumns(DEFAULT_COLUMNS);
  widths = new Map<string, number>();
  filter: Filter = NO_FILTER;
  level = 0; // 0 shows what was opened by hand
  links: LinkMode = "all";
  showBaseline = true;
  showFloat = false;
  showNames = false;
  baseline: number | null = null;
  selection = new Set<number>();
  active = { row: -1, column: 0 };
  anchor = { row: -1, column: 0 };
  hover = -1;
  chain: ReadonlySet<number> = new Set();
  ghosts = new Map<number, [number, number]>();
  drag: { row: number; start: number; finish: number } | null = null;
  rubber: [number, number, number, number] | null = null;
  /** Cells whose pasted or typed value could not be read, "row:column key" to the sentence that says why. */
  invalid = new Map<string, string>();

  private frame = 0;
  constructor(private readonly paint: () => void) {}

  /** Asks for one repaint in the next frame, however often it is called. */
  invalidate(): void {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.paint();
    });
  }

  get rowHeight(): number {
    return this.isPhone ? PHONE_ROW : ROW_HEIGHT[this.density];
  }

  get contentHeight(): number {
    return (this.model?.visible.length ?? 0) * this.rowHeight;
  }

  get layout(): LayoutOptions {
    return {
      rowHeight: this.rowHeight,
      width: this.chartWidth,
      showBaseline: this.showBaseline,
      showFloat: this.showFloat,
      showNames: this.showNames,
      links: this.links,
    };
  }

  widthOf(column: Column): number {
    return this.widths.get(column.key) ?? column.width;
  }

  get gridWidth(): number {
    return this.columns.reduce((sum, column) => sum + this.widthOf(column), 0);
  }

  /** Range of cells between the anchor and the active cell, in display positions and column numbers. */
  get range(): { top: number; bottom: number; left: number; right: number } | null {
    if (!this.model || this.active.row < 0) return null;
    const a = this.model.position[this.active.row];
    const b = this.anchor.row >= 0 ? this.model.position[this.anchor.row] : a;
    if (a < 0) return null;
    const from = b < 0 ? a : b;
    return {
      top: Math.min(a, from),
      bottom: Math.max(a, from),
      left: Math.min(this.active.column, this.anchor.column),
      right: Math.max(this.active.column, this.anchor.column),
    };
  }

  /** Moves the active cell; with `extend` the range grows, otherwise it starts anew. */
  activate(row: number, column: number, extend = false): void {
    if (!this.model) return;
    this.active = { row, column: Math.max(0, Math.min(column, this.columns.length - 1)) };
    if (!extend || this.anchor.row < 0) this.anchor = { ...this.active };
    this.selection = new Set();
    const range = this.range;
    if (range) for (let p = range.top; p <= range.bottom; p++) this.selection.add(this.model.visible[p]);
    this.chain = row >= 0 ? this.model.chainOf(row) : new Set();
    this.invalidate();
  }

  toggle(row: number, column: number): void {
    if (!this.model) return;
    this.active = { row, column };
    this.anchor = { row, column };
    if (this.selection.has(row)) this.selection.delete(row);
    else this.selection.add(row);
    this.chain = this.model.chainOf(row);
    this.invalidate();
  }

  selectAll(): void {
    if (!this.model) return;
    this.selection = new Set(this.model.visible);
    this.invalidate();
  }

  clearSelection(): void {
    this.selection = new Set(this.active.row >= 0 ? [this.active.row] : []);
    this.anchor = { ...this.active };
    this.invalidate();
  }

  /** Scroll position that brings a display position into sight with `margin` rows around it, or the present one. */
  scrollFor(position: number, margin = 0): number {
    const room = Math.max(0, Math.floor(this.bodyHeight / this.rowHeight / 2) - 1);
    const around = Math.min(margin, room) * this.rowHeight;
    const top = position * this.rowHeight;
    if (top - around < this.scrollTop) return Math.max(0, top - around);
    const bottom = top + this.rowHeight + around - this.bodyHeight;
    return bottom > this.scrollTop ? bottom : this.scrollTop;
  }
}
