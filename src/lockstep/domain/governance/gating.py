"""Whether a gate could be passed now: its criteria held against live data."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from lockstep.domain.governance.measures import is_met, measured
from lockstep.domain.governance.models import Gate, GateCondition, GateCriterion
from lockstep.domain.governance.vocabulary import Comparator, CriterionState, GateState, Measure


def state_of(user: Any, gate: Gate, path: str) -> GateState:
    """Return the criteria of a gate as they stand, and what is missing to pass it.

    `path` is the path of the gate's node: measures count what is at and below it.
    """
    return states_of(user, [(gate, path)])[gate.pk]


def states_of(user: Any, gates: Sequence[tuple[Gate, str]]) -> dict[int, GateState]:
    """Return the states of several gates; gates of one node are measured once."""
    ids = [gate.pk for gate, _ in gates]
    rows: dict[int, list[GateCriterion]] = defaultdict(list)
    for row in GateCriterion.objects.filter(gate__in=ids).exclude(state="dropped").order_by("pk"):
        rows[row.gate_id].append(row)
    open_ones = Counter(
        GateCondition.objects.filter(gate__in=ids, state="open").values_list("gate_id", flat=True)
    )
    asked: dict[tuple[int, str], set[Measure]] = defaultdict(set)
    for gate, path in gates:
        asked[gate.node_id, path] |= {Measure(row.measure) for row in rows[gate.pk] if row.measure}
    values = measured(user, asked)
    return {
        gate.pk: _state(rows[gate.pk], values[gate.node_id, path], open_ones[gate.pk]) for gate, path in gates
    }


def _state(
    rows: Sequence[GateCriterion], values: dict[Measure, float | None], conditions_open: int
) -> GateState:
    criteria = tuple(_judged(row, values) for row in rows)
    whole = sum(item.weight for item in criteria)
    met = sum(item.weight for item in criteria if item.is_met)
    return GateState(
        criteria,
        conditions_open,
        met / whole if whole else None,
        tuple(item.title for item in criteria if item.is_mandatory and not item.is_met),
    )


_ASKED = {
    Comparator.AT_MOST: "at most",
    Comparator.AT_LEAST: "at least",
    Comparator.BELOW: "below",
    Comparator.ABOVE: "above",
    Comparator.EQUAL: "exactly",
}


def _judged(row: GateCriterion, values: dict[Measure, float | None]) -> CriterionState:
    measure = Measure(row.measure) if row.measure else None
    value = values[measure] if measure else None
    if row.state == "waived":
        verdict: bool | None = True
    elif measure:
        verdict = is_met(value, Comparator(row.comparator), row.threshold)
    else:
        verdict = {"met": True, "failed": False}.get(row.state)
    asked = (
        f"{measure.value.replace('_', ' ')}: {_ASKED[Comparator(row.comparator)]} {row.threshold:g}"
        if measure
        else ""
    )
    return CriterionState(
        row.pk, row.key, row.title, row.is_mandatory, row.weight, measure, value, asked, verdict
    )
