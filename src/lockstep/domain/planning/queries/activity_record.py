"""One activity with everything that hangs on it: links, assignments, and the program's own layer."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import OuterRef, Q, Subquery

from lockstep.domain.access.policies import Standing, may_edit_schedule, may_read
from lockstep.domain.access.queries.nodes import readable_nodes
from lockstep.domain.ledger import NotFound
from lockstep.domain.planning.models import Activity, ActivityLayer, Assignment, Link, ProjectPlan
from lockstep.domain.planning.vocabulary import Layer, RowState
from lockstep.plan import Contour

OUTSIDE: Final = "activity outside your view"


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link as seen from anywhere. An end that may not be read has no id, and its name says so."""

    id: int
    version: int
    predecessor: int | None
    predecessor_name: str
    predecessor_project: int | None
    successor: int | None
    successor_name: str
    successor_project: int | None
    kind: int
    lag_unit: int
    lag_ticks: int
    lag_share: float
    is_hard: bool
    is_cross_project: bool
    layer: Layer
    note: str


@dataclass(frozen=True, slots=True)
class CurveRow:
    """Shares of the work: that of the very start, then of each twentieth of the working time."""

    name: str
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """A resource on an activity."""

    id: int
    version: int
    activity: int
    resource: int | None
    resource_name: str
    units: float
    work_ticks: int
    actual_work_ticks: int
    remaining_work_ticks: int
    # How its work is spread: the name of a contour in small letters, "edited" where it was spread by hand.
    contour: str
    curve: CurveRow | None


@dataclass(frozen=True, slots=True)
class LayerRow:
    """What the program knows of an activity beyond its source; version 0 where nothing was set yet."""

    version: int
    owner: int | None
    owner_name: str
    low_ticks: int | None
    likely_ticks: int | None
    high_ticks: int | None
    notes: str
    # Shares of what remains, where the range is given so.
    low_share: float | None = None
    likely_share: float | None = None
    high_share: float | None = None
    range_shape: int | None = None
    is_trigen: bool = False
    # Range of the fixed cost, as shares of it.
    cost_low_share: float | None = None
    cost_high_share: float | None = None


@dataclass(frozen=True, slots=True)
class ActivityRecord:
    """One activity: its input, its dates in the newest result, and what hangs on it."""

    id: int
    version: int
    project: int
    parent: int | None
    uid: int
    code: str
    name: str
    wbs: str
    state: RowState
    kind: int
    mode: int
    work_rule: int
    calendar: int | None
    duration_ticks: int
    remaining_ticks: int
    is_elapsed: bool
    share_complete: float
    actual_start_ticks: int | None
    actual_finish_ticks: int | None
    planned_start_ticks: int | None
    planned_finish_ticks: int | None
    constraint: int
    constraint_at_ticks: int | None
    deadline_ticks: int | None
    priority: int
    fixed_cost_minor: int
    currency: str
    start_ticks: int | None
    finish_ticks: int | None
    late_finish_ticks: int | None
    total_float_ticks: int | None
    is_critical: bool
    predecessors: tuple[LinkRow, ...]
    successors: tuple[LinkRow, ...]
    assignments: tuple[AssignmentRow, ...]
    layer: LayerRow
    may_edit: bool


_COPIED: Final = (
    "version", "uid", "code", "name", "wbs", "kind", "mode", "work_rule", "duration_ticks", "remaining_ticks",
    "is_elapsed", "share_complete", "actual_start_ticks", "actual_finish_ticks", "planned_start_ticks",
    "planned_finish_ticks", "constraint", "constraint_at_ticks", "deadline_ticks", "priority",
    "fixed_cost_minor",
)  # fmt: skip
_DATES: Final = ("start_ticks", "finish_ticks", "late_finish_ticks", "total_float_ticks")


