import type { Token } from "./layout";
import type { Palette } from "./paint";

const PROPERTIES: Record<Token, string> = {
  ink: "--g-ink",
  muted: "--g-muted",
  faint: "--g-faint",
  line: "--g-line",
  panel: "--g-panel",
  bg: "--g-bg",
  accent: "--g-accent",
  accentSoft: "--g-accent-soft",
  accentInk: "--g-accent-ink",
  bar: "--g-bar",
  barDone: "--g-bar-done",
  barCritical: "--g-bar-critical",
  barCriticalDone: "--g-bar-critical-done",
  baseline: "--g-baseline",
  whisker: "--g-whisker",
  weekend: "--g-weekend",
  warn: "--g-warn",
  bad: "--g-bad",
  good: "--g-good",
  none: "--g-muted",
};

/** The colors of the page, as the canvas needs them. */
export function readPalette(host: HTMLElement): Palette {
  const style = getComputedStyle(host);
  return Object.fromEntries(
    Object.entries(PROPERTIES).map(([token, name]) => [token, style.getPropertyValue(name).trim() || "#888"]),
  ) as Palette;
}

export function isDark(host: HTMLElement): boolean {
  const wanted =
    host.getAttribute("theme") ||
    document.documentElement.dataset.theme ||
    document.documentElement.dataset.bsTheme ||
    document.body?.dataset.bsTheme ||
    "";
  if (wanted === "dark" || wanted === "light") return wanted === "dark";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Paper is white whatever the screen shows. */
export const PAPER: Palette = {
  ink: "#1b2130",
  muted: "#586174",
  faint: "#667085",
  line: "#e2e6ec",
  panel: "#ffffff",
  bg: "#ffffff",
  accent: "#3550c9",
  accentSoft: "#e8ecfb",
  accentInk: "#2a41a8",
  bar: "#6f86e8",
  barDone: "#3550c9",
  barCritical: "#d2554b",
  barCriticalDone: "#9c2f27",
  baseline: "#a9b1c0",
  whisker: "#1b2130",
  weekend: "#f1f3f6",
  warn: "#8a5a00",
  bad: "#b3261e",
  good: "#17713a",
  none: "#586174",
};
