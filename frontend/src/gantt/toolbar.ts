import { COLUMNS, chosenColumns, DEFAULT_COLUMNS } from "./columns";
import type { Desk } from "./desk";
import { button, h, icon, placeNear } from "./dom";
import type { LinkMode } from "./layout";

export interface ToolbarActions {
  goTo: () => void;
  keys: () => void;
  legend: () => void;
  exportCsv: () => void;
  exportSvg: () => void;
  print: () => void;
  baseline: (id: number | null) => void;
}

const LINK_WORDS: Record<LinkMode, string> = {
  all: "All links",
  driving: "Driving only",
  cross: "Cross-project only",
  none: "No links",
};
const ZOOM_OUT = "M3 8h10";
const ZOOM_IN = "M3 8h10M8 3v10";
const MORE = "M3.5 8h.01M8 8h.01M12.5 8h.01";

/** The row of controls above the schedule. Menus are popovers: Esc and a click elsewhere close them. */
export class Toolbar {
  readonly root: HTMLElement;
  readonly search: HTMLInputElement;
  readonly bulkSlot = h("div");
  private readonly critical: HTMLButtonElement;
  private readonly late: HTMLButtonElement;
  private readonly projects: HTMLButtonElement;
  private readonly baseline: HTMLButtonElement;
  private readonly add: HTMLButtonElement;
  private readonly unit: HTMLElement;
  private readonly state: HTMLElement;
  private readonly menu = h("div", { class: "menu", popover: "auto" });
  private opener: HTMLElement | null = null;
  private typing = 0;

  constructor(
    private readonly desk: Desk,
    private readonly actions: ToolbarActions,
  ) {
    this.search = h("input", {
      type: "search",
      placeholder: "Filter activities",
      "aria-label": "Filter activities by name, code or owner",
      title: "/",
    });
    this.search.addEventListener("input", () => {
      window.clearTimeout(this.typing);
      this.typing = window.setTimeout(() => desk.changeFilter({ text: this.search.value.trim() }), 120);
    });
    this.search.addEventListener("keydown", (event) => this.searchKey(event));
    this.critical = button(
      "Critical",
      () => desk.changeFilter({ isCriticalOnly: !desk.view.filter.isCriticalOnly }),
      { "aria-pressed": "false" },
    );
    this.late = button("Late", () => desk.changeFilter({ isLateOnly: !desk.view.filter.isLateOnly }), {
      "aria-pressed": "false",
    });
    this.projects = this.opens("Projects: all", (menu) => this.projectMenu(menu));
    this.baseline = this.opens("Baseline", (menu) => this.baselineMenu(menu));
    this.baseline.classList.add("names");
    this.unit = h("span", { class: "unit", title: "Ctrl+wheel zooms about the pointer" });
    this.state = h("span", { class: "state", role: "status" });
    this.add = button("Add activity", () => void desk.add(), { class: "primary", title: "Insert" });
    this.root = h(
      "div",
      { class: "toolbar", role: "toolbar", "aria-label": "Schedule tools" },
      h("slot", { name: "title" }),
      h("slot", { name: "views" }),
      this.search,
      this.critical,
      this.late,
      this.wide(this.projects),
      this.wide(this.opens("Level", (menu) => this.levelMenu(menu))),
      this.wide(this.opens("Columns", (menu) => this.columnMenu(menu))),
      this.state,
      // One piece: where the window is narrow it wraps as a whole, never its last button alone.
      h(
        "div",
        { class: "tail" },
        this.wide(this.baseline),
        h(
          "span",
          { class: "group wide" },
          this.iconButton("Zoom out", ZOOM_OUT, () => desk.zoom(1 / 1.5)),
          this.unit,
          this.iconButton("Zoom in", ZOOM_IN, () => desk.zoom(1.5)),
        ),
        this.wide(button("Fit", () => desk.fit("all"), { title: "0 fits all, 9 the selection" })),
        this.wide(button("Today", () => desk.goToDay(desk.model?.todayDay ?? 0))),
        this.moreButton(),
        this.wide(this.add),
      ),
      this.menu,
    );
    this.menu.addEventListener("toggle", (event) => {
      if ((event as ToggleEvent).newState !== "closed") return;
      this.opener?.setAttribute("aria-expanded", "false");
      this.opener = null;
    });
  }

