import { formatDay, TICKS_PER_DAY } from "./dates";
import { rowShapes, type Shape } from "./layout";
import { linkLayout } from "./links";
import type { Model } from "./model";
import { PAPER } from "./theme";
import { Timescale } from "./timescale";
import type { View } from "./view";
import { isKnown } from "./wire";

// A3 across, in CSS pixels at 96 to the inch.
const WIDTH = 1587;
const HEIGHT = 1123;
const MARGIN = 38;
const TITLE = 58;
const AXIS = 44;
const LEGEND = 42;
const ROW = 20;
const SPACE = "http://www.w3.org/2000/svg";

/** What is on the screen, on A3 pages of SVG: header with data dates, legend, page numbers, light colors. */
export function pagesOf(view: View, heading: string): SVGSVGElement[] {
  const model = view.model!;
  const perPage = Math.floor((HEIGHT - 2 * MARGIN - TITLE - AXIS - LEGEND) / ROW);
  const count = Math.max(1, Math.ceil(model.visible.length / perPage));
  const grid = Math.min(
    700,
    view.columns.reduce((sum, column) => sum + view.widthOf(column), 0),
  );
  const scale = new Timescale(0, 1);
  scale.fit(...model.extent(model.visible), WIDTH - 2 * MARGIN - grid);
  return Array.from({ length: count }, (_, page) =>
    new Page(view, model, scale, grid, page * perPage, perPage).draw(heading, page + 1, count),
  );
}

class Page {
  private readonly svg = make("svg", {
    xmlns: SPACE,
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    width: "420mm",
    height: "297mm",
    "font-family": "Inter, system-ui, sans-serif",
  });
  private readonly top = MARGIN + TITLE + AXIS;
  private readonly last: number;

  constructor(
    private readonly view: View,
    private readonly model: Model,
    private readonly scale: Timescale,
    private readonly grid: number,
    private readonly first: number,
    rows: number,
  ) {
    this.last = Math.min(first + rows, model.visible.length) - 1;
  }

  draw(heading: string, page: number, count: number): SVGSVGElement {
    this.rect(0, 0, WIDTH, HEIGHT, "#ffffff");
    this.title(heading, page, count);
    this.axis();
    this.rows();
    this.bars();
    this.legend();
    return this.svg;
  }

  private get chartWidth(): number {
    return WIDTH - 2 * MARGIN - this.grid;
  }

  private title(heading: string, page: number, count: number): void {
    const { model } = this;
    const dates = model.projects.dataDate.filter((date) => isKnown(date));
    const day = (ticks: number): string => formatDay(Math.floor(ticks / TICKS_PER_DAY), 0);
    const data =
      dates.length > 0
        ? `data dates ${day(Math.min(...dates))} to ${day(Math.max(...dates))}`
        : "no data date";
    const baseline = model.baseline ? `, baseline ${model.baseline.name}` : "";
    const filter = model.isFiltered ? `, filtered: ${model.matches} of ${model.size} rows` : "";
    this.text(heading, MARGIN, MARGIN + 20, 20, PAPER.ink, "600");
    this.text(`${day(model.today)}, ${data}${baseline}${filter}`, MARGIN, MARGIN + 40, 12, PAPER.muted);
    this.text(`Page ${page} of ${count}`, WIDTH - MARGIN, MARGIN + 20, 12, PAPER.muted, "400", "end");
  }

