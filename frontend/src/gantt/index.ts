export class LsGantt extends HTMLElement {}
if (!customElements.get("ls-gantt")) customElements.define("ls-gantt", LsGantt);
