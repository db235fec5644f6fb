"""A slow, obvious scheduler, to check the fast one by: moments minute by minute, no tables, no order kept.

It knows the four links with working lags of both signs, calendars by activity, start and finish constraints that
do not override links, and deadlines; nothing of progress, resources or summaries. Early dates are found by
repeating "every activity starts as early as its links let it" until nothing moves.
"""

from dataclasses import dataclass

from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ConstraintKind, LinkKind, Plan
from lockstep.plan.calendars import shifts_on

DAY = 14_400


@dataclass
class Dates:
    """Early and late dates and total float of each activity."""

    early_start: list[int]
    early_finish: list[int]
    late_start: list[int]
    late_finish: list[int]
    total_float: list[int]


class Clock:
    """One calendar, shift by shift."""

    def __init__(self, plan: Plan, calendar: int, first_day: int, days: int) -> None:
        self.shifts = [
            (day * DAY + start, day * DAY + finish)
            for day in range(first_day, first_day + days)
            for start, finish in shifts_on(plan.calendars, calendar, day)
        ]

    def start(self, at: int) -> int:
        """First moment from `at` on at which work can start."""
        return next(max(at, start) for start, finish in self.shifts if finish > at)

    def finish(self, at: int) -> int:
        """Last moment up to `at` at which work can end."""
        return next(min(at, finish) for start, finish in reversed(self.shifts) if start < at)

    def after(self, at: int, ticks: int) -> int:
        """The end of `ticks` of work from `at` on."""
        for start, finish in self.shifts:
            here = max(at, start)
            if finish > here:
                if finish - here >= ticks:
                    return here + ticks
                ticks -= finish - here
        raise AssertionError("the clock is too short")

    def before(self, at: int, ticks: int) -> int:
        """The start of `ticks` of work that end at `at`."""
        for start, finish in reversed(self.shifts):
            here = min(at, finish)
            if start < here:
                if here - start >= ticks:
                    return here - ticks
                ticks -= here - start
        raise AssertionError("the clock is too short")

    def moved(self, at: int, ticks: int) -> int:
        """`at` moved by working ticks of either sign."""
        if ticks == 0:
            return at
        return self.after(at, ticks) if ticks > 0 else self.before(at, -ticks)

    def between(self, one: int, other: int) -> int:
        """Working ticks from one moment to another, negative where the other is earlier."""
        if other < one:
            return -self.between(other, one)
        return sum(max(0, min(other, finish) - max(one, start)) for start, finish in self.shifts)


def reference(plan: Plan, first_day: int, days: int) -> Dates:
    """Schedule a plan of unstarted activities, every duration above zero, from its one project's start."""
    count = len(plan.activities)
    project = plan.projects[0]
    of = [int(c) if c >= 0 else project.calendar for c in plan.activities.calendar]
    clocks = {calendar: Clock(plan, calendar, first_day, days) for calendar in set(of)}
    clock = [clocks[calendar] for calendar in of]
    duration = plan.activities.duration_ticks.tolist()
    links = [
        (int(p), int(s), LinkKind(int(k)), int(lag))
        for p, s, k, lag in zip(
            plan.links.predecessor, plan.links.successor, plan.links.kind, plan.links.lag_ticks, strict=True
        )
    ]
    limits = [
        (int(a), ConstraintKind(int(k)), int(at))
        for a, k, at in zip(
            plan.constraints.activity, plan.constraints.kind, plan.constraints.at_ticks, strict=True
        )
    ]

    def early_start(row: int, start: list[int], finish: list[int]) -> int:
        asked, ends = [project.start_ticks], []
        dated = [at for a, kind, at in limits if a == row and kind is ConstraintKind.START_NO_EARLIER_THAN]
        has_link = False
        for before, after, kind, lag in links:
            if after != row:
                continue
            moment = finish[before] if kind in (LinkKind.FS, LinkKind.FF) else start[before]
            moment = clock[row].moved(moment, lag)
            if kind in (LinkKind.FS, LinkKind.SS):
                asked.append(moment)
                has_link = has_link or moment >= project.start_ticks
            else:
                ends.append(moment)
        if dated and not has_link:
            asked = [max(dated)]  # a date before the project's start is taken as it is
        best = clock[row].start(max([*asked, *dated]))
        ends += [at for a, kind, at in limits if a == row and kind is ConstraintKind.FINISH_NO_EARLIER_THAN]
        return max([best, *(clock[row].before(end, duration[row]) for end in ends)])

    start = [clock[row].start(project.start_ticks) for row in range(count)]
    finish = [clock[row].after(start[row], duration[row]) for row in range(count)]
    for _ in range(count + 1):
        for row in range(count):
            start[row] = early_start(row, start, finish)
            finish[row] = clock[row].after(start[row], duration[row])

    end = max(finish, default=NO_TICKS)

    def late(row: int, late_start: list[int], late_finish_of: list[int]) -> tuple[int, int]:
        caps, starts = [end], []
        for before, after, kind, lag in links:
            if before != row:
                continue
            moment = late_start[after] if kind in (LinkKind.FS, LinkKind.SS) else late_finish_of[after]
            moment = clock[after].moved(moment, -lag)
            (caps if kind in (LinkKind.FS, LinkKind.FF) else starts).append(moment)
        caps += [at for a, kind, at in limits if a == row and kind is ConstraintKind.DEADLINE]
        best = clock[row].finish(min(caps))
        start_by = clock[row].before(best, duration[row])
        cap = min(starts, default=start_by)
        if cap < start_by:
            start_by = clock[row].start(cap)
            best = min(best, clock[row].after(start_by, duration[row]))
        return start_by, best

    late_f = [clock[row].finish(end) for row in range(count)]
    late_s = [clock[row].before(late_f[row], duration[row]) for row in range(count)]
    for _ in range(count + 1):
        for row in range(count):
            late_s[row], late_f[row] = late(row, late_s, late_f)
    floats = [
        min(clock[row].between(start[row], late_s[row]), clock[row].between(finish[row], late_f[row]))
        for row in range(count)
    ]
    return Dates(start, finish, late_s, late_f, floats)
