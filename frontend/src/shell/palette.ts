// Command palette: the places of this page at once, records of the server after a short pause.
import { byId, on } from "./dom";

let active = 0;
let pending = 0;
let isWaiting = false;
let isEntered = false;

function options(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("#palette-options [role=option]:not([hidden])")];
}

function mark(index: number): void {
  const all = options();
  active = all.length ? (index + all.length) % all.length : 0;
  all.forEach((option, at) => {
    option.setAttribute("aria-selected", String(at === active));
    if (at === active) option.scrollIntoView({ block: "nearest" });
  });
  byId("palette-input")?.setAttribute("aria-activedescendant", all[active]?.id ?? "");
}

function filterPlaces(words: string): void {
  for (const option of document.querySelectorAll<HTMLElement>("#palette-options [data-place]"))
    option.hidden = !!words && !(option.textContent ?? "").toLowerCase().includes(words.toLowerCase());
  // What was found for fewer letters stays only as far as it still fits: Enter must not choose another thing.
  const wanted = words.toLowerCase().split(/\s+/);
  for (const option of document.querySelectorAll<HTMLElement>("#palette-found [role=option]"))
    option.hidden = !wanted.every((word) => (option.textContent ?? "").toLowerCase().includes(word));
}

async function fetchRecords(words: string): Promise<void> {
  const found = byId("palette-found");
  const address = found?.dataset.address;
  if (!found || !address) return;
  const mine = ++pending;
  isWaiting = words.length >= 2;
  if (!isWaiting) {
    found.replaceChildren();
    mark(0);
    return;
  }
  const answer = await fetch(`${address}?q=${encodeURIComponent(words)}`, {
    headers: { "HX-Request": "true" },
  }).catch(() => null);
  const text = answer?.ok ? await answer.text() : "";
  // An answer for fewer letters than are written by now offers what Enter must not choose.
  if (mine !== pending) return;
  isWaiting = false;
  found.innerHTML = text;
  mark(0);
  if (isEntered && byId<HTMLDialogElement>("palette")?.open) choose();
}

function choose(): void {
  const input = byId<HTMLInputElement>("palette-input");
  const chosen = options()[active];
  // Who writes fast and presses Enter means what is still being looked for.
  isEntered = !chosen && isWaiting;
  if (chosen) chosen.click();
  else if (input?.value.trim() && !isWaiting)
    window.location.href = `${input.dataset.results}?q=${encodeURIComponent(input.value.trim())}`;
}

export function openPalette(words = ""): void {
  const dialog = byId<HTMLDialogElement>("palette");
  const input = byId<HTMLInputElement>("palette-input");
  if (!dialog || !input || dialog.open) return;
  dialog.showModal();
  input.value = words;
  filterPlaces(words.trim());
  byId("palette-found")?.replaceChildren();
  input.focus();
  isEntered = false;
  mark(0);
  if (words) void fetchRecords(words.trim());
}

export function startPalette(): void {
  const input = byId<HTMLInputElement>("palette-input");
  if (!input) return;
  on("click", "[data-palette]", (_element, event) => {
    event.preventDefault();
    openPalette();
  });
  let timer = 0;
  input.addEventListener("input", () => {
    filterPlaces(input.value.trim());
    mark(0);
    pending++;
    isWaiting = input.value.trim().length >= 2;
    isEntered = false;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void fetchRecords(input.value.trim()), 120);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active - 1);
    else if (event.key === "Enter") choose();
    else return;
    event.preventDefault();
  });
}
