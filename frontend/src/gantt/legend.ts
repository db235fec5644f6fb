import { modal } from "./dialogs";
import { button, h } from "./dom";

const SPACE = "http://www.w3.org/2000/svg";

/** Marks of the chart: outline, how it is painted (a class of the style sheet), and what it means in plain words. */
const MARKS: [d: string, paint: string, meaning: string][] = [
  ["M2 6h30v10h-30z", "bar", "An activity, from start to finish"],
  ["M2 6h16v10h-16z", "done", "The part that is done"],
  ["M2 6h30v10h-30z", "critical", "Critical: a slip here moves the finish"],
  ["M2 8h30v7l-6-4h-18l-6 4z", "summary", "A summary of the rows below it"],
  ["M17 3l8 8-8 8-8-8z", "summary", "A milestone"],
  ["M2 10h30v3h-30z", "baseline", "Where it was in the chosen baseline"],
  ["M2 11h28m0-5v10", "whisker", "P80: finished by then in 8 of 10 simulated cases"],
  ["M14 8h16v6h-16z", "whisker-band", "Thick from P50, finished by then in 5 of 10, to P80"],
  ["M2 11h28m0-4v8", "float", "Float: it may finish as late as this"],
  ["M12 5h10l-5 8zM17 13v5", "deadline", "A deadline; red when it is missed"],
  ["M7 4h-4v14h4M27 4h4v14h-4", "line", "Dates set by hand"],
  ["M2 6h30v10h-30z", "inactive", "Inactive: it does not count"],
  [
    "M4 16l8-10M12 16l8-10M20 16l8-10M2 6h30v10h-30z",
    "margin",
    "Schedule margin; gray for what lies outside",
  ],
  ["M17 2v18", "today", "Today"],
  ["M17 2v18", "data", "The data date of a project"],
];

export function legendDialog(root: ShadowRoot): Promise<void> {
  return modal<void>(
    root,
    "What the marks mean",
    (dialog, close) => {
      const list = h("ul", { class: "legend" });
      for (const [d, paint, meaning] of MARKS) {
        const svg = document.createElementNS(SPACE, "svg");
        for (const [name, value] of Object.entries({
          viewBox: "0 0 34 22",
          width: "34",
          height: "22",
          "aria-hidden": "true",
        }))
          svg.setAttribute(name, value);
        const path = document.createElementNS(SPACE, "path");
        path.setAttribute("d", d);
        path.setAttribute("class", `mark-${paint}`);
        svg.append(path);
        list.append(h("li", {}, svg as unknown as Node, meaning));
      }
      dialog.append(
        h("h2", {}, "What the marks mean"),
        list,
        h(
          "div",
          { class: "actions" },
          button("Close", () => close(), { class: "primary", autofocus: true }),
        ),
      );
    },
    undefined,
  );
}
