import { chosenColumns, DEFAULT_COLUMNS } from "./columns";
import { dayAt, isoDay, TICKS_PER_DAY } from "./dates";
import type { LinkMode } from "./layout";
import { clampZoom } from "./timescale";
import { parseDate } from "./typed";
import type { View } from "./view";

const NAMES = ["q", "f", "p", "lv", "z", "at", "cols", "sel", "base", "lk", "d", "show"];

/** What one sees, as short address parameters: a saved view is a named address. */
export function writeState(view: View, params: URLSearchParams): URLSearchParams {
  for (const name of NAMES) params.delete(name);
  const { filter, model } = view;
  const put = (name: string, value: string): void => {
    if (value) params.set(name, value);
  };
  put("q", filter.text);
  put("f", (filter.isCriticalOnly ? "c" : "") + (filter.isLateOnly ? "l" : ""));
  put("p", filter.projects ? [...filter.projects].join(".") : "");
  put("lv", view.level ? String(view.level) : "");
  put("z", String(Number(view.scale.dayPx.toPrecision(4))));
  put("at", isoDay(dayAt(view.scale.left)));
  const columns = view.columns.map((column) => column.key).join(".");
  put("cols", columns === DEFAULT_COLUMNS.join(".") || view.isPhone ? "" : columns);
  if (model && view.selection.size > 0 && view.selection.size <= 40) {
    put("sel", Array.from(view.selection, (row) => model.rows.id[row]).join("."));
  }
  put("base", view.baseline === null ? "" : String(view.baseline));
  put("lk", view.links === "all" ? "" : view.links);
  put("d", view.density === "compact" ? "c" : "");
  put("show", (view.showFloat ? "f" : "") + (view.showNames ? "n" : "") + (view.showBaseline ? "" : "b"));
  return params;
}

export interface OpenedState {
  hasZoom: boolean;
  selected: number[];
}

/** Puts an address's view in place; what it does not name keeps its default. */
export function readState(view: View, params: URLSearchParams): OpenedState {
  const flags = params.get("f") ?? "";
  const projects = params.get("p");
  view.filter = {
    text: params.get("q") ?? "",
    isCriticalOnly: flags.includes("c"),
    isLateOnly: flags.includes("l"),
    projects: projects ? new Set(projects.split(".").map(Number)) : null,
  };
  view.level = Number(params.get("lv")) || 0;
  const zoom = Number(params.get("z"));
  const at = parseDate(params.get("at") ?? "", 0, null);
  if (zoom > 0) view.scale.dayPx = clampZoom(zoom);
  if (at) view.scale.left = at.day * TICKS_PER_DAY;
  const columns = params.get("cols");
  if (columns) view.columns = chosenColumns(columns.split("."));
  view.baseline = Number(params.get("base")) || null;
  const links = params.get("lk");
  if (links && ["driving", "cross", "none"].includes(links)) view.links = links as LinkMode;
  view.density = params.get("d") === "c" ? "compact" : "comfortable";
  const show = params.get("show") ?? "";
  view.showFloat = show.includes("f");
  view.showNames = show.includes("n");
  view.showBaseline = !show.includes("b");
  return {
    hasZoom: zoom > 0 && at !== null,
    selected: (params.get("sel") ?? "").split(".").map(Number).filter(Boolean),
  };
}
