"""Bringing plan files in: which, where, who keeps the plan; and what was imported before."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from lockstep.domain.access.vocabulary import NodeKind, Permission
from lockstep.domain.planning.actions.asking import PREPARE, ask_apply, ask_import
from lockstep.domain.planning.queries import ImportRow
from lockstep.domain.planning.queries import imports as imports_query
from lockstep.domain.planning.queries.ready_imports import ReadyImport, ready_imports
from lockstep.domain.planning.vocabulary import HeldBack, ImportState, Mastered
from lockstep.domain.runs.queries import jobs as jobs_query
from lockstep.domain.runs.vocabulary import JobStatus
from lockstep.foundation.findings import LockstepError
from lockstep.web.exports import export_asked
from lockstep.web.lists import Column, Filter, Kind, make_listing
from lockstep.web.performing import tell, watch
from lockstep.web.places import node_and_where
from lockstep.web.problems import add_problem
from lockstep.web.screens import screen
from lockstep.web.shell import render
from lockstep.web.words import count_words, number_words, share_words

MOST_FILES = 20
TOLD_FOR = timedelta(minutes=10)
"""How long the page tells that a file could not be read."""
LARGEST_BYTES = 200 * 1024 * 1024
STATE_WORDS = {
    ImportState.READY: "dry run",
    ImportState.APPLIED: "imported",
    ImportState.UNDONE: "undone",
    ImportState.DISCARDED: "put aside",
    ImportState.FAILED: "failed",
}


HELD_BACK_WORDS = {
    HeldBack.CONFLICTS: "fields edited here and in the file: decide",
    HeldBack.TRUNCATED: "the end of the file is missing: confirm",
    HeldBack.REPLACED: "there is a newer dry run of it",
    HeldBack.IMPORTED: "the same file is imported already",
}


class ImportForm(forms.Form):
    """Who keeps the plan, and names where they are wanted."""

    mastered = forms.ChoiceField(
        label="The plan is kept",
        choices=[
            (Mastered.OUTSIDE.value, "outside: its file comes again"),
            (Mastered.HERE.value, "here, from now on"),
        ],
        help_text="It can be changed later.",
    )
    only = forms.CharField(
        label="Only this project of the file",
        required=False,
        max_length=250,
        help_text="Its name or identity, where the file holds several.",
    )


class ImportLine:
    """An import with the figures of its list."""

    def __init__(self, row: ImportRow) -> None:
        self.row = row
        self.words = STATE_WORDS[row.state]
        self.share: float | None = (row.summary.get("reconciliation") or {}).get("share")
        self.activities: int | None = row.summary.get("counts", {}).get("activities", {}).get("inFile")


class ReadyLine:
    """A dry run that waits, as the page lists it."""

    def __init__(self, found: ReadyImport) -> None:
        job = found.job
        self.found = found
        self.is_open = job is not None and not job.status.is_over
        self.is_ready = job is None and found.held_back is None
        self.words = _change_words(found)
        self.error = job.error or "It was stopped." if job is not None and job.status.is_over else ""
        self.tone, self.state = self._state()

    def _state(self) -> tuple[str, str]:
        job, held_back = self.found.job, self.found.held_back
        if job is not None and job.status is JobStatus.RUNNING:
            return "accent", f"being imported, {share_words(job.progress)}"
        if job is not None:
            return ("bad", "not imported") if job.status.is_over else ("accent", "waits for its turn")
        return ("good", "ready") if held_back is None else ("warn", HELD_BACK_WORDS[held_back])


def _change_words(found: ReadyImport) -> str:
    """Return what carrying it out does to activities."""
    counts = ((found.created, "new"), (found.changed, "changed"), (found.vanished, "gone, which stay marked"))
    return ", ".join(f"{number_words(count)} {words}" for count, words in counts if count) or "nothing new"


COLUMNS: tuple[Column[ImportLine], ...] = (
    Column("file", "File", lambda line: line.row.file_name),
    Column("state", "State", lambda line: line.words),
    Column("share", "Dates agree", lambda line: line.share, Kind.SHARE),
    Column("activities", "Activities", lambda line: line.activities, Kind.NUMBER),
    Column("place", "Into", lambda line: line.row.node_name),
    Column("by", "By", lambda line: line.row.actor),
    Column("at", "Read", lambda line: line.row.at, Kind.DATE),
)
FILTERS: tuple[Filter[ImportLine], ...] = (Filter("state", "State", lambda line: line.words),)


@screen
def imports(request: HttpRequest, node: int) -> HttpResponse:
    """Show the imports of a node; take files and ask for their dry runs."""
    page, where = node_and_where(request.user, node)
    is_project = page.row.kind is NodeKind.PROJECT
    needed = Permission.IMPORT_PLANS if is_project else Permission.EDIT_STRUCTURE
    if request.POST.get("step") == "all":
        _import_all(request, node)
        return redirect(f"{request.path}#brought")
    form = ImportForm(request.POST or None, initial={"mastered": Mastered.OUTSIDE.value})
    if is_project:
        del form.fields["mastered"]
    if request.method == "POST" and form.is_valid():
        jobs = _ask(request, node, form)
        if len(jobs) == 1:
            return watch(jobs[0])
        if jobs:
            return redirect("web:imports", node)
    lines = [ImportLine(row) for row in imports_query(request.user, node=node, limit=200)]
    listing = make_listing(request, lines, COLUMNS, filters=FILTERS)
    if download := export_asked(request, listing, f"{page.row.name} imports"):
        return download
    return render(
        request,
        "web/planning/imports.html",
        {
            "node": page.row,
            "listing": listing,
            "form": form,
            "fields": list(form),
            "is_project": is_project,
            "may_import": needed in page.permissions,
            **_on_their_way(request, node),
        },
        title="Import",
        here="imports",
        where=where,
        status=422 if form.errors else 200,
    )


def _import_all(request: HttpRequest, node: int) -> None:
    """Ask for each dry run that was listed and is still ready to be carried out, as a change of its own."""
    listed = set(request.POST.getlist("run"))
    ready = [line.found for line in map(ReadyLine, ready_imports(request.user, node)) if line.is_ready]
    asked = [found for found in ready if str(found.id) in listed]
    for found in asked:
        ask_apply(request.user, found.node, found.id)
    if asked:
        tell(
            request, f"{count_words(len(asked), 'file')} on the way in, each as a change that can be undone."
        )
    else:
        tell(request, "Nothing that was listed is still ready; look at the list again.")


def _on_their_way(request: HttpRequest, node: int) -> dict[str, Any]:
    """Return the files that are being read, those that could not be read a short while ago, and what is ready."""
    lines = [ReadyLine(found) for found in ready_imports(request.user, node)]
    rows = jobs_query(request.user, node=node, kind=PREPARE, limit=MOST_FILES)
    since = timezone.now() - TOLD_FOR
    is_importing = any(line.is_open for line in lines)
    return {
        # One dry run is looked at by itself.
        "ready_lines": lines if len(lines) > 1 or is_importing else [],
        "ready_count": sum(line.is_ready for line in lines),
        "importing_count": sum(line.is_open for line in lines),
        "reading": [row for row in rows if not row.status.is_over],
        "unread": [
            row
            for row in rows
            if row.error and row.owner_id == request.user.pk and (row.finished_at or since) > since
        ],
    }


def _ask(request: HttpRequest, node: int, form: ImportForm) -> list[int]:
    """Ask for the dry run of each chosen file; return the jobs."""
    files = request.FILES.getlist("file")
    if not files:
        form.add_error(None, "Choose a plan file first.")
    given: dict[str, Any] = {"only": form.cleaned_data["only"].strip()}
    if wanted := form.cleaned_data.get("mastered"):
        given["mastered"] = Mastered(wanted)
    jobs = []
    for file in files:
        if file.size > LARGEST_BYTES:
            form.add_error(None, f"{file.name} is larger than 200 MB. Split it, or use the command line.")
            continue
        try:
            jobs.append(ask_import(request.user, node, file.name, file.read(), **given))
        except LockstepError as error:
            add_problem(form, error)
    return jobs
