"""Assignments of resources to activities, and work that was spread by a curve of its own or by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np

from lockstep.plan.columns import Float64, Int8, Int32, Int64, Table, Texts, frozen


class Contour(IntEnum):
    """How an assignment's work is spread over its duration: Microsoft Project's work contours, and curves.

    The contours count in units at the peak; `CURVE` counts in mean units, its shares are in `Plan.curves`.
    """

    FLAT = 0
    BACK_LOADED = 1
    FRONT_LOADED = 2
    DOUBLE_PEAK = 3
    EARLY_PEAK = 4
    LATE_PEAK = 5
    BELL = 6
    TURTLE = 7
    EDITED = 8
    CURVE = 9


@dataclass(frozen=True, slots=True)
class Assignments(Table):
    """Columns by assignment, length S.

    Attributes:
        uids: identity in the source.
        activity: index of the activity.
        resource: index of the resource, or -1 where nobody is named yet.
        units: share of a full-time unit, 1.0 is full time; 0 does not drive dates.
        work_ticks: total work (effort) in ticks of effort.
        actual_work_ticks: work done.
        remaining_work_ticks: work to do.
        overtime_work_ticks: part of the work done in overtime, which does not lengthen the activity.
        delay_ticks: working ticks from the activity's start to the assignment's.
        leveling_delay_ticks: delay set by leveling, on the clock.
        contour: `Contour`.
        actual_start_ticks: actual start of the assignment, or missing.
        actual_finish_ticks: actual finish of the assignment, or missing.
        stop_ticks: moment up to which work is recorded, or missing.
        resume_ticks: moment when remaining work goes on, or missing.
        planned_start_ticks: start that the source holds, or missing; used only where the spread was edited.
        planned_finish_ticks: finish that the source holds, or missing; as above.
    """

    uids: Int64
    activity: Int32
    resource: Int32
    units: Float64
    work_ticks: Int64
    actual_work_ticks: Int64
    remaining_work_ticks: Int64
    overtime_work_ticks: Int64
    delay_ticks: Int64
    leveling_delay_ticks: Int64
    contour: Int8
    actual_start_ticks: Int64
    actual_finish_ticks: Int64
    stop_ticks: Int64
    resume_ticks: Int64
    planned_start_ticks: Int64
    planned_finish_ticks: Int64

    def __post_init__(self) -> None:
        self._check_lengths()


@dataclass(frozen=True, slots=True)
class Timephased(Table):
    """Work of an assignment by period, as edited by hand or recorded.

    Attributes:
        assignment: index of the assignment; periods of one assignment are ascending.
        start_ticks: start of the period.
        finish_ticks: end of the period, excluded.
        work_ticks: work within it; 0 marks a gap.
        is_actual: 1 where the work was done, 0 where it is planned.
    """

    assignment: Int32
    start_ticks: Int64
    finish_ticks: Int64
    work_ticks: Int64
    is_actual: Int8

    def __post_init__(self) -> None:
        self._check_lengths()


CURVE_POINTS: Final = 21


@dataclass(frozen=True, slots=True)
class Curves(Table):
    """The shares by which the work of an assignment is spread, at most one row an assignment.

    Attributes:
        assignment: index of the assignment, whose contour is `Contour.CURVE`.
        names: what the source calls the curve.
        shares: share of the work that is done at the very start, then in each twentieth of the working time;
            rows x `CURVE_POINTS`, each row adds up to 1.
    """

    assignment: Int32
    names: Texts
    shares: Float64

    def __post_init__(self) -> None:
        self._check_lengths()


NO_CURVES: Final = Curves(frozen((), np.int32), (), frozen(np.zeros((0, CURVE_POINTS)), np.float64))


def curves_of(rows: Sequence[tuple[int, str, Sequence[float]]]) -> Curves:
    """Return curves of `(assignment, name, shares)`, whose shares are brought to a sum of 1."""
    if not rows:
        return NO_CURVES
    shares = np.array([row[2] for row in rows], np.float64)
    return Curves(
        assignment=frozen([row[0] for row in rows], np.int32),
        names=tuple(row[1] for row in rows),
        shares=frozen(shares / shares.sum(axis=1, keepdims=True), np.float64),
    )
