"""The passes over a compiled plan, as often as the plan needs them."""

from dataclasses import dataclass, replace

import numpy as np

from lockstep.engine.calendars import Horizon
from lockstep.engine.kernels import codes
from lockstep.engine.kernels.backward import backward
from lockstep.engine.kernels.compiled import locked
from lockstep.engine.kernels.floats import latest_without_delay
from lockstep.engine.kernels.forward import forward
from lockstep.engine.network.compiling import Compiled, limited
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind, Plan, ScheduleFrom
from lockstep.plan.columns import Bool, Int8, Int32, Int64

NO_FLOORS = np.zeros(0, np.int64)
EVERYTHING = np.zeros(0, np.bool_)
"""What the passes take for "all activities"."""


_ROWS, _LATE = 13, 8
"""Rows of the block of dates, and the first of those that the backward pass fills."""


@dataclass(slots=True)
class Dates:
    """The working arrays of the passes, by activity.

    Attributes:
        ticks: one block of rows, because one large array is made and copied faster than a dozen; see the properties.
        by_kind: `codes` of what sets each start.
        by_row: the link, constraint or activity that does, or -1.
    """

    ticks: Int64
    by_kind: Int8
    by_row: Int32

    @classmethod
    def empty(cls, count: int) -> "Dates":
        """Return room for the dates of some activities."""
        return cls(np.empty((_ROWS, count), np.int64), np.empty(count, np.int8), np.empty(count, np.int32))

    def forward_copy(self) -> "Dates":
        """Return the same early dates in room of their own, and room for late ones; see `copy_late`."""
        copied = Dates(np.empty_like(self.ticks), self.by_kind.copy(), self.by_row.copy())
        copied.ticks[:_LATE] = self.ticks[:_LATE]
        return copied

    def copy_late(self, other: "Dates") -> None:
        """Take over the late dates of others."""
        self.ticks[_LATE:] = other.ticks[_LATE:]

    @property
    def moments(self) -> Int64:
        """All starts, then all finishes, so that a link finds its moment by one number."""
        return self.ticks[0:2].reshape(-1)

    @property
    def start(self) -> Int64:
        """Scheduled starts."""
        return self.ticks[0]

    @property
    def finish(self) -> Int64:
        """Scheduled finishes."""
        return self.ticks[1]

    @property
    def early_start(self) -> Int64:
        """Early starts."""
        return self.ticks[2]

    @property
    def early_finish(self) -> Int64:
        """Early finishes."""
        return self.ticks[3]

    @property
    def remaining_start(self) -> Int64:
        """Starts of what remains."""
        return self.ticks[4]

    @property
    def start_work(self) -> Int64:
        """What is worked before the start of plain activities, NO_TICKS of others; see `forward`."""
        return self.ticks[5]

    @property
    def asked_of_children(self) -> Int64:
        """Of summaries, what holds the starts below them."""
        return self.ticks[6]

    @property
    def asking_link(self) -> Int64:
        """Of summaries, the link that does."""
        return self.ticks[7]

    @property
    def late(self) -> Int64:
        """The late starts of what remains, then all late finishes, so that a link finds its moment by one number."""
        return self.ticks[8:10].reshape(-1)

    @property
    def late_finish(self) -> Int64:
        """Late finishes."""
        return self.ticks[9]

    @property
    def late_start(self) -> Int64:
        """Late starts."""
        return self.ticks[10]

    @property
    def late_work(self) -> Int64:
        """What is worked before the late start of plain activities, NO_TICKS of others; see `backward`."""
        return self.ticks[11]

    @property
    def allowed(self) -> Int64:
        """Of summaries, what holds the finishes below them."""
        return self.ticks[12]


def wider_horizon(horizon: Horizon, dates: Dates) -> Horizon | None:
    """Return a wider horizon where some date lies outside this one; the same one where it cannot be wider."""
    if len(dates.start) == 0:
        return None
    lowest = min(int(column.min()) for column in (dates.early_start, dates.late_start, dates.late_finish))
    highest = max(int(column.max()) for column in (dates.early_finish, dates.late_finish, dates.finish))
    is_early, is_late = lowest < horizon.start_ticks, highest >= horizon.finish_ticks
    if not is_early and not is_late:
        return None
    before = horizon.days if is_early else 0
    after = 2 * horizon.days if is_late else 0
    return limited(Horizon(horizon.first_day - before, horizon.days + before + after))


