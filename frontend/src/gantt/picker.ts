import type { LinkEnd } from "./api";
import { h } from "./dom";
import { inWords } from "./session";

export interface Option {
  row: number;
  label: string;
  note: string;
  day?: number;
  /** An activity of a project outside the view; its row is -1. */
  other?: LinkEnd;
}

/** Where more may be found than what the page holds. */
export interface Further {
  find: (text: string, signal: AbortSignal) => Promise<Option[]>;
  /** Told while nothing is typed that could be searched for. */
  hint: string;
  what: string;
  most: number;
}

const SHORTEST_SEARCH = 2;
const SEARCH_PAUSE_MS = 180;

function saidOf(count: number, further: Further): string {
  if (count >= further.most) return `The first ${count} of ${further.what}; type more to see fewer.`;
  return count > 0 ? `${count} found in ${further.what}.` : `Nothing in ${further.what}.`;
}

/** A search box over a list: arrows choose, typing narrows. */
export function picker(
  label: string,
  search: (text: string) => Option[],
  chosen: (option: Option | null) => void,
  accept: () => void,
  further?: Further,
): HTMLElement {
  let options: Option[] = [];
  let at = 0;
  let timer = 0;
  let asking: AbortController | null = null;
  let isAwaited = false;
  const list = h("ul", {
    class: "options",
    id: "options",
    role: "listbox",
    "aria-label": label,
    tabindex: "-1",
  });
  const input = h("input", {
    type: "search",
    role: "combobox",
    "aria-expanded": "true",
    "aria-controls": "options",
    "aria-label": label,
    autocomplete: "off",
    autofocus: true,
    placeholder: further ? "Type the name of an activity or a project" : "Type a name or a code",
    "aria-describedby": further && "options-more",
  });
  const told = further && h("p", { class: "told", id: "options-more", role: "status" }, further.hint);
  const mark = (): void => {
    chosen(options[at] ?? null);
    for (const [i, item] of Array.from(list.children).entries())
      item.setAttribute("aria-selected", String(i === at));
    list.children[at]?.scrollIntoView({ block: "nearest" });
    if (options[at]) input.setAttribute("aria-activedescendant", `o${at}`);
    else input.removeAttribute("aria-activedescendant");
  };
  const line = (option: Option, i: number): HTMLElement => {
    const pick = (): void => {
      at = i;
      mark();
    };
    const isFirstOther = option.other !== undefined && options[i - 1]?.other === undefined;
    return h(
      "li",
      {
        role: "option",
        id: `o${i}`,
        class: isFirstOther && i > 0 ? "apart" : undefined,
        onclick: pick,
        ondblclick: accept,
      },
      option.label,
      h("small", {}, option.note),
    );
  };
  const draw = (): void => {
    options = search(input.value);
    at = 0;
    isAwaited = false;
    list.replaceChildren(...options.map(line));
    mark();
    findMore();
  };
  const findMore = (): void => {
    window.clearTimeout(timer);
    asking?.abort();
    asking = null;
    if (!further || !told) return;
    const text = input.value.trim();
    if (text.length < SHORTEST_SEARCH) {
      told.textContent = further.hint;
      return;
    }
    told.textContent = `Searching ${further.what}…`;
    asking = new AbortController();
    const { signal } = asking;
    timer = window.setTimeout(() => void append(text, signal), SEARCH_PAUSE_MS);
  };
  const append = async (text: string, signal: AbortSignal): Promise<void> => {
    let found: Option[] = [];
    let said = "";
    try {
      found = await further!.find(text, signal);
      said = saidOf(found.length, further!);
    } catch (error) {
      if (signal.aborted) return;
      said = inWords(error);
    }
    if (signal.aborted) return;
    asking = null;
    const first = options.length;
    options.push(...found);
    list.append(...found.map((option, i) => line(option, first + i)));
    told!.textContent = said;
    if (first === 0) mark();
    if (isAwaited) accept();
  };
  input.addEventListener("input", draw);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      at = Math.max(0, Math.min(options.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)));
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      // Where only the server can know, Enter waits for its answer.
      if (options.length === 0 && asking) isAwaited = true;
      else accept();
    }
  });
  draw();
  return h("div", { class: "field" }, h("span", { class: "label" }, label), input, list, told);
}
