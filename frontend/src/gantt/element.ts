import { Api } from "./api";
import { BulkBar } from "./bulk";
import { Chart, STRIP_HEIGHT } from "./chart";
import { chosenColumns, DEFAULT_COLUMNS, PHONE_COLUMNS } from "./columns";
import { emptySchedule, failedSchedule, skeleton } from "./covers";
import { Desk } from "./desk";
import { keysDialog } from "./dialogs";
import { h } from "./dom";
import { CellEditor } from "./editor";
import { Grid } from "./grid";
import { type Part, partBox } from "./hit";
import { Pointer } from "./interact";
import { Keys } from "./keys";
import { legendDialog } from "./legend";
import type { Model } from "./model";
import { Session } from "./session";
import { Sharing } from "./sharing";
import { openSheet } from "./sheet";
import { makeSplitter } from "./splitter";
import { styleSheet } from "./styles";
import { isDark, readPalette } from "./theme";
import { Toast } from "./toast";
import { Toolbar } from "./toolbar";
import { HEADER_HEIGHT, View } from "./view";
import { readState, writeState } from "./viewstate";

const PHONE_PX = 720;
const CHART_BAR_PX = 11;

/**
 * `<ls-gantt src preview-url changes-url explain-url request-url node theme>`: the schedule as a tree grid beside a time axis.
 * `import-url` stands only where its reader may import. It speaks to its page by `ls-explain`, `ls-select`, `ls-changed` and `ls-propose`.
 */
export class LsGantt extends HTMLElement {
  static readonly observedAttributes = ["theme"];
  private readonly view = new View(() => this.paint());
  private readonly shadow = this.attachShadow({ mode: "open" });
  private readonly toast = new Toast();
  private desk!: Desk;
  private grid!: Grid;
  private chart!: Chart;
  private toolbar!: Toolbar;
  private bulk!: BulkBar;
  private keys!: Keys;
  private editor!: CellEditor;
  private session!: Session;
  private body!: HTMLElement;
  private pane!: HTMLElement;
  private sizer!: HTMLElement;
  private split!: HTMLElement;
  private cover: HTMLElement | null = null;
  private gridShare = 0;
  private readonly observer = new ResizeObserver(() => this.measure());
  private readonly themes = new MutationObserver(() => this.dress());
  private readonly scheme = matchMedia("(prefers-color-scheme: dark)");
  private readonly onScheme = () => this.dress();
  /** Enter and Escape answer an open preview wherever the focus has gone. */
  private readonly onPageKey = (event: KeyboardEvent) => {
    if (this.desk.preview.isOpen && !event.composedPath().includes(this)) this.keys.handle(event);
  };
  private opened: { hasZoom: boolean; selected: number[] } = { hasZoom: false, selected: [] };
  private isBuilt = false;
  private writing = 0;
  private painted: (() => void)[] = [];

