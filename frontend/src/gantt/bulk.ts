import type { Edit } from "./commands";
import * as commands from "./commands";
import type { Desk } from "./desk";
import { button, h } from "./dom";

/** What one can do to several selected rows at once: one request, one change set, one undo. */
export class BulkBar {
  readonly root: HTMLElement;
  private readonly count = h("b");
  private readonly days = h("input", {
    "aria-label": "Working days to shift by",
    value: "5",
    inputmode: "numeric",
  });
  private readonly percent = h("input", {
    "aria-label": "Percent complete to set",
    value: "100",
    inputmode: "numeric",
  });
  private readonly calendar = h("select", { "aria-label": "Calendar to set" });
  private known = "";

  constructor(private readonly desk: Desk) {
    const sep = () => h("span", { class: "sep" });
    this.root = h(
      "div",
      { class: "bulk", role: "toolbar", "aria-label": "Selected activities", hidden: true },
      this.count,
      this.days,
      button("Shift by days", () => this.shift()),
      sep(),
      this.percent,
      button("Set %", () => this.progress()),
      sep(),
      this.calendar,
      button("Set calendar", () => this.setCalendar()),
      sep(),
      button("Remove", () => void desk.remove(desk.selected), { class: "danger" }),
      button("Clear", () => {
        desk.view.clearSelection();
        desk.focus();
      }),
    );
  }

  private shift(): void {
    const { desk } = this;
    const days = Number(this.days.value.replace("+", ""));
    if (!desk.model || !Number.isInteger(days) || days === 0)
      return desk.refuse("Type a number of working days, such as 5 or -2.");
    const edits = commands.shiftRows(desk.model, desk.selected, days);
    if (edits.length === 0) return desk.refuse("None of the selected rows may be changed here.");
    desk.propose(edits, desk.selected[0], `${edits.length} activities: ${days > 0 ? "+" : ""}${days} d`);
  }

  private progress(): void {
    const { desk } = this;
    const percent = Number(this.percent.value.replace("%", ""));
    if (!(percent >= 0 && percent <= 100)) return desk.refuse("Type a percentage from 0 to 100.");
    const { model } = desk;
    if (!model) return;
    const edits = commands
      .leavesOf(model, desk.selected)
      .map((row) => commands.setProgress(model, row, percent / 100));
    this.propose(edits, `${percent} % done`);
  }

  private setCalendar(): void {
    const chosen = this.desk.model?.calendars[Number(this.calendar.value)];
    if (chosen) this.change({ calendar: chosen.id }, `calendar ${chosen.name}`);
  }

  private change(changes: Record<string, unknown>, what: string): void {
    const { desk } = this;
    if (!desk.model) return;
    this.propose(commands.changeRows(desk.model, desk.selected, changes), what);
  }

  private propose(edits: Edit[], what: string): void {
    const { desk } = this;
    if (edits.length === 0) return desk.refuse("None of the selected rows may be changed here.");
    desk.propose(edits, desk.selected[0], `${edits.length} activities: ${what}`);
  }

  render(): void {
    const { view, model } = this.desk;
    const count = this.desk.selected.length;
    this.root.hidden = count < 2 || view.isPhone || this.desk.preview.isOpen;
    if (this.root.hidden || !model) return;
    this.count.textContent = `${count} selected`;
    const names = model.calendars.map((calendar) => calendar.name).join("\n");
    if (names === this.known) return;
    this.known = names;
    this.calendar.replaceChildren(
      ...model.calendars.map((calendar, i) => h("option", { value: String(i) }, calendar.name)),
    );
  }
}
