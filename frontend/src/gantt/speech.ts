import { slipText } from "./columns";
import { finishDay, speakDay } from "./dates";
import type { Model } from "./model";
import { formatDuration } from "./typed";
import { isKnown, KIND, KINDS } from "./wire";

/**
 * Everything that the chart shows of a row, in words: "Pilot site 3, 4 May to 9 June, critical, 12 days after
 * baseline, 2 predecessors". It is the row's accessible name, since the chart itself is hidden from screen readers.
 */
export function rowName(model: Model, row: number): string {
  const { name, kind, start, finish, critical, progress, inactive, manual, deadline, p80, segments } =
    model.rows;
  const today = model.todayDay;
  const words = [name[row] || "Unnamed activity"];
  if (kind[row] !== KIND.activity) words.push(KINDS[kind[row]].replace(/_/g, " "));
  if (model.nameInPlan(row)) words.push(`in its plan "${model.nameInPlan(row)}"`);
  if (inactive[row]) words.push("inactive");
  if (!isKnown(start[row])) words.push("no dates");
  else if (model.isMilestone(row)) words.push(speakDay(finishDay(finish[row]), today));
  else
    words.push(
      `${speakDay(Math.floor(start[row] / 14400), today)} to ${speakDay(finishDay(finish[row]), today)}`,
    );
  if (critical[row]) words.push("critical");
  words.push(...floatWords(model, row));
  if (progress[row] > 0)
    words.push(progress[row] >= 1 ? "complete" : `${Math.round(progress[row] * 100)} percent complete`);
  const slip = model.slipDays(row);
  if (isKnown(slip) && Math.round(slip * 10) !== 0)
    words.push(`${days(Math.abs(slip))} ${slip > 0 ? "after" : "before"} baseline`);
  if (isKnown(deadline[row])) {
    words.push(
      `deadline ${speakDay(finishDay(deadline[row]), today)}${finish[row] > deadline[row] ? " missed" : ""}`,
    );
  }
  if (p80[row] > finish[row]) words.push(`P80 ${speakDay(finishDay(p80[row]), today)}`);
  if (manual[row]) words.push("dates set by hand");
  if (segments.has(row)) words.push(`split in ${segments.get(row)!.length} parts`);
  words.push(...linkWords(model, row));
  return words.join(", ");
}

function floatWords(model: Model, row: number): string[] {
  const float = model.rows.totalFloat[row];
  if (!isKnown(float) || float === 0 || model.isSummary(row)) return [];
  const size = days(Math.abs(float) / (model.minutesPerDay(row) * 10));
  return [float < 0 ? `${size} of float missing` : `${size} of float`];
}

function linkWords(model: Model, row: number): string[] {
  const words: string[] = [];
  for (const [links, end, singular] of [
    [model.linksInto(row), model.links.from, "predecessor"],
    [model.linksOutOf(row), model.links.to, "successor"],
  ] as const) {
    if (links.length === 0) continue;
    const elsewhere = new Set<string>();
    for (const link of links) if (model.isCrossProject(link)) elsewhere.add(model.placeName(end[link]));
    const from = elsewhere.size > 0 ? ` (${[...elsewhere].join(", ")})` : "";
    words.push(`${links.length} ${singular}${links.length === 1 ? "" : "s"}${from}`);
  }
  return words;
}

function days(count: number): string {
  const rounded = Math.round(count * 10) / 10;
  return `${rounded} ${rounded === 1 ? "day" : "days"}`;
}

/** Lines of the tooltip over a bar. */
export function tooltipLines(
  model: Model,
  row: number,
  format: (ticks: number) => string,
  formatEnd: (ticks: number) => string,
): string[] {
  const { start, finish, duration, totalFloat, progress, p80, owner } = model.rows;
  const lines: string[] = [];
  const mpd = model.minutesPerDay(row);
  if (model.isMilestone(row)) lines.push(formatEnd(finish[row]));
  else
    lines.push(`${format(start[row])} to ${formatEnd(finish[row])}, ${formatDuration(duration[row], mpd)}`);
  const facts: string[] = [];
  if (model.rows.critical[row]) facts.push("critical");
  if (isKnown(totalFloat[row])) facts.push(`float ${formatDuration(totalFloat[row], mpd)}`);
  if (progress[row] > 0) facts.push(`${Math.round(progress[row] * 100)} % done`);
  const slip = slipText(model.slipDays(row));
  if (slip) facts.push(`${slip} against baseline`);
  if (isKnown(p80[row]))
    facts.push(`P80 ${formatEnd(p80[row])}${model.isAnalysisOld ? ", from before the plan changed" : ""}`);
  if (facts.length > 0) lines.push(facts.join(", "));
  if (owner[row]) lines.push(owner[row]);
  return lines;
}
