// Theme and density live in cookies, so that the server writes them into the page and nothing flashes.
import { on } from "./dom";

const YEAR = 31_536_000;

function keep(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari
  document.cookie = `lockstep-${name}=${value}; path=/; max-age=${YEAR}; samesite=lax`;
}

function choose(name: "theme" | "density", value: string): void {
  document.documentElement.dataset[name] = value;
  keep(name, value);
  for (const item of document.querySelectorAll<HTMLElement>(`[data-choose-${name}]`))
    item.setAttribute("aria-pressed", String(item.getAttribute(`data-choose-${name}`) === value));
  document.dispatchEvent(new CustomEvent("lockstep:look", { detail: { [name]: value } }));
}

function keepFolds(event: Event): void {
  if (!(event.target as Element).matches(".sidebar details[data-fold]")) return;
  const open = document.querySelectorAll<HTMLElement>(".sidebar details[data-fold][open]");
  keep("folds", [...open].map((fold) => encodeURIComponent(fold.dataset.fold ?? "")).join("."));
}

export function startPreferences(): void {
  on("click", "[data-choose-theme]", (item) => choose("theme", item.dataset.chooseTheme ?? "system"));
  on("click", "[data-choose-density]", (item) => choose("density", item.dataset.chooseDensity ?? "normal"));
  // The event of a fold does not bubble, so it is caught on its way down.
  document.addEventListener("toggle", keepFolds, true);
  keep("offset", String(-new Date().getTimezoneOffset()));
}
