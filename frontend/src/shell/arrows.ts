// Tables of many links: one stop for Tab, arrow keys from cell to cell.

const KEYS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function linksOf(row: HTMLTableRowElement): HTMLElement[] {
  return [...row.cells].flatMap((cell) => [...cell.querySelectorAll<HTMLElement>("a")].slice(0, 1));
}

function settle(table: HTMLTableElement): void {
  const links = [...table.tBodies].flatMap((body) => [...body.rows]).flatMap(linksOf);
  const chosen = links.find((link) => link.hasAttribute("aria-current")) ?? links[0];
  for (const link of links) link.tabIndex = link === chosen ? 0 : -1;
}

function step(table: HTMLTableElement, from: HTMLElement, key: string): HTMLElement | undefined {
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]).map(linksOf);
  const line = rows.findIndex((row) => row.includes(from));
  const row = rows[line];
  if (!row) return undefined;
  const at = row.indexOf(from);
  if (key === "Home") return row[0];
  if (key === "End") return row[row.length - 1];
  const [down, right] = KEYS[key] ?? [0, 0];
  const next = rows[line + down];
  return next?.[Math.min(Math.max(at + right, 0), next.length - 1)];
}

export function startArrows(): void {
  const all = () => {
    for (const table of document.querySelectorAll<HTMLTableElement>("table[data-arrows]")) settle(table);
  };
  all();
  document.addEventListener("htmx:afterSettle", all);
  document.addEventListener("keydown", (event) => {
    const link = (event.target as HTMLElement | null)?.closest<HTMLElement>("table[data-arrows] a");
    const table = link?.closest<HTMLTableElement>("table");
    if (!link || !table || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.key in KEYS) && event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    const next = step(table, link, event.key);
    if (!next) return;
    link.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
  document.addEventListener("click", (event) => {
    const link = (event.target as HTMLElement | null)?.closest<HTMLElement>("table[data-arrows] a.hour");
    const table = link?.closest<HTMLTableElement>("table");
    if (!link || !table) return;
    for (const other of table.querySelectorAll("a.hour[aria-current]")) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
  });
}
