// Going through a list record by record: j and k (or the arrows' brackets) turn the page, e edits, u goes back up.
import { isTyping } from "../shell/dom";

const WAYS: Record<string, string> = {
  j: "a[rel=next]",
  "]": "a[rel=next]",
  k: "a[rel=prev]",
  "[": "a[rel=prev]",
  u: "a[data-up]",
  e: "[data-edit-record]",
};

let goPressed = -Infinity;

export function startReview(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isTyping(event.target) || !document.querySelector("[data-review]")) return;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "g") {
      goPressed = event.timeStamp;
      return;
    }
    const way = event.timeStamp - goPressed < 1200 ? undefined : WAYS[event.key];
    const link = way && document.querySelector<HTMLElement>(`[data-review] ${way}`);
    if (link) {
      event.preventDefault();
      link.click();
    }
  });
}
