// A small stand-in for the server's engine, for the bench and demo pages only: FS, SS and FF links in working time.
export const DAY = 14400;
const WEEK = [
  [4800, 7200],
  [7800, 10200],
];
const WORKDAY = 4800;
const HOLIDAYS = new Set();

export const CALENDARS = [
  {
    id: 4,
    name: "Standard",
    week: [WEEK, WEEK, WEEK, WEEK, WEEK, [], []],
    exceptions: [],
  },
  { id: 5, name: "Around the clock", week: Array(7).fill([[0, DAY]]), exceptions: [] },
];

export function addHoliday(day) {
  HOLIDAYS.add(day);
  CALENDARS[0].exceptions.push([day, day, []]);
}

const weekday = (day) => (((day + 3) % 7) + 7) % 7;
const works = (day) => weekday(day) < 5 && !HOLIDAYS.has(day);

/** Working ticks since an arbitrary origin, and back: turns calendar arithmetic into plain sums. */
const ORIGIN = 20000;
const before = [0];
for (let day = ORIGIN; day < ORIGIN + 6000; day++)
  before.push(before[before.length - 1] + (weekday(day) < 5 ? WORKDAY : 0));

function rebuild() {
  for (let i = 0; i < 6000; i++) before[i + 1] = before[i] + (works(ORIGIN + i) ? WORKDAY : 0);
}

export function toWork(t) {
  const day = Math.floor(t / DAY);
  let work = before[day - ORIGIN];
  if (works(day)) for (const [a, b] of WEEK) work += Math.max(0, Math.min(t - day * DAY, b) - a);
  return work;
}

function dayOfWork(work, isEnd) {
  let low = 0;
  let high = before.length - 2;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (isEnd ? before[mid + 1] >= work : before[mid + 1] > work) high = mid;
    else low = mid + 1;
  }
  return low;
}

function fromWork(work, isEnd) {
  const i = dayOfWork(work, isEnd);
  const rest = work - before[i];
  const morning = isEnd ? rest <= 2400 : rest < 2400;
  return (ORIGIN + i) * DAY + (morning ? 4800 + rest : 7800 + rest - 2400);
}

export const startOf = (work) => fromWork(work, false);
export const finishOf = (work) => fromWork(work, true);

/** Early and late dates, floats, driving links; sums up summaries. Returns columns by activity. */
export function schedule(plan) {
  rebuild();
  const { activities, links } = plan;
  const n = activities.length;
  const index = new Map(activities.map((a, i) => [a.id, i]));
  const ins = activities.map(() => []);
  const outs = activities.map(() => []);
  links.forEach((link, l) => {
    link.f = index.get(link.from);
    link.t = index.get(link.to);
    ins[link.t].push(l);
    outs[link.f].push(l);
  });
  const order = sorted(n, ins, outs, links);
  const es = new Float64Array(n);
  const ef = new Float64Array(n);
  const driving = new Uint8Array(links.length);
  for (const i of order) {
    const a = activities[i];
    if (a.summary) continue;
    let at = toWork(Math.max(a.earliest ?? plan.start, plan.start));
    let by = -1;
    for (const l of ins[i]) {
      const link = links[l];
      const lag = link.lag ?? 0;
      const bound =
        link.kind === 1
          ? es[link.f] + lag
          : link.kind === 2
            ? ef[link.f] + lag - a.duration
            : ef[link.f] + lag;
      if (bound >= at) {
        at = bound;
        by = l;
      }
    }
    if (a.actual !== undefined) at = toWork(a.actual);
    else if (by >= 0) driving[by] = 1;
    const now = plan.projects[a.project]?.dataDate;
    const today = now === undefined ? 0 : toWork(now);
    const progress = a.progress ?? 0;
    if (progress === 0) at = Math.max(at, today);
    es[i] = at;
    // What is left of started work begins at the data date, however much time has gone by.
    ef[i] =
      progress > 0 && progress < 1
        ? Math.max(at + a.duration, today + Math.round((1 - progress) * a.duration))
        : at + a.duration;
  }
  const end = Math.max(...Array.from(ef).filter((_, i) => !activities[i].summary));
  const lf = new Float64Array(n).fill(end);
  for (const i of [...order].reverse()) {
    for (const l of outs[i]) {
      const link = links[l];
      const lag = link.lag ?? 0;
      const s = { duration: ef[link.t] - es[link.t] };
      const bound =
        link.kind === 1
          ? lf[link.t] - s.duration - lag + ef[i] - es[i]
          : link.kind === 2
            ? lf[link.t] - lag
            : lf[link.t] - s.duration - lag;
      if (bound < lf[i]) lf[i] = bound;
    }
    if (activities[i].deadline) lf[i] = Math.min(lf[i], toWork(activities[i].deadline));
  }
  return finishUp(plan, es, ef, lf, driving);
}

function finishUp(plan, es, ef, lf, driving) {
  const { activities } = plan;
  const n = activities.length;
  const out = {
    start: [],
    finish: [],
    lateFinish: [],
    totalFloat: [],
    critical: [],
    progress: [],
    duration: [],
    driving: Array.from(driving),
  };
  for (let i = 0; i < n; i++) {
    const a = activities[i];
    out.start[i] = a.duration === 0 ? finishOf(es[i]) : startOf(es[i]);
    out.finish[i] = finishOf(ef[i]);
    out.lateFinish[i] = finishOf(lf[i]);
    out.totalFloat[i] = (a.progress ?? 0) >= 1 ? null : lf[i] - ef[i];
    out.critical[i] = lf[i] - ef[i] <= 0 && (a.progress ?? 0) < 1 ? 1 : 0;
    out.progress[i] = a.progress ?? 0;
    out.duration[i] = ef[i] - es[i];
  }
  const seen = new Float64Array(n);
  const done = new Float64Array(n);
  for (let i = 0; i < n; i++)
    if (activities[i].summary) {
      out.start[i] = Infinity;
      out.finish[i] = -Infinity;
      out.totalFloat[i] = Infinity;
      out.critical[i] = 0;
    }
  for (let i = n - 1; i >= 0; i--) {
    const up = activities[i].parent;
    if (activities[i].summary) {
      if (out.totalFloat[i] === Infinity) out.totalFloat[i] = null;
      out.duration[i] = toWork(out.finish[i]) - toWork(out.start[i]);
      out.lateFinish[i] = out.finish[i];
      out.progress[i] = seen[i] ? done[i] / seen[i] : 0;
    }
    if (up === undefined || up < 0) continue;
    out.start[up] = Math.min(out.start[up], out.start[i]);
    out.finish[up] = Math.max(out.finish[up], out.finish[i]);
    out.totalFloat[up] = Math.min(out.totalFloat[up], out.totalFloat[i] ?? Infinity);
    out.critical[up] |= out.critical[i];
    const weight = activities[i].summary ? seen[i] : activities[i].duration;
    seen[up] += weight;
    done[up] += activities[i].summary ? done[i] : activities[i].duration * (activities[i].progress ?? 0);
  }
  return out;
}

function sorted(n, ins, outs, links) {
  const waits = ins.map((list) => list.length);
  const queue = [];
  for (let i = 0; i < n; i++) if (waits[i] === 0) queue.push(i);
  for (let at = 0; at < queue.length; at++)
    for (const l of outs[queue[at]]) if (--waits[links[l].t] === 0) queue.push(links[l].t);
  if (queue.length < n) throw new Error("loop");
  return queue;
}
