import type { Column } from "./columns";
import { h } from "./dom";
import type { Model } from "./model";
import { rowName } from "./speech";
import { HEADER_HEIGHT, type View } from "./view";
import { KIND } from "./wire";

interface PooledRow {
  node: HTMLElement;
  cells: HTMLElement[];
  texts: HTMLElement[];
  row: number;
  stamp: string;
}

const OVERSCAN = 3;
const INDENT_PX = 16;

/**
 * The tree grid: a real ARIA treegrid whose rows are recycled while one scrolls. Focus stays on the grid itself and
 * `aria-activedescendant` names the cell, so that recycling a row never loses it.
 */
export class Grid {
  readonly root: HTMLElement;
  readonly head: HTMLElement;
  private readonly headRow: HTMLElement;
  private readonly clip: HTMLElement;
  private readonly layer: HTMLElement;
  private pool: PooledRow[] = [];
  private columnsKey = "";
  private generation = 0;

  constructor(
    private readonly view: View,
    private readonly onresize: () => void,
  ) {
    this.headRow = h("div", { class: "row", role: "row", "aria-rowindex": "1" });
    this.head = h("div", { class: "head", role: "rowgroup" }, this.headRow);
    this.layer = h("div", { class: "layer", role: "presentation" });
    this.clip = h("div", { class: "clip", role: "rowgroup" }, this.layer);
    this.root = h(
      "div",
      {
        class: "grid",
        role: "treegrid",
        tabindex: "0",
        "aria-label": "Schedule",
        "aria-multiselectable": "true",
      },
      this.head,
      this.clip,
    );
  }

  /** All rows are written anew at the next frame: the data, the columns or the density changed. */
  stale(): void {
    this.generation++;
  }

  render(): void {
    const { view } = this;
    const model = view.model;
    if (!model) return;
    const key = view.columns.map((column) => `${column.key}:${view.widthOf(column)}`).join() + view.isPhone;
    if (key !== this.columnsKey) this.rebuild(key);
    const height = view.rowHeight;
    const first = Math.max(0, Math.floor(view.scrollTop / height) - OVERSCAN);
    const wanted = Math.min(model.visible.length, Math.ceil(view.bodyHeight / height) + 2 * OVERSCAN + 1);
    this.resizePool(wanted);
    this.root.setAttribute("aria-rowcount", String(model.visible.length + 1));
    this.root.setAttribute("aria-colcount", String(view.columns.length));
    this.head.style.height = `${HEADER_HEIGHT}px`;
    this.clip.style.height = `${view.bodyHeight}px`;
    this.clip.style.width = this.layer.style.width = view.isPhone ? "100%" : `${view.gridWidth}px`;
    this.layer.style.transform = `translateY(${-view.scrollTop}px)`;
    for (let position = first; position < first + wanted; position++) {
      const pooled = this.pool[position % wanted];
      if (position >= model.visible.length) pooled.node.hidden = true;
      else this.fill(model, pooled, position);
    }
    this.markActive();
  }

  private resizePool(wanted: number): void {
    if (this.pool.length === wanted) return;
    while (this.pool.length < wanted) this.pool.push(this.makeRow());
    for (const extra of this.pool.splice(wanted)) extra.node.remove();
    for (const pooled of this.pool) pooled.stamp = "";
  }

  private makeRow(): PooledRow {
    const node = h("div", { class: "row", role: "row" });
    const cells: HTMLElement[] = [];
    const texts: HTMLElement[] = [];
    for (const column of this.view.columns) {
      const text = h("span");
      const cell = h(
        "div",
        { class: `cell ${column.key} ${column.align}`, role: "gridcell", "data-title": column.title },
        column.key === "name" && h("span", { class: "toggle", "aria-hidden": "true" }),
        text,
      );
      if (!this.view.isPhone) cell.style.width = `${this.view.widthOf(column)}px`;
      cells.push(cell);
      texts.push(text);
      node.append(cell);
    }
    this.layer.append(node);
    return { node, cells, texts, row: -1, stamp: "" };
  }

  private rebuild(key: string): void {
    this.columnsKey = key;
    for (const pooled of this.pool) pooled.node.remove();
    this.pool = [];
    this.headRow.replaceChildren(...this.view.columns.map((column, index) => this.headCell(column, index)));
    this.headRow.style.width = `${this.view.gridWidth}px`;
  }

  private headCell(column: Column, index: number): HTMLElement {
    const grip = h("span", { class: "grip", "aria-hidden": "true" });
    const cell = h(
      "div",
      { class: `cell ${column.key} ${column.align}`, role: "columnheader", "aria-colindex": index + 1 },
      column.title,
      grip,
    );
    cell.style.width = `${this.view.widthOf(column)}px`;
    grip.addEventListener("pointerdown", (event) => this.resize(column, event));
    return cell;
  }

  private resize(column: Column, event: PointerEvent): void {
    event.preventDefault();
    const from = this.view.widthOf(column) - event.clientX;
    const grip = event.target as HTMLElement;
    grip.setPointerCapture(event.pointerId);
    const move = (at: PointerEvent): void => {
      this.view.widths.set(column.key, Math.max(40, Math.min(640, from + at.clientX)));
      // The head keeps its cells while the pointer is captured by one of them.
      const width = `${this.view.widthOf(column)}px`;
      (grip.parentElement as HTMLElement).style.width = width;
    };
    grip.addEventListener("pointermove", move);
    grip.addEventListener(
      "pointerup",
      () => {
        grip.removeEventListener("pointermove", move);
        this.onresize();
      },
      { once: true },
    );
  }