def activity_record(user: Any, activity: int) -> ActivityRecord:
    """Return an activity, a removed one too; NotFound when it is absent or may not be read."""
    plan = ProjectPlan.objects.filter(node=OuterRef("project"))
    rows = Activity.objects.select_related("dates", "project").filter(may_read.readable(user, "project"))
    row = rows.filter(pk=activity).annotate(currency=Subquery(plan.values("currency")[:1])).first()
    if row is None:
        raise NotFound(f"activity {activity}", "There is no such activity, or you may not see it.")
    links = link_rows(user, Link.objects.filter(Q(predecessor_id=row.pk) | Q(successor_id=row.pk)))
    dates = getattr(row, "dates", None)
    return ActivityRecord(
        id=row.pk,
        project=row.project_id,
        parent=row.parent_id,
        state=RowState(row.state),
        calendar=row.calendar_id,
        currency=row.currency or "",
        **{name: getattr(row, name) for name in _COPIED},
        **{name: getattr(dates, name, None) for name in _DATES},
        is_critical=bool(dates and dates.is_critical),
        predecessors=tuple(link for link in links if link.successor == row.pk),
        successors=tuple(link for link in links if link.predecessor == row.pk),
        assignments=_assignments(row.pk),
        layer=_layer(row.pk),
        may_edit=Standing.of(user).may(may_edit_schedule.permission, row.project.path),
    )


def link_record(user: Any, link: int) -> LinkRow:
    """Return a link whose successor may be read."""
    found = link_rows(user, Link.objects.filter(may_read.readable(user, "project"), pk=link))
    if not found:
        raise NotFound(f"link {link}", "There is no such link, or you may not see it.")
    return found[0]


def assignment_record(user: Any, assignment: int) -> AssignmentRow:
    """Return an assignment to an activity that may be read."""
    found = Assignment.objects.filter(may_read.readable(user, "project"), pk=assignment)
    row = found.select_related("resource").first()
    if row is None:
        raise NotFound(f"assignment {assignment}", "There is no such assignment, or you may not see it.")
    return _assignment(row)


def link_rows(user: Any, links: Any) -> tuple[LinkRow, ...]:
    """Return links that count, with the names of those ends that the user may read."""
    found = links.exclude(state=RowState.WITHDRAWN).select_related("predecessor", "successor").order_by("pk")
    rows = list(found)
    projects = {end.project_id for row in rows for end in (row.predecessor, row.successor)}
    readable = readable_nodes(user, projects).keys()
    return tuple(_link(row, readable) for row in rows)


def _link(row: Link, readable: Any) -> LinkRow:
    before, after = row.predecessor, row.successor
    sees_before, sees_after = before.project_id in readable, after.project_id in readable
    return LinkRow(
        id=row.pk,
        version=row.version,
        predecessor=before.pk if sees_before else None,
        predecessor_name=before.name if sees_before else OUTSIDE,
        predecessor_project=before.project_id if sees_before else None,
        successor=after.pk if sees_after else None,
        successor_name=after.name if sees_after else OUTSIDE,
        successor_project=after.project_id if sees_after else None,
        kind=row.kind,
        lag_unit=row.lag_unit,
        lag_ticks=row.lag_ticks,
        lag_share=row.lag_share,
        is_hard=row.is_hard,
        is_cross_project=row.is_cross_project,
        layer=Layer(row.layer),
        note=row.note,
    )


def _assignments(activity: int) -> tuple[AssignmentRow, ...]:
    rows = Assignment.objects.filter(activity_id=activity).select_related("resource").order_by("pk")
    return tuple(_assignment(row) for row in rows)


def _assignment(row: Assignment) -> AssignmentRow:
    return AssignmentRow(
        id=row.pk,
        version=row.version,
        activity=row.activity_id,
        resource=row.resource_id,
        resource_name=row.resource.name if row.resource else "",
        units=row.units,
        work_ticks=row.work_ticks,
        actual_work_ticks=row.actual_work_ticks,
        remaining_work_ticks=row.remaining_work_ticks,
        contour=Contour(row.contour).name.lower(),
        curve=CurveRow(row.curve["name"], tuple(row.curve["shares"])) if row.curve else None,
    )


def _layer(activity: int) -> LayerRow:
    row = ActivityLayer.objects.filter(activity_id=activity).select_related("owner").first()
    if row is None:
        return LayerRow(0, None, "", None, None, None, "")
    return LayerRow(
        version=row.version,
        owner=row.owner_id,
        owner_name=row.owner.name if row.owner else "",
        low_ticks=row.low_ticks,
        likely_ticks=row.likely_ticks,
        high_ticks=row.high_ticks,
        notes=row.notes,
        low_share=row.low_share,
        likely_share=row.likely_share,
        high_share=row.high_share,
        range_shape=row.range_shape,
        is_trigen=row.is_trigen,
        cost_low_share=row.cost_low_share,
        cost_high_share=row.cost_high_share,
    )