  private wide<T extends HTMLElement>(node: T): T {
    node.classList.add("wide");
    return node;
  }

  private iconButton(label: string, path: string, run: () => void): HTMLButtonElement {
    const node = button("", run, { class: "icon", "aria-label": label, title: label });
    node.append(icon(path));
    return node;
  }

  private moreButton(): HTMLButtonElement {
    const node = this.opens("", (menu) => this.moreMenu(menu));
    node.classList.add("icon");
    node.setAttribute("aria-label", "View, links and export");
    node.append(icon(MORE));
    return node;
  }

  private searchKey(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.search.value) {
      this.search.value = "";
      this.desk.changeFilter({ text: "" });
      event.preventDefault();
    } else if (event.key === "Escape" || event.key === "Enter" || event.key === "ArrowDown") {
      this.desk.focus();
      event.preventDefault();
    }
  }

  private opens(label: string, fill: (menu: HTMLElement) => void): HTMLButtonElement {
    const node = button(label, () => {
      const wasOpen = this.opener === node;
      if (this.menu.matches(":popover-open")) this.menu.hidePopover();
      if (wasOpen) return;
      this.menu.replaceChildren();
      fill(this.menu);
      this.menu.showPopover();
      placeNear(this.menu, node.getBoundingClientRect());
      this.opener = node;
      node.setAttribute("aria-expanded", "true");
      this.menu.querySelector<HTMLElement>("input, button")?.focus();
    });
    // A press on the opener would close the menu by itself before the click opens it again.
    node.addEventListener("pointerdown", (event) => this.opener === node && event.preventDefault());
    node.setAttribute("aria-expanded", "false");
    node.setAttribute("aria-haspopup", "true");
    return node;
  }

  private check(
    menu: HTMLElement,
    label: string,
    isOn: boolean,
    change: (isOn: boolean) => void,
    type = "checkbox",
    name?: string,
  ): void {
    const input = h("input", { type, name });
    input.checked = isOn;
    input.addEventListener("change", () => change(input.checked));
    menu.append(h("label", {}, input, label));
  }

  private entry(menu: HTMLElement, label: string, run: () => void, key = ""): void {
    const node = button(label, () => {
      this.menu.hidePopover();
      run();
    });
    if (key) node.append(h("kbd", {}, key));
    menu.append(node);
  }

  private projectMenu(menu: HTMLElement): void {
    const { model, view } = this.desk;
    if (!model) return;
    const { id, name, isStale } = model.projects;
    this.entry(menu, "Show all projects", () => this.desk.changeFilter({ projects: null }));
    menu.append(h("hr"));
    id.forEach((project, i) => {
      this.check(
        menu,
        `${name[i]}${isStale[i] ? ", not updated lately" : ""}`,
        view.filter.projects?.has(project) ?? true,
        (isOn) => {
          const chosen = new Set(this.desk.view.filter.projects ?? id);
          if (isOn) chosen.add(project);
          else chosen.delete(project);
          this.desk.changeFilter({ projects: chosen.size === id.length ? null : chosen });
        },
      );
    });
  }

  private levelMenu(menu: HTMLElement): void {
    const { model } = this.desk;
    for (let level = 1; level <= (model?.maxLevel ?? 0); level++) {
      this.entry(menu, level === 1 ? "Top rows only" : `Down to level ${level}`, () =>
        this.desk.setLevel(level),
      );
    }
    this.entry(menu, "Everything", () => this.desk.setLevel(0));
  }

  private columnMenu(menu: HTMLElement): void {
    const { view } = this.desk;
    for (const column of COLUMNS.slice(1)) {
      this.check(
        menu,
        column.title === "%" ? "% complete" : column.key === "slip" ? "Slip against baseline" : column.title,
        view.columns.includes(column),
        (isOn) => {
          const keys = view.columns.map((chosen) => chosen.key).filter((key) => key !== column.key);
          view.columns = chosenColumns(
            isOn ? COLUMNS.map((c) => c.key).filter((key) => key === column.key || keys.includes(key)) : keys,
          );
          this.desk.emit("ls-view", {});
          view.invalidate();
        },
      );
    }
    menu.append(h("hr"));
    this.entry(menu, "Back to the usual columns", () => {
      view.columns = chosenColumns(DEFAULT_COLUMNS);
      this.desk.emit("ls-view", {});
      view.invalidate();
    });
  }

  private baselineMenu(menu: HTMLElement): void {
    const { model, view } = this.desk;
    const now = model?.baseline?.id ?? null;
    for (const { id, name } of model?.baselines ?? []) {
      this.check(menu, name, id === now, () => this.actions.baseline(id), "radio", "baseline");
    }
    if (!model?.baselines.length) menu.append(h("div", { class: "note" }, "No baseline has been set yet."));
    menu.append(h("hr"));
    this.check(menu, "Show baseline bars", view.showBaseline, (isOn) => this.show("showBaseline", isOn));
  }

  private show(what: "showBaseline" | "showFloat" | "showNames", isOn: boolean): void {
    this.desk.view[what] = isOn;
    this.desk.emit("ls-view", {});
    this.desk.view.invalidate();
  }

  private moreMenu(menu: HTMLElement): void {
    const { view } = this.desk;
    this.entry(menu, "Go to date or activity", this.actions.goTo, "G");
    this.entry(menu, "Fit the selection", () => this.desk.fit("selection"), "9");
    menu.append(h("hr"));
    for (const mode of Object.keys(LINK_WORDS) as LinkMode[]) {
      this.check(
        menu,
        LINK_WORDS[mode],
        view.links === mode,
        () => {
          view.links = mode;
          this.desk.emit("ls-view", {});
          view.invalidate();
        },
        "radio",
        "links",
      );
    }
    menu.append(h("hr"));
    this.check(menu, "Float lines", view.showFloat, (isOn) => this.show("showFloat", isOn));
    this.check(menu, "Names beside bars", view.showNames, (isOn) => this.show("showNames", isOn));
    this.check(menu, "Compact rows", view.density === "compact", (isOn) => {
      view.density = isOn ? "compact" : "comfortable";
      this.desk.grid.stale();
      this.desk.emit("ls-view", {});
      view.invalidate();
    });
    menu.append(h("hr"));
    this.entry(menu, "Undo", () => void this.desk.undo(), "Ctrl+Z");
    this.entry(menu, "Redo", () => void this.desk.redo(), "Ctrl+Y");
    menu.append(h("hr"));
    this.entry(menu, "Export what I see (CSV)", this.actions.exportCsv);
    this.entry(menu, "Export what I see (SVG)", this.actions.exportSvg);
    this.entry(menu, "Print (A3)", this.actions.print);
    this.entry(menu, "What the marks mean", this.actions.legend);
    this.entry(menu, "Keys", this.actions.keys, "?");
  }

  render(): void {
    const { view, model } = this.desk;
    if (!model) return;
    const { filter } = view;
    this.critical.setAttribute("aria-pressed", String(filter.isCriticalOnly));
    this.late.setAttribute("aria-pressed", String(filter.isLateOnly));
    if (this.search.value.trim() !== filter.text && !this.search.matches(":focus"))
      this.search.value = filter.text;
    set(
      this.projects,
      `Projects: ${filter.projects ? `${filter.projects.size} of ${model.projects.count}` : `all ${model.projects.count}`}`,
    );
    set(this.baseline, model.baseline ? `Baseline: ${model.baseline.name}` : "Baseline: none");
    this.baseline.title = model.baseline?.name ?? "";
    set(this.unit, view.scale.step.name);
    this.add.hidden = !model.projects.mayEdit.some(Boolean);
    const isBehind = model.state !== "current" && model.state !== "";
    this.state.classList.toggle("warn", isBehind);
    set(
      this.state,
      isBehind ? "Recalculating…" : model.isFiltered ? `${model.matches} of ${model.size} rows` : "",
    );
  }
}

function set(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
