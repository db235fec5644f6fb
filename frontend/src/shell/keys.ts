// Keys of every page. `g` then a letter goes to a place that carries data-key.

import { openDialog } from "./dialogs";
import { byId, isTyping } from "./dom";
import { openPalette } from "./palette";
import { undo } from "./toasts";

let goPressed = -Infinity;

export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openPalette();
      return;
    }
    // Inside an island the first of the path is what has the focus; from outside only the island is seen.
    const target = event.composedPath()[0] ?? event.target;
    if (event.defaultPrevented || isTyping(target)) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      const way = document.querySelector<HTMLElement>("#toasts [data-undo], [data-undo-last]");
      const address = way?.dataset.undo ?? way?.dataset.undoLast;
      if (address && !document.querySelector("ls-gantt")) {
        event.preventDefault();
        void undo(address);
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "?") {
      event.preventDefault();
      openDialog("keys");
    } else if (event.key === "/") {
      event.preventDefault();
      const search = byId<HTMLInputElement>("list-search");
      if (search) search.focus();
      else openPalette();
    } else if (event.key === "c" && event.timeStamp - goPressed >= 1200) {
      event.preventDefault();
      openPalette("New ");
    } else if (event.key === "g") {
      goPressed = event.timeStamp;
    } else if (event.timeStamp - goPressed < 1200) {
      goPressed = -Infinity;
      document.querySelector<HTMLAnchorElement>(`.sidebar [data-key="${CSS.escape(event.key)}"]`)?.click();
    }
  });
}