  private axis(): void {
    const { major, minor } = this.scale.bands(this.chartWidth);
    const x0 = MARGIN + this.grid;
    const y = MARGIN + TITLE;
    const height = (this.last - this.first + 1) * ROW;
    for (const cell of major) {
      if (cell.x >= 0) this.rect(x0 + cell.x, y, 1, AXIS + height, PAPER.line);
      // The first cell begins left of the paper's edge; its label stays where there is room for it.
      if (cell.x >= 0 || cell.x + cell.width > 90)
        this.text(cell.label, x0 + Math.max(0, cell.x) + 4, y + 15, 11, PAPER.ink, "600");
    }
    for (const cell of minor)
      if (cell.x >= 0 && cell.x < this.chartWidth - 14 && cell.width > 22)
        this.text(cell.label, x0 + cell.x + 4, y + 35, 10, PAPER.muted);
    let x = MARGIN;
    for (const column of this.view.columns) {
      const width = this.columnWidth(column.key);
      const isRight = column.align === "right";
      this.text(
        column.title,
        isRight ? x + width - 6 : x + 4,
        y + 35,
        11,
        PAPER.muted,
        "600",
        isRight ? "end" : "start",
      );
      x += width;
    }
    this.rect(MARGIN, y + AXIS - 1, WIDTH - 2 * MARGIN, 1, PAPER.faint);
  }

  private columnWidth(key: string): number {
    const column = this.view.columns.find((candidate) => candidate.key === key)!;
    return (this.view.widthOf(column) * this.grid) / this.view.gridWidth;
  }

  private rows(): void {
    const { model, view } = this;
    for (let position = this.first; position <= this.last; position++) {
      const row = model.visible[position];
      const y = this.top + (position - this.first) * ROW;
      this.rect(MARGIN, y + ROW - 0.5, WIDTH - 2 * MARGIN, 0.5, PAPER.line);
      let x = MARGIN;
      for (const column of view.columns) {
        const width = this.columnWidth(column.key);
        const indent = column.key === "name" ? 4 + model.rows.level[row] * 11 : 4;
        const isRight = column.align === "right";
        const text = clipped(column.text(model, row), (width - indent - 6) / 5.9);
        const weight = column.key === "name" && model.isSummary(row) ? "600" : "400";
        this.text(
          text,
          isRight ? x + width - 6 : x + indent,
          y + 14,
          11,
          column.key === "name" ? PAPER.ink : PAPER.muted,
          weight,
          isRight ? "end" : "start",
        );
        x += width;
      }
    }
  }

  private bars(): void {
    const { model, scale, view } = this;
    const id = `clip${this.first}`;
    const clip = make("clipPath", { id });
    clip.append(make("rect", { x: "0", y: "0", width: String(this.chartWidth), height: String(HEIGHT) }));
    const group = make("g", {
      transform: `translate(${MARGIN + this.grid} ${this.top})`,
      "clip-path": `url(#${id})`,
    });
    this.svg.append(clip, group);
    const options = { ...view.layout, rowHeight: ROW, width: this.chartWidth };
    const shapes: Shape[] = [];
    const yOf = (position: number): number => (position - this.first) * ROW;
    shapes.push(...linkLayout(model, scale, this.first, this.last, yOf, new Set(), options).shapes);
    for (let position = this.first; position <= this.last; position++)
      rowShapes(model, scale, model.visible[position], yOf(position), options, shapes);
    for (const shape of shapes) group.append(draw(shape));
    const today = scale.x(model.today);
    if (today >= 0 && today <= this.chartWidth) {
      group.append(
        make("rect", {
          x: String(today),
          y: "0",
          width: "1.2",
          height: String((this.last - this.first + 1) * ROW),
          fill: PAPER.accent,
        }),
      );
    }
  }

