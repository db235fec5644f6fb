import { button, h } from "./dom";
import type { ConflictLine } from "./versions";

/** Shows a modal dialog until it closes; focus returns to where it was, as the browser does for `<dialog>`. */
export function modal<T>(
  root: ShadowRoot,
  label: string,
  fill: (dialog: HTMLDialogElement, close: (value: T) => void) => void,
  empty: T,
): Promise<T> {
  return new Promise((resolve) => {
    const dialog = h("dialog", { "aria-label": label });
    let result = empty;
    fill(dialog, (value) => {
      result = value;
      dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(result);
    });
    root.append(dialog);
    dialog.showModal();
  });
}

export function confirmDialog(root: ShadowRoot, title: string, text: string, verb: string): Promise<boolean> {
  return modal(
    root,
    title,
    (dialog, close) =>
      dialog.append(
        h("h2", {}, title),
        h("p", {}, text),
        h(
          "div",
          { class: "actions" },
          button(verb, () => close(true), { class: "primary", autofocus: true }),
          button("Cancel", () => close(false)),
        ),
      ),
    false,
  );
}

/** Both values of each field, and whose stands. */
export function conflictDialog(
  root: ShadowRoot,
  sentence: string,
  lines: ConflictLine[],
): Promise<"mine" | "theirs"> {
  return modal<"mine" | "theirs">(
    root,
    "Somebody else changed this too",
    (dialog, close) => {
      const body = h("tbody");
      for (const line of lines) {
        body.append(
          h(
            "tr",
            {},
            h("td", {}, `${line.what}, ${line.field}`),
            h("td", {}, line.yours),
            h("td", {}, line.theirs),
          ),
        );
      }
      dialog.append(
        h("h2", {}, "Somebody else changed this too"),
        h("p", {}, sentence),
        h(
          "table",
          {},
          h("thead", {}, h("tr", {}, h("th", {}, "Field"), h("th", {}, "Yours"), h("th", {}, "Theirs"))),
          body,
        ),
        h(
          "div",
          { class: "actions" },
          button("Keep theirs", () => close("theirs"), { class: "primary", autofocus: true }),
          button("Use mine", () => close("mine")),
        ),
      );
    },
    "theirs",
  );
}

const KEYS: [string, [string, string][]][] = [
  [
    "Move around",
    [
      ["Arrows, Tab, Home, End", "move the active cell; Left and Right on a name close and open it"],
      ["Ctrl+Home, Ctrl+End", "first and last row"],
      ["/", "search in the schedule"],
      ["G", "go to a date or an activity"],
      ["K", "links of the row: jump, change, remove"],
      ["+  -  0", "zoom in, out, fit all; 9 fits the selection"],
    ],
  ],
  [
    "Edit",
    [
      ["F2 or typing", "edit the cell; Enter saves and moves down, Tab moves right, Esc takes back"],
      ["Alt+Left, Alt+Right", "move by a working day (with a preview; Enter saves)"],
      ["Alt+Shift+Left, Right", "shorter or longer by a working day"],
      ["Alt+Up, Alt+Down", "move up or down in the outline"],
      ["Ctrl+[  Ctrl+]", "outdent, indent"],
      ["L", "link to another activity"],
      ["Insert, Delete", "add an activity below; remove the selected ones"],
      ["Ctrl+C, Ctrl+V, Ctrl+D", "copy and paste blocks of cells, fill down"],
      ["Ctrl+Z, Ctrl+Y", "undo, redo"],
    ],
  ],
  [
    "Select and ask",
    [
      ["Shift+arrows, Ctrl+A", "select more rows; Esc selects one again"],
      ["E", "explain why the activity is where it is"],
      ["?", "this list"],
    ],
  ],
];

export function keysDialog(root: ShadowRoot): Promise<void> {
  return modal<void>(
    root,
    "Keys",
    (dialog, close) => {
      const list = h("div", { class: "keys", tabindex: "0", role: "group", "aria-label": "List of keys" });
      for (const [title, keys] of KEYS) {
        const lines = h("dl");
        for (const [key, what] of keys) lines.append(h("dt", {}, h("kbd", {}, key)), h("dd", {}, what));
        list.append(h("h3", {}, title), lines);
      }
      dialog.append(
        h("h2", {}, "Keys"),
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
