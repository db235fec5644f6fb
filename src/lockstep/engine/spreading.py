"""Work that is left, laid into the days on which it is done."""

from dataclasses import dataclass

import numpy as np

from lockstep.engine.calendars import CalendarPool
from lockstep.engine.contours import KNOWN_GAPS, ByHand, by_hand, planned_periods, shapes
from lockstep.engine.kernels.lookup import work_before
from lockstep.engine.pieces import pieces
from lockstep.engine.result import Schedule
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY
from lockstep.plan import ActivityMode, Plan, ResourceKind
from lockstep.plan.columns import Float64, Int32, Int64


@dataclass(frozen=True, slots=True, eq=False)
class OpenWork:
    """Assignments with work left; arrays of one length but `periods`.

    Attributes:
        rows: index of the assignment.
        begin, finish: from when to when its work is done.
        periods: rows of the plan's periods of work that say how it was spread by hand.
    """

    rows: Int64
    begin: Int64
    finish: Int64
    periods: Int64

    def limits(self, plan: Plan) -> tuple[int, int]:
        """Return the first and the last moment of any of it, far apart in the wrong order where there is none."""
        table = plan.timephased
        starts, ends = table.start_ticks[self.periods], table.finish_ticks[self.periods]
        first = min(int(self.begin.min(initial=2**62)), int(starts.min(initial=2**62)))
        return first, max(int(self.finish.max(initial=0)), int(ends.max(initial=0)))


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """Working time and the days that are looked at; `calendar` is the number of that of each row of open work."""

    tables: Int32
    calendar: Int32
    first_day: int
    days: int

    def worked(self, calendar: Int32, moments: Int64) -> Int64:
        """Return the working ticks before each moment on the calendar beside it."""
        return work_before(self.tables, calendar, moments)


@dataclass(frozen=True, slots=True, eq=False)
class _Spans:
    """Times in which work is done, those of one row of open work side by side and in order."""

    owner: Int64
    begin: Int64
    finish: Int64


def open_work(plan: Plan, schedule: Schedule) -> OpenWork:
    """Return the assignments with work left, and from when to when it is done."""
    table, activities = plan.assignments, plan.activities
    of = table.activity
    counts = (table.resource >= 0) & (table.remaining_work_ticks > 0)
    counts &= (activities.actual_finish_ticks == NO_TICKS)[of] & (activities.mode != ActivityMode.INACTIVE)[
        of
    ]
    if len(plan.resources):
        counts &= (plan.resources.kind == ResourceKind.WORK)[table.resource]
    rows = np.flatnonzero(counts)
    begin, finish = schedule.start_ticks[of[rows]].copy(), schedule.finish_ticks[of[rows]]
    data_dates = np.array([project.data_date_ticks for project in plan.projects] or [NO_TICKS], np.int64)
    reported = data_dates[activities.project[of[rows]]]
    goes_on = (activities.actual_start_ticks[of[rows]] != NO_TICKS) & (reported < finish)
    begin[goes_on] = np.maximum(begin, reported)[goes_on]
    kept = (begin != NO_TICKS) & (finish != NO_TICKS) & (finish > begin)
    rows = rows[kept]
    return OpenWork(rows, begin[kept], finish[kept], planned_periods(plan, rows))


