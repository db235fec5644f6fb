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

export function message(title: string, text: string, next?: HTMLElement): HTMLElement {
  return h("div", { class: "message" }, h("b", {}, title), h("p", {}, text), ...(next ? [next] : []));
}

/** An empty schedule: what fills it, and the button for that only where its reader may import. */
export function emptySchedule(mayImport: boolean, mayAdd: boolean, importPlan: () => void): HTMLElement {
  const shows = "A schedule shows activities, their links and what drives the finish.";
  const words = mayImport
    ? `Import a plan file${mayAdd ? ", or add the first activity" : ""}.`
    : "It fills when whoever manages the plan imports its file or adds activities; you may not change it here.";
  const next = mayImport ? button("Import a plan", importPlan, { class: "primary" }) : undefined;
  return message("Nothing is scheduled here yet", `${shows} ${words}`, next);
}

export function failedSchedule(sentence: string, again: () => void): HTMLElement {
  return message(
    "The schedule could not be loaded",
    sentence,
    button("Try again", again, { class: "primary" }),
  );
}
