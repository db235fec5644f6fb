// A long form keeps what was typed in this browser until it is saved; nobody else sees it.
import { on } from "../shell/dom";

interface Draft {
  at: string;
  fields: Record<string, string[]>;
}

const PENDING = "lockstep-draft-sent";
let timer = 0;

function key(form: HTMLFormElement): string {
  return `lockstep-draft:${form.dataset.draft}`;
}

function fieldsOf(form: HTMLFormElement): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const [name, value] of new FormData(form).entries())
    if (typeof value === "string" && name !== "csrfmiddlewaretoken") {
      fields[name] ??= [];
      fields[name].push(value);
    }
  return fields;
}

function fill(form: HTMLFormElement, fields: Record<string, string[]>): void {
  for (const element of [...form.elements] as HTMLInputElement[]) {
    if (!element.name || element.name === "csrfmiddlewaretoken" || element.type === "file") continue;
    const values = fields[element.name] ?? [];
    if (["checkbox", "radio"].includes(element.type)) element.checked = values.includes(element.value);
    else if (values.length) element.value = values[0] as string;
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function offer(form: HTMLFormElement, draft: Draft): void {
  const notice = form.querySelector<HTMLElement>("[data-draft-notice]");
  if (!notice) return;
  const words = notice.querySelector("[data-draft-at]");
  if (words)
    words.textContent = new Date(draft.at).toLocaleString(undefined, {
      dateStyle: "medium",
      timeStyle: "short",
    });
  notice.hidden = false;
  notice.querySelector("[data-use-draft]")?.addEventListener("click", () => {
    fill(form, draft.fields);
    notice.hidden = true;
    form.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select")?.focus();
  });
  notice.querySelector("[data-drop-draft]")?.addEventListener("click", () => {
    localStorage.removeItem(key(form));
    notice.hidden = true;
  });
}

export function startDrafts(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-draft]");
  const sent = sessionStorage.getItem(PENDING);
  // What was sent and did not come back with errors is saved.
  if (sent && (!form || key(form) !== sent || !form.querySelector(".error"))) localStorage.removeItem(sent);
  sessionStorage.removeItem(PENDING);
  if (!form) return;
  const stored = localStorage.getItem(key(form));
  if (stored && !form.querySelector(".error")) offer(form, JSON.parse(stored) as Draft);
  on("input", "form[data-draft]", (element) => {
    const touched = element as HTMLFormElement;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      const draft: Draft = { at: new Date().toISOString(), fields: fieldsOf(touched) };
      localStorage.setItem(key(touched), JSON.stringify(draft));
      const state = touched.querySelector<HTMLElement>(".saved-state");
      if (state) state.textContent = "Not saved yet; a draft is kept in this browser";
    }, 400);
  });
  on("submit", "form[data-draft]", (element) => {
    sessionStorage.setItem(PENDING, key(element as HTMLFormElement));
  });
}
