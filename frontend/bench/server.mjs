// Serves the built island with a stand-in for the API, under the same content security policy as the product.
//   node bench/server.mjs [port] [rows]      rows: 0 (default) is the demo program, else a generated plan
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { CALENDARS, DAY, finishOf, schedule, startOf, toWork } from "./engine.mjs";
import { benchPlan, demoPlan, TODAY } from "./plans.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, "..", "dist");
const port = Number(process.argv[2] ?? 5190);
const size = Number(process.argv[3] ?? 0);
const POLICY =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
const TYPES = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".html": "text/html",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

let plan = size > 0 ? benchPlan(size) : demoPlan();
let revision = 1;
let result = schedule(plan);
const history = new Map();
let nextChangeSet = 1;
const baseline = schedule({
  ...plan,
  projects: plan.projects.map((p) => ({ ...p, dataDate: undefined })),
  activities: plan.activities.map((a) => ({ ...a, progress: 0, duration: a.base ?? a.duration })),
});

function wire() {
  const { activities, links, projects } = plan;
  const rowOf = new Map(activities.map((a, i) => [a.id, i]));
  const isKnown = (a) => a.base !== undefined || a.summary;
  const segments = { row: [], start: [], finish: [] };
  activities.forEach((a, i) => {
    if (!a.split) return;
    const [s, f] = [toWork(result.start[i]), toWork(result.finish[i])];
    for (const [from, to] of [
      [s, s + (f - s) * 0.4],
      [s + (f - s) * 0.55, f],
    ]) {
      segments.row.push(i);
      segments.start.push(startOf(Math.round(from)));
      segments.finish.push(finishOf(Math.round(to)));
    }
  });
  const col = (pick) => activities.map(pick);
  return {
    version: 1,
    node: 1,
    network: 1,
    revision,
    state: "current",
    name: plan.name,
    baseline: { id: 5, name: "Approved February" },
    baselines: [
      { id: 5, name: "Approved February" },
      { id: 6, name: "Replan April" },
    ],
    today: TODAY,
    ticksPerDay: DAY,
    projects: {
      id: projects.map((p) => p.id),
      name: projects.map((p) => p.name),
      code: projects.map((p) => p.code),
      dataDate: projects.map((p) => p.dataDate),
      mastered: projects.map((p) => p.mastered),
      mayEdit: projects.map(() => true),
      minutesPerDay: projects.map(() => 480),
      calendar: projects.map(() => 0),
      stale: projects.map((p) => p.stale),
    },
    calendars: CALENDARS,
    activities: {
      kinds: [
        "activity",
        "milestone",
        "summary",
        "project",
        "program",
        "level_of_effort",
        "margin",
        "external",
        "stub",
      ],
      id: col((a) => a.id),
      project: col((a) => a.project),
      parent: col((a) => a.parent),
      level: col((a) => a.level),
      code: col((a) => a.code ?? ""),
      name: col((a) => a.name),
      kind: col((a) =>
        [
          "activity",
          "milestone",
          "summary",
          "project",
          "program",
          "level_of_effort",
          "margin",
          "external",
          "stub",
        ].indexOf(a.kind),
      ),
      start: result.start,
      finish: result.finish,
      lateFinish: result.lateFinish,
      totalFloat: result.totalFloat,
      freeFloat: result.totalFloat.map(() => null),
      duration: result.duration,
      progress: result.progress,
      critical: result.critical,
      longestPath: result.critical,
      baseStart: col((a, i) => (isKnown(a) ? baseline.start[i] : null)),
      baseFinish: col((a, i) => (isKnown(a) ? baseline.finish[i] : null)),
      deadline: col((a) => a.deadline ?? null),
      calendar: col((a) => a.calendar ?? 0),
      manual: col((a) => (a.manual ? 1 : 0)),
      inactive: col((a) => (a.inactive ? 1 : 0)),
      outside: col(() => 0),
      constraint: col((a) => (a.earliest ? 4 : 0)),
      constraintAt: col((a) => a.earliest ?? null),
      version: col((a) => a.version),
      owner: col((a) => a.owner ?? ""),
      p80: col((a, i) => (a.p80 ? finishOf(toWork(result.finish[i]) + a.p80 * 4800) : null)),
      segments,
    },
    links: {
      id: links.map((l) => l.id),
      from: links.map((l) => rowOf.get(l.from)),
      to: links.map((l) => rowOf.get(l.to)),
      kind: links.map((l) => l.kind),
      lag: links.map((l) => l.lag ?? 0),
      lagUnit: links.map(() => 0),
      driving: result.driving,
      hard: links.map(() => 1),
      version: links.map((l) => l.version),
    },
  };
}

const copyOf = (p) => ({
  ...p,
  activities: p.activities.map((a) => ({ ...a })),
  links: p.links.map((l) => ({ ...l })),
});

