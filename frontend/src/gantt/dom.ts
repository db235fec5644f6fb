type Props = Record<string, unknown>;
type Child = Node | string | null | undefined | false;

/** Makes an element: `on*` are listeners, booleans are attributes present or absent, the rest are attributes. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value as EventListener);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child) node.append(child);
  return node;
}

export function button(label: string, onclick: () => void, props: Props = {}): HTMLButtonElement {
  return h("button", { type: "button", ...props, onclick }, label);
}

const SVG = "http://www.w3.org/2000/svg";

/** A 16-pixel line icon from one path; decoration only, so hidden from screen readers. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({
    viewBox: "0 0 16 16",
    width: "16",
    height: "16",
    "aria-hidden": "true",
  })) {
    svg.setAttribute(name, value);
  }
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** Puts a floating box near a rectangle and inside the window. */
export function placeNear(
  box: HTMLElement,
  anchor: { x: number; y: number; width: number; height: number },
): void {
  const { width, height } = box.getBoundingClientRect();
  const gap = 8;
  let y = anchor.y + anchor.height + gap;
  if (y + height > innerHeight - gap) y = Math.max(gap, anchor.y - height - gap);
  const x = Math.max(gap, Math.min(anchor.x, innerWidth - width - gap));
  box.style.left = `${Math.round(x)}px`;
  box.style.top = `${Math.round(y)}px`;
}
