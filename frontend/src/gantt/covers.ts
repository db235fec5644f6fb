import { button, h } from "./dom";

/** What stands where rows will be: a skeleton rather than a spinner, or words with one thing to do. */
export function skeleton(): HTMLElement {
  const cover = h("div", { class: "skeleton", role: "status", "aria-label": "Loading the schedule" });
  for (let i = 0; i < 14; i++) {
    const line = h("i");
    line.style.width = `${[38, 62, 47, 55, 30][i % 5]}%`;
    line.style.marginLeft = `${[0, 3, 6, 6, 3][i % 5]}%`;
    cover.append(line);
  }
  return cover;
}

export function message(title: string, text: string, label: string, run: () => void): HTMLElement {
  return h(
    "div",
    { class: "message" },
    h("b", {}, title),
    h("p", {}, text),
    button(label, run, { class: "primary" }),
  );
}
