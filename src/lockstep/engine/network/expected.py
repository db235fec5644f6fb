"""Primavera's expected finishes: the remaining duration follows from the date on which work is expected to be done."""

import numpy as np

from lockstep.engine.kernels import codes
from lockstep.engine.kernels.compiled import locked
from lockstep.engine.kernels.forward import forward
from lockstep.engine.kernels.lookup import work_before
from lockstep.engine.kernels.records import Net
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ConstraintKind, Plan
from lockstep.plan.columns import Bool, Int32, Int64

_MOST_PASSES = 60
_NO_FLOORS, _EVERYTHING = np.zeros(0, np.int64), np.zeros(0, np.bool_)


def has_expected(plan: Plan) -> bool:
    """Return True where expected finishes set remaining durations."""
    return bool(_rows(plan).any())


def with_expected_finishes(plan: Plan, net: Net, work: Int32) -> Net:
    """Return the network with the spans that expected finishes ask for.

    The span of an unfinished activity becomes the working time from where its (remaining) work starts to its expected
    finish, at least nothing. Starts follow from predecessors only, so that each further pass settles the next activity
    of a chain; milestones, and work that assignments drive, keep their spans.
    """
    rows = _rows(plan)
    if not rows.any():
        return net
    activity, at = plan.constraints.activity[rows], plan.constraints.at_ticks[rows]
    is_open = (net.state[activity] == codes.UNSTARTED) | (net.state[activity] == codes.STARTED)
    is_open &= (net.driver_first[activity] == net.driver_first[activity + 1]) & (net.span_ticks[activity] > 0)
    activity, at = activity[is_open], at[is_open]
    calendar = np.ascontiguousarray(net.calendar[activity])
    done_by = work_before(work, calendar, np.ascontiguousarray(at))
    for _ in range(min(_MOST_PASSES, len(activity) + 1)):
        starts = np.ascontiguousarray(_remaining_starts(net, work)[activity])
        spans = net.span_ticks.copy()
        spans[activity] = np.maximum(0, done_by - work_before(work, calendar, starts))
        if np.array_equal(spans, net.span_ticks):
            break
        net = locked(net._replace(span_ticks=spans))
    return net


def _rows(plan: Plan) -> Bool:
    """Return the constraints that are expected finishes of projects that use them."""
    constraints = plan.constraints
    uses = np.array([project.options.uses_expected_finish for project in plan.projects] or [False], np.bool_)
    is_expected = (constraints.kind == ConstraintKind.EXPECTED_FINISH) & (constraints.at_ticks != NO_TICKS)
    return np.asarray(is_expected & uses[plan.activities.project[constraints.activity]], np.bool_)


def _remaining_starts(net: Net, work: Int32) -> Int64:
    """Return where (remaining) work starts, by one forward pass."""
    count = len(net.parent)
    ticks = np.empty((8, count), np.int64)
    forward(
        work,
        net,
        _NO_FLOORS,
        _EVERYTHING,
        ticks[0:2].reshape(-1),
        *ticks[2:],
        np.empty(count, np.int8),
        np.empty(count, np.int32),
    )
    return ticks[4]
