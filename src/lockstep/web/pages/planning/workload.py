"""The workload of a node: people and roles by week against their capacity, and the work behind each number."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from lockstep.domain.people.vocabulary import ResourceKind
from lockstep.domain.planning.queries import (
    LevelingRow,
    WorkItem,
    WorkloadPage,
    WorkloadRow,
    levelings,
    work_behind,
)
from lockstep.domain.planning.queries import workload as workload_query
from lockstep.domain.planning.queries.workload import MOST_WEEKS, USUAL_WEEKS
from lockstep.domain.planning.vocabulary import LevelingState
from lockstep.foundation.ticks import TICKS_PER_DAY, datetime_of
from lockstep.web.exports import export_asked
from lockstep.web.lists import Column, Filter, Kind, address, make_listing
from lockstep.web.places import node_and_where
from lockstep.web.screens import screen
from lockstep.web.shell import render
from lockstep.web.words import count_words, number_words, share_words
from lockstep.web.workload_picture import Cell, Chart, cells_of, chart_of, week_heads, week_words

SPANS = (13, 26, MOST_WEEKS)
STATES = (("over", "over-allocated"), ("room", "with room"), ("idle", "no work in these weeks"))
SORTS = (("name", "Name"), ("-overload", "Most overload"), ("-hours", "Most hours"))
FULL = 0.85


@dataclass(frozen=True, slots=True)
class Line:
    """One resource as the table draws it."""

    row: WorkloadRow
    cells: tuple[Cell, ...]
    note: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a line or a cell."""

    row: WorkloadRow
    title: str
    words: str
    items: tuple[WorkItem, ...]
    chart: Chart


@screen
def workload(request: HttpRequest, node: int) -> HttpResponse:
    """Show who is asked for how much; `who` and `week` say what is looked into."""
    page, where = node_and_where(request.user, node)
    given = {name: _number(request, name) for name in ("from", "weeks", "proposal", "who", "week")}
    span = given["weeks"] or USUAL_WEEKS
    proposals = [row for row in levelings(request.user, node, limit=20) if row.node == node]
    offered = _offered(proposals, given["proposal"])
    chosen = given["proposal"] if offered and given["proposal"] == offered.id else None
    found = workload_query(request.user, node, first_day=given["from"], weeks=span, proposal=chosen)
    listing = make_listing(
        request, found.rows, _columns(found.weeks), filters=_filters(), default_sort="name"
    )
    if download := export_asked(request, listing, f"{page.row.name} workload"):
        return download
    behind = _behind(request, node, found, given["who"], given["week"], chosen)
    week = given["week"] if behind else None
    return render(
        request,
        "web/planning/workload.html",
        {
            "node": page.row,
            "found": found,
            "listing": listing,
            "weeks": week_heads(found.weeks),
            "lines": [
                Line(
                    row,
                    cells_of(row, found.weeks, week if behind and behind.row.id == row.id else None),
                    _note(row),
                    behind is not None and behind.row.id == row.id,
                )
                for row in listing.rows
            ],
            "behind": behind,
            "headline": _headline(found),
            "sub": _sub(found),
            "spans": [(count, f"{count} weeks", count == span) for count in SPANS],
            "sorts": [(key, label, listing.sort == key) for key, label in SORTS],
            "earlier": address(request.GET, **{"from": found.weeks[0] - 7 * span, "week": None}),
            "later": address(request.GET, **{"from": found.weeks[-1] + 7, "week": None}),
            "offered": offered,
            "is_leveled": chosen is not None,
            "as_planned": address(request.GET, proposal=None),
            "as_leveled": address(request.GET, proposal=offered.id) if offered else "",
        },
        title="Workload",
        here="workload",
        where=where,
    )


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.removeprefix("-").isdigit() and len(text) < 9 else None


def _offered(proposals: Sequence[LevelingRow], wanted: int | None) -> LevelingRow | None:
    """Return the proposal that one may look through: the one in the address, else the newest open one."""
    asked = next((row for row in proposals if row.id == wanted), None)
    return asked or next((row for row in proposals if row.state is LevelingState.OPEN and row.delays), None)


