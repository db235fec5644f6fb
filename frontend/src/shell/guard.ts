// Unsaved changes: a form with data-guard asks before the page is left.
function isChanged(form: HTMLFormElement): boolean {
  return form.dataset.changed === "yes";
}

export function startGuard(): void {
  const touch = (event: Event) => {
    const form = (event.target as Element | null)?.closest?.<HTMLFormElement>("form[data-guard]");
    if (!form) return;
    form.dataset.changed = "yes";
    const state = form.querySelector<HTMLElement>(".saved-state");
    if (state) state.textContent = "Not saved yet";
  };
  document.addEventListener("input", touch);
  document.addEventListener("change", touch);
  document.addEventListener("submit", (event) => {
    (event.target as HTMLFormElement).dataset.changed = "no";
  });
  window.addEventListener("beforeunload", (event) => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-guard]"))
      if (isChanged(form)) event.preventDefault();
  });
}
