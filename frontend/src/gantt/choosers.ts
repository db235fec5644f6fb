import type { LinkEnd } from "./api";
import { lagText, linkText } from "./columns";
import { LINK_KINDS, type LinkWish } from "./commands";
import { finishDay, formatDay } from "./dates";
import { modal } from "./dialogs";
import { button, h } from "./dom";
import type { Model } from "./model";
import { type Further, type Option, picker } from "./picker";
import { parseDate, parseDuration } from "./typed";

const MOST_OPTIONS = 40;
/** How many the server names at once. */
const MOST_ELSEWHERE = 20;

/** Rows whose name, code or project holds all the words. `except` is left out, and with it what is outside the view. */
export function searchRows(model: Model, text: string, except = -1): Option[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found: Option[] = [];
  const { name, code, id, project, outside } = model.rows;
  for (let row = 0; row < model.rows.count && found.length < MOST_OPTIONS; row++) {
    if (row === except || id[row] <= 0 || (except >= 0 && outside[row])) continue;
    const hay = `${name[row]} ${code[row]} ${model.projectName(row)}`.toLowerCase();
    if (!words.every((word) => hay.includes(word))) continue;
    const note = [
      model.projects.name[project[row]],
      formatDay(finishDay(model.rows.finish[row]), model.todayDay),
    ];
    found.push({
      row,
      label: code[row] ? `${name[row]} (${code[row]})` : name[row],
      note: note.filter(Boolean).join(", "),
    });
  }
  return found;
}

/** The twin of drawing a link: search the other end, choose type and lag. */
export function linkDialog(
  root: ShadowRoot,
  model: Model,
  row: number,
  elsewhere: (text: string, signal: AbortSignal) => Promise<LinkEnd[]>,
): Promise<LinkWish | null> {
  const further: Further = {
    what: "other projects",
    most: MOST_ELSEWHERE,
    hint: "Type at least two letters to search the other projects too.",
    find: async (text, signal) => (await elsewhere(text, signal)).map((end) => optionOf(end, model)),
  };
  return modal<LinkWish | null>(
    root,
    "Link to…",
    (dialog, close) => {
      let other: Option | null = null;
      const role = h(
        "select",
        { id: "link-role" },
        h("option", { value: "successor" }, "successor (after this)"),
        h("option", { value: "predecessor" }, "predecessor (before this)"),
      );
      const kind = h("select", { id: "link-kind" });
      ["Finish to start", "Start to start", "Finish to finish", "Start to finish"].forEach((name, i) => {
        kind.append(h("option", { value: String(i) }, `${name} (${LINK_KINDS[i]})`));
      });
      const lag = h("input", {
        id: "link-lag",
        value: "0",
        "aria-describedby": "link-error",
        autocomplete: "off",
      });
      const error = h("span", { class: "error", id: "link-error", role: "alert" });
      const accept = (): void => {
        const typed = parseDuration(lag.value || "0", model.minutesPerDay(row));
        if (!other) error.textContent = "Choose an activity.";
        else if (!typed) error.textContent = "The lag reads like 2d, -4h, 3ed or 50%.";
        else {
          const isSuccessor = role.value === "successor";
          close({
            from: isSuccessor ? row : other.row,
            to: isSuccessor ? other.row : row,
            kind: Number(kind.value),
            lagTicks: typed.ticks,
            lagUnit: typed.isPercent ? 2 : typed.isElapsed ? 1 : 0,
            ...(other.other ? { other: other.other } : {}),
          });
        }
      };
      dialog.append(
        h("h2", {}, `Link "${model.rows.name[row]}" to…`),
        picker(
          "Activity",
          (text) => searchRows(model, text, row),
          (option) => {
            other = option;
          },
          accept,
          further,
        ),
        h(
          "div",
          { class: "two" },
          h("div", { class: "field" }, h("label", { for: "link-role" }, "It becomes the"), role),
          h("div", { class: "field" }, h("label", { for: "link-kind" }, "Type"), kind),
        ),
        h("div", { class: "field" }, h("label", { for: "link-lag" }, "Lag (2d, -4h, 3ed, 50%)"), lag, error),
        h(
          "div",
          { class: "actions" },
          button("Show what it moves", accept, { class: "primary" }),
          button("Cancel", () => close(null)),
        ),
      );
    },
    null,
  );
}

function optionOf(end: LinkEnd, model: Model): Option {
  const finish = end.finishTicks === null ? "" : formatDay(finishDay(end.finishTicks), model.todayDay);
  return {
    row: -1,
    label: end.code ? `${end.name} (${end.code})` : end.name,
    note: [end.projectName, finish].filter(Boolean).join(", "),
    other: end,
  };
}

