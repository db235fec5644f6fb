// Toasts: a sentence, an optional way back. Server messages lie in the page and are moved here by the template.
import { byId, csrfToken, on } from "./dom";
import { problemSentence } from "./requests";

export interface ToastOptions {
  kind?: "good" | "bad" | "plain";
  /** Address to post to for "Undo". */
  undo?: string;
}

const SECONDS = 8;

export function toast(sentence: string, options: ToastOptions = {}): void {
  const room = byId("toasts");
  if (!room) return;
  const line = document.createElement("div");
  line.className = `toast-line is-${options.kind ?? "plain"}`;
  line.setAttribute("role", options.kind === "bad" ? "alert" : "status");
  const words = document.createElement("span");
  words.className = "words";
  words.textContent = sentence;
  line.append(words);
  if (options.undo) line.append(button("Undo", { "data-undo": options.undo }));
  line.append(button("Close", { "data-close-toast": "" }));
  room.append(line);
  leaveLater(line);
}

function button(label: string, attributes: Record<string, string>): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "btn is-small is-quiet";
  element.textContent = label;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function leaveLater(line: HTMLElement): void {
  // A failure stays until it is closed; so does anything that the pointer or the focus rests on.
  if (line.classList.contains("is-bad")) return;
  const leave = () => {
    if (line.matches(":hover, :focus-within")) window.setTimeout(leave, 2000);
    else line.remove();
  };
  window.setTimeout(leave, SECONDS * 1000);
}

export async function undo(address: string): Promise<void> {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" },
  });
  if (!answer.ok) {
    toast(problemSentence(answer.status, await answer.text()), { kind: "bad" });
    return;
  }
  document.dispatchEvent(new CustomEvent("lockstep:undone"));
  if (document.querySelector("ls-gantt")) toast("Undone.", { kind: "good" });
  else window.location.reload();
}

export function startToasts(): void {
  on("click", "[data-close-toast]", (element) => element.closest(".toast-line")?.remove());
  on("click", "[data-undo]", (element) => {
    element.closest(".toast-line")?.remove();
    void undo(element.dataset.undo ?? "");
  });
  for (const line of document.querySelectorAll<HTMLElement>("#toasts .toast-line")) leaveLater(line);
  // A server answer may ask for a toast: HX-Trigger: {"toast": {"sentence": ..., "undo": ...}}
  document.addEventListener("toast", (event) => {
    const detail = (event as CustomEvent).detail;
    toast(detail.sentence ?? detail.value, detail);
  });
}
