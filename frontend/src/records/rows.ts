// Keys of a list of records: j and k or arrows walk, x chooses, Enter opens, e edits, n adds.
import { byId, isTyping } from "../shell/dom";
import { openCell } from "./cells";

const ROW = "table[data-rows] tbody tr[data-record]";

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(ROW)];
}

/** The places of a row that the arrows visit: its title and its cells that can be edited. */
function stops(row: HTMLElement): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>("th a, td[data-field][tabindex]")];
}

function here(): HTMLElement | null {
  return (document.activeElement as HTMLElement | null)?.closest<HTMLElement>("tr[data-record]") ?? null;
}

function visit(row: HTMLElement | undefined, column: number): void {
  // A card that a narrow screen has put off is shown first.
  if (row?.hidden) row.dispatchEvent(new Event("beforematch", { bubbles: true }));
  const target = row && (stops(row)[column] ?? stops(row)[0]);
  target?.focus();
  target?.scrollIntoView({ block: "nearest" });
}

function walk(step: number, column = 0): void {
  const all = rows();
  const row = here();
  const at = row ? all.indexOf(row) + step : step > 0 ? 0 : all.length - 1;
  visit(all[Math.max(0, Math.min(all.length - 1, at))], column);
}

function sidestep(row: HTMLElement, step: number): void {
  const all = stops(row);
  const at = all.indexOf(document.activeElement as HTMLElement);
  all[Math.max(0, Math.min(all.length - 1, at + step))]?.focus();
}

function choose(row: HTMLElement, isRange: boolean): void {
  const box = row.querySelector<HTMLInputElement>("input[data-choose]");
  box?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: isRange }));
}

function edit(row: HTMLElement): void {
  const cell = (document.activeElement as HTMLElement).closest<HTMLElement>("td[data-field][tabindex]");
  const wanted = cell ?? row.querySelector<HTMLElement>("td[data-field][tabindex]");
  if (wanted) void openCell(wanted);
}

function add(): void {
  const quick = byId<HTMLInputElement>("quick-title");
  if (quick) quick.focus();
  else document.querySelector<HTMLAnchorElement>("[data-new-record]")?.click();
}

function handle(event: KeyboardEvent): boolean {
  const row = here();
  const column = row ? stops(row).indexOf(document.activeElement as HTMLElement) : 0;
  switch (event.key) {
    case "j":
      walk(1, column);
      return true;
    case "k":
      walk(-1, column);
      return true;
    case "n":
      add();
      return true;
  }
  if (!row) return false;
  switch (event.key) {
    case "ArrowDown":
      walk(1, column);
      return true;
    case "ArrowUp":
      walk(-1, column);
      return true;
    case "ArrowRight":
      sidestep(row, 1);
      return true;
    case "ArrowLeft":
      sidestep(row, -1);
      return true;
    case "x":
    case "X":
      choose(row, event.shiftKey);
      return true;
    case "e":
    case "F2":
      edit(row);
      return true;
    case "Enter":
      if (!(document.activeElement as HTMLElement).matches("td[data-field]")) return false;
      edit(row);
      return true;
  }
  return false;
}

let goPressed = -Infinity;

export function startRows(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isTyping(event.target) || !document.querySelector("table[data-rows]"))
      return;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    // The letter after `g` names a place.
    if (event.key === "g") goPressed = event.timeStamp;
    else if (event.timeStamp - goPressed < 1200) goPressed = -Infinity;
    else if (handle(event)) event.preventDefault();
  });
}