  connectedCallback(): void {
    if (!this.isBuilt) this.build();
    this.dress();
    this.observer.observe(this);
    this.observer.observe(this.body);
    this.themes.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ["data-theme", "data-bs-theme", "class"],
    });
    this.scheme.addEventListener("change", this.onScheme);
    document.addEventListener("keydown", this.onPageKey);
    this.session.start();
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.onPageKey);
    this.session.stop();
    this.observer.disconnect();
    this.themes.disconnect();
    this.scheme.removeEventListener("change", this.onScheme);
  }

  attributeChangedCallback(): void {
    if (this.isBuilt) this.dress();
  }

  private address(name: string, fallback: string): string {
    return this.getAttribute(name) || fallback;
  }

  private build(): void {
    this.isBuilt = true;
    const { view, shadow } = this;
    shadow.adoptedStyleSheets = [styleSheet()];
    const source = this.address("src", `/api/v1/nodes/${this.getAttribute("node") ?? ""}/schedule`);
    const api = new Api({
      schedule: source,
      preview: this.address("preview-url", `${source.replace(/\?.*$/, "")}/preview`),
      changes: this.address("changes-url", "/api/v1/changes"),
      node: Number(this.getAttribute("node")) || null,
      csrf: () => this.csrfToken(),
    });
    this.session = new Session(api, {
      loaded: (model, isFirst) => this.loaded(model, isFirst),
      failed: (sentence, isFirst) => this.failed(sentence, isFirst),
      changed: (detail) => this.desk.emit("ls-changed", detail),
    });
    this.opened = readState(view, new URLSearchParams(location.search));
    this.session.baseline = view.baseline;
    this.desk = new Desk(this, shadow, view, this.session, this.toast, (top) => this.scrollToRow(top));
    this.grid = this.desk.grid = new Grid(view, () => this.measure());
    this.chart = this.desk.chart = new Chart(view);
    this.editor = new CellEditor(this.desk);
    const pointer = new Pointer(this.desk);
    this.keys = new Keys(this.desk, this.editor, pointer, () => this.toolbar.search);
    const sharing = new Sharing(view, this.toast, () => this.getAttribute("heading") ?? "Schedule");
    this.toolbar = new Toolbar(this.desk, {
      goTo: () => void this.keys.goTo(),
      keys: () => void keysDialog(shadow),
      legend: () => void legendDialog(shadow),
      exportCsv: () => sharing.csv(),
      exportSvg: () => void sharing.svg(),
      print: () => void sharing.print(),
      baseline: (id) => this.chooseBaseline(id),
    });
    this.bulk = new BulkBar(this.desk);
    this.split = makeSplitter(
      () => this.grid.root.offsetWidth,
      (width) => {
        this.gridShare = width;
        this.measure();
      },
    );
    this.pane = h("div", { class: "pane" }, this.grid.root, this.split, this.chart.root);
    this.sizer = h("div");
    this.body = h("div", { class: "body" }, this.pane, this.sizer);
    const frame = h("div", { class: "frame" }, this.body, this.bulk.root);
    const room = h("div", { class: "room" }, this.toolbar.root, frame);
    shadow.append(room, this.desk.preview.box, pointer.tip, this.toast.box, this.toast.live);
    this.show(skeleton());
    this.listen();
  }

  private listen(): void {
    this.body.addEventListener("scroll", () => {
      this.view.scrollTop = this.body.scrollTop;
      // Within the scroll event, so that rows, bars and the scroll bar move in the same frame.
      this.view.invalidate();
    });
    this.shadow.addEventListener("keydown", (event) => this.keys.handle(event as KeyboardEvent));
    const { root } = this.grid;
    root.addEventListener("pointerdown", (event) => this.pressed(event));
    root.addEventListener("dblclick", () => !this.view.isPhone && this.editor.open());
    root.addEventListener("focus", () => {
      const first = this.view.model?.visible[0];
      if (this.view.active.row < 0 && first !== undefined) this.view.activate(first, 0);
    });
    root.addEventListener("click", (event) => this.clicked(event));
    root.addEventListener("copy", (event) => !this.editor.isOpen && this.editor.copy(event));
    root.addEventListener("paste", (event) => !this.editor.isOpen && void this.editor.paste(event));
    this.addEventListener("ls-view", () => this.remember());
    this.addEventListener("ls-select", () => this.remember());
  }

  private pressed(event: PointerEvent): void {
    if (event.button !== 0 || this.view.isPhone) return;
    const hit = this.grid.at(event);
    if (!hit || this.editor.isOpen) return;
    if (hit.onToggle) this.desk.expand(hit.row, !this.view.model!.isExpanded(hit.row));
    else if (event.shiftKey) this.view.activate(hit.row, hit.column, true);
    else if (event.ctrlKey || event.metaKey) this.view.toggle(hit.row, hit.column);
    else this.view.activate(hit.row, hit.column);
    this.desk.focus();
    this.desk.emit("ls-select", {
      activities: this.desk.selected.map((row) => this.view.model!.rows.id[row]),
    });
  }

  private clicked(event: MouseEvent): void {
    if (!this.view.isPhone) return;
    const hit = this.grid.at(event);
    if (!hit) return;
    this.view.activate(hit.row, 0);
    if (hit.onToggle || this.view.model!.rows.id[hit.row] <= 0)
      this.desk.expand(hit.row, !this.view.model!.isExpanded(hit.row));
    else void openSheet(this.desk, hit.row);
  }

  private csrfToken(): string {
    const given =
      this.getAttribute("csrf") ??
      document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
    if (given) return given;
    return /(?:^|; )(?:lockstep-csrf|csrftoken)=([^;]*)/.exec(document.cookie)?.[1] ?? "";
  }

  private loaded(model: Model, isFirst: boolean): void {
    const { view } = this;
    const before = view.model;
    view.model = model;
    const follow = (row: number): number =>
      before && row >= 0 ? (model.rowOf.get(before.rows.id[row]) ?? -1) : row;
    if (before) {
      view.selection = new Set(Array.from(view.selection, follow).filter((row) => row >= 0));
      view.active.row = follow(view.active.row);
      view.anchor.row = follow(view.anchor.row);
      view.hover = -1;
      view.chain = view.active.row >= 0 ? model.chainOf(view.active.row) : new Set();
      view.invalid.clear();
    } else model.setFilter(view.filter);
    this.chart.setRange(...model.extent());
    this.grid.stale();
    const empty = () =>
      emptySchedule(this.hasAttribute("import-url"), model.projects.mayEdit.some(Boolean), () =>
        this.desk.emit("ls-import", {}),
      );
    // Programs and projects are rows with negative ids; a schedule without a single activity is still empty.
    this.show(model.rows.id.some((id) => id > 0) ? null : empty());
    this.measure();
    if (isFirst) this.open(model);
    if (!isFirst) view.invalidate();
    else this.paint();
  }

  private open(model: Model): void {
    const { view, opened } = this;
    if (view.level > 0) model.expandToLevel(view.level);
    if (!opened.hasZoom) view.scale.fit(...model.extent(), Math.max(view.chartWidth, 200));
    const rows = opened.selected
      .map((id) => model.rowOf.get(id))
      .filter((row): row is number => row !== undefined);
    if (rows.length === 0) return;
    for (const row of rows) if (model.position[row] < 0) model.reveal(row);
    view.activate(rows[0], 0);
    view.selection = new Set(rows);
    this.desk.reveal(rows[0]);
  }

  private failed(sentence: string, isFirst: boolean): void {
    if (!isFirst) this.toast.show(sentence, undefined, "bad");
    else this.show(failedSchedule(sentence, () => void this.session.refresh()));
  }

  private show(cover: HTMLElement | null): void {
    this.cover?.remove();
    this.cover = cover;
    if (cover) this.body.parentElement!.append(cover);
  }

  /** Sizes of the panes; runs when the element, the columns or the density change. */
  private measure(): void {
    const { view } = this;
    const width = this.clientWidth;
    if (width === 0) return;
    const isPhone = width <= PHONE_PX;
    if (isPhone !== view.isPhone) {
      view.isPhone = isPhone;
      this.toggleAttribute("data-phone", isPhone);
      view.columns = chosenColumns(
        isPhone
          ? PHONE_COLUMNS
          : (new URLSearchParams(location.search).get("cols")?.split(".") ?? DEFAULT_COLUMNS),
      );
      this.grid.stale();
    }
    const height = this.body.clientHeight;
    this.pane.style.height = `${height}px`;
    const inner = this.body.clientWidth;
    const grid = isPhone
      ? inner
      : Math.min(
          this.gridShare || view.gridWidth,
          inner - 160,
          this.gridShare ? Number.POSITIVE_INFINITY : inner * 0.62,
        );
    this.grid.root.style.width = `${Math.round(grid)}px`;
    this.split.setAttribute("aria-valuenow", String(Math.round(grid)));
    view.chartWidth = Math.max(0, isPhone ? inner : inner - Math.round(grid));
    view.bodyHeight = isPhone ? height - STRIP_HEIGHT : Math.max(0, height - HEADER_HEIGHT - CHART_BAR_PX);
    this.chart.measure();
    view.invalidate();
  }

  private dress(): void {
    this.toggleAttribute("data-dark", isDark(this));
    const style = getComputedStyle(this);
    this.chart.dress(readPalette(this), style.fontFamily);
    this.view.invalidate();
  }

  private scrollToRow(top: number): void {
    this.syncSizer();
    this.body.scrollTop = top;
    this.view.scrollTop = this.body.scrollTop;
  }

  private syncSizer(): void {
    const extra = Math.max(0, this.view.contentHeight - this.view.bodyHeight);
    const height = `${extra}px`;
    if (this.sizer.style.height !== height) this.sizer.style.height = height;
  }

  private lastGridWidth = -1;

  private paint(): void {
    const { view } = this;
    if (!view.model) return;
    if (view.gridWidth !== this.lastGridWidth) {
      this.lastGridWidth = view.gridWidth;
      this.measure();
    }
    this.syncSizer();
    const most = Math.max(0, view.contentHeight - view.bodyHeight);
    if (view.scrollTop > most) this.scrollToRow(most);
    this.grid.render();
    this.chart.render();
    this.toolbar.render();
    this.bulk.render();
    for (const resolve of this.painted.splice(0)) resolve();
    if (!this.classList.contains("ready")) {
      this.classList.add("ready");
      // The frame after this one begins when this one has been shown.
      requestAnimationFrame(() => performance.measure("ls-gantt:first-paint", "ls-gantt:data"));
    }
  }

  /** Resolves after the next paint: for tests and screenshots. */
  whenPainted(): Promise<void> {
    return new Promise((resolve) => {
      this.painted.push(resolve);
      this.view.invalidate();
    });
  }

  /** The view goes into the address, so that it can be saved, shared and come back to. */
  private remember(): void {
    window.clearTimeout(this.writing);
    this.writing = window.setTimeout(() => {
      const url = new URL(location.href);
      writeState(this.view, url.searchParams);
      history.replaceState(history.state, "", url);
    }, 250);
  }

  private chooseBaseline(id: number | null): void {
    this.view.baseline = this.session.baseline = id;
    void this.session.refresh();
    this.remember();
  }

  /** Client coordinates of a part of a row (`bar`, `finish`, `progress`, `link`, `row`, `chip-in`, or `cell:finish`). */
  rectOf(id: number, part: Part | string = "bar"): DOMRect | null {
    const { view } = this;
    const row = view.model?.rowOf.get(id);
    if (!view.model || row === undefined || view.model.position[row] < 0) return null;
    const column = view.columns.findIndex((candidate) => `cell:${candidate.key}` === part);
    if (column >= 0) return this.grid.cellNode(row, column)?.getBoundingClientRect() ?? null;
    const area = this.chart.bars.getBoundingClientRect();
    const y = view.model.position[row] * this.chart.rowHeight - this.chart.scrollTop;
    const chip = this.chart.chips.find(
      (candidate) => candidate.row === row && part === `chip-${candidate.side}`,
    );
    const box = chip?.box ?? partBox(view.model, view.scale, row, y, this.chart.rowHeight, part as Part);
    return box ? new DOMRect(area.x + box.x, area.y + box.y, box.w, box.h) : null;
  }

  /** Selects an activity and brings it into sight; true when it is in this schedule. */
  reveal(id: number): boolean {
    const row = this.view.model?.rowOf.get(id);
    if (row === undefined) return false;
    this.desk.goTo(row);
    return true;
  }

  override focus(): void {
    if (this.isBuilt) this.desk.focus();
  }

  refresh(): Promise<void> {
    return this.session.refresh();
  }
}
