import { LsGantt } from "./element";

if (!customElements.get("ls-gantt")) customElements.define("ls-gantt", LsGantt);

declare global {
  interface HTMLElementTagNameMap {
    "ls-gantt": LsGantt;
  }
}

export { LsGantt };
