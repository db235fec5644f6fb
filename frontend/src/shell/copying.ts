// Buttons that copy what is shown only once. Without a script the text itself is there to be selected.
import { byId, on } from "./dom";
import { toast } from "./toasts";

/** Where the browser keeps the clipboard from plain addresses, the text is selected for Ctrl+C. */
async function copy(source: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(source.textContent ?? "");
    toast("Copied.", { kind: "good" });
  } catch {
    getSelection()?.selectAllChildren(source);
    toast("It is selected: press Ctrl+C or Cmd+C to copy it.");
  }
}

export function startCopying(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-copy]")) button.hidden = false;
  on("click", "[data-copy]", (button) => {
    const source = byId(button.dataset.copy ?? "");
    if (source) void copy(source);
  });
}
