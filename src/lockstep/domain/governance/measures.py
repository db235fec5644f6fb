"""The named measures of live data that criteria may be held against; nothing else is ever evaluated."""

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Q

from lockstep.domain.access.queries.nodes import nodes_by_id
from lockstep.domain.delivery.queries import QualityMeasures, quality_measures
from lockstep.domain.governance.assuring import OPEN_FINDING, Severity
from lockstep.domain.governance.models import AssuranceFinding, Decision, GateCondition, Tolerance
from lockstep.domain.governance.register import sql
from lockstep.domain.governance.vocabulary import Color, Comparator, Measure
from lockstep.domain.planning.queries.figures import node_figures
from lockstep.domain.planning.queries.late import late_activities
from lockstep.domain.records.vocabulary import today
from lockstep.domain.risks.queries import troubles_below
from lockstep.domain.risks.vocabulary import OpenTroubles

Measurer = Callable[[Any, Sequence[tuple[int, str]]], dict[tuple[int, str], float | None]]
COMPARED: Mapping[Comparator, Callable[[float, float], bool]] = {
    Comparator.AT_MOST: operator.le,
    Comparator.AT_LEAST: operator.ge,
    Comparator.BELOW: operator.lt,
    Comparator.ABOVE: operator.gt,
    Comparator.EQUAL: operator.eq,
}
MOST_LATE = 10_000


Place = tuple[int, str]
"""A node and its path: measures count what is at and below it."""
Values = dict[Place, float | None]


def measured(user: Any, wanted: Mapping[Place, set[Measure]]) -> dict[Place, dict[Measure, float | None]]:
    """Return the values of measures at some places; None where there is nothing to measure.

    The number of statements depends on the measures, not on the places.
    """
    found: dict[Place, dict[Measure, float | None]] = {place: {} for place in wanted}
    for measure in Measure:
        places = [place for place, measures in wanted.items() if measure in measures]
        if places:
            for place, value in _MEASURES[measure](user, places).items():
                found[place][measure] = value
    return found


def is_met(value: float | None, comparator: Comparator, threshold: float) -> bool | None:
    """Tell whether a value passes; None where it is not known."""
    return None if value is None else COMPARED[comparator](value, threshold)


def _slip(user: Any, places: Sequence[Place]) -> Values:
    figures = node_figures(user, [node for node, _ in places])
    return {(node, path): figures[node].slip_days if node in figures else None for node, path in places}


def _late(user: Any, places: Sequence[Place]) -> Values:
    late = late_activities(user, [node for node, _ in places], limit=MOST_LATE)
    homes = {node.id: node.path for node in nodes_by_id(sorted({row.project for row in late})).values()}
    return {
        place: float(sum(homes.get(row.project, "").startswith(place[1]) for row in late)) for place in places
    }


def _count(model: Any, condition: Callable[[], Q]) -> Measurer:
    def count(user: Any, places: Sequence[Place]) -> Values:
        paths = list(model.objects.filter(condition()).values_list("node__path", flat=True))
        return {place: float(sum(path.startswith(place[1]) for path in paths)) for place in places}

    return count


def _troubles(pick: Callable[[OpenTroubles], int]) -> Measurer:
    def count(user: Any, places: Sequence[Place]) -> Values:
        found = troubles_below([path for _, path in places])
        return {place: float(pick(found[place[1]])) for place in places}

    return count


def _quality(pick: Callable[[QualityMeasures], float | None]) -> Measurer:
    def measure(user: Any, places: Sequence[Place]) -> Values:
        return {place: pick(quality_measures(place[1])) for place in places}

    return measure


def _verified(found: QualityMeasures) -> float | None:
    return None if found.share_verified is None else 100 * found.share_verified


_MEASURES: Mapping[Measure, Measurer] = {
    Measure.SLIP_DAYS: _slip,
    Measure.ACTIVITIES_LATE: _late,
    Measure.RISKS_OPEN: _troubles(lambda found: found.risks),
    Measure.RISKS_EXTREME: _troubles(lambda found: found.extreme_risks),
    Measure.ISSUES_OPEN: _troubles(lambda found: found.issues),
    Measure.BLOCKERS_OPEN: _troubles(lambda found: found.blockers),
    Measure.DECISIONS_OVERDUE: _count(
        Decision, lambda: Q(state__in=("prepared", "ready"), due_on__lt=today())
    ),
    Measure.CONDITIONS_OPEN: _count(GateCondition, lambda: Q(state="open")),
    Measure.TOLERANCES_RED: _count(Tolerance, lambda: Q(state="agreed") & sql.is_in(Color.RED)),
    Measure.TOLERANCES_GRAY: _count(Tolerance, lambda: Q(state="agreed") & sql.is_in(Color.GRAY)),
    Measure.FINDINGS_OPEN: _count(AssuranceFinding, lambda: Q(state__in=OPEN_FINDING)),
    Measure.FINDINGS_CRITICAL: _count(
        AssuranceFinding, lambda: Q(state__in=OPEN_FINDING, severity=Severity.CRITICAL.value)
    ),
    Measure.FINDINGS_OVERDUE: _count(AssuranceFinding, lambda: Q(state__in=OPEN_FINDING, due_on__lt=today())),
    Measure.QUALITY_VERIFIED: _quality(_verified),
    Measure.MANDATORY_FAILED: _quality(lambda found: float(found.mandatory_failed)),
    Measure.DEFECTS_OPEN: _quality(lambda found: float(found.defects_open)),
}
assert set(_MEASURES) == set(Measure)
