"""The workload of a node: people and roles by week against their capacity, and the work behind each number."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.people.queries import people
from lockstep.domain.people.vocabulary import ResourceKind
from lockstep.domain.planning.queries import (
    CapacityWorth,
    LevelingRow,
    WorkItem,
    WorkloadPage,
    WorkloadRow,
    capacity_worth,
    levelings,
    work_behind,
)
from lockstep.domain.planning.queries import workload as workload_query
from lockstep.domain.planning.queries.looking import has_activities
from lockstep.domain.planning.queries.workload import MOST_WEEKS, USUAL_WEEKS
from lockstep.domain.planning.vocabulary import LevelingState
from lockstep.foundation.ticks import TICKS_PER_DAY, datetime_of
from lockstep.web.exports import export_asked
from lockstep.web.lists import Column, Filter, Kind, Listing, address, make_listing
from lockstep.web.next_steps import NextStep, to_a_schedule
from lockstep.web.places import Where, node_and_where
from lockstep.web.screens import screen
from lockstep.web.shell import render
from lockstep.web.words import count_words
from lockstep.web.workload_picture import PHONE, SCREEN, Cell, Chart, cells_of, chart_of, week_heads
from lockstep.web.workload_words import cell_words, headline_of, note_of, short_of, sub_of, worth_words

SPANS = (13, 26, MOST_WEEKS)
STATES = (("over", "over-allocated"), ("room", "with room"), ("idle", "no work in these weeks"))
SORTS = (
    ("-overload", "Most overload"),
    ("-bottleneck", "Bottleneck index"),
    ("name", "Name"),
    ("-hours", "Most hours"),
)
FULL = 0.85


@dataclass(frozen=True, slots=True)
class Line:
    """One resource as the table draws it."""

    row: WorkloadRow
    cells: tuple[Cell, ...]
    note: str
    is_chosen: bool
    is_within: bool
    """Whether it stands below its role."""
    is_open: bool
    fold_address: str
    gained_days: float
    """How much earlier the whole would finish with one more of it; 0 where nothing is known of it."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a line or a cell."""

    row: WorkloadRow
    title: str
    words: str
    items: tuple[WorkItem, ...]
    chart: Chart
    phone_chart: Chart


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
    columns = _columns(found.weeks)
    everybody = make_listing(request, found.rows, columns, filters=_filters(), default_sort="-overload")
    if download := export_asked(request, everybody, f"{page.row.name} workload"):
        return download
    listing = everybody
    if not everybody.is_narrowed:
        roles = {row.id for row in found.rows if row.people}
        outer = [row for row in found.rows if row.role not in roles]
        listing = make_listing(request, outer, columns, filters=_filters(), default_sort="-overload")
    worth = capacity_worth(request.user, node)
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
            "lines": _lines(
                request, found, (listing, everybody), (behind.row.id if behind else None, week), worth
            ),
            "behind": behind,
            "alike": len([count for count in Counter(row.name for row in found.rows).values() if count > 1]),
            "may_level": Permission.EDIT_SCHEDULE in where.permissions,
            "next": None if found.rows else _next_step(request, where),
            "headline": headline_of(found),
            "sub": sub_of(found),
            "short": short_of(found, worth),
            "worth": worth,
            "worth_words": worth_words(worth),
            "by_index": address(request.GET, sort="-bottleneck", page=None),
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


def _next_step(request: HttpRequest, where: Where) -> NextStep | None:
    """Return how work comes to people: by the schedule where there is one, else by a plan."""
    if Permission.EDIT_SCHEDULE in where.permissions and has_activities(request.user, where.id):
        return NextStep(reverse("web:schedule", args=[where.id]), "Open the schedule")
    return to_a_schedule(where)


def _lines(
    request: HttpRequest,
    found: WorkloadPage,
    lists: tuple[Listing[WorkloadRow], Listing[WorkloadRow]],
    chosen: tuple[int | None, int | None],
    worth: CapacityWorth | None,
) -> list[Line]:
    """Return the lines of the table: those of the list, and below each open role its people."""
    listing, everybody = lists
    gains = {value.resource: value.gained_days for value in worth.values} if worth else {}
    is_open = {int(text) for text in request.GET.get("open", "").split(",") if text.isdigit()}
    within: dict[int, list[WorkloadRow]] = {}
    if not listing.is_narrowed:
        for row in everybody.all_rows:
            if row.role is not None:
                within.setdefault(row.role, []).append(row)

    over = Counter(row.role for row in found.rows if row.overload_hours)
    homes = _homes(request, found)

    def line(row: WorkloadRow, is_within: bool) -> Line:
        week = chosen[1] if chosen[0] == row.id else None
        folds = sorted(is_open ^ {row.id})
        return Line(
            row,
            cells_of(row, found.weeks, week),
            note_of(row, "" if is_within else row.role_name, over.get(row.id, 0), homes.get(row.id, "")),
            chosen[0] == row.id,
            is_within,
            row.id in is_open,
            address(request.GET, open=",".join(map(str, folds)) or None) if row.id in within else "",
            max(0.0, gains.get(row.id, 0.0)),
        )

    lines = []
    for row in listing.rows:
        lines.append(line(row, is_within=False))
        if row.id in is_open:
            lines += [line(person, is_within=True) for person in within.get(row.id, ())]
    return lines


def _homes(request: HttpRequest, found: WorkloadPage) -> dict[int, str]:
    """Return to which project or program those belong whose name others have too."""
    counts = Counter(row.name for row in found.rows)
    alike = {row.id for row in found.rows if counts[row.name] > 1}
    if not alike:
        return {}
    known = people(request.user, node=found.node, limit=1_000).people
    return {row.id: row.node_name for row in known if row.id in alike}


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
        Column("role", "Role", lambda row: row.role_name),
        Column("units", "Units", lambda row: row.units, Kind.SHARE),
        Column("hours", "Hours", lambda row: row.demand_hours, Kind.NUMBER),
        Column("capacity", "Capacity, h", lambda row: row.capacity_hours, Kind.NUMBER),
        Column("overload", "Overload, h", lambda row: row.overload_hours, Kind.NUMBER),
        Column("bottleneck", "Bottleneck index", lambda row: row.bottleneck, Kind.SHARE),
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
    chart, phone_chart = (chart_of(row, found.weeks, room) for room in (SCREEN, PHONE))
    if not is_week or week is None:
        return Behind(
            row, f"{row.name}, {count_words(count, 'week')}", f"{chart.said}.", items, chart, phone_chart
        )
    return Behind(row, *cell_words(row, found.weeks, week), items, chart, phone_chart)
