import type { Edit } from "./commands";
import type { DateRows } from "./model";
import type { ScheduleWire } from "./wire";

export interface MovedMilestone {
  id: number;
  name: string;
  before: number;
  after: number;
  days: number;
}

export interface Finding {
  code: string;
  severity?: string;
  sentence: string;
  place?: unknown;
}

export interface Preview {
  moved: number;
  sentence: string;
  finish?: { before: number; after: number } | null;
  rows: DateRows;
  milestones?: MovedMilestone[];
  mayApply?: boolean;
  mustPropose?: boolean;
  findings?: Finding[];
}

export interface Applied extends Partial<Preview> {
  /** Null where nothing had to be changed, or a proposal was filed. */
  changeSet?: number | null;
  revision?: number;
  /** Where a proposal was filed instead of a change. */
  proposal?: number | null;
}

export interface Problem {
  status: number;
  code: string;
  message: string;
  hint?: string;
  findings?: Finding[];
  versions?: { record: string; id: number; yours: number; current: number | null }[];
  conflicts?: { record: string; id: number; field: string; yours: unknown; current: unknown }[];
}

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    // The server's hints speak to programs ("send the request again"); its message speaks to people.
    super(problem.status === 0 && problem.hint ? `${problem.message} ${problem.hint}` : problem.message);
  }
}

export interface Addresses {
  schedule: string;
  preview: string;
  changes: string;
  /** Where what moved is told from. */
  node: number | null;
  csrf: () => string;
}

/** An activity of another project that one of this schedule may be linked to. */
export interface LinkEnd {
  activity: number;
  name: string;
  code: string;
  project: number;
  projectName: string;
  finishTicks: number | null;
  /** From where the effect on both projects is told; null where the person may see no place above both. */
  viewpoint: number | null;
}

/** The only place that talks to the server. Answers are data; refusals are `ProblemError` with the server's words. */
export class Api {
  private etag = "";
  constructor(private readonly at: Addresses) {}

  /** Null when nothing changed since the last answer. */
  async schedule(baseline: number | null, signal?: AbortSignal): Promise<ScheduleWire | null> {
    const url = new URL(this.at.schedule, location.href);
    if (baseline !== null) url.searchParams.set("baseline", String(baseline));
    const key = `${url.href} `;
    const known = this.etag.startsWith(key) ? this.etag.slice(key.length) : "";
    const response = await reach(url, {
      headers: { Accept: "application/json", ...(known ? { "If-None-Match": known } : {}) },
      credentials: "same-origin",
      signal,
    });
    if (response.status === 304) return null;
    if (!response.ok) throw await refusal(response);
    const body = (await response.json()) as ScheduleWire;
    this.etag = key + (response.headers.get("ETag") ?? "");
    return body;
  }

  /** The next poll asks for the whole schedule, whatever is known. */
  forget(): void {
    this.etag = "";
  }

  /** Activities of the other projects that the person may see, by project and name. */
  async linkEnds(text: string, signal?: AbortSignal): Promise<LinkEnd[]> {
    const url = new URL(`${this.at.schedule.replace(/\?.*$/, "")}/link-ends`, location.href);
    url.searchParams.set("text", text);
    const response = await reach(url, {
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      signal,
    });
    if (!response.ok) throw await refusal(response);
    return ((await response.json()) as { items: LinkEnd[] }).items;
  }

  /** `from` is the node from which the effect is told, where it is not the one that is looked at. */
  preview(edits: Edit[], signal?: AbortSignal, from?: number): Promise<Preview> {
    const url = from ? this.at.preview.replace(/nodes\/\d+/, `nodes/${from}`) : this.at.preview;
    return this.post(url, { edits }, signal);
  }

  apply(edits: Edit[], reason = "", from?: number): Promise<Applied> {
    return this.post(this.at.changes, { edits, reason, ...this.seen, ...(from ? { node: from } : {}) });
  }

  propose(edits: Edit[], reason = ""): Promise<Applied> {
    return this.post(this.at.changes, { edits, reason, propose: true, ...this.seen });
  }

  /** Asks for edits instead of saving them; the answer names the change request. */
  request(edits: Edit[], title: string, reason: string): Promise<{ request: number }> {
    const url = this.at.changes.replace(/changes\/?$/, "change-requests");
    return this.post(url, { edits, title, reason });
  }

  private get seen(): { node?: number } {
    return this.at.node === null ? {} : { node: this.at.node };
  }

  undo(changeSet: number): Promise<Applied> {
    const root = this.at.changes.replace(/changes\/?$/, "");
    return this.post(`${root}change-sets/${changeSet}/undo`, {});
  }

  private async post<T>(url: string, body: unknown, signal?: AbortSignal): Promise<T> {
    const response = await reach(url, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-CSRFToken": this.at.csrf(),
      },
      credentials: "same-origin",
      body: JSON.stringify(body),
      signal,
    });
    if (!response.ok) throw await refusal(response);
    return response.status === 204 ? ({} as T) : ((await response.json()) as T);
  }
}

async function reach(url: string | URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ProblemError({
      status: 0,
      code: "unreachable",
      message: "The server cannot be reached.",
      hint: "Check the connection; nothing was lost, and the page tries again by itself.",
    });
  }
}

async function refusal(response: Response): Promise<ProblemError> {
  let body: Partial<Problem> & { detail?: unknown; title?: string } = {};
  try {
    body = await response.json();
  } catch {
    // A proxy's HTML page says less than the status does.
  }
  const detail = typeof body.detail === "string" ? body.detail : undefined;
  return new ProblemError({
    ...body,
    status: response.status,
    code: body.code ?? `http_${response.status}`,
    message: (body.message || detail) ?? body.title ?? inWords(response.status),
  });
}

function inWords(status: number): string {
  if (status === 401 || status === 403)
    return "You may not do this, or your session has ended. Sign in again.";
  if (status === 404) return "This schedule does not exist, or you may not see it.";
  if (status === 412) return "Somebody else changed this in the meantime.";
  if (status >= 500) return "The server failed. Nothing was saved; try again in a moment.";
  return `The server refused (${status}).`;
}
