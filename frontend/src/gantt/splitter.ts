import { h } from "./dom";

const NARROWEST = 160;

/** The bar between grid and chart: dragged, or moved by the arrow keys. */
export function makeSplitter(width: () => number, resize: (width: number) => void): HTMLElement {
  const split = h("div", {
    class: "split",
    role: "separator",
    tabindex: "0",
    "aria-orientation": "vertical",
    "aria-label": "Width of the grid",
    "aria-valuemin": "160",
    "aria-valuemax": "1200",
    "aria-valuenow": "520",
  });
  const set = (to: number): void => resize(Math.max(NARROWEST, to));
  split.addEventListener("pointerdown", (event) => {
    split.setPointerCapture(event.pointerId);
    const from = width() - event.clientX;
    const move = (at: PointerEvent): void => set(from + at.clientX);
    split.addEventListener("pointermove", move);
    split.addEventListener("pointerup", () => split.removeEventListener("pointermove", move), {
      once: true,
    });
  });
  split.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    set(width() + (event.key === "ArrowRight" ? 24 : -24));
  });
  return split;
}