/** Jump to a date or to an activity: the same box reads both. */
export function goToDialog(root: ShadowRoot, model: Model): Promise<Option | null> {
  return modal<Option | null>(
    root,
    "Go to",
    (dialog, close) => {
      let chosen: Option | null = null;
      const search = (text: string): Option[] => {
        const date = text.trim() ? parseDate(text, model.todayDay, model.today) : { day: model.todayDay };
        const days: Option[] = date
          ? [
              {
                row: -1,
                label: `Date: ${formatDay(date.day, 0)}`,
                note: text.trim() ? "" : "today",
                day: date.day,
              },
            ]
          : [];
        return [...days, ...searchRows(model, text)];
      };
      dialog.append(
        h("h2", {}, "Go to a date or an activity"),
        picker(
          "Date or activity",
          search,
          (option) => {
            chosen = option;
          },
          () => close(chosen),
        ),
        h(
          "div",
          { class: "actions" },
          button("Go", () => close(chosen), { class: "primary" }),
          button("Cancel", () => close(null)),
        ),
      );
    },
    null,
  );
}

export type LinkChoice =
  | { go: number }
  | { unlink: number }
  | { relink: number; kind: number; lag: number; unit: number }
  | null;

/** All links of a row: jump to the other end, change type and lag, or remove. */
export function linksDialog(
  root: ShadowRoot,
  model: Model,
  row: number,
  only?: readonly number[],
): Promise<LinkChoice> {
  return modal<LinkChoice>(
    root,
    "Links",
    (dialog, close) => {
      dialog.append(h("h2", {}, `Links of "${model.rows.name[row]}"`));
      const groups: [string, ArrayLike<number>, Int32Array][] = [
        ["Predecessors", model.linksInto(row), model.links.from],
        ["Successors", model.linksOutOf(row), model.links.to],
      ];
      let shown = 0;
      for (const [title, links, end] of groups) {
        const wanted = Array.from(links).filter((link) => !only || only.includes(link));
        if (wanted.length === 0) continue;
        const body = h("tbody");
        for (const link of wanted) body.append(linkLine(model, row, link, end[link], close));
        shown += wanted.length;
        dialog.append(
          h(
            "table",
            {},
            h("thead", {}, h("tr", {}, h("th", {}, title), h("th", {}, "Type and lag"), h("th", {}, ""))),
            body,
          ),
        );
      }
      if (shown === 0)
        dialog.append(h("p", {}, "It has no links yet. Press L to link it to another activity."));
      dialog.append(
        h(
          "div",
          { class: "actions" },
          button("Close", () => close(null), { autofocus: shown === 0 }),
        ),
      );
    },
    null,
  );
}

function linkLine(
  model: Model,
  row: number,
  link: number,
  other: number,
  close: (choice: LinkChoice) => void,
): HTMLElement {
  const { kind, lag, lagUnit, driving } = model.links;
  const name = model.rows.name[other];
  const where = model.isCrossProject(link) ? `, ${model.placeName(other)}` : "";
  const text = h("input", {
    "aria-label": `Type and lag of the link with ${name}`,
    value: `${LINK_KINDS[kind[link]]}${lagText(lag[link], lagUnit[link], model.minutesPerDay(row)).replace(" ", "")}`,
    size: "9",
    disabled: !model.mayEdit(row) && !model.mayEdit(other),
  });
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const parsed = parseLink(text.value, model.minutesPerDay(row));
    if (parsed) close({ relink: link, ...parsed });
    else text.setAttribute("aria-invalid", "true");
  });
  return h(
    "tr",
    {},
    h(
      "td",
      {},
      button(`${name}${where}${driving[link] ? ", drives" : ""}`, () => close({ go: other }), {
        title: linkText(model, link, other),
      }),
    ),
    h("td", {}, text),
    h(
      "td",
      {},
      button("Remove", () => close({ unlink: link }), {
        class: "danger",
        "aria-label": `Remove the link with ${name}`,
      }),
    ),
  );
}

/** "FS+2d", "SS", "FF-50%". */
export function parseLink(
  text: string,
  minutesPerDay: number,
): { kind: number; lag: number; unit: number } | null {
  const m = /^\s*(fs|ss|ff|sf)?\s*([+-].+)?$/i.exec(text);
  if (!m) return null;
  const kind = m[1] ? LINK_KINDS.indexOf(m[1].toUpperCase()) : 0;
  const lag = m[2]
    ? parseDuration(m[2].replace(/\s+/g, ""), minutesPerDay)
    : { ticks: 0, isElapsed: false, isPercent: false };
  return lag ? { kind, lag: lag.ticks, unit: lag.isPercent ? 2 : lag.isElapsed ? 1 : 0 } : null;
}
