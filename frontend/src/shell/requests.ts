// Every htmx request carries the token; every failure becomes a sentence, and nothing typed is lost.
import { csrfToken } from "./dom";
import { toast } from "./toasts";

interface Problem {
  message?: string;
  detail?: string;
  title?: string;
  hint?: string;
}

export function problemSentence(status: number, body: string): string {
  try {
    const problem = JSON.parse(body) as Problem;
    const sentence = problem.message ?? problem.detail ?? problem.title;
    if (sentence) return problem.hint ? `${sentence} ${problem.hint}` : sentence;
  } catch {
    // not a problem document: fall through to the sentence for the status
  }
  if (status === 403) return "You may not do this. Ask an administrator of this program for a role that may.";
  if (status === 404) return "This is no longer here, or not in your view. Reload the page.";
  if (status === 409 || status === 412)
    return "Someone else saved this in the meantime. Reload to see their values; what you typed is still here.";
  if (status === 413) return "That is too large for one request. Split it, or import it as a file.";
  if (status === 429) return "Too many tries in a short time. Wait a minute and try again.";
  return `The server could not do this (${status}). Nothing was changed; try again.`;
}

export function startRequests(): void {
  document.addEventListener("htmx:configRequest", (event) => {
    (event as CustomEvent).detail.headers["X-CSRFToken"] = csrfToken();
  });
  // A form that comes back with errors is swapped in like any other answer.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const detail = (event as CustomEvent).detail;
    if ([409, 412, 422].includes(detail.xhr.status) && isHtml(detail.xhr)) {
      detail.shouldSwap = true;
      detail.isError = false;
    }
  });
  keepWhatIsPressed();
  document.addEventListener("htmx:responseError", (event) => {
    const xhr: XMLHttpRequest = (event as CustomEvent).detail.xhr;
    toast(problemSentence(xhr.status, isHtml(xhr) ? "" : xhr.responseText), { kind: "bad" });
  });
  document.addEventListener("htmx:sendError", () => {
    toast("The server cannot be reached. Your change is still in the form; it was not saved.", {
      kind: "bad",
    });
  });
  window.addEventListener("offline", () =>
    toast("You are offline. Changes are not saved until the connection is back.", { kind: "bad" }),
  );
  window.addEventListener("online", () => toast("You are online again.", { kind: "good" }));
}

/** What is asked for again every second must not take a button away between the press and the click. */
function keepWhatIsPressed(): void {
  let pressed: Element | null = null;
  document.addEventListener("pointerdown", (event) => {
    pressed = event.target as Element;
  });
  for (const end of ["pointerup", "pointercancel"])
    document.addEventListener(end, () =>
      setTimeout(() => {
        pressed = null;
      }),
    );
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, requestConfig } = (event as CustomEvent).detail;
    const isPolled = requestConfig?.elt?.getAttribute("hx-trigger")?.startsWith("every");
    if (pressed && isPolled && target.contains(pressed)) (event as CustomEvent).detail.shouldSwap = false;
  });
}

function isHtml(xhr: XMLHttpRequest): boolean {
  return (xhr.getResponseHeader("Content-Type") ?? "").startsWith("text/html");
}