class Refused extends Error {
  constructor(status, body) {
    super(body.message);
    this.status = status;
    this.body = {
      title: body.message,
      subject: "",
      hint: "",
      findings: [],
      versions: [],
      conflicts: [],
      ...body,
      status,
    };
  }
}

const KINDS = ["FS", "SS", "FF", "SF"];

/** Work already done stays done when the whole gets longer or shorter. */
function resize(a, more) {
  const done = (a.progress ?? 0) * a.duration;
  a.duration = Math.max(done, a.duration + more);
  if (a.progress) a.progress = a.duration > 0 ? done / a.duration : 1;
}

function perform(next, { action, arguments: args }) {
  const find = () => {
    const a = next.activities.find((one) => one.id === args.activity);
    if (!a) throw new Refused(404, { code: "not_found", message: "This activity does not exist." });
    if (args.version !== undefined && args.version !== a.version) {
      const conflicts = Object.entries(args.changes ?? {}).map(([field, yours]) => ({
        record: "activity",
        id: a.id,
        field,
        yours,
        current: a[field.replace("_ticks", "")] ?? null,
      }));
      throw new Refused(412, {
        code: "stale_version",
        message: `${a.name} was changed by somebody else.`,
        versions: [{ record: "activity", id: a.id, yours: args.version, current: a.version }],
        conflicts,
      });
    }
    a.version++;
    return a;
  };
  switch (action) {
    case "planning.move_activity": {
      const a = find();
      a.earliest = args.start_ticks;
      if (a.actual !== undefined) a.actual = args.start_ticks;
      return "Sets start no earlier than.";
    }
    case "planning.change_activity": {
      const a = find();
      const c = args.changes;
      if (c.name !== undefined) a.name = c.name;
      if (c.duration_ticks !== undefined)
        resize(a, c.duration_ticks - result.duration[plan.activities.findIndex((one) => one.id === a.id)]);
      if (c.percent_complete !== undefined) a.progress = c.percent_complete / 100;
      if (c.deadline_ticks !== undefined) a.deadline = c.deadline_ticks ?? undefined;
      if (c.calendar !== undefined) a.calendar = CALENDARS.findIndex((one) => one.id === c.calendar);
      return c.duration_ticks !== undefined ? "Sets the duration." : "";
    }
    case "planning.set_progress":
      find().progress = args.percent_complete / 100;
      return "";
    case "planning.link_activities":
      next.links.push({
        id: Math.max(0, ...next.links.map((l) => l.id)) + 1,
        from: args.predecessor,
        to: args.successor,
        kind: KINDS.indexOf(args.kind),
        lag: args.lag_ticks,
        version: 1,
      });
      return "Adds a link.";
    case "planning.unlink":
      next.links = next.links.filter((l) => l.id !== args.link);
      return "Removes a link.";
    case "planning.change_link":
      Object.assign(
        next.links.find((l) => l.id === args.link),
        { kind: KINDS.indexOf(args.changes.kind), lag: args.changes.lag_ticks },
      );
      return "Changes a link.";
    case "planning.remove_activity": {
      const at = next.activities.findIndex((a) => a.id === args.activity);
      next.activities.splice(at, 1);
      for (const a of next.activities) if (a.parent > at) a.parent--;
      next.links = next.links.filter((l) => l.from !== args.activity && l.to !== args.activity);
      return "Removes an activity.";
    }
    case "planning.add_activity": {
      const at = args.after
        ? next.activities.findIndex((a) => a.id === args.after) + 1
        : next.activities.length;
      const above = next.activities[at - 1];
      for (const a of next.activities) if (a.parent >= at) a.parent++;
      const id = Math.max(...next.activities.map((a) => a.id)) + 1;
      next.activities.splice(at, 0, {
        id,
        name: args.name,
        level: above.level,
        parent: above.parent,
        project: above.project,
        kind: "activity",
        duration: args.duration_ticks,
        earliest: TODAY,
        version: 1,
        code: `N-${id}`,
      });
      return "Adds an activity.";
    }
    default:
      throw new Refused(422, { code: "unknown_action", message: `The demo does not know ${action}.` });
  }
}

