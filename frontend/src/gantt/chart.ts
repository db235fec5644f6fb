import { h } from "./dom";
import { Painter, type Palette } from "./paint";
import { PAPER } from "./theme";
import { HEADER_HEIGHT, type View } from "./view";

export const STRIP_HEIGHT = 176;
const STRIP_ROW = 15;
const SCROLLER_MAX_PX = 8_000_000;

/** The canvases of the time axis and their horizontal scroll bar. Hidden from screen readers: the grid says it all. */
export class Chart {
  readonly root: HTMLElement;
  readonly axis: HTMLCanvasElement;
  readonly bars: HTMLCanvasElement;
  private readonly scroller: HTMLElement;
  private readonly scrolled: HTMLElement;
  private axisPainter: Painter;
  private painter: Painter;
  private range: [number, number] = [0, 1];
  private expectedLeft = -1;

  constructor(private readonly view: View) {
    this.axis = h("canvas", { class: "axis", "aria-hidden": "true" });
    this.bars = h("canvas", { class: "bars", "aria-hidden": "true" });
    this.scrolled = h("div");
    this.scroller = h("div", { class: "hscroll", tabindex: "-1", "aria-hidden": "true" }, this.scrolled);
    this.root = h("div", { class: "chart" }, this.axis, this.bars, this.scroller);
    this.axisPainter = new Painter(this.axis.getContext("2d", { alpha: false })!, "sans-serif", PAPER);
    this.painter = new Painter(this.bars.getContext("2d", { alpha: false })!, "sans-serif", PAPER);
    this.scroller.addEventListener("scroll", () => this.scrolledByBar());
  }

  get chips() {
    return this.painter.chips;
  }

  /** On a phone the chart is a strip of small rows above the list. */
  get rowHeight(): number {
    return this.view.isPhone ? STRIP_ROW : this.view.rowHeight;
  }

  get height(): number {
    return this.view.isPhone ? STRIP_HEIGHT - HEADER_HEIGHT : this.view.bodyHeight;
  }

  /** The strip follows the list: its first row is the list's. */
  get scrollTop(): number {
    const { view } = this;
    if (!view.isPhone) return view.scrollTop;
    const first = view.scrollTop / view.rowHeight;
    const most = Math.max(0, (view.model?.visible.length ?? 0) * STRIP_ROW - this.height);
    return Math.min(first * STRIP_ROW, most);
  }

  dress(palette: Palette, font: string): void {
    this.axisPainter = new Painter(this.axis.getContext("2d", { alpha: false })!, font, palette);
    this.painter = new Painter(this.bars.getContext("2d", { alpha: false })!, font, palette);
  }

  measure(): void {
    const { view } = this;
    const ratio = Math.min(window.devicePixelRatio || 1, 3);
    for (const [canvas, height] of [
      [this.axis, HEADER_HEIGHT],
      [this.bars, this.height],
    ] as const) {
      const width = Math.max(1, view.chartWidth);
      const pixels = [Math.round(width * ratio), Math.max(1, Math.round(height * ratio))];
      if (canvas.width === pixels[0] && canvas.height === pixels[1]) continue;
      [canvas.width, canvas.height] = pixels;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
      canvas.getContext("2d")?.setTransform(ratio, 0, 0, ratio, 0, 0);
    }
    this.axis.style.top = "0";
    this.bars.style.top = `${HEADER_HEIGHT}px`;
    this.root.style.height = `${HEADER_HEIGHT + this.height}px`;
  }

  /** The moments between which the scroll bar runs: the schedule with some room on both sides. */
  setRange(first: number, last: number): void {
    const room = Math.max((last - first) * 0.15, 14400 * 30);
    this.range = [first - room, last + room];
  }

  render(): void {
    const { view } = this;
    const { model, scale } = view;
    if (!model || view.chartWidth <= 0) return;
    this.axisPainter.header(scale, view.chartWidth, HEADER_HEIGHT, model.today);
    this.painter.body({
      model,
      scale,
      options: {
        ...view.layout,
        rowHeight: this.rowHeight,
        showNames: view.showNames || view.isPhone,
        links: view.isPhone ? "none" : view.links,
      },
      height: this.height,
      scrollTop: this.scrollTop,
      selection: view.selection,
      active: view.active.row,
      hover: view.hover,
      chain: view.isPhone ? new Set() : view.chain,
      ghosts: view.ghosts,
      drag: view.drag,
      rubber: view.rubber,
    });
    this.syncBar();
  }

  /** The scroll bar is drawn from the time scale; very long ranges are compressed into what browsers can scroll. */
  private get ratio(): number {
    const full = ((this.range[1] - this.range[0]) / 14400) * this.view.scale.dayPx;
    return Math.min(1, SCROLLER_MAX_PX / Math.max(full, 1));
  }

  private syncBar(): void {
    const { scale } = this.view;
    const full = ((this.range[1] - this.range[0]) / 14400) * scale.dayPx * this.ratio;
    const width = `${Math.round(Math.max(full, this.view.chartWidth))}px`;
    if (this.scrolled.style.width !== width) this.scrolled.style.width = width;
    const left = Math.round(((scale.left - this.range[0]) / 14400) * scale.dayPx * this.ratio);
    if (Math.abs(left - this.expectedLeft) < 1) return;
    this.scroller.scrollLeft = left;
    // What the browser made of it, so that its own scroll event is not taken for the user's.
    this.expectedLeft = Math.round(this.scroller.scrollLeft) === left ? left : this.scroller.scrollLeft;
  }

  private scrolledByBar(): void {
    if (Math.abs(this.scroller.scrollLeft - this.expectedLeft) < 2) return;
    this.expectedLeft = Math.round(this.scroller.scrollLeft);
    const { scale } = this.view;
    scale.left = this.range[0] + (this.scroller.scrollLeft / (scale.dayPx * this.ratio)) * 14400;
    this.view.invalidate();
  }

  panBy(px: number): void {
    const { scale } = this.view;
    scale.left += (px / scale.dayPx) * 14400;
    this.view.invalidate();
  }
}
