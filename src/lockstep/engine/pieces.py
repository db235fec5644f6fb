"""Where the work of split and suspended activities lies between their start and finish."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from lockstep.engine.kernels import codes
from lockstep.engine.kernels.lookup import moments_after, starts_from
from lockstep.engine.network.compiling import Compiled
from lockstep.engine.preparing import prepared, worked
from lockstep.engine.result import Schedule
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import Plan
from lockstep.plan.columns import Int32, Int64

_IN_ONE = (codes.SUMMARY, codes.SPANNING, codes.INACTIVE)

Gap = tuple[int, int]
"""Working ticks of the duration before a gap, and its length in working ticks."""


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Pieces of work, those of one activity side by side and in order; arrays of one length.

    Attributes:
        activity: index of the activity.
        start_ticks, finish_ticks: of the piece.
    """

    activity: Int32
    start_ticks: Int64
    finish_ticks: Int64

    def __len__(self) -> int:
        return len(self.activity)


@dataclass(slots=True)
class _Work:
    """Pieces as working ticks from a moment of their activity; `goes_on` are those with which started work does."""

    activity: list[int]
    anchor: list[int]
    before: list[int]
    until: list[int]
    goes_on: set[int]

    def lay(self, activity: int, anchor: int, first: int, last: int, gaps: list[Gap]) -> None:
        """Lay the work from `first` to `last` (ticks of the duration) from a moment on, with its gaps."""
        at, offset = first, 0
        for after, gap in gaps:
            if first < after < last:
                self._add(activity, anchor, offset, offset + after - at)
                offset, at = offset + after - at + gap, after
            elif after == first:
                offset += gap
        self._add(activity, anchor, offset, offset + last - at)

    def _add(self, activity: int, anchor: int, before: int, until: int) -> None:
        if until > before:
            self.activity.append(activity)
            self.anchor.append(anchor)
            self.before.append(before)
            self.until.append(until)


def pieces(plan: Plan, schedule: Schedule) -> Pieces:
    """Return the pieces of work of every activity that a split or a suspension takes apart.

    Parameters
    ----------
    plan : Plan
        A sound plan of A activities.
    schedule : Schedule
        What `schedule` returned for it.

    Returns
    -------
    Pieces
        Start and finish of each piece in ticks; at least two for each activity that is named. An activity whose
        work is in one piece is not named, nor are summaries, levels of effort and inactive ones.

    Notes
    -----
    Own definition: unstarted work is laid from the scheduled start, what remains of started work back from the
    scheduled finish; work that was done ends where it was suspended, or after the working time that is done. Pieces
    are counted on the activity's calendar and never reach beyond its finish. Deterministic: equal plans and
    schedules give equal pieces. Cost O(A + L), and nothing where there is no split and no suspension.

    Examples
    --------
    >>> from lockstep.engine import schedule
    >>> from lockstep.plan import Calendar, PlanBuilder, Project
    >>> builder = PlanBuilder()
    >>> calendar = builder.add_calendar(Calendar("1", "Standard"))
    >>> monday = 20_458 * 14_400 + 4_800
    >>> project = builder.add_project(Project("p", "P", start_ticks=monday, calendar=calendar))
    >>> dig = builder.add_activity(names="Dig", duration_ticks=9_600)
    >>> gap = builder.add_split(dig, 4_800, 4_800)
    >>> plan = builder.build()
    >>> found = pieces(plan, schedule(plan))
    >>> (found.start_ticks - monday).tolist(), (found.finish_ticks - monday).tolist()
    ([0, 28800], [5400, 34200])
    """
    if not len(plan.splits) and not len(plan.suspensions):
        return Pieces(np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0, np.int64))
    ready = prepared(plan, schedule)
    gaps = _gaps(plan)
    stops = dict(
        zip(plan.suspensions.activity.tolist(), plan.suspensions.suspend_ticks.tolist(), strict=True)
    )
    rows = [row for row in sorted({*gaps, *stops}) if ready.net.state[row] not in _IN_ONE]
    found = _Work([], [], [], [], set())
    for row, resume in zip(rows, _remaining_starts(ready, schedule, rows), strict=True):
        start, own = int(schedule.start_ticks[row]), gaps.get(row, [])
        duration = int(plan.activities.duration_ticks[row])
        if ready.net.state[row] != codes.STARTED:
            found.lay(row, start, 0, duration, own)
            continue
        remaining = int(plan.activities.remaining_ticks[row])
        done = max(duration - remaining, 0)
        # A gap right where the work stands is part of what remains, as in the passes.
        found.lay(row, start, 0, done, [gap for gap in own if gap[0] < done])
        found.goes_on.add(len(found.activity))
        found.lay(row, resume, done, done + remaining, [gap for gap in own if gap[0] >= done])
    return _laid(ready, schedule, found, stops)


def _gaps(plan: Plan) -> dict[int, list[Gap]]:
    found: dict[int, list[Gap]] = defaultdict(list)
    splits = plan.splits
    for row, after, gap in zip(
        splits.activity.tolist(), splits.after_ticks.tolist(), splits.gap_ticks.tolist(), strict=True
    ):
        found[row].append((after, gap))
    return {row: sorted(own) for row, own in found.items()}


def _remaining_starts(ready: Compiled, schedule: Schedule, rows: list[int]) -> list[int]:
    """Return where the work that ends with each activity's finish begins."""
    calendars = np.ascontiguousarray(ready.net.calendar[rows], np.int32)
    spans = np.ascontiguousarray(ready.net.span_ticks[rows], np.int64)
    begins = moments_after(ready.work, calendars, schedule.finish_ticks[rows], -spans)
    return list(np.maximum(begins, schedule.start_ticks[rows]).tolist())


def _laid(ready: Compiled, schedule: Schedule, work: _Work, stops: dict[int, int]) -> Pieces:
    """Return work as moments, in pieces that do not touch."""
    activity = np.array(work.activity, np.int32)
    calendars = np.ascontiguousarray(ready.net.calendar[activity], np.int32)
    anchors = np.array(work.anchor, np.int64)
    befores = moments_after(ready.work, calendars, anchors, np.array(work.before, np.int64))
    starts = starts_from(ready.work, calendars, befores)
    finishes = moments_after(ready.work, calendars, anchors, np.array(work.until, np.int64))
    finishes = np.minimum(finishes, schedule.finish_ticks[activity])
    for row in work.goes_on:
        stop = stops.get(work.activity[row - 1], NO_TICKS) if 0 < row < len(activity) else NO_TICKS
        is_next = stop != NO_TICKS and work.activity[row - 1] == work.activity[row]
        if is_next and starts[row - 1] < stop <= starts[row]:
            finishes[row - 1] = stop
    is_joined = np.zeros(len(activity), np.bool_)
    is_joined[1:] = (activity[1:] == activity[:-1]) & (
        worked(ready, calendars[1:], starts[1:]) <= worked(ready, calendars[1:], finishes[:-1])
    )
    first = np.flatnonzero(~is_joined)
    last = np.append(first[1:], len(activity)) - 1 if len(first) else first
    activity, starts, finishes = activity[first], starts[first], finishes[last]
    is_apart = np.bincount(activity, minlength=1)[activity] > 1 if len(activity) else np.zeros(0, np.bool_)
    return Pieces(activity[is_apart], starts[is_apart], finishes[is_apart])
