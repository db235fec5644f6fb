// Cards that are dragged between states. The twin without a pointer is the card's own "Move to" dialog.
// A refused move puts the card back and says why; a move that asks for something opens its dialog.
import htmx from "htmx.org";
import { csrfToken, on } from "../shell/dom";
import { problemSentence } from "../shell/requests";
import { toast } from "../shell/toasts";

let held: HTMLElement | null = null;

function columnOf(element: Element | null): HTMLElement | null {
  return element?.closest<HTMLElement>(".board-column") ?? null;
}

function count(column: HTMLElement | null): void {
  const words = column?.querySelector<HTMLElement>("[data-cards]");
  if (words && column)
    words.textContent = String(Number(words.textContent) + Number(column.dataset.step ?? 0));
}

function shift(card: HTMLElement, to: HTMLElement): void {
  const from = columnOf(card);
  if (from) from.dataset.step = "-1";
  to.dataset.step = "1";
  count(from);
  count(to);
  to.querySelector(".board-cards")?.prepend(card);
}

async function drop(card: HTMLElement, column: HTMLElement): Promise<void> {
  const from = columnOf(card);
  const next = card.nextElementSibling;
  if (!from || from === column) return;
  shift(card, column);
  const body = new FormData();
  body.set("state", column.dataset.state ?? "");
  body.set("version", card.dataset.version ?? "");
  const answer = await fetch(card.dataset.drop ?? "", {
    method: "POST",
    headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" },
    body,
  }).catch(() => null);
  const text = answer ? await answer.text() : "";
  const said = answer?.ok ? JSON.parse(text) : null;
  if (said && !said.ask) {
    card.dataset.version = String(said.version);
    toast(said.sentence, { kind: "good", undo: said.undo });
    return;
  }
  shift(card, from);
  from.querySelector(".board-cards")?.insertBefore(card, next);
  card.querySelector<HTMLElement>("a")?.focus();
  if (said?.ask) void htmx.ajax("get", said.ask, { target: "#dialog-room", swap: "innerHTML" });
  else if (answer) toast(problemSentence(answer.status, text), { kind: "bad" });
  else toast("The server cannot be reached. The card went back.", { kind: "bad" });
}

export function startBoard(): void {
  on("dragstart", ".board-card", (card, event) => {
    held = card;
    card.classList.add("is-held");
    (event as DragEvent).dataTransfer?.setData("text/plain", card.dataset.record ?? "");
  });
  on("dragend", ".board-card", (card) => {
    card.classList.remove("is-held");
    for (const column of document.querySelectorAll(".board-column.is-over"))
      column.classList.remove("is-over");
    held = null;
  });
  on("dragover", ".board-column", (column, event) => {
    if (!held) return;
    event.preventDefault();
    column.classList.add("is-over");
  });
  on("dragleave", ".board-column", (column, event) => {
    if (!column.contains((event as DragEvent).relatedTarget as Node)) column.classList.remove("is-over");
  });
  on("drop", ".board-column", (column, event) => {
    event.preventDefault();
    column.classList.remove("is-over");
    if (held) void drop(held, column);
  });
}