def run_forward(ready: Compiled, dates: Dates, floors: Int64, touched: Bool = EVERYTHING) -> None:
    forward(
        ready.work,
        ready.net,
        floors,
        touched,
        dates.moments,
        dates.early_start,
        dates.early_finish,
        dates.remaining_start,
        dates.start_work,
        dates.asked_of_children,
        dates.asking_link,
        dates.by_kind,
        dates.by_row,
    )


def run_backward(ready: Compiled, dates: Dates, ends: Int64, touched: Bool = EVERYTHING) -> None:
    backward(
        ready.work,
        ready.net,
        ends,
        touched,
        dates.start,
        dates.early_finish,
        dates.late_start,
        dates.late,
        dates.late_work,
        dates.allowed,
    )


def both_passes(plan: Plan, ready: Compiled) -> tuple[Dates, Int64]:
    """Run the passes and return the dates and the latest finish by project."""
    dates = Dates.empty(len(plan.activities))
    if any(project.schedule_from == ScheduleFrom.FINISH for project in plan.projects):
        ready = _started_from_finish(plan, ready, dates)
    run_forward(ready, dates, NO_FLOORS)
    finishes = latest_finishes(plan, ready, dates)
    ends = open_ends(plan, ready, finishes)
    run_backward(ready, dates, ends)
    floors = None
    if ready.has_late:
        floors = _late_floors(ready, dates)
    if ready.has_late_free:
        free = np.empty(len(plan.activities), np.int64)
        latest_without_delay(
            ready.work,
            ready.net,
            dates.start,
            dates.finish,
            dates.remaining_start,
            free,
        )
        means_free = ready.net.policy[ready.net.project, codes.REPORTS_REMAINING] == 1
        floors = np.where(means_free, free, floors if floors is not None else codes.NEVER)
    if floors is not None:
        run_forward(ready, dates, floors)
        finishes = latest_finishes(plan, ready, dates)
    return dates, finishes


def _late_floors(ready: Compiled, dates: Dates) -> Int64:
    means_total = ready.net.policy[ready.net.project, codes.REPORTS_REMAINING] == 0
    is_late = (ready.net.is_late == 1) & means_total & (ready.net.state == codes.UNSTARTED)
    return np.where(is_late, dates.late_start, codes.NEVER)


def _started_from_finish(plan: Plan, ready: Compiled, dates: Dates) -> Compiled:
    """Return the plan with projects scheduled from their finish set to start at the latest that meets it."""
    run_forward(ready, dates, NO_FLOORS)
    finishes = latest_finishes(plan, ready, dates)
    ends = open_ends(plan, ready, finishes)
    run_backward(ready, dates, ends)
    policy = ready.net.policy.copy()
    for row, project in enumerate(plan.projects):
        chosen = (ready.net.project == row) & (ready.net.state != codes.INACTIVE)
        if project.schedule_from == ScheduleFrom.FINISH and chosen.any():
            policy[row, codes.STARTS_AT] = dates.late_start[chosen].min()
    return replace(ready, net=locked(ready.net._replace(policy=policy)))


def latest_finishes(plan: Plan, ready: Compiled, dates: Dates) -> Int64:
    """Return the latest early finish of each project, NO_TICKS where it has no activity."""
    finishes = np.full(max(1, len(plan.projects)), NO_TICKS, np.int64)
    counts = (ready.net.state != codes.INACTIVE) & (ready.net.kind != ActivityKind.EXTERNAL)
    if len(finishes) == 1:
        counted = dates.finish if counts.all() else dates.finish[counts]
        finishes[0] = counted.max(initial=NO_TICKS)
    else:
        np.maximum.at(finishes, ready.net.project[counts], dates.finish[counts])
    return finishes


def open_ends(plan: Plan, ready: Compiled, finishes: Int64) -> Int64:
    """Return the late finish of open ends by project."""
    latest = finishes.max(initial=NO_TICKS)
    ends = finishes.copy()
    for row, project in enumerate(plan.projects):
        if project.schedule_from == ScheduleFrom.FINISH and project.finish_ticks != NO_TICKS:
            ends[row] = project.finish_ticks
        elif ready.net.policy[row, codes.ENDS_BY] != codes.NEVER:
            ends[row] = ready.net.policy[row, codes.ENDS_BY]
        elif not project.options.is_float_by_project:
            ends[row] = latest
    return ends