function tryOut(edits) {
  const next = copyOf(plan);
  const said = [];
  for (const edit of edits) said.push(perform(next, edit));
  let after;
  try {
    after = schedule(next);
  } catch {
    throw new Refused(422, {
      code: "loop",
      message: "This link would close a loop.",
      hint: "Remove one of the links of the loop first.",
    });
  }
  const wasAt = new Map(plan.activities.map((a, i) => [a.id, i]));
  const rows = { id: [], start: [], finish: [], totalFloat: [], critical: [] };
  const milestones = [];
  let moved = 0;
  next.activities.forEach((a, i) => {
    const old = wasAt.get(a.id);
    if (old === undefined) return;
    if (
      result.start[old] === after.start[i] &&
      result.finish[old] === after.finish[i] &&
      result.totalFloat[old] === after.totalFloat[i]
    )
      return;
    for (const key of ["start", "finish", "totalFloat", "critical"]) rows[key].push(after[key][i]);
    rows.id.push(a.id);
    if (a.summary || (result.finish[old] === after.finish[i] && result.start[old] === after.start[i])) return;
    moved++;
    const days = (toWork(after.finish[i]) - toWork(result.finish[old])) / 4800;
    if (a.kind === "milestone")
      milestones.push({ id: a.id, name: a.name, before: result.finish[old], after: after.finish[i], days });
  });
  const finish = { before: Math.max(...result.finish), after: Math.max(...after.finish) };
  const slip = Math.round((toWork(finish.after) - toWork(finish.before)) / 4800);
  const effect =
    slip === 0
      ? "the program finish stays"
      : `the program finish ${slip > 0 ? "slips" : "gains"} ${Math.abs(slip)} ${Math.abs(slip) === 1 ? "day" : "days"}`;
  const outside = edits.some(
    ({ arguments: args }) =>
      plan.projects[next.activities.find((a) => a.id === args.activity)?.project]?.mastered === "outside",
  );
  const sentence =
    [...new Set(said)].filter(Boolean).join(" ") +
    ` Moves ${moved} ${moved === 1 ? "activity" : "activities"}; ${effect}.` +
    (outside ? " This plan is mastered outside: the change goes to its project manager." : "");
  return {
    next,
    after,
    body: {
      moved,
      sentence: sentence.trim(),
      finish,
      rows,
      milestones,
      mayApply: !outside,
      mustPropose: outside,
      findings: [],
    },
  };
}

function keep(before) {
  const changeSet = nextChangeSet++;
  history.set(changeSet, before);
  revision++;
  return changeSet;
}

function api(method, path, body) {
  if (method === "POST" && path.endsWith("/preview")) return tryOut(body.edits).body;
  if (method === "POST" && path === "/api/v1/changes") {
    const { next, after, body: answer } = tryOut(body.edits);
    if (body.propose) return { ...answer, proposal: 1 };
    const before = plan;
    plan = next;
    result = after;
    return { ...answer, changeSet: keep(before), revision };
  }
  if (method === "POST" && path === "/api/v1/change-requests") return { request: 7 };
  const undo = /^\/api\/v1\/change-sets\/(\d+)\/undo$/.exec(path);
  if (undo) {
    const before = plan;
    const old = copyOf(history.get(Number(undo[1])));
    const now = new Map(plan.activities.map((a) => [a.id, a.version]));
    for (const a of old.activities) a.version = (now.get(a.id) ?? a.version) + 1;
    plan = old;
    result = schedule(plan);
    return { changeSet: keep(before), revision, sentence: "" };
  }
  throw new Refused(404, { code: "not_found", message: "No such address." });
}

function page(name) {
  const manifest = JSON.parse(readFileSync(join(DIST, "manifest.json"), "utf8"));
  return readFileSync(join(HERE, name), "utf8").replace(
    "%gantt%",
    `/static/${manifest["src/gantt/index.ts"].file}`,
  );
}

createServer(async (request, response) => {
  const url = new URL(request.url, `http://${request.headers.host}`);
  const send = (status, type, body, headers = {}) => {
    response.writeHead(status, { "Content-Type": type, "Content-Security-Policy": POLICY, ...headers });
    response.end(body);
  };
  try {
    if (url.pathname === "/api/v1/nodes/1/schedule/link-ends")
      return send(200, "application/json", JSON.stringify({ items: [] }));
    if (url.pathname === "/api/v1/nodes/1/schedule") {
      const tag = `"${revision}"`;
      if (request.headers["if-none-match"] === tag) return send(304, "application/json", "", { ETag: tag });
      return send(200, "application/json", JSON.stringify(wire()), { ETag: tag });
    }
    if (url.pathname.startsWith("/api/")) {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = chunks.length ? JSON.parse(Buffer.concat(chunks).toString()) : {};
      return send(200, "application/json", JSON.stringify(api(request.method, url.pathname, body)));
    }
    if (url.pathname.startsWith("/static/")) {
      const file = normalize(join(DIST, url.pathname.slice(8)));
      if (!file.startsWith(DIST)) return send(404, "text/plain", "");
      return send(200, TYPES[extname(file)] ?? "application/octet-stream", readFileSync(file));
    }
    const name = url.pathname === "/" ? "demo.html" : url.pathname.slice(1);
    if (!/^[\w-]+\.(html|css)$/.test(name)) return send(404, "text/plain", "");
    return send(
      200,
      TYPES[extname(name)],
      extname(name) === ".css" ? readFileSync(join(HERE, name)) : page(name),
    );
  } catch (error) {
    if (error instanceof Refused)
      return send(error.status, "application/problem+json", JSON.stringify(error.body));
    return send(
      error.code === "ENOENT" ? 404 : 500,
      "application/json",
      JSON.stringify({ message: error.message, code: "failed" }),
    );
  }
}).listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}/`));
