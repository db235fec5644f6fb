"""One block of 64 iterations: drawn, computed, ready to be counted."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from lockstep.engine.kernels import codes
from lockstep.engine.kernels.compiled import locked
from lockstep.engine.kernels.floats import total_floats
from lockstep.engine.kernels.lanes import forward_lanes
from lockstep.engine.kernels.late_lanes import backward_lanes
from lockstep.engine.kernels.sampling import LANES
from lockstep.engine.kernels.tallies import has_points, last_finishes
from lockstep.engine.passes import both_passes
from lockstep.engine.simulation.ground import Ground
from lockstep.engine.simulation.pace import never
from lockstep.engine.simulation.sampler import Sampler
from lockstep.foundation.ticks import TICKS_PER_DAY
from lockstep.plan.columns import Float64, Int8, Int32

LATEST = 14_400
"""Ticks at the horizon's end in which no date may lie."""
NOTHING = -(2**31)


class TooShort(Exception):
    """The horizon does not hold every date; lay out more years and begin again."""


@dataclass(slots=True)
class Block:
    """Working arrays of one thread, (A, 64) unless said otherwise; moments count from the ground's origin.

    Attributes:
        ground: what all iterations share.
        is_full: every start is filled, also those that nothing reads.
        drawn: what remains, in ticks.
        span: the same with gaps, the way from start to finish.
        start, finish: dates.
        is_critical: 1 where the total float is at most the project's limit; summaries and levels of effort never.
        by_project: latest finish by project, (P, 64).
        whole: latest finish of everything, (64,).
        cost: cost by project, (P, 64), minor units; without cost lines (0, 64).
    """

    ground: Ground
    is_full: bool = False
    drawn: Int32 = field(init=False)
    span: Int32 = field(init=False)
    start: Int32 = field(init=False)
    finish: Int32 = field(init=False)
    is_critical: Int8 = field(init=False)
    by_project: Int32 = field(init=False)
    whole: Int32 = field(init=False)
    cost: Float64 = field(init=False)
    _room: tuple[Int32, ...] = field(init=False)
    _ends_done: np.ndarray = field(init=False)
    _lanes: Int32 = field(init=False)

    def __post_init__(self) -> None:
        count = len(self.ground.plan.activities)
        fixed = self.ground.dates
        self.drawn = np.empty((count, LANES), np.int32)
        self.span = np.empty((count, LANES), np.int32)
        self.start = self._repeated(fixed.start)
        self.finish = self._repeated(fixed.finish)
        self.is_critical = np.zeros((count, LANES), np.int8)
        self.by_project = np.empty((max(1, len(self.ground.plan.projects)), LANES), np.int32)
        self.whole = np.empty(LANES, np.int32)
        self.cost = np.empty((0, LANES))
        rooms = 5 if self.ground.grid is not None else 0
        self._room = tuple(np.zeros((count, LANES), np.int32) for _ in range(rooms))
        calendars = self.ground.grid.before.shape[0] if self.ground.grid is not None else 0
        self._lanes = np.empty((4, LANES), np.int32)
        self._ends_done = np.empty((len(self.by_project), calendars, LANES), np.int32)

    def _repeated(self, ticks: np.ndarray) -> Int32:
        return np.repeat((ticks - self.ground.origin).astype(np.int32)[:, None], LANES, axis=1)

    def compute(self, sampler: Sampler, number: int, is_over: Callable[[], bool] = never) -> None:
        """Draw and compute one block, or give up where the work is over. Raises TooShort."""
        self._draw(sampler, number)
        if self.ground.grid is None:
            self._one_by_one(is_over)
        else:
            self._all_at_once()
        if sampler.has_cost and not is_over():
            ready = self.ground.ready
            self.cost = sampler.cost(
                number, ready.work, self.ground.origin, ready.net.calendar, self.span,
                (self.start, self.finish), len(self.by_project),
            )  # fmt: skip

    def compute_finishes(self, sampler: Sampler, number: int, is_over: Callable[[], bool] = never) -> None:
        """Draw and compute the dates of one block, without what depends on late dates. Raises TooShort."""
        self._draw(sampler, number)
        if self.ground.grid is None:
            self._one_by_one(is_over)
        else:
            self._forward()

    def _draw(self, sampler: Sampler, number: int) -> None:
        sampler.draw(number, self.drawn)
        if self.ground.gaps.any():
            np.add(self.drawn, self.ground.gaps.astype(np.int32)[:, None], out=self.span)
        else:
            self.span = self.drawn

    def _forward(self) -> bool:
        """Fill the dates; return whether plain rows were computed in working ticks."""
        ground, ways, net = self.ground, self.ground.ways, self.ground.ready.net
        assert ways is not None
        begun, asked = self._room[:2]
        is_by_work = not self.is_full and not has_points(ways.is_plain, self.span)
        forward_lanes(
            ground.grid, ground.ready.work, net, ways, ground.origin, is_by_work, self.span,
            self.start, self.finish, begun, asked, self._lanes,
        )  # fmt: skip
        last_finishes(net, self.finish, self.by_project, self.whole)
        if self.whole.max() >= ground.ready.horizon.days * TICKS_PER_DAY - LATEST or self.start.min() < 0:
            raise TooShort
        return is_by_work

    def _all_at_once(self) -> None:
        is_by_work = self._forward()
        ground = self.ground
        begun, asked, held, late_finish, late_done = self._room
        lowest = backward_lanes(
            ground.grid, ground.ready.net, ground.ways, ground.origin, is_by_work, self.span, self._ends(),
            self._ends_done, self.start, self.finish, begun, held, late_finish, late_done, asked, self.is_critical,
            self._lanes,
        )  # fmt: skip
        if lowest < 0:
            raise TooShort

    def _ends(self) -> Int32:
        ends = self.by_project.copy()
        for row, project in enumerate(self.ground.plan.projects):
            by = self.ground.ready.net.policy[row, codes.ENDS_BY]
            if by != codes.NEVER:
                ends[row] = by - self.ground.origin
            elif not project.options.is_float_by_project:
                ends[row] = self.whole
        return ends

    def _one_by_one(self, is_over: Callable[[], bool] = never) -> None:
        """Compute the iterations by the passes of the deterministic engine."""
        ground, plan, ready = self.ground, self.ground.plan, self.ground.ready
        net = ready.net
        usual = np.maximum(net.span_ticks, 1)
        owner = np.repeat(np.arange(len(net.state)), np.diff(net.driver_first))
        judged = np.isin(net.state, (codes.UNSTARTED, codes.STARTED, codes.FIXED))
        free, floats = np.empty(len(usual), np.int64), np.empty(len(usual), np.int64)
        is_critical = np.empty(len(usual), np.bool_)
        for lane in range(LANES):
            if is_over():
                return
            span = self.span[:, lane].astype(np.int64)
            rows = net.drivers.copy()
            share = span[owner] / usual[owner]
            rows[:, codes.DRIVER_SPAN] = np.rint(rows[:, codes.DRIVER_SPAN] * share)
            own = replace(ready, net=locked(net._replace(span_ticks=span, drivers=rows)))
            dates, finishes = both_passes(plan, own)
            lowest = min(int(dates.start.min()), int(dates.late_start.min()))
            highest = max(int(dates.finish.max()), int(dates.late_finish.max()))
            if lowest < ready.horizon.start_ticks or highest >= ready.horizon.finish_ticks:
                raise TooShort
            free[:] = 0
            total_floats(
                ready.work, own.net, dates.early_start, dates.early_finish, dates.late_start,
                dates.late_finish, dates.start_work, dates.late_work, free, floats, is_critical,
            )  # fmt: skip
            self.start[:, lane] = dates.start - ground.origin
            self.finish[:, lane] = dates.finish - ground.origin
            self.is_critical[:, lane] = is_critical & judged
            self.by_project[:, lane] = np.maximum(finishes - ground.origin, NOTHING)
            self.whole[lane] = self.by_project[:, lane].max()
