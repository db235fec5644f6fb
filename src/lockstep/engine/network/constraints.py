"""Date constraints as one row of limits for each constrained activity."""

from dataclasses import dataclass

import numpy as np

from lockstep.engine.dialects import RULES, LatenessMeans
from lockstep.engine.kernels import codes
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ConstraintKind as Kind
from lockstep.plan import Constraints, Plan
from lockstep.plan.columns import Bool, Int8, Int32, Int64

_FLOORS = {
    Kind.START_NO_EARLIER_THAN: codes.FLOOR_START,
    Kind.EXTERNAL_EARLY_START: codes.FLOOR_START,
    Kind.START_ON: codes.FLOOR_START,
    Kind.FINISH_NO_EARLIER_THAN: codes.FLOOR_FINISH,
    Kind.FINISH_ON: codes.FLOOR_FINISH,
}
_CAPS = {
    Kind.START_NO_LATER_THAN: codes.CAP_START,
    Kind.START_ON: codes.CAP_START,
    Kind.FINISH_NO_LATER_THAN: codes.CAP_FINISH,
    Kind.FINISH_ON: codes.CAP_FINISH,
    Kind.DEADLINE: codes.CAP_FINISH,
    Kind.EXTERNAL_LATE_FINISH: codes.CAP_FINISH,
}
_HOLDS = {
    Kind.START_NO_LATER_THAN: codes.HOLD_START,
    Kind.FINISH_NO_LATER_THAN: codes.HOLD_FINISH,
}
_PINS = {
    Kind.MANDATORY_START: codes.PIN_START,
    Kind.MANDATORY_FINISH: codes.PIN_FINISH,
}
_MUST = {
    Kind.MUST_START_ON: (codes.PIN_START, codes.FLOOR_START, codes.CAP_START),
    Kind.MUST_FINISH_ON: (codes.PIN_FINISH, codes.FLOOR_FINISH, codes.CAP_FINISH),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What constraints come to.

    Attributes:
        row_of: by activity its row of limits, or -1.
        rows: see the columns in `kernels.codes`.
        is_late: by activity, 1 where it is as late as possible.
        has_late: some activity is, in the total-float sense.
        has_late_free: some activity is, in the free-float sense.
    """

    row_of: Int32
    rows: Int64
    is_late: Int8
    has_late: bool
    has_late_free: bool


def limits(plan: Plan) -> Limits:
    """Return the limits of a plan."""
    count = len(plan.activities)
    row_of = np.full(count, -1, np.int32)
    is_late = np.zeros(count, np.int8)
    constraints = plan.constraints
    if len(constraints) == 0:
        return Limits(row_of, np.zeros((0, codes.CONSTRAINT_COLUMNS), np.int64), is_late, False, False)
    lateness = constraints.kind == Kind.AS_LATE_AS_POSSIBLE
    is_late[constraints.activity[lateness]] = 1
    is_dated = ~lateness & (constraints.at_ticks != NO_TICKS)
    concerned = np.unique(constraints.activity[is_dated])
    row_of[concerned] = np.arange(len(concerned), dtype=np.int32)
    rows = np.full((len(concerned), codes.CONSTRAINT_COLUMNS), codes.NEVER, np.int64)
    rows[:, [codes.CAP_START, codes.CAP_FINISH, codes.HOLD_START, codes.HOLD_FINISH]] = codes.FAR
    wins = np.array([project.options.constraints_win for project in plan.projects], np.bool_)
    is_strong = wins[plan.activities.project[constraints.activity]]
    for kind in np.unique(constraints.kind[is_dated]).tolist():
        chosen = is_dated & (constraints.kind == kind)
        _lay(rows, row_of, constraints, chosen, Kind(kind), is_strong)
    late = plan.activities.project[is_late == 1]
    means_free = np.array(
        [RULES[project.dialect].lateness == LatenessMeans.FREE_FLOAT for project in plan.projects], np.bool_
    )
    return Limits(row_of, rows, is_late, bool((~means_free[late]).any()), bool(means_free[late].any()))


def _lay(
    rows: Int64, row_of: Int32, constraints: Constraints, chosen: Bool, kind: Kind, is_strong: Bool
) -> None:
    """Lay the chosen constraints, all of one kind, into the rows of limits."""
    where, at = row_of[constraints.activity[chosen]], constraints.at_ticks[chosen]
    if kind in _FLOORS:
        np.maximum.at(rows[:, _FLOORS[kind]], where, at)
    if kind in _CAPS:
        np.minimum.at(rows[:, _CAPS[kind]], where, at)
    if kind in _PINS:
        rows[where, _PINS[kind]] = at
    strong = is_strong[chosen]
    if kind in _HOLDS:
        np.minimum.at(rows[:, _HOLDS[kind]], where[strong], at[strong])
    if kind in _MUST:
        pin, floor, cap = _MUST[kind]
        rows[where[strong], pin] = at[strong]
        np.maximum.at(rows[:, floor], where[~strong], at[~strong])
        np.minimum.at(rows[:, cap], where[~strong], at[~strong])
