"""What is uncertain about a network: the stored ranges, beside its plan of the same revision."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lockstep.domain.planning.bridge.compiled import READS, Compiled, compiled_network
from lockstep.domain.planning.bridge.sheets import GoOn, unasked
from lockstep.domain.planning.models import ActivityLayer, Network
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import (
    ActivityKind,
    ActivityMode,
    Plan,
    RangeSource,
    RangeUnit,
    Shape,
    UncertaintiesBuilder,
)

COLUMNS = (
    "activity_id",
    "low_ticks",
    "likely_ticks",
    "high_ticks",
    "low_share",
    "likely_share",
    "high_share",
    "range_shape",
    "is_trigen",
    "range_source",
)


@dataclass(frozen=True, slots=True)
class GivenRange:
    """A stored range as it stands for what remains of an activity; `unit` says what low, likely and high are."""

    activity: int
    shape: Shape
    unit: RangeUnit
    is_trigen: bool
    low: float
    likely: float
    high: float
    source: RangeSource


def given_ranges(compiled: Compiled) -> dict[int, GivenRange]:
    """Return the ranges of activities that are computed, by row of the plan."""
    projects = compiled.assembled.project_ids.tolist()
    found: dict[int, GivenRange] = {}
    for values in ActivityLayer.objects.filter(project_id__in=projects).values_list(*COLUMNS):
        row = compiled.row(values[0])
        if row is not None and (made := _range(compiled.plan, row, values)) is not None:
            found[row] = made
    return found


def cost_shares(compiled: Compiled) -> dict[int, tuple[float, float]]:
    """Return the ranges of fixed costs that were given, as shares, by row of the plan."""
    projects = compiled.assembled.project_ids.tolist()
    found = ActivityLayer.objects.filter(project_id__in=projects).exclude(
        cost_low_share=None, cost_high_share=None
    )
    rows = found.values_list("activity_id", "cost_low_share", "cost_high_share")
    return {
        row: (1.0 if low is None else low, 1.0 if high is None else high)
        for activity, low, high in rows
        if (row := compiled.row(activity)) is not None
    }


def is_drawn(plan: Plan) -> Any:
    """Return for each activity whether a range of it changes anything: unfinished work that is scheduled."""
    activities = plan.activities
    found = np.isin(activities.kind, (ActivityKind.ACTIVITY, ActivityKind.RESOURCE_DEPENDENT))
    found &= (activities.mode == ActivityMode.AUTOMATIC) & (activities.remaining_ticks > 0)
    return found & (activities.actual_finish_ticks == NO_TICKS)


def ranges_builder(compiled: Compiled) -> UncertaintiesBuilder:
    """Return a builder that holds the stored ranges; other sources add theirs."""
    builder = UncertaintiesBuilder()
    for row, given in sorted(given_ranges(compiled).items()):
        builder.add_range(
            row,
            shape=given.shape,
            unit=given.unit,
            is_trigen=given.is_trigen,
            low=given.low,
            likely=given.likely,
            high=given.high,
            source=given.source,
        )
    return builder


def uncertain_network(network: int, go_on: GoOn = unasked) -> tuple[Compiled, UncertaintiesBuilder]:
    """Return the newest revision of a network with its ranges, both of one moment; `go_on` is asked in between."""
    for _ in range(READS):
        compiled = compiled_network(network, go_on)
        go_on()
        builder = ranges_builder(compiled)
        if Network.objects.values_list("revision", flat=True).get(pk=network) == compiled.revision:
            break
    return compiled, builder


def _range(plan: Plan, row: int, values: tuple[Any, ...]) -> GivenRange | None:
    _, low_ticks, likely_ticks, high_ticks, low, likely, high, shape, is_trigen, source = values
    known = {
        "activity": values[0],
        "shape": Shape(shape if shape is not None else Shape.TRIANGULAR),
        "is_trigen": is_trigen,
        "source": RangeSource(source if source is not None else RangeSource.EXPERT),
    }
    if low is not None or high is not None:
        points = _three(low, likely, high, 1.0)
        return GivenRange(unit=RangeUnit.SHARE, low=points[0], likely=points[1], high=points[2], **known)
    if low_ticks is None and high_ticks is None:
        return None
    activities = plan.activities
    duration, remaining = int(activities.duration_ticks[row]), int(activities.remaining_ticks[row])
    # Of a range of the whole duration, what is done already stays done.
    done = max(0, duration - remaining)
    points = _three(low_ticks, likely_ticks, high_ticks, float(duration))
    left = [max(0.0, point - done) for point in points]
    return GivenRange(unit=RangeUnit.TICKS, low=left[0], likely=left[1], high=left[2], **known)


def _three(low: float | None, likely: float | None, high: float | None, usual: float) -> list[float]:
    """Return low, likely and high with what is missing filled in between."""
    least = low if low is not None else min(usual, likely if likely is not None else usual, high or usual)
    most = high if high is not None else max(usual, likely if likely is not None else usual, least)
    middle = likely if likely is not None else min(max(usual, least), most)
    return [float(least), float(middle), float(most)]
