"""What somebody works on, as the page of a person lists it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.people.vocabulary import PersonRow, ResourceKind
from lockstep.domain.planning.queries.assigned_work import AssignedRow, assigned_work
from lockstep.web.lists import Column, Filter, Kind, Listing, make_listing
from lockstep.web.places import Where
from lockstep.web.words import count_words, number_words

WORKING = (ResourceKind.PERSON, ResourceKind.ROLE, ResourceKind.EQUIPMENT)
"""Kinds whose work is counted in hours."""
COLUMNS: tuple[Column[AssignedRow], ...] = (
    Column("name", "Activity", lambda row: row.name),
    Column("project", "Project", lambda row: row.project_name),
    Column("units", "Units", lambda row: row.units, Kind.SHARE),
    Column("left", "Hours left", lambda row: row.left_hours, Kind.NUMBER),
    Column("start", "From", lambda row: row.start_ticks, Kind.TICKS),
    Column("finish", "To", lambda row: row.finish_ticks, Kind.TICKS),
    Column(
        "float",
        "Float, days",
        lambda row: None if row.total_float_ticks is None else row.total_float_ticks / 4_800,
        Kind.NUMBER,
    ),
    Column("code", "Code", lambda row: row.code),
)
FILTERS: tuple[Filter[AssignedRow], ...] = (
    Filter(
        "done",
        "State",
        lambda row: "done" if row.is_done else "open",
        [("open", "not finished"), ("done", "finished")],
    ),
    Filter("project", "Project", lambda row: row.project_name),
)


def working(
    request: HttpRequest, person: PersonRow, where: Where
) -> tuple[Listing[AssignedRow], dict[str, Any]]:
    """Return the list of what somebody works on, and what the page says of it."""
    found = assigned_work(request.user, person.node, person.id)
    listing = make_listing(request, found, COLUMNS, filters=FILTERS)
    is_counted = person.kind in WORKING
    return listing, {
        "listing": listing,
        "has_hours": is_counted,
        "work_note": _note(found, is_counted),
        "belongs_words": belongs_words(where),
    }


def belongs_words(where: Where) -> str:
    """Return what it means that somebody belongs to a node."""
    if where.kind == NodeKind.PROJECT:
        return "a project: only its own plan can put them to work"
    return (
        f"a {where.kind}: every plan below it can put them to work, and their hours add up over all of them"
    )


def _note(rows: Sequence[AssignedRow], has_hours: bool) -> str:
    is_open = [row for row in rows if not row.is_done]
    if not is_open:
        return ""
    note = f"{count_words(len(is_open), 'activity')} not finished"
    return (
        f"{note}, {number_words(round(sum(row.left_hours for row in is_open)))} h left" if has_hours else note
    )
