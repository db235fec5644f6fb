"""Ranges of durations, many at once: what is uncertain about the work still to be done."""

from collections.abc import Iterable, Sequence
from typing import Any

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_edit_schedule
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.planning.editing import hold_network
from lockstep.domain.planning.models import Activity, ActivityLayer
from lockstep.domain.planning.range_fields import NO_RANGE, range_columns
from lockstep.domain.planning.vocabulary import RangeScope, RowState
from lockstep.plan import ActivityKind, ActivityMode, RangeSource

_DRAWN = (ActivityKind.ACTIVITY.value, ActivityKind.RESOURCE_DEPENDENT.value)


@action("planning.set_ranges", version=1)
def set_ranges(
    work: Work,
    *,
    activities: list[int],
    low_share: float,
    likely_share: float = 1.0,
    high_share: float,
    shape: str = "triangular",
    is_trigen: bool = False,
    source: int = RangeSource.EXPERT.value,
) -> int:
    """Give several activities a range as shares of what remains of each; return how many."""
    rows = work.get_many(Activity, activities)
    for row in {row.project_id: row for row in rows}.values():
        work.require(may_edit_schedule, row)
        hold_network(work, load_node(work, row.project_id))
    values = _in_shares(low_share, likely_share, high_share, shape, is_trigen, source)
    return _write(work, rows, values)


@action("planning.quick_ranges", version=1)
def quick_ranges(
    work: Work,
    *,
    node: int,
    low_share: float = 0.9,
    likely_share: float = 1.0,
    high_share: float = 1.3,
    shape: str = "triangular",
    is_trigen: bool = False,
    scope: RangeScope = RangeScope.WITHOUT,
    text: str = "",
    source: int = RangeSource.QUICK.value,
) -> int:
    """Give all unfinished work below a node a range as shares of what remains; return how many got one.

    `text` narrows it to activities whose names hold all its words; `scope` says whether ranges that somebody gave
    already are kept.
    """
    place = load_node(work, node)
    work.require(may_edit_schedule, place)
    hold_network(work, place)
    rows = _unfinished(place.path, text)
    if scope is RangeScope.WITHOUT:
        known = _with_range(ActivityLayer.objects.filter(project__path__startswith=place.path))
        rows = [row for row in rows if row.pk not in known]
    if not rows:
        raise Refused(
            place.name,
            "No unfinished activity here is without a range. Choose to replace those that are there, or other words.",
        )
    return _write(work, rows, _in_shares(low_share, likely_share, high_share, shape, is_trigen, source))


@action("planning.clear_ranges", version=1)
def clear_ranges(work: Work, *, activities: list[int]) -> int:
    """Take the ranges of several activities away; return how many had one."""
    rows = work.get_many(Activity, activities)
    for row in {row.project_id: row for row in rows}.values():
        work.require(may_edit_schedule, row)
        hold_network(work, load_node(work, row.project_id))
    wanted = {row.pk for row in rows}
    layers = ActivityLayer.objects.filter(project_id__in={row.project_id for row in rows})
    found = [pk for activity, pk in _with_range(layers).items() if activity in wanted]
    work.change_many(ActivityLayer, [(pk, None, dict(NO_RANGE)) for pk in found])
    return len(found)


def _in_shares(
    low: float, likely: float, high: float, shape: str, is_trigen: bool, source: int
) -> dict[str, Any]:
    return range_columns(
        "range",
        None,
        {
            "low_share": low,
            "likely_share": likely,
            "high_share": high,
            "range_shape": shape,
            "is_trigen": is_trigen,
            "range_source": source,
        },
    )


def _unfinished(path: str, text: str) -> list[Activity]:
    found = Activity.objects.filter(
        project__path__startswith=path,
        kind__in=_DRAWN,
        mode=ActivityMode.AUTOMATIC,
        actual_finish_ticks=None,
        remaining_ticks__gt=0,
    ).exclude(state=RowState.WITHDRAWN)
    for word in text.casefold().split():
        found = found.filter(folded__contains=word)
    return list(found.order_by("pk"))


def _with_range(layers: Any) -> dict[int, int]:
    """Return the layers that hold a range, by activity."""
    rows = layers.values_list("activity_id", "pk", "low_ticks", "high_ticks", "low_share", "high_share")
    return {activity: pk for activity, pk, *values in rows if any(value is not None for value in values)}


def _write(work: Work, rows: Sequence[Activity], values: dict[str, Any]) -> int:
    layers = _layers_of(rows)
    work.create_many(
        ActivityLayer,
        [
            {"activity_id": row.pk, "project_id": row.project_id, **values}
            for row in rows
            if row.pk not in layers
        ],
    )
    work.change_many(ActivityLayer, [(layers[row.pk], None, values) for row in rows if row.pk in layers])
    return len(rows)


def _layers_of(rows: Iterable[Activity]) -> dict[int, int]:
    projects = {row.project_id for row in rows}
    return dict(ActivityLayer.objects.filter(project_id__in=projects).values_list("activity_id", "pk"))
