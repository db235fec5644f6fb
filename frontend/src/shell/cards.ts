// Long lists on phones: rows that became cards are shown in portions. The page holds them all, so that its address,
// its print and a search in the page are the same; a narrow screen only puts off those further below.
import { on } from "./dom";

const PORTION = 20;
/** A list a little longer than a portion is shown whole: a button for four cards would be in the way. */
const SPARE = 5;
const known = new WeakSet<HTMLElement>();
const narrow = window.matchMedia("screen and (max-width: 720px)");

function rowsOf(table: HTMLElement): HTMLElement[] {
  return [...table.querySelectorAll<HTMLElement>(":scope > tbody > tr")];
}

function put(row: HTMLElement, isOff: boolean): void {
  // The browser's own search finds what is hidden so, and shows it.
  if (isOff) row.setAttribute("hidden", "until-found");
  else if (row.getAttribute("hidden") === "until-found") row.removeAttribute("hidden");
}

function footOf(table: HTMLElement): HTMLElement {
  const place = table.closest(".table-wrap") ?? table;
  const known = place.nextElementSibling;
  if (known instanceof HTMLElement && known.matches("[data-more-cards]")) return known;
  const foot = document.createElement("div");
  foot.className = "panel-foot more-cards";
  foot.dataset.moreCards = "";
  place.after(foot);
  return foot;
}

function offer(table: HTMLElement, label: string, count: number): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn is-small";
  button.textContent = label;
  button.addEventListener("click", () => {
    const first = rowsOf(table).find((row) => row.hidden);
    show(table, count);
    // The keyboard goes on with the first card that came, not from the top.
    (
      first?.querySelector<HTMLElement>("th a") ?? first?.querySelector<HTMLElement>("a, button, input")
    )?.focus();
  });
  return button;
}

/** Shows the first rows up to a count and offers the rest. */
function show(table: HTMLElement, count: number): void {
  const rows = rowsOf(table);
  const isCut = narrow.matches && rows.length > count + SPARE;
  rows.forEach((row, at) => {
    put(row, isCut && at >= count);
  });
  const foot = footOf(table);
  if (!isCut) {
    foot.remove();
    return;
  }
  const left = rows.length - count;
  const next = left > PORTION + SPARE ? PORTION : left;
  const words = document.createElement("span");
  words.textContent = `${count} of ${rows.length} shown`;
  const actions = document.createElement("span");
  actions.className = "actions";
  actions.append(offer(table, `Show ${next} more`, count + next));
  if (next < left) actions.append(offer(table, "Show all", rows.length));
  foot.replaceChildren(words, actions);
}

function portion(root: ParentNode, isWanted: (table: HTMLElement) => boolean = () => true): void {
  for (const table of root.querySelectorAll<HTMLElement>("table.list.cards")) {
    if (!isWanted(table)) continue;
    known.add(table);
    const asked = rowsOf(table).findIndex((row) => row.matches(":target") || row.querySelector(":target"));
    show(table, Math.max(PORTION, asked + 1));
  }
}

export function startCards(): void {
  portion(document);
  narrow.addEventListener("change", () => portion(document));
  // A list that htmx brought begins anew; one that was opened further stays as it is.
  document.addEventListener("htmx:afterSettle", () => portion(document, (table) => !known.has(table)));
  // What the browser's search found is shown with all before it.
  on("beforematch" as keyof DocumentEventMap, "table.list.cards > tbody > tr", (row) => {
    const table = row.closest<HTMLElement>("table")!;
    show(table, rowsOf(table).indexOf(row) + 1);
  });
}