  private legend(): void {
    const y = HEIGHT - MARGIN - 8;
    let x = MARGIN;
    const box = (x0: number, fill: string): Node =>
      make("rect", { x: String(x0), y: String(y - 9), width: "22", height: "10", rx: "2", fill });
    const entries: [string, (x: number) => Node][] = [
      ["activity", (x0) => box(x0, PAPER.bar)],
      ["done", (x0) => box(x0, PAPER.barDone)],
      ["critical", (x0) => box(x0, PAPER.barCritical)],
      [
        "baseline",
        (x0) =>
          make("rect", {
            x: String(x0),
            y: String(y - 5),
            width: "22",
            height: "3",
            rx: "1.5",
            fill: PAPER.baseline,
          }),
      ],
      ["milestone", (x0) => make("path", { d: `M${x0 + 11} ${y - 11}l7 7-7 7-7-7z`, fill: PAPER.ink })],
      ["summary", (x0) => make("path", { d: `M${x0} ${y - 8}h22v7l-5-4h-12l-5 4z`, fill: PAPER.muted })],
      ["P80", (x0) => make("path", { d: `M${x0} ${y - 4}h20m0-5v10`, stroke: PAPER.whisker, fill: "none" })],
      ["deadline", (x0) => make("path", { d: `M${x0 + 5} ${y - 9}h12l-6 9z`, fill: PAPER.good })],
      [
        "today",
        (x0) =>
          make("rect", {
            x: String(x0 + 10),
            y: String(y - 11),
            width: "1.5",
            height: "14",
            fill: PAPER.accent,
          }),
      ],
    ];
    this.rect(MARGIN, y - 22, WIDTH - 2 * MARGIN, 0.5, PAPER.line);
    for (const [label, mark] of entries) {
      this.svg.append(mark(x));
      this.text(label, x + 28, y, 11, PAPER.muted);
      x += 44 + label.length * 6.4;
    }
  }

  private rect(x: number, y: number, width: number, height: number, fill: string): void {
    this.svg.append(
      make("rect", { x: String(x), y: String(y), width: String(width), height: String(height), fill }),
    );
  }

  private text(
    text: string,
    x: number,
    y: number,
    size: number,
    fill: string,
    weight = "400",
    anchor = "start",
  ): void {
    const node = make("text", {
      x: String(x),
      y: String(y),
      "font-size": String(size),
      fill,
      "font-weight": weight,
      "text-anchor": anchor,
    });
    node.textContent = text;
    this.svg.append(node);
  }
}

function draw(shape: Shape): SVGElement {
  if (shape.t === "text") {
    const node = make("text", {
      x: String(shape.x),
      y: String(shape.y),
      "font-size": String(shape.size),
      fill: PAPER[shape.fill],
    });
    node.textContent = shape.text;
    return node;
  }
  const paint: Record<string, string> = { fill: shape.fill ? PAPER[shape.fill] : "none" };
  if (shape.stroke) paint.stroke = PAPER[shape.stroke];
  if (shape.t === "path" && shape.width) paint["stroke-width"] = String(shape.width);
  if (shape.dash) paint["stroke-dasharray"] = shape.dash.join(" ");
  if (shape.alpha !== undefined) paint.opacity = String(shape.alpha);
  if (shape.t === "rect") {
    return make("rect", {
      x: String(shape.x),
      y: String(shape.y),
      width: String(Math.max(0, shape.w)),
      height: String(shape.h),
      rx: String(shape.r),
      ...paint,
    });
  }
  const points: string[] = [];
  for (let i = 0; i < shape.at.length; i += 2)
    points.push(`${Math.round(shape.at[i] * 10) / 10} ${Math.round(shape.at[i + 1] * 10) / 10}`);
  return make("path", { d: `M${points.join("L")}${shape.closed ? "Z" : ""}`, ...paint });
}

function clipped(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, Math.max(1, Math.floor(room) - 1))}…`;
}

function make<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Record<string, string>,
): SVGElementTagNameMap[K] {
  const node = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes))
    if (name !== "xmlns") node.setAttribute(name, value);
  return node;
}

/** Prints the pages instead of the page: the rest of the document is hidden while the printer looks. */
export function printPages(view: View, heading: string): void {
  const holder = document.createElement("div");
  holder.id = "ls-gantt-paper";
  holder.append(...pagesOf(view, heading));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    @page { size: A3 landscape; margin: 0; }
    @media screen { #ls-gantt-paper { display: none; } }
    @media print {
      body > :not(#ls-gantt-paper) { display: none !important; }
      body, html { margin: 0; padding: 0; background: #fff; }
      #ls-gantt-paper svg { display: block; width: 420mm; height: 296mm; break-after: page; }
    }`);
  document.body.append(holder);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const clean = (): void => {
    holder.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
  window.addEventListener("afterprint", clean, { once: true });
  window.print();
}
