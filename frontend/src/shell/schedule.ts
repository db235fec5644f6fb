// The room around <ls-gantt>: the explain panel at its side.
import htmx from "htmx.org";
import { byId, on } from "./dom";
import { toast } from "./toasts";

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

export function startSchedule(): void {
  document.addEventListener("ls-explain", (event) => {
    const detail = (event as CustomEvent).detail ?? {};
    const id = Number(detail.activity ?? detail.id);
    if (Number.isFinite(id) && id > 0) showExplain(id);
  });
  document.addEventListener("ls-toast", (event) => {
    const detail = (event as CustomEvent).detail ?? {};
    toast(detail.sentence ?? "", detail);
  });
  on("click", "[data-close-side]", () => {
    const side = byId("side");
    if (side) side.hidden = true;
    document.querySelector(".schedule-room")?.classList.remove("has-side");
    document.querySelector<HTMLElement>("ls-gantt")?.focus();
  });
}
