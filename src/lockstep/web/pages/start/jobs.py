"""Long work: what runs, how far it is, what came of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render as render_template
from django.urls import reverse
from django.views.decorators.http import require_POST

from lockstep.domain.runs.actions import cancel, rerun
from lockstep.domain.runs.queries import JobRow
from lockstep.domain.runs.queries import job as job_query
from lockstep.domain.runs.queries import jobs as jobs_query
from lockstep.domain.runs.vocabulary import JobStatus
from lockstep.web.exports import export_asked
from lockstep.web.lists import Column, Filter, Kind, make_listing
from lockstep.web.performing import tell
from lockstep.web.screens import is_fragment, screen
from lockstep.web.shell import Crumb, render

COLUMNS: tuple[Column[JobRow], ...] = (
    Column("kind", "Job", lambda row: job_title(row)),
    Column("status", "State", lambda row: row.status.value),
    Column("progress", "Progress", lambda row: row.progress, Kind.SHARE),
    Column("owner", "By", lambda row: row.owner),
    Column("created", "Asked for", lambda row: row.created_at, Kind.DATE),
    Column("finished", "Finished", lambda row: row.finished_at, Kind.DATE),
)
FILTERS: tuple[Filter[JobRow], ...] = (
    Filter("status", "State", lambda row: row.status.value, [(s.value, s.value) for s in JobStatus]),
)
LED_ON = ("_import", ".simulate")
NAMES = {
    "outlook.simulate": "Risk analysis",
    "planning.level": "Leveling",
    "planning.prepare_import": "Dry run of an import",
    "planning.apply_import": "Import",
}
"""Jobs that people know by another name than that of their kind."""
WAYS_BACK = {
    "outlook.simulate": ("web:risk-analysis", "Back to the risk analysis"),
    "planning.level": ("web:leveling", "See the proposals"),
    "planning.prepare_import": ("web:imports", "Back to the import"),
}
"""Where one goes on whose job was stopped."""
OPEN = {JobStatus.QUEUED, JobStatus.RUNNING}
TONES = {
    JobStatus.DONE: "good",
    JobStatus.RUNNING: "accent",
    JobStatus.FAILED: "bad",
    JobStatus.PARKED: "bad",
}


def job_words(kind: str) -> str:
    """Return a kind of job as people read it."""
    return NAMES.get(kind) or kind.rsplit(".", 1)[-1].replace("_", " ").capitalize()


def job_title(row: JobRow) -> str:
    """Return what a job does, with the file that it is about."""
    words = job_words(row.kind)
    return f"{words}: {row.file_name}" if row.file_name else words


class JobLine:
    """A job with what the page says of it."""

    def __init__(self, row: JobRow) -> None:
        self.row = row
        self.words = job_title(row)
        self.tone = TONES.get(row.status, "none")
        self.is_open = row.status in OPEN
        self.result_address, self.result_label = _way_on(row)
        self.back_address, self.back_label = _way_back(row)
        self.is_canceled = row.status is JobStatus.CANCELED
        self.phase = "" if row.phase == row.status else row.phase
        self.may_run_again = row.status in {JobStatus.FAILED, JobStatus.PARKED, JobStatus.CANCELED}


def _way_on(row: JobRow) -> tuple[str, str]:
    """Return where the result of a finished job is looked at."""
    result = row.result if isinstance(row.result, dict) else {}
    if row.status is not JobStatus.DONE:
        return "", ""
    if result.get("run"):
        return reverse("web:import-run", args=[result["run"]]), "See the result"
    if result.get("analysis"):
        where = reverse("web:risk-analysis", args=[result["node"]])
        return f"{where}?run={result['analysis']}", "See the analysis"
    if result.get("leveling"):
        return reverse("web:leveling-proposal", args=[result["leveling"]]), "See the proposal"
    if result.get("changeSet"):
        return reverse("web:change-set", args=[result["changeSet"]]), "See the change"
    return "", ""


def _way_back(row: JobRow) -> tuple[str, str]:
    """Return where one who stopped a job goes on."""
    if row.status is not JobStatus.CANCELED or row.node_id is None or row.kind not in WAYS_BACK:
        return "", ""
    name, label = WAYS_BACK[row.kind]
    return reverse(name, args=[row.node_id]), label


@screen
def jobs(request: HttpRequest) -> HttpResponse:
    """Show the jobs that one may see, the newest first; the list renews itself while something runs."""
    listing = make_listing(request, jobs_query(request.user, limit=200), COLUMNS, filters=FILTERS)
    if download := export_asked(request, listing, "jobs"):
        return download
    lines = [JobLine(row) for row in listing.rows]
    values = {"listing": listing, "lines": lines, "is_busy": any(line.is_open for line in lines)}
    return render(request, "web/start/jobs.html", values, title="Jobs", here="jobs")


@screen
def job(request: HttpRequest, job: int) -> HttpResponse:
    """Show one job; as a fragment, only its progress."""
    line = JobLine(job_query(request.user, job))
    # Whoever watches is led on to what came of it, also where it was over before the page was there.
    leads_on = bool(line.result_address) and line.row.kind.endswith(LED_ON)
    if leads_on and "watch" in request.GET and not is_fragment(request):
        return redirect(line.result_address)
    if is_fragment(request):
        if leads_on:
            return HttpResponse(headers={"HX-Redirect": line.result_address})
        return render_template(request, "web/start/job_progress.html", {"line": line})
    crumbs = [Crumb("Jobs", reverse("web:jobs")), Crumb(f"Job {job}")]
    return render(
        request, "web/start/job.html", {"line": line}, title=f"Job {job}", here="jobs", crumbs=crumbs
    )


@screen
@require_POST
def cancel_job(request: HttpRequest, job: int) -> HttpResponse:
    """Stop a job."""
    cancel(request.user, job)
    is_over = job_query(request.user, job).status.is_over
    tell(request, "The job was stopped." if is_over else "The job is being stopped.")
    return redirect("web:job", job)


@screen
@require_POST
def run_again(request: HttpRequest, job: int) -> HttpResponse:
    """Let a stopped job try again."""
    rerun(request.user, job)
    tell(request, "The job waits to run again.")
    return redirect("web:job", job)
