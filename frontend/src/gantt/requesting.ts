import { modal } from "./dialogs";
import { button, h } from "./dom";

export interface ChangeWish {
  title: string;
  reason: string;
}

const LONGEST_TITLE = 255;

/** What a change request is called and why it is needed; null where nobody wants it after all. */
export function requestDialog(root: ShadowRoot, title: string, effect: string): Promise<ChangeWish | null> {
  return modal<ChangeWish | null>(
    root,
    "Request this change",
    (dialog, close) => {
      const name = h("input", {
        type: "text",
        maxlength: String(LONGEST_TITLE),
        required: true,
        id: "request-title",
      });
      name.value = title.slice(0, LONGEST_TITLE);
      const reason = h("textarea", { rows: "3", id: "request-reason" });
      const form = h(
        "form",
        { method: "dialog" },
        h("h2", {}, "Request this change"),
        h("p", {}, `${effect} Nothing is changed until it is approved.`.trim()),
        h("div", { class: "field" }, h("label", { for: "request-title" }, "What is asked for"), name),
        h("div", { class: "field" }, h("label", { for: "request-reason" }, "Why it is needed"), reason),
        h(
          "div",
          { class: "actions" },
          h("button", { type: "submit", class: "primary" }, "Raise the request"),
          button("Cancel", () => close(null)),
        ),
      );
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        close({ title: name.value.trim() || title, reason: reason.value.trim() });
      });
      dialog.append(form);
      name.select();
    },
    null,
  );
}
