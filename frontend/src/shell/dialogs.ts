// Native dialogs: a button names the one it opens; the browser keeps and returns the focus.
import { byId, on } from "./dom";

const ASKED = "input:not([type=hidden]), select, textarea, a.btn, button";

export function openDialog(id: string): void {
  const dialog = byId<HTMLDialogElement>(id);
  if (dialog && !dialog.open) dialog.showModal();
}

export function startDialogs(): void {
  on("click", "[data-opens]", (element, event) => {
    event.preventDefault();
    element.closest("details")?.removeAttribute("open");
    openDialog(element.dataset.opens ?? "");
  });
  on("click", "[data-closes]", (element) => element.closest("dialog")?.close());
  on("click", "dialog", (element, event) => {
    // A click on the backdrop has the dialog itself as its target.
    if (event.target === element) (element as HTMLDialogElement).close();
  });
  // A dialog that came with a fragment opens by itself.
  document.addEventListener("htmx:afterSwap", (event) => {
    const target = event.target as HTMLElement;
    const dialog = target.querySelector<HTMLDialogElement>("dialog[data-open-now]");
    if (!dialog || dialog.open) return;
    dialog.showModal();
    // What is asked for comes first, not the cross that closes it.
    dialog.querySelector<HTMLElement>(`.dialog-body :is(${ASKED})`)?.focus();
  });
}
