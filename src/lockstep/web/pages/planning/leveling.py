"""Leveling a node: what is asked for, how far it is, and the proposals that were made."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render as render_template
from django.urls import reverse
from django.views.decorators.http import require_POST

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.planning.actions import ask_leveling
from lockstep.domain.planning.queries import LevelingRow, leveling_of_job, levelings
from lockstep.domain.planning.queries.delay_states import taken_counts
from lockstep.domain.planning.queries.leveling import ProjectPriority, priorities
from lockstep.domain.planning.queries.looking import has_activities
from lockstep.domain.planning.vocabulary import LevelingAim, LevelingOrder, LevelingSplitting, LevelingState
from lockstep.domain.runs.actions import cancel
from lockstep.domain.runs.queries import JobRow
from lockstep.domain.runs.queries import job as job_query
from lockstep.domain.runs.queries import jobs as jobs_query
from lockstep.domain.runs.vocabulary import JobStatus
from lockstep.foundation.findings import LockstepError
from lockstep.web.exports import export_asked
from lockstep.web.leveling_words import SHORT_AIMS, slip_of
from lockstep.web.lists import Column, Filter, Kind, make_listing
from lockstep.web.next_steps import to_a_schedule
from lockstep.web.performing import tell
from lockstep.web.places import node_and_where
from lockstep.web.problems import add_problem
from lockstep.web.screens import is_fragment, screen
from lockstep.web.shell import render
from lockstep.web.words import count_words, number_words

JOB = "planning.level"
MOST_PRIORITIES = 60
MOST_COUNTED = 10
"""Of so many proposals the list says how much was taken."""
AIMS = {
    LevelingAim.AS_SHORT_AS_POSSIBLE: "As short as possible: take every overload away, finish as early as can be",
    LevelingAim.WITHIN_FLOAT: "Within float only: move no finish; some overload may stay",
}
SPLITTINGS = {
    LevelingSplitting.NEVER: "No, each activity runs through",
    LevelingSplitting.ALLOWED: "Yes, where that ends it earlier",
}

COLUMNS: tuple[Column[LevelingRow], ...] = (
    Column("at", "Computed", lambda row: row.at, Kind.DATE),
    Column("node", "Of", lambda row: row.node_name),
    Column("delays", "Delays", lambda row: row.delays, Kind.NUMBER),
    Column("before", "Overload before, h", lambda row: row.overload_before_hours, Kind.NUMBER),
    Column("after", "After, h", lambda row: row.overload_after_hours, Kind.NUMBER),
    Column("slip", "Finish, days", lambda row: slip_of(row), Kind.NUMBER),
    Column("aim", "Aim", lambda row: SHORT_AIMS[row.aim]),
    Column("author", "By", lambda row: row.author),
    Column("state", "State", lambda row: row.state.value),
)
FILTERS: tuple[Filter[LevelingRow], ...] = (
    Filter("state", "State", lambda row: row.state.value, [(s.value, s.value) for s in LevelingState]),
)


class LevelingForm(forms.Form):
    """What is asked for; one field for the priority of each project and program."""

    aim = forms.ChoiceField(
        label="How far it may go",
        choices=[(aim.value, words) for aim, words in AIMS.items()],
        initial=LevelingAim.AS_SHORT_AS_POSSIBLE.value,
        widget=forms.RadioSelect,
    )
    seconds = forms.FloatField(
        label="Seconds to look for a better order",
        min_value=0,
        max_value=600,
        initial=10,
        help_text="The first answer is there at once; a longer search finds an earlier finish. 0 takes the first.",
    )

    splitting = forms.ChoiceField(
        label="May work be interrupted?",
        choices=[(word.value, words) for word, words in SPLITTINGS.items()],
        initial=LevelingSplitting.NEVER.value,
        required=False,
        help_text="Pieces last a day at least; work that has started stays in one.",
    )
    lead_weeks = forms.FloatField(
        label="Weeks until one more is there",
        min_value=0,
        max_value=104,
        initial=0,
        required=False,
        help_text="For the value of capacity: to find, hire or rent.",
    )
    ramp_up_weeks = forms.FloatField(
        label="Weeks until of full use",
        min_value=0,
        max_value=104,
        initial=0,
        required=False,
        help_text="It grows evenly from no use to full use.",
    )

    def __init__(self, *args: Any, user: Any, node: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.projects, self.programs = (known[:MOST_PRIORITIES] for known in priorities(user, node))
        for kind, known in (("priority", self.projects), ("program", self.programs)):
            for row in known:
                self.fields[f"{kind}-{row.project}"] = forms.IntegerField(
                    label=row.name, min_value=0, max_value=1000, initial=row.priority, required=False
                )

    @property
    def priorities(self) -> list[forms.BoundField]:
        """Return the fields of the projects, where there are several to choose among."""
        return self._several("priority", self.projects)

    @property
    def of_programs(self) -> list[forms.BoundField]:
        """Return the fields of the programs, where there are several to choose among."""
        return self._several("program", self.programs)

    def order(self) -> LevelingOrder:
        """Return what is asked for."""
        given = self.cleaned_data
        return LevelingOrder(
            aim=LevelingAim(given["aim"]),
            seconds=given["seconds"],
            priorities=self._changed("priority", self.projects),
            program_priorities=self._changed("program", self.programs),
            splitting=LevelingSplitting(given["splitting"] or LevelingSplitting.NEVER),
            lead_weeks=given["lead_weeks"] or 0.0,
            ramp_up_weeks=given["ramp_up_weeks"] or 0.0,
        )

    def _several(self, kind: str, known: tuple[ProjectPriority, ...]) -> list[forms.BoundField]:
        return [self[f"{kind}-{row.project}"] for row in known] if len(known) > 1 else []

    def _changed(self, kind: str, known: tuple[ProjectPriority, ...]) -> dict[int, int]:
        """Return the priorities that were given and are not those that hold anyway."""
        given = {row.project: self.cleaned_data.get(f"{kind}-{row.project}") for row in known}
        own = {row.project: row.priority for row in known}
        return {node: value for node, value in given.items() if value is not None and value != own[node]}


@screen
def leveling(request: HttpRequest, node: int) -> HttpResponse:
    """Show what was proposed and what runs; start a run."""
    page, where = node_and_where(request.user, node)
    may_level = Permission.EDIT_SCHEDULE in page.permissions
    form = LevelingForm(request.POST or None, user=request.user, node=node)
    if request.method == "POST" and form.is_valid():
        try:
            ask_leveling(request.user, node, order=form.order())
            return redirect("web:leveling", node)
        except LockstepError as error:
            add_problem(form, error)
    rows = levelings(request.user, node, limit=500)
    listing = make_listing(request, rows, COLUMNS, filters=FILTERS)
    if download := export_asked(request, listing, f"{page.row.name} leveling"):
        return download
    taken = taken_counts(request.user, [row.id for row in listing.rows[:MOST_COUNTED]])
    last = next(iter(jobs_query(request.user, node=node, kind=JOB, limit=1)), None)
    return render(
        request,
        "web/planning/leveling.html",
        {
            "node": page.row,
            "form": form,
            "may_level": may_level,
            "is_scheduled": bool(rows) or has_activities(request.user, node),
            "next": to_a_schedule(where),
            "listing": listing,
            "lines": [LevelingLine(row, taken.get(row.id)) for row in listing.rows],
            "run": last if last is not None and is_worth_showing(request.user, last) else None,
            "headline": headline_of(page.row.name, rows, taken),
        },
        title="Leveling",
        here="leveling",
        where=where,
        status=422 if form.errors else 200,
    )


@screen
def progress(request: HttpRequest, node: int, job: int) -> HttpResponse:
    """Show how far a run is; lead on to what it found."""
    row = job_query(request.user, job)
    if row.status.is_over:
        kept = leveling_of_job(request.user, job)
        address = reverse("web:leveling-proposal", args=[kept]) if kept else ""
        if address and is_fragment(request):
            return HttpResponse(headers={"HX-Redirect": address})
        if address:
            return redirect(address)
    if not is_fragment(request):
        return redirect("web:leveling", node)
    return render_template(request, "web/planning/leveling_run.html", {"run": row, "node": {"id": node}})


@screen
@require_POST
def stop(request: HttpRequest, node: int, job: int) -> HttpResponse:
    """End a run; what it has found by then is kept."""
    cancel(request.user, job)
    is_over = job_query(request.user, job).status.is_over and not leveling_of_job(request.user, job)
    tell(
        request,
        "Stopped before it began; nothing was kept."
        if is_over
        else "It stops; what it has found so far is kept.",
    )
    return redirect("web:leveling", node)


class LevelingLine:
    """A proposal with what the list says of it."""

    def __init__(self, row: LevelingRow, taken: int | None) -> None:
        self.row = row
        self.taken = taken
        self.is_taken = bool(taken) and taken == row.delays
        self.aim = SHORT_AIMS[row.aim]
        self.slip = slip_of(row)
        self.title = f"{count_words(row.delays, 'delay')} for {row.node_name}"


def is_worth_showing(user: Any, row: JobRow) -> bool:
    """Tell whether the last run still runs, or ended without a proposal in a way that people should know."""
    if row.status is JobStatus.CANCELED:
        return leveling_of_job(user, row.id) is None
    return not row.status.is_over or bool(row.error)


def headline_of(name: str, rows: tuple[LevelingRow, ...], taken: Mapping[int, int]) -> str:
    """Return what the page says first."""
    newest = next((row for row in rows if row.state is LevelingState.OPEN), None)
    if newest is None:
        return f"Who is asked for too much in {name}, and what would have to wait"
    hours = number_words(round(newest.overload_before_hours - newest.overload_after_hours))
    if newest.delays and taken.get(newest.id) == newest.delays:
        return f"The newest proposal was taken: {hours} h of overload are gone"
    return f"The newest proposal takes {hours} h of overload away"
