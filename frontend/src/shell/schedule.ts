// The room around <ls-gantt>: the explain panel at its side.
import htmx from "htmx.org";
import { byId, on } from "./dom";

function showExplain(activity: number): void {
  const side = byId("side");
  const room = document.querySelector<HTMLElement>(".schedule-room");
  if (!side || !room || !side.dataset.address) return;
  side.hidden = false;
  room.classList.add("has-side");
  void htmx.ajax("get", side.dataset.address.replace("/0/", `/${activity}/`), {
    target: "#side",
    swap: "innerHTML",
  });
}

/** What one sees changes while the page stays: the menu of views is asked for with the address of now. */
function startViews(): void {
  document.addEventListener("htmx:configRequest", (event) => {
    const { elt, path } = (event as CustomEvent).detail;
    if (!(elt instanceof HTMLDetailsElement) || !elt.matches("[data-schedule-views]")) return;
    if (elt.open)
      (event as CustomEvent).detail.path = `${path.replace(/\?.*$/, "")}${window.location.search}`;
    else event.preventDefault();
  });
}

export function startSchedule(): void {
  startViews();
  document.addEventListener("ls-explain", (event) => {
    const detail = (event as CustomEvent).detail ?? {};
    const id = Number(detail.activity ?? detail.id);
    if (Number.isFinite(id) && id > 0) showExplain(id);
  });
  document.addEventListener("ls-import", (event) => {
    const address = (event.target as HTMLElement).getAttribute("import-url");
    if (address) window.location.href = address;
  });
  document.addEventListener("ls-open", (event) => {
    const id = Number((event as CustomEvent).detail?.activity);
    if (id > 0) window.location.href = `/activities/${id}/`;
  });
  // What was saved changes why a date is what it is: the open panel asks again.
  document.addEventListener("ls-changed", () => {
    const side = byId("side");
    const shown = side?.querySelector<HTMLElement>("[data-explains]")?.dataset.explains;
    if (side && !side.hidden && shown) showExplain(Number(shown));
  });
  on("click", "[data-close-side]", () => {
    const side = byId("side");
    if (side) side.hidden = true;
    document.querySelector(".schedule-room")?.classList.remove("has-side");
    document.querySelector<HTMLElement>("ls-gantt")?.focus();
  });
}
