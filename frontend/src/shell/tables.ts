// Choosing many rows: shift chooses a range, the bar says how many.
import { on } from "./dom";

let last: HTMLInputElement | null = null;

function refresh(table: HTMLElement): void {
  const boxes = [...table.querySelectorAll<HTMLInputElement>("input[data-choose]")];
  const count = boxes.filter((box) => box.checked).length;
  const bar = table.closest(".panel")?.querySelector<HTMLElement>(".bulk");
  if (!bar) return;
  bar.hidden = count === 0;
  // What the bar offers is fetched when it is first needed.
  if (count) bar.dispatchEvent(new CustomEvent("lockstep:chosen", { bubbles: true }));
  const words = bar.querySelector("[data-count]");
  if (words) words.textContent = `${count} chosen`;
}

export function startTables(): void {
  on("click", "input[data-choose]", (element, event) => {
    const box = element as HTMLInputElement;
    const table = box.closest<HTMLElement>("table");
    if (!table) return;
    if (event.shiftKey && last && table.contains(last)) {
      const boxes = [...table.querySelectorAll<HTMLInputElement>("input[data-choose]")];
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
    }
    last = box;
    refresh(table);
  });
  on("click", "input[data-choose-all]", (element) => {
    const all = element as HTMLInputElement;
    const table = all.closest<HTMLElement>("table");
    for (const box of table?.querySelectorAll<HTMLInputElement>("input[data-choose]") ?? [])
      box.checked = all.checked;
    if (table) refresh(table);
  });
}
