"""Whether a gate could be passed now: its criteria held against live data."""

from typing import Any

from lockstep.domain.governance.measures import is_met, measured
from lockstep.domain.governance.models import Gate, GateCondition, GateCriterion
from lockstep.domain.governance.vocabulary import Comparator, CriterionState, GateState, Measure


def state_of(user: Any, gate: Gate, path: str) -> GateState:
    """Return the criteria of a gate as they stand, and what is missing to pass it.

    `path` is the path of the gate's node: measures count what is at and below it.
    """
    rows = list(GateCriterion.objects.filter(gate=gate).exclude(state="dropped").order_by("pk"))
    values = measured(user, gate.node_id, path, {Measure(row.measure) for row in rows if row.measure})
    criteria = tuple(_judged(row, values) for row in rows)
    whole = sum(item.weight for item in criteria)
    met = sum(item.weight for item in criteria if item.is_met)
    return GateState(
        criteria,
        GateCondition.objects.filter(gate=gate, state="open").count(),
        met / whole if whole else None,
        tuple(item.title for item in criteria if item.is_mandatory and not item.is_met),
    )


def _judged(row: GateCriterion, values: dict[Measure, float | None]) -> CriterionState:
    measure = Measure(row.measure) if row.measure else None
    value = values[measure] if measure else None
    if row.state == "waived":
        verdict: bool | None = True
    elif measure:
        verdict = is_met(value, Comparator(row.comparator), row.threshold)
    else:
        verdict = {"met": True, "failed": False}.get(row.state)
    asked = f"{measure.value.replace('_', ' ')} {row.comparator} {row.threshold:g}" if measure else ""
    return CriterionState(
        row.pk, row.key, row.title, row.is_mandatory, row.weight, measure, value, asked, verdict
    )
