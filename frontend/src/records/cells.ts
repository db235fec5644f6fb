// A cell becomes its field and back: Enter, F2 or a double click opens it, Enter or leaving saves, Esc gives up.
// The server answers with the row as it is now, or with the field and the sentence that says why not.
import { csrfToken, on } from "../shell/dom";
import { problemSentence } from "../shell/requests";
import { toast } from "../shell/toasts";

const kept = new WeakMap<HTMLElement, Node[]>();
const SAVING = "saving";

function addressOf(cell: HTMLElement): string {
  const table = cell.closest<HTMLElement>("table[data-rows]");
  const record = cell.closest<HTMLElement>("tr[data-record]")?.dataset.record;
  return `${table?.dataset.cells}${record}/${cell.dataset.field}/${window.location.search}`;
}

function controlOf(cell: HTMLElement): HTMLInputElement | null {
  return cell.querySelector<HTMLInputElement>("[name=value]");
}

function typedIn(cell: HTMLElement): string {
  const form = cell.querySelector<HTMLFormElement>("form");
  return form ? new FormData(form).getAll("value").join("\n") : "";
}

export async function openCell(cell: HTMLElement): Promise<void> {
  if (cell.querySelector("form")) return;
  const answer = await fetch(addressOf(cell), { headers: { "HX-Request": "true" } });
  if (!answer.ok) {
    toast(problemSentence(answer.status, ""), { kind: "bad" });
    return;
  }
  const html = await answer.text();
  kept.set(cell, [...cell.childNodes]);
  show(cell, html);
}

function show(cell: HTMLElement, html: string): void {
  cell.innerHTML = html;
  cell.classList.add("is-edited");
  cell.dataset.initial = typedIn(cell);
  const control = controlOf(cell);
  control?.focus();
  if (control?.matches("input[type=text], input[type=number]")) control.select();
}

function close(cell: HTMLElement): void {
  const before = kept.get(cell);
  if (!before) return;
  cell.replaceChildren(...before);
  kept.delete(cell);
  cell.classList.remove("is-edited");
}

async function save(cell: HTMLElement, form: HTMLFormElement): Promise<void> {
  if (cell.dataset[SAVING]) return;
  cell.dataset[SAVING] = "yes";
  const answer = await fetch(addressOf(cell), {
    method: "POST",
    headers: { "X-CSRFToken": csrfToken(), "HX-Request": "true" },
    body: new FormData(form),
  }).catch(() => null);
  delete cell.dataset[SAVING];
  if (!answer) {
    toast("The server cannot be reached. What you typed is still in the cell; it was not saved.", {
      kind: "bad",
    });
    return;
  }
  const text = await answer.text();
  if (answer.ok) replaceRow(cell, text, answer.headers.get("HX-Trigger"));
  else if ([409, 422].includes(answer.status)) show(cell, text);
  else toast(problemSentence(answer.status, text), { kind: "bad" });
}

function replaceRow(cell: HTMLElement, html: string, trigger: string | null): void {
  const row = cell.closest<HTMLElement>("tr");
  if (!row) return;
  const field = cell.dataset.field ?? "";
  const isChosen = row.querySelector<HTMLInputElement>("input[data-choose]")?.checked ?? false;
  const hadFocus = cell.contains(document.activeElement) || document.activeElement === document.body;
  const id = row.id;
  row.outerHTML = html;
  const fresh = document.getElementById(id);
  const box = fresh?.querySelector<HTMLInputElement>("input[data-choose]");
  if (box) box.checked = isChosen;
  if (hadFocus) fresh?.querySelector<HTMLElement>(`td[data-field="${CSS.escape(field)}"]`)?.focus();
  if (!trigger) return;
  const told = JSON.parse(trigger).toast;
  if (told) toast(told.sentence, { kind: "good", undo: told.undo });
}

export function startCells(): void {
  on("dblclick", "table[data-rows] td[data-field][tabindex]", (cell, event) => {
    event.preventDefault();
    void openCell(cell);
  });
  on("submit", "td.is-edited form", (form, event) => {
    event.preventDefault();
    event.stopPropagation();
    const cell = form.closest<HTMLElement>("td");
    if (cell) void save(cell, form as HTMLFormElement);
  });
  on("change", "td.is-edited select", (select) => (select as HTMLSelectElement).form?.requestSubmit());
  on("keydown", "td.is-edited", (cell, event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      close(cell);
      cell.focus();
    }
  });
  on("click", "[data-close-cell]", (button) => {
    const cell = button.closest<HTMLElement>("td");
    if (cell) close(cell);
    cell?.focus();
  });
  on("focusout", "td.is-edited", (cell, event) => {
    const next = event.relatedTarget as Node | null;
    if (cell.contains(next) || !next) return;
    const form = cell.querySelector<HTMLFormElement>("form");
    // Where the server said no, the sentence stays until it is answered.
    if (!form || cell.dataset[SAVING] || form.querySelector(".error, .conflict")) return;
    if (typedIn(cell) === cell.dataset.initial) close(cell);
    else form.requestSubmit();
  });
}
