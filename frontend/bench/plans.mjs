// Plans for the demo page (from the story) and for the bench (by a fixed recipe: same seed, same plan).
import { addHoliday, DAY, toWork } from "./engine.mjs";
import { OWNERS, PROJECTS, STORY } from "./story.mjs";

const WORKDAY = 4800;
export const TODAY = Math.floor(Date.UTC(2026, 4, 20) / 86400000) * DAY + 5400;
const START = Math.floor(Date.UTC(2026, 1, 2) / 86400000) * DAY + 4800;
for (const [month, day] of [
  [3, 3],
  [3, 6],
  [4, 1],
  [11, 24],
  [11, 25],
])
  addHoliday(Math.floor(Date.UTC(2026, month, day) / 86400000));

export function demoPlan() {
  const activities = [];
  const links = [];
  const byName = new Map();
  const open = [];
  let project = -1;
  for (const [level, name, days, facts] of STORY) {
    const row = activities.length;
    open.length = level;
    if (facts.project) project = facts.project - 1;
    const isSummary = facts.summary || facts.project || facts.node;
    activities.push({
      id: facts.node ? -facts.node : facts.project ? -10 - facts.project : 100 + row,
      name,
      level,
      parent: open[level - 1] ?? -1,
      project: facts.node ? -1 : project,
      summary: Boolean(isSummary),
      kind: facts.kind ?? (facts.project ? "project" : isSummary ? "summary" : "activity"),
      duration: days * WORKDAY,
      base: (facts.base ?? days) * WORKDAY,
      progress: facts.progress,
      actual: facts.progress !== undefined && !facts.after ? START + (row % 3) * DAY : undefined,
      deadline: facts.deadline ? START + facts.deadline * DAY : undefined,
      p80: facts.p80,
      manual: facts.manual,
      inactive: facts.inactive,
      split: facts.split,
      calendar: facts.calendar ?? 0,
      owner: isSummary ? "" : OWNERS[(row * 7) % OWNERS.length],
      version: 1,
      code: isSummary ? "" : `${PROJECTS[project]?.code ?? ""}-${100 + row}`,
      facts,
    });
    open[level] = row;
    byName.set(name, row);
  }
  for (const a of activities) {
    for (const [names, kind] of [
      [a.facts.after, 0],
      [a.facts.ss, 1],
    ])
      for (const name of names ?? [])
        links.push({
          id: 1000 + links.length,
          from: activities[byName.get(name)].id,
          to: a.id,
          kind,
          lag: 0,
          version: 1,
        });
  }
  const projects = PROJECTS.map((p, i) => ({
    ...p,
    dataDate: TODAY - 5400 + 10200 - [1, 1, 4, 19, 2, 1][i] * DAY,
    mastered: i === 3 ? "outside" : "here",
    stale: i === 3,
  }));
  return { name: "Riverside light rail", start: START, activities, links, projects };
}

/** Twenty projects of twelve phases: about `size` rows, half as many links again, some across projects. */
export function benchPlan(size) {
  let seed = 20260521;
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 4294967296;
  };
  const activities = [];
  const links = [];
  const projects = [];
  const leaves = [];
  const perPhase = Math.max(1, Math.round((size - 260) / 240));
  for (let p = 0; p < 20; p++) {
    const top = activities.length;
    projects.push({
      id: p + 1,
      name: `Project ${p + 1}`,
      code: `P${p + 1}`,
      dataDate: TODAY - p * DAY,
      mastered: "here",
      stale: false,
    });
    activities.push({
      id: -(p + 1),
      name: `Project ${p + 1}`,
      level: 0,
      parent: -1,
      project: p,
      summary: true,
      kind: "project",
      duration: 0,
      version: 1,
    });
    for (let f = 0; f < 12; f++) {
      const phase = activities.length;
      activities.push({
        id: phase + 1000,
        name: `Phase ${p + 1}.${f + 1}`,
        level: 1,
        parent: top,
        project: p,
        summary: true,
        kind: "summary",
        duration: 0,
        version: 1,
      });
      for (let k = 0; k < perPhase; k++) {
        const row = activities.length;
        const days = random() < 0.06 ? 0 : 1 + Math.floor(random() * 12);
        const isStarted = f < 2 && random() < 0.5;
        activities.push({
          id: row + 1000,
          name: `Activity ${p + 1}.${f + 1}.${k + 1}`,
          level: 2,
          parent: phase,
          project: p,
          kind: days === 0 ? "milestone" : "activity",
          duration: days * WORKDAY,
          base: Math.max(0, days - Math.floor(random() * 3)) * WORKDAY,
          progress: isStarted ? Math.round(random() * 10) / 10 : 0,
          earliest: START + f * 20 * DAY + (k % 10) * 3 * DAY,
          p80: random() < 0.8 ? Math.ceil(random() * 12) : undefined,
          version: 1,
          code: `${p + 1}.${f + 1}.${k + 1}`,
          owner: OWNERS[row % OWNERS.length],
        });
        leaves.push(row);
      }
    }
  }
  for (let l = 0; links.length < size * 1.5 && l < size * 4; l++) {
    const at = Math.floor(random() * leaves.length);
    const isCross = random() < 0.07;
    const to = isCross ? Math.floor(random() * leaves.length) : at + 1 + Math.floor(random() * 30);
    if (to >= leaves.length || to === at) continue;
    const [a, b] = at < to ? [at, to] : [to, at];
    if (!isCross && activities[leaves[a]].project !== activities[leaves[b]].project) continue;
    links.push({
      id: links.length + 1,
      from: activities[leaves[a]].id,
      to: activities[leaves[b]].id,
      kind: random() < 0.1 ? 1 : 0,
      lag: 0,
      version: 1,
    });
  }
  return { name: "Bench", start: START, activities, links, projects };
}

export { toWork };
