import { COLUMNS, type Column } from "./columns";
import type { Model } from "./model";

/**
 * The rows and columns that are on the screen, for a spreadsheet. Text that a spreadsheet would run as a formula is
 * put behind an apostrophe; numbers stay numbers.
 */
export function exportCsv(model: Model, columns: readonly Column[]): string {
  const outline: Column = {
    ...COLUMNS[0],
    key: "level",
    title: "Level",
    text: (m, r) => String(m.rows.level[r] + 1),
  };
  const all = [outline, ...columns];
  const lines = [all.map((column) => quote(column.title)).join(",")];
  for (const row of model.visible) lines.push(all.map((column) => field(model, row, column)).join(","));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

function field(model: Model, row: number, column: Column): string {
  const value = column.plain && column.key !== "level" ? column.plain(model, row) : column.text(model, row);
  if (typeof value === "number") return String(Math.round(value * 1000) / 1000);
  return quote(safe(value));
}

export function safe(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quote(text: string): string {
  return /[",\n\r;]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
