// A field that names another record: what is typed is looked up, the browser's own list offers what was found.
import { on } from "../shell/dom";

let timer = 0;

async function offer(input: HTMLInputElement): Promise<void> {
  const list = input.list;
  const address = input.dataset.pick;
  if (!list || !address) return;
  const joined = address.includes("?") ? "&" : "?";
  const answer = await fetch(`${address}${joined}q=${encodeURIComponent(input.value.trim())}`, {
    headers: { Accept: "application/json" },
  });
  if (!answer.ok) return;
  const found = (await answer.json()) as { value: string; note: string }[];
  list.replaceChildren(
    ...found.map(({ value, note }) => {
      const option = document.createElement("option");
      option.value = value;
      option.label = note ? `${value} · ${note}` : value;
      return option;
    }),
  );
}

export function startPicking(): void {
  on("input", "input[data-pick]", (element) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void offer(element as HTMLInputElement), 150);
  });
  on("focusin", "input[data-pick]", (element) => void offer(element as HTMLInputElement));
}