  private fill(model: Model, pooled: PooledRow, position: number): void {
    const { view } = this;
    const row = model.visible[position];
    const isSelected = view.selection.has(row);
    const range = view.range;
    const inRange =
      range &&
      position >= range.top &&
      position <= range.bottom &&
      (range.left !== range.right || range.top !== range.bottom);
    const rangeKey = inRange ? `${range.left}-${range.right}` : "";
    const isActive = row === view.active.row ? view.active.column : -1;
    const isOpen = model.isExpanded(row);
    const stamp = `${this.generation}|${row}|${position}|${isSelected}|${rangeKey}|${isActive}|${isOpen}|${view.rowHeight}|${view.invalid.size && this.marks(row)}`;
    if (pooled.stamp === stamp) return;
    const { node } = pooled;
    const isSame = pooled.row === row && pooled.stamp.startsWith(`${this.generation}|`);
    pooled.stamp = stamp;
    pooled.row = row;
    node.hidden = false;
    node.id = `r${position}`;
    node.style.top = `${position * view.rowHeight}px`;
    node.style.height = `${view.rowHeight}px`;
    node.setAttribute("aria-rowindex", String(position + 2));
    node.setAttribute("aria-selected", String(isSelected));
    if (model.hasChildren[row]) node.setAttribute("aria-expanded", String(isOpen));
    else node.removeAttribute("aria-expanded");
    if (!isSame) this.write(model, pooled, row);
    pooled.cells.forEach((cell, index) => {
      const column = view.columns[index];
      cell.id = `c${position}-${index}`;
      cell.classList.toggle("active", index === isActive);
      cell.classList.toggle(
        "range",
        !!inRange && index >= range.left && index <= range.right && index !== isActive,
      );
      const error = view.invalid.get(`${row}:${column.key}`);
      cell.classList.toggle("invalid", error !== undefined);
      if (error !== undefined) cell.title = error;
      else if (cell.title) cell.removeAttribute("title");
    });
  }

  private marks(row: number): string {
    return this.view.columns
      .map((column) => (this.view.invalid.has(`${row}:${column.key}`) ? "!" : ""))
      .join();
  }

  /** Texts of a row that was recycled or whose data changed. */
  private write(model: Model, pooled: PooledRow, row: number): void {
    const { node, cells, texts } = pooled;
    const { kind, inactive, level } = model.rows;
    const isStrong =
      kind[row] === KIND.project || kind[row] === KIND.program || (model.isSummary(row) && level[row] <= 1);
    node.className = "row";
    node.classList.toggle("strong", isStrong);
    node.classList.toggle("inactive", inactive[row] === 1);
    node.classList.toggle("foreign", kind[row] === KIND.external || kind[row] === KIND.stub);
    node.setAttribute("aria-level", String(level[row] + 1));
    node.setAttribute("aria-label", rowName(model, row));
    node.style.width = this.view.isPhone ? "100%" : `${this.view.gridWidth}px`;
    const indent = 8 + Math.min(level[row], this.view.isPhone ? 3 : 12) * INDENT_PX;
    this.view.columns.forEach((column, index) => {
      const text = column.text(model, row);
      if (texts[index].textContent !== text) texts[index].textContent = text;
      const tone = column.tone?.(model, row) ?? "";
      const cell = cells[index];
      cell.className = `cell ${column.key} ${column.align} ${tone}`;
      cell.style.height = "100%";
      if (column.key !== "name") {
        cell.style.marginLeft = this.view.isPhone && index === 1 ? `${indent + 2}px` : "";
        cell.hidden = this.view.isPhone && text === "";
        return;
      }
      const inPlan = model.nameInPlan(row);
      if (inPlan) cell.title = `In its plan: ${inPlan}`;
      else cell.removeAttribute("title");
      const toggle = cell.firstElementChild as HTMLElement;
      toggle.className = model.hasChildren[row] ? "toggle" : "toggle leaf";
      cell.style.paddingLeft = `${indent}px`;
    });
  }

  private markActive(): void {
    const { view } = this;
    const position = view.active.row >= 0 ? (view.model?.position[view.active.row] ?? -1) : -1;
    const id = `c${position}-${view.active.column}`;
    if (position >= 0 && this.layer.querySelector(`#${id}`))
      this.root.setAttribute("aria-activedescendant", id);
    else this.root.removeAttribute("aria-activedescendant");
  }

  /** The row and column under an event, from the cell that it hit. */
  at(event: Event): { row: number; column: number; onToggle: boolean } | null {
    const target = event.composedPath()[0] as Element;
    const node = target.closest?.(".layer .row");
    const pooled = this.pool.find((candidate) => candidate.node === node);
    if (!pooled) return null;
    const column = pooled.cells.findIndex((cell) => cell.contains(target));
    return { row: pooled.row, column: Math.max(0, column), onToggle: target.classList.contains("toggle") };
  }

  rowNode(row: number): HTMLElement | null {
    return this.pool.find((pooled) => pooled.row === row && !pooled.node.hidden)?.node ?? null;
  }

  cellNode(row: number, column: number): HTMLElement | null {
    return this.pool.find((pooled) => pooled.row === row && !pooled.node.hidden)?.cells[column] ?? null;
  }

  /** Scrolls the grid sideways so that the active column is not under the frozen name. */
  showColumn(column: number): void {
    const { view, root } = this;
    if (column <= 0) return;
    const name = view.widthOf(view.columns[0]);
    let left = 0;
    for (let i = 0; i < column; i++) left += view.widthOf(view.columns[i]);
    const right = left + view.widthOf(view.columns[column]);
    if (left - root.scrollLeft < name) root.scrollLeft = left - name;
    else if (right - root.scrollLeft > root.clientWidth) root.scrollLeft = right - root.clientWidth;
  }
}
