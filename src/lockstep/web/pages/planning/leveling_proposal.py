"""One leveling proposal: what it would do, why, and taking it in whole or in part."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from lockstep.domain.planning.actions import ask_leveling, dismiss_leveling, reopen_leveling
from lockstep.domain.planning.queries import ProposedDelay
from lockstep.domain.planning.queries import leveling as leveling_query
from lockstep.domain.planning.queries.leveling import LeveledProject
from lockstep.domain.planning.vocabulary import DelayState, LevelingState
from lockstep.web.charts import PHONE_LINES
from lockstep.web.exports import export_asked
from lockstep.web.leveling_pictures import finish_picture, histograms
from lockstep.web.leveling_words import (
    accept_words,
    aim_words,
    capacity_words,
    headline_of,
    search_words,
    taken_words,
    tiles_of,
)
from lockstep.web.lists import Column, Filter, Kind, make_listing
from lockstep.web.performing import carry_out, tell
from lockstep.web.places import node_and_where
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render
from lockstep.web.words import list_words

WORK_DAY_TICKS = 4_800
DELAY_WORDS = {
    DelayState.OPEN: ("none", "open"),
    DelayState.TAKEN: ("good", "taken"),
    DelayState.CHANGED: ("warn", "changed since"),
}
COLUMNS: tuple[Column[ProposedDelay], ...] = (
    Column("name", "Activity", lambda row: row.name),
    Column("code", "Code", lambda row: row.code),
    Column("project", "Project", lambda row: row.project_name),
    Column(
        "delay",
        "Delay, working days",
        lambda row: round(row.delay_work_ticks / WORK_DAY_TICKS, 2),
        Kind.NUMBER,
    ),
    Column("resource", "Resource", lambda row: row.resource_name),
    Column("waits", "Waits for", lambda row: row.waits_for_name),
    Column(
        "priority",
        "Its priority",
        lambda row: row.waits_for_priority if row.waits_for_name else None,
        Kind.NUMBER,
    ),
    Column("before", "Start now", lambda row: row.start_before_ticks, Kind.TICKS),
    Column("start", "Start then", lambda row: row.start_after_ticks, Kind.TICKS),
    Column("finish", "Finish then", lambda row: row.finish_after_ticks, Kind.TICKS),
    Column("state", "State", lambda row: DELAY_WORDS[row.state][1]),
)
FILTERS: tuple[Filter[ProposedDelay], ...] = (
    Filter("project", "Project", lambda row: row.project_name),
    Filter("resource", "Resource", lambda row: row.resource_name),
    Filter("state", "State", lambda row: DELAY_WORDS[row.state][1]),
)


class DelayLine:
    """A delay with what the table says of it."""

    def __init__(self, row: ProposedDelay, is_current: bool) -> None:
        self.row = row
        self.tone, self.state = DELAY_WORDS[row.state]
        self.may_choose = is_current and row.may_take and row.state is not DelayState.TAKEN
        self.is_taken_back = row.delay_ticks == 0 and not row.pauses


@screen
def proposal(request: HttpRequest, leveling: int) -> HttpResponse:
    """Show one proposal."""
    found = leveling_query(request.user, leveling)
    page, where = node_and_where(request.user, found.row.node)
    listing = make_listing(request, found.delays, COLUMNS, filters=FILTERS)
    if download := export_asked(request, listing, f"{page.row.name} leveling {leveling}"):
        return download
    may_take = found.may_take and found.is_current and found.row.state is LevelingState.OPEN
    lines = [DelayLine(row, may_take) for row in listing.rows]
    return render(
        request,
        "web/planning/leveling_proposal.html",
        {
            "node": page.row,
            "found": found,
            "aim": aim_words(found),
            "search": search_words(found),
            "capacity_note": capacity_words(found),
            "headline": headline_of(found),
            "tiles": tiles_of(found),
            "listing": listing,
            "lines": lines,
            "may_take": may_take,
            "open_count": sum(row.state is not DelayState.TAKEN for row in found.delays),
            "histograms": histograms(found),
            "picture": finish_picture(found, timezone.localdate()),
            "phone_picture": finish_picture(found, timezone.localdate(), PHONE_LINES),
            "accept_all": accept_words(found),
            "outside": [row.name for row in found.projects if row.must_propose and row.delays],
            "gains": [value for value in found.values if value.gained_days > 0],
            "gainless": list_words([value.name for value in found.values if value.gained_days <= 0]),
            "projects": sorted(found.projects, key=_touched_first),
        },
        title=f"Leveling proposal {leveling}",
        here="leveling",
        where=where,
        crumbs=[
            Crumb("Leveling", reverse("web:leveling", args=[page.row.id])),
            Crumb(f"Proposal {leveling}"),
        ],
    )


@screen
@require_POST
def accept(request: HttpRequest, leveling: int) -> HttpResponse:
    """Take all delays, those of one project, or the ticked ones."""
    arguments: dict[str, Any] = {"proposal": leveling}
    found = leveling_query(request.user, leveling)
    if project := request.POST.get("project", ""):
        arguments["projects"] = [int(project)]
    elif request.POST.get("rows") == "ticked":
        arguments["activities"] = [int(text) for text in request.POST.getlist("activity") if text.isdigit()]
    else:
        # All that this person may take: others' projects stay open.
        arguments["projects"] = [row.id for row in found.projects if row.may_take and row.delays]
    said = taken_words(found, arguments)
    carry_out(
        request, "planning.accept_leveling", arguments, said=said, reason=f"Leveling proposal {leveling}"
    )
    return redirect("web:leveling-proposal", leveling)


@screen
@require_POST
def decide(request: HttpRequest, leveling: int, step: str) -> HttpResponse:
    """Put a proposal aside, look at it again, or level anew with its settings."""
    if step == "again":
        found = leveling_query(request.user, leveling)
        row = found.row
        ask_leveling(request.user, row.node, order=found.order)
        return redirect("web:leveling", row.node)
    if step == "dismiss":
        dismiss_leveling(request.user, leveling)
        tell(request, "The proposal was put aside. Nothing of the plan changed.")
    else:
        reopen_leveling(request.user, leveling)
        tell(request, "The proposal is open again.")
    return redirect("web:leveling-proposal", leveling)


def _touched_first(project: LeveledProject) -> tuple[bool, bool, str]:
    is_moved = project.finish_before_ticks != project.finish_after_ticks
    return not project.delays, not is_moved, project.name.casefold()