def _columns(weeks: Sequence[int]) -> tuple[Column[WorkloadRow], ...]:
    def of_week(at: int, day: int) -> Column[WorkloadRow]:
        label = f"{datetime_of(day * TICKS_PER_DAY):%Y-%m-%d}"
        return Column(f"w{day}", label, lambda row: row.cells[at].demand_hours, Kind.NUMBER)

    return (
        Column("name", "Name", lambda row: row.name),
        Column("kind", "Kind", lambda row: row.kind.value),
        Column("units", "Units", lambda row: row.units, Kind.SHARE),
        Column("hours", "Hours", lambda row: row.demand_hours, Kind.NUMBER),
        Column("capacity", "Capacity, h", lambda row: row.capacity_hours, Kind.NUMBER),
        Column("overload", "Overload, h", lambda row: row.overload_hours, Kind.NUMBER),
        *(of_week(at, day) for at, day in enumerate(weeks)),
    )


def _filters() -> tuple[Filter[WorkloadRow], ...]:
    work_kinds = (ResourceKind.PERSON, ResourceKind.ROLE, ResourceKind.EQUIPMENT)
    return (
        Filter("show", "Show", _state, STATES),
        Filter("kind", "Kind", lambda row: row.kind.value, [(kind.value, kind.value) for kind in work_kinds]),
    )


def _state(row: WorkloadRow) -> str:
    if row.overload_hours:
        return "over"
    if not row.demand_hours:
        return "idle"
    return "room" if row.demand_hours < row.capacity_hours * FULL else "full"


def _note(row: WorkloadRow) -> str:
    parts = [row.kind.value]
    if row.units != 1:
        parts.append(share_words(row.units) if row.units < 1 else f"{number_words(row.units)} units")
    if row.projects > 1:
        parts.append(f"{row.projects} projects")
    return " · ".join(parts)


def _behind(
    request: HttpRequest,
    node: int,
    found: WorkloadPage,
    who: int | None,
    week: int | None,
    proposal: int | None,
) -> Behind | None:
    row = next((row for row in found.rows if row.id == who), None)
    if row is None:
        return None
    is_week = week in found.weeks
    first, count = (week, 1) if is_week and week is not None else (found.weeks[0], len(found.weeks))
    items = work_behind(request.user, node, row.id, first_day=first, weeks=count, proposal=proposal)
    chart = chart_of(row, found.weeks)
    if not is_week or week is None:
        return Behind(row, f"{row.name}, {count_words(count, 'week')}", f"{chart.said}.", items, chart)
    cell = row.cells[found.weeks.index(week)]
    words = (
        f"{number_words(cell.demand_hours)} h are asked for, {number_words(cell.capacity_hours)} h are there"
    )
    if cell.absent_hours >= 1:
        words += f" ({number_words(cell.absent_hours)} h absent)"
    if cell.overload_hours:
        days = count_words(cell.days_over, "day")
        words += f": {number_words(cell.overload_hours)} h too much, on {days}"
    return Behind(row, f"{row.name}, week of {week_words(week)}", f"{words}.", items, chart)


def _headline(found: WorkloadPage) -> str:
    over = [row for row in found.rows if row.overload_hours]
    span = count_words(len(found.weeks), "week")
    if not found.rows:
        return "Nobody is assigned to work yet"
    if not over:
        return f"Nobody is asked for too much in these {span}"
    verb = "is" if len(over) == 1 else "are"
    return f"{len(over)} of {len(found.rows)} {verb} asked for too much in these {span}"


def _sub(found: WorkloadPage) -> str:
    over = [row for row in found.rows if row.overload_hours]
    if not over:
        return (
            "Remaining work, spread over the working time of each activity, against the hours that there are."
        )
    worst = max(over, key=lambda row: row.overload_hours)
    total = number_words(round(sum(row.overload_hours for row in over)))
    return (
        f"{total} h more than there is; most of {worst.name}, {number_words(round(worst.overload_hours))} h."
    )
