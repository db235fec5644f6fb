import { COLUMNS } from "./columns";
import type { Edit } from "./commands";
import type { Desk } from "./desk";
import { modal } from "./dialogs";
import { button, h } from "./dom";
import { cellEntry, editText, mergeEdits, whyNot } from "./entry";
import { rowName } from "./speech";

type SheetChoice = { edits: Edit[] } | "explain" | null;

/** On a phone each row opens a sheet: dates to type, progress with large steps, and "explain". */
export async function openSheet(desk: Desk, row: number): Promise<void> {
  const { model } = desk;
  if (!model || model.rows.id[row] <= 0) return;
  desk.session.isPaused = true;
  const choice = await modal<SheetChoice>(
    desk.root,
    model.rows.name[row],
    (dialog, close) => {
      dialog.classList.add("sheet");
      const fields = ["start", "finish", "duration", "progress"].map((key) => sheetField(desk, row, key));
      const accept = (): void => {
        const edits: Edit[] = [];
        for (const { input, error, column } of fields) {
          error.textContent = "";
          if (input.disabled || input.value.trim() === editText(model, row, column)) continue;
          const entry = cellEntry(model, row, column, input.value);
          if ("error" in entry) {
            error.textContent = entry.error;
            input.focus();
            return;
          }
          if ("edit" in entry) edits.push(entry.edit);
        }
        close(edits.length > 0 ? { edits: mergeEdits(edits) } : null);
      };
      dialog.append(
        h("h2", {}, model.rows.name[row]),
        h("p", {}, rowName(model, row).split(", ").slice(1).join(", ")),
        h("div", { class: "two" }, fields[0].node, fields[1].node),
        h("div", { class: "two" }, fields[2].node, fields[3].node),
        h(
          "div",
          { class: "actions" },
          button("Show what it moves", accept, { class: "primary", disabled: !model.mayEdit(row) }),
          button("Explain", () => close("explain")),
          h("span", { class: "grow" }),
          button("Close", () => close(null), { autofocus: true }),
        ),
      );
    },
    null,
  );
  desk.session.isPaused = false;
  if (choice === "explain") desk.explain(row);
  else if (choice) desk.propose(choice.edits, row, `${model.rows.name[row]}: changed`);
}

function sheetField(desk: Desk, row: number, key: string) {
  const model = desk.model!;
  const column = COLUMNS.find((candidate) => candidate.key === key)!;
  const id = `sheet-${key}`;
  const input = h("input", {
    id,
    autocomplete: "off",
    "aria-describedby": `${id}-error`,
    disabled: whyNot(model, row, column) !== "",
  });
  input.value = editText(model, row, column);
  const error = h("span", { class: "error", id: `${id}-error`, role: "alert" });
  const label = h("label", { for: id }, key === "progress" ? "% complete" : column.title);
  const step = (by: number) => () => {
    input.value = String(Math.max(0, Math.min(100, (Number(input.value) || 0) + by)));
  };
  const control =
    key === "progress" && !input.disabled
      ? h(
          "div",
          { class: "stepper" },
          button("-", step(-10), { "aria-label": "10 percent less" }),
          input,
          button("+", step(10), { "aria-label": "10 percent more" }),
        )
      : input;
  return { node: h("div", { class: "field" }, label, control, error), input, error, column };
}
