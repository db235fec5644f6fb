// Small manners of forms: filters send themselves, a dropped file lands in its field, a form is sent once.
import { on } from "./dom";

export function startForms(): void {
  on("change", "form[data-auto] select, form[data-auto] input:not([type=search])", (element) => {
    (element as HTMLInputElement).form?.requestSubmit();
  });
  let timer = 0;
  on("input", "form[data-auto] input[type=search]", (element) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => (element as HTMLInputElement).form?.requestSubmit(), 120);
  });
  // Empty fields stay out of the address, so that a shared link is short.
  document.addEventListener("formdata", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches("form[data-auto], form[data-short]")) return;
    for (const [name, value] of [...event.formData.entries()]) if (value === "") event.formData.delete(name);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== "post" || event.defaultPrevented) return;
    const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
    if (button) window.setTimeout(() => (button.disabled = true));
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted)
      for (const button of document.querySelectorAll<HTMLButtonElement>("button[type=submit]:disabled"))
        button.disabled = false;
  });
  for (const name of ["dragenter", "dragover", "dragleave", "drop"] as const)
    on(name, ".drop", (zone, event) => {
      event.preventDefault();
      zone.classList.toggle("is-over", name === "dragenter" || name === "dragover");
      const files = (event as DragEvent).dataTransfer?.files;
      const input = zone.querySelector<HTMLInputElement>("input[type=file]");
      if (name === "drop" && files?.length && input) {
        input.files = files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
}
