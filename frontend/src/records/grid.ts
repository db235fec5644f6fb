// Chips on a grid of two scales: arrow keys and dragging send one form; the record's own form is the third way.
import { on } from "../shell/dom";

const STEPS: Record<string, [number, number]> = {
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

let held: HTMLElement | null = null;

function send(chip: HTMLElement, across: string, up: string): void {
  const form = document.querySelector<HTMLFormElement>("#grid-move");
  if (!form) return;
  const values = { record: chip.dataset.record, version: chip.dataset.version, across, up };
  for (const [name, value] of Object.entries(values))
    (form.elements.namedItem(name) as HTMLInputElement).value = value ?? "";
  form.requestSubmit();
}

function cellAt(across: number, up: number): HTMLElement | null {
  return document.querySelector(`[data-place-grid] td[data-across="${across}"][data-up="${up}"]`);
}

export function startGrid(): void {
  document.querySelector<HTMLElement>("[data-moved]")?.focus();
  on("keydown", ".place-chip[draggable]", (chip, event) => {
    const step = STEPS[(event as KeyboardEvent).key];
    const cell = chip.closest<HTMLElement>("td");
    if (!step || !cell) return;
    event.preventDefault();
    const across = Number(cell.dataset.across) + step[0];
    const up = Number(cell.dataset.up) + step[1];
    if (cellAt(across, up)) send(chip, String(across), String(up));
  });
  on("dragstart", ".place-chip", (chip, event) => {
    held = chip;
    (event as DragEvent).dataTransfer?.setData("text/plain", chip.dataset.record ?? "");
  });
  on("dragend", ".place-chip", () => {
    held = null;
  });
  on("dragover", "[data-place-grid] td[data-up]", (_cell, event) => {
    if (held) event.preventDefault();
  });
  on("drop", "[data-place-grid] td[data-up]", (cell, event) => {
    event.preventDefault();
    if (held) send(held, cell.dataset.across ?? "", cell.dataset.up ?? "");
  });
}