def calendars_of(plan: Plan, pool: CalendarPool, rows: Int64) -> Int32:
    """Return the number of the calendar on which each assignment is worked."""
    activities, of = plan.activities, plan.assignments.activity[rows]
    of_project = np.array([project.calendar for project in plan.projects] or [-1], np.int64)
    own = activities.calendar[of].astype(np.int64)
    other = plan.resources.calendar[plan.assignments.resource[rows]].astype(np.int64)
    other = np.where(activities.ignores_resource_calendars[of] != 0, -1, other)
    own = np.where((own < 0) & (other < 0), of_project[activities.project[of]], own)
    own, other = (
        np.where(activities.is_elapsed[of] != 0, -1, own),
        np.where(activities.is_elapsed[of] != 0, -1, other),
    )
    # One number for each pair: rows of two are sorted far more slowly.
    width = len(plan.calendars) + 1
    pairs, place = np.unique((own + 1) * width + other + 1, return_inverse=True)
    numbers = [pool.number((pair // width - 1, pair % width - 1)) for pair in pairs.tolist()]
    return np.array(numbers, np.int32)[place] if len(rows) else np.zeros(0, np.int32)


def spread(plan: Plan, schedule: Schedule, work: OpenWork, axis: Axis) -> tuple[Int64, Int64, Float64]:
    """Return assignment, day and ticks of effort of every piece of demand within the days."""
    calendar = axis.calendar
    there = axis.worked(calendar, work.finish) - axis.worked(calendar, work.begin)
    hand = by_hand(plan, axis.tables, (work.rows, work.begin, calendar), work.periods)
    spans = _spans(plan, schedule, work, hand, (calendar, there), axis)
    number = calendar[spans.owner]
    starts = axis.worked(number, spans.begin)
    there = axis.worked(number, spans.finish) - starts
    is_idle = there <= 0
    number = np.where(is_idle, 0, number).astype(np.int32)
    starts, there = (
        np.where(is_idle, spans.begin, starts),
        np.where(is_idle, spans.finish - spans.begin, there),
    )
    total = np.bincount(spans.owner, there, minlength=len(work.rows))
    table = plan.assignments
    form = shapes(plan, work.rows, hand, np.maximum(total, 1.0))
    left = table.remaining_work_ticks[work.rows].astype(np.float64)
    # What is left was seldom counted down with the progress; nobody works at more than the units, on the whole.
    effort = np.where(form.is_by_hand, left, np.minimum(left, table.units[work.rows] * total))
    piece, day, first, last = _days(spans, axis)
    done = axis.worked(number[piece], first)
    part = axis.worked(number[piece], last) - done
    kept = part > 0
    piece, day, done, part = piece[kept], day[kept], done[kept], part[kept]
    owner = spans.owner[piece]
    share = part / total[owner]
    shaped = np.flatnonzero(form.of[owner])
    if len(shaped):
        own, of = owner[shaped], piece[shaped]
        at = (_before(spans.owner, there)[of] + done[shaped] - starts[of]) / total[own]
        share[shaped] = form.between(own, at, at + share[shaped])
    amount = effort[owner] * share
    kept = amount > 0
    return work.rows[owner[kept]], day[kept] - axis.first_day, amount[kept]


def _spans(
    plan: Plan,
    schedule: Schedule,
    work: OpenWork,
    hand: ByHand,
    whole: tuple[Int32, Int64],
    axis: Axis,
) -> _Spans:
    """Return open work with that of split activities taken apart, but for work by hand that has the gaps itself."""
    parts = pieces(plan, schedule)
    everything = np.arange(len(work.rows))
    if not len(parts):
        return _Spans(everything, work.begin, work.finish)
    activity = plan.assignments.activity[work.rows]
    first = np.searchsorted(parts.activity, activity, side="left")
    counts = np.searchsorted(parts.activity, activity, side="right") - first
    owner = np.repeat(everything, counts)
    piece = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts) + first[owner]
    begin = np.maximum(work.begin[owner], parts.start_ticks[piece])
    finish = np.minimum(work.finish[owner], parts.finish_ticks[piece])
    is_there = finish > begin
    owner, begin, finish = owner[is_there], begin[is_there], finish[is_there]
    is_whole = counts == 0
    if len(hand.row):
        number, there = whole[0][owner], whole[1]
        worked = axis.worked(number, finish) - axis.worked(number, begin)
        gaps = there - np.bincount(owner, worked, minlength=len(everything))
        is_whole[hand.row] |= hand.rest_ticks()[hand.row] >= KNOWN_GAPS * gaps[hand.row]
    apart = ~is_whole[owner]
    return _Spans(
        np.concatenate([everything[is_whole], owner[apart]]),
        np.concatenate([work.begin[is_whole], begin[apart]]),
        np.concatenate([work.finish[is_whole], finish[apart]]),
    )


def _days(spans: _Spans, axis: Axis) -> tuple[Int64, Int64, Int64, Int64]:
    """Return the days of spans that are looked at: number of the span, day, and from when to when within it."""
    first = np.maximum(spans.begin // TICKS_PER_DAY, axis.first_day)
    last = np.minimum((spans.finish - 1) // TICKS_PER_DAY, axis.first_day + axis.days - 1)
    counts = np.maximum(0, last - first + 1)
    piece = np.repeat(np.arange(len(counts)), counts)
    day = np.arange(len(piece)) - np.repeat(np.cumsum(counts) - counts, counts) + first[piece]
    left = np.maximum(spans.begin[piece], day * TICKS_PER_DAY)
    return piece, day, left, np.minimum(spans.finish[piece], (day + 1) * TICKS_PER_DAY)


def _before(owner: Int64, there: Int64) -> Int64:
    """Return the working ticks of the spans of the same row before each."""
    is_first = np.ones(len(owner), np.bool_)
    is_first[1:] = owner[1:] != owner[:-1]
    sums = np.cumsum(there) - there
    return sums - sums[np.flatnonzero(is_first)[np.cumsum(is_first) - 1]]
