// "@" and a few letters in a comment: a list of people, chosen with arrows and Enter or by pointer.
import { on } from "../shell/dom";

const WORD = /(^|\s)@([\p{L}.\- ]{0,40})$/u;

function people(area: HTMLTextAreaElement): string[] {
  const list = document.getElementById(area.dataset.mentions ?? "");
  return [...(list?.querySelectorAll("option") ?? [])].map((option) => option.value);
}

function roomOf(area: HTMLTextAreaElement): HTMLElement | null {
  return area.parentElement?.querySelector<HTMLElement>("[data-mention-room]") ?? null;
}

function insert(area: HTMLTextAreaElement, name: string): void {
  const before = area.value.slice(0, area.selectionStart).replace(WORD, `$1@${name} `);
  const after = area.value.slice(area.selectionStart);
  area.value = before + after;
  area.setSelectionRange(before.length, before.length);
  area.focus();
  hide(area);
}

function hide(area: HTMLTextAreaElement): void {
  const room = roomOf(area);
  room?.replaceChildren();
  if (room) room.hidden = true;
  area.removeAttribute("aria-activedescendant");
}

function offer(area: HTMLTextAreaElement): void {
  const room = roomOf(area);
  const typed = WORD.exec(area.value.slice(0, area.selectionStart))?.[2]?.toLowerCase();
  const found = typed === undefined ? [] : people(area).filter((name) => name.toLowerCase().includes(typed));
  if (!room || !found.length || found.some((name) => typed === `${name.toLowerCase()} `)) {
    hide(area);
    return;
  }
  room.replaceChildren(
    ...found.slice(0, 6).map((name, at) => {
      const option = document.createElement("button");
      option.type = "button";
      option.tabIndex = -1;
      option.className = "menu-item";
      option.textContent = name;
      option.setAttribute("aria-pressed", String(at === 0));
      option.addEventListener("click", () => insert(area, name));
      return option;
    }),
  );
  room.hidden = false;
}

export function startMentions(): void {
  on("input", "textarea[data-mentions]", (area) => offer(area as HTMLTextAreaElement));
  on("keydown", "textarea[data-mentions]", (element, event) => {
    const area = element as HTMLTextAreaElement;
    const room = roomOf(area);
    const options = [...(room?.querySelectorAll<HTMLElement>("button") ?? [])];
    if (!options.length) return;
    const at = options.findIndex((option) => option.getAttribute("aria-pressed") === "true");
    if (event.key === "Escape") hide(area);
    else if (event.key === "Enter" || event.key === "Tab") insert(area, options[at]?.textContent ?? "");
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = (at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length;
      options.forEach((option, index) => {
        option.setAttribute("aria-pressed", String(index === next));
      });
    } else return;
    event.preventDefault();
  });
}
