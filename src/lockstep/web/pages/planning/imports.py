"""Bringing plan files in: which, where, who keeps the plan; and what was imported before."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from lockstep.domain.access.vocabulary import NodeKind, Permission
from lockstep.domain.planning.actions.asking import PREPARE, ask_import
from lockstep.domain.planning.queries import ImportRow
from lockstep.domain.planning.queries import imports as imports_query
from lockstep.domain.planning.vocabulary import ImportState, Mastered
from lockstep.domain.runs.queries import jobs as jobs_query
from lockstep.foundation.findings import LockstepError
from lockstep.web.exports import export_asked
from lockstep.web.lists import Column, Filter, Kind, make_listing
from lockstep.web.performing import watch
from lockstep.web.places import node_and_where
from lockstep.web.problems import add_problem
from lockstep.web.screens import screen
from lockstep.web.shell import render

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


def _on_their_way(request: HttpRequest, node: int) -> dict[str, Any]:
    """Return the files that are being read, and those of the reader that could not be read a short while ago."""
    rows = jobs_query(request.user, node=node, kind=PREPARE, limit=MOST_FILES)
    since = timezone.now() - TOLD_FOR
    return {
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
