"""The named measures of live data that criteria may be held against; nothing else is ever evaluated."""

import operator
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q

from lockstep.domain.governance.assuring import OPEN_FINDING, Severity
from lockstep.domain.governance.models import AssuranceFinding, Decision, GateCondition, Tolerance
from lockstep.domain.governance.register import sql
from lockstep.domain.governance.vocabulary import Color, Comparator, Measure
from lockstep.domain.planning.queries.figures import node_figures
from lockstep.domain.planning.queries.late import late_activities
from lockstep.domain.records.vocabulary import today
from lockstep.domain.risks.queries import open_troubles
from lockstep.domain.risks.vocabulary import OpenTroubles

COMPARED: Mapping[Comparator, Callable[[float, float], bool]] = {
    Comparator.AT_MOST: operator.le,
    Comparator.AT_LEAST: operator.ge,
    Comparator.BELOW: operator.lt,
    Comparator.ABOVE: operator.gt,
    Comparator.EQUAL: operator.eq,
}
MOST_LATE = 10_000


def measured(user: Any, node: int, path: str, measures: set[Measure]) -> dict[Measure, float | None]:
    """Return the values of some measures at and below a node; None where there is nothing to measure."""
    return {measure: _MEASURES[measure](user, node, path) for measure in measures}


def is_met(value: float | None, comparator: Comparator, threshold: float) -> bool | None:
    """Tell whether a value passes; None where it is not known."""
    return None if value is None else COMPARED[comparator](value, threshold)


def _slip(user: Any, node: int, path: str) -> float | None:
    figures = node_figures(user, [node]).get(node)
    return None if figures is None else figures.slip_days


def _late(user: Any, node: int, path: str) -> float | None:
    return float(len(late_activities(user, [node], limit=MOST_LATE)))


def _count(model: Any, condition: Callable[[], Q]) -> Callable[[Any, int, str], float | None]:
    def count(user: Any, node: int, path: str) -> float | None:
        return float(model.objects.filter(condition(), node__path__startswith=path).count())

    return count


def _troubles(pick: Callable[[OpenTroubles], int]) -> Callable[[Any, int, str], float | None]:
    def count(user: Any, node: int, path: str) -> float | None:
        return float(pick(open_troubles(path)))

    return count


_MEASURES: Mapping[Measure, Callable[[Any, int, str], float | None]] = {
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
}
assert set(_MEASURES) == set(Measure)
