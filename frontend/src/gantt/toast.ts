import { button, h } from "./dom";

/** One message at a time at the bottom of the window, said to screen readers too, with an action such as Undo. */
export class Toast {
  readonly live = h("div", { class: "live", role: "status", "aria-live": "polite" });
  readonly box = h("div", { class: "toast", popover: "manual" });
  /** Called when the box that may have had the focus goes away. */
  left: () => void = () => {};
  private timer = 0;

  show(text: string, action?: { label: string; run: () => void }, tone: "" | "bad" = ""): void {
    window.clearTimeout(this.timer);
    this.say(text);
    const hadFocus = this.box.matches(":focus-within");
    this.box.className = `toast ${tone}`;
    this.box.replaceChildren(h("span", {}, text));
    if (action) {
      this.box.append(
        button(action.label, () => {
          this.hide();
          action.run();
        }),
      );
    }
    this.box.append(button("Close", () => this.hide(), { "aria-label": "Close this message" }));
    if (hadFocus) this.left();
    if (!this.box.isConnected) return;
    this.box.showPopover();
    this.timer = window.setTimeout(() => this.hide(), tone === "bad" ? 20000 : 9000);
  }

  /** Only for screen readers, where the screen already shows it. */
  say(text: string): void {
    this.live.textContent = "";
    window.setTimeout(() => {
      this.live.textContent = text;
    }, 30);
  }

  hide(): void {
    if (!this.box.isConnected || !this.box.matches(":popover-open")) return;
    const hadFocus = this.box.matches(":focus-within");
    this.box.hidePopover();
    if (hadFocus) this.left();
  }
}
