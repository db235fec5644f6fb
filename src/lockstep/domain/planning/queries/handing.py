"""When something must be handed over and when it will be, for pairs of activities: for computations that see all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from lockstep.domain.access.policies import may_read
from lockstep.domain.planning.bridge.compiled import Compiled, compiled_network
from lockstep.domain.planning.linkables import homes
from lockstep.domain.planning.models import Activity, Link, Network
from lockstep.domain.planning.vocabulary import RowState
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY, TICKS_PER_MINUTE, date_of_day
from lockstep.plan import Calendar, LagUnit, LinkKind
from lockstep.plan.calendars import shifts_on

FARTHEST_DAYS: Final = 5_000
"""Days that are walked from one date to another; beyond, calendar days are counted."""
USUAL_MINUTES: Final = 480


@dataclass(frozen=True, slots=True)
class ReadableEnd:
    """An activity that gives or receives, and its project."""

    id: int
    name: str
    project: int
    project_name: str


@dataclass(frozen=True, slots=True)
class Handing:
    """A giver and a receiver in time; `tie` is "hard", "soft" or "" without a link.

    `float_days` counts working days of the receiver's calendar, part of a day included; so does `lag_days`, which the
    link asks between hand-over and need. `receiver_float_days` is by how much the receiver may slip without delaying
    anything that is held to a day.
    """

    need_by: date | None
    forecast_on: date | None
    float_days: float | None
    tie: str
    lag_days: float | None = None
    receiver_float_days: float | None = None


UNKNOWN: Final = Handing(None, None, None, "")


def projects_of(activities: Iterable[int]) -> Mapping[int, int]:
    """Return the projects of activities, whoever asks."""
    return homes(activities)


def readable_ends(user: Any, activities: Iterable[int]) -> tuple[ReadableEnd, ...]:
    """Return those of some activities that the user may read."""
    rows = Activity.objects.filter(may_read.readable(user, "project"), pk__in=list(activities))
    found = rows.values_list("pk", "name", "project_id", "project__name")
    return tuple(ReadableEnd(*row) for row in found)


def network_at(root: int) -> int | None:
    """Return the network below a root node, None where nothing has been planned yet."""
    return Network.objects.filter(root_id=root).values_list("pk", flat=True).first()


def root_of_network(network: int) -> int:
    """Return the node at the top of a network."""
    return Network.objects.values_list("root_id", flat=True).get(pk=network)


def handings(network: int, pairs: Iterable[tuple[int, int]]) -> tuple[int, dict[tuple[int, int], Handing]]:
    """Return the revision and, by pair of giver and receiver, the days of the newest result."""
    wanted = set(pairs)
    compiled = compiled_network(network)
    rows = Link.objects.filter(
        predecessor_id__in={giver for giver, _ in wanted},
        successor_id__in={receiver for _, receiver in wanted},
        state=RowState.ACTIVE.value,
    )
    links = {(link.predecessor_id, link.successor_id): link for link in rows.order_by("is_hard", "-pk")}
    return compiled.revision, {pair: _handing(compiled, *pair, links.get(pair)) for pair in wanted}


def _handing(compiled: Compiled, giver: int, receiver: int, link: Link | None) -> Handing:
    tie = "" if link is None else "hard" if link.is_hard else "soft"
    before, after = compiled.row(giver), compiled.row(receiver)
    if before is None or after is None:
        return Handing(None, None, None, tie)
    kind = LinkKind(link.kind) if link else LinkKind.FS
    schedule = compiled.schedule
    gives_at_start = kind in (LinkKind.SS, LinkKind.SF)
    needs_at_finish = kind in (LinkKind.FF, LinkKind.SF)
    forecast = int((schedule.start_ticks if gives_at_start else schedule.finish_ticks)[before])
    need = int((schedule.late_finish_ticks if needs_at_finish else schedule.late_start_ticks)[after])
    clock = _clock_of(compiled, after)
    if need != NO_TICKS and link is not None:
        need = _less_lag(clock, need, link, int(compiled.plan.activities.duration_ticks[before]))
    float_days = None if NO_TICKS in (need, forecast) else clock.days(forecast, need)
    slack = int(schedule.total_float_ticks[after])
    return Handing(
        clock.last_day(need),
        clock.last_day(forecast),
        float_days,
        tie,
        clock.lag_days(link),
        None if slack == NO_TICKS else clock.in_days(slack),
    )


def _clock_of(compiled: Compiled, row: int) -> "_Clock":
    """Return the calendar of an activity: its own, else that of its project, else the standard week."""
    activities, calendars = compiled.plan.activities, compiled.plan.calendars
    own = int(activities.calendar[row])
    place = own if own >= 0 else compiled.plan.projects[int(activities.project[row])].calendar
    return _Clock(calendars, place) if 0 <= place < len(calendars) else _Clock((Calendar("", ""),), 0)


def _less_lag(clock: "_Clock", need: int, link: Link, giver_ticks: int) -> int:
    unit = LagUnit(link.lag_unit)
    is_share = unit in (LagUnit.PERCENT, LagUnit.PERCENT_ELAPSED)
    lag = round(link.lag_share * giver_ticks) if is_share else link.lag_ticks
    if unit in (LagUnit.ELAPSED, LagUnit.PERCENT_ELAPSED):
        return need - lag
    return clock.earlier(need, lag)


class _Clock:
    """Working time of one calendar; one without working time runs around the clock."""

    def __init__(self, calendars: Any, calendar: int) -> None:
        self._calendars, self._calendar = calendars, calendar
        self._day_ticks = (calendars[calendar].minutes_per_day or USUAL_MINUTES) * TICKS_PER_MINUTE

    def days(self, first: int, last: int) -> float:
        """Return the working days from one moment to another; below zero where the other is earlier."""
        start, end = sorted((first, last))
        sign = 1.0 if last >= first else -1.0
        one, other = start // TICKS_PER_DAY, end // TICKS_PER_DAY
        if other - one > FARTHEST_DAYS or not self._works_near(one):
            return round((last - first) / TICKS_PER_DAY, 2)
        worked = 0
        for day in range(one, other + 1):
            for begins, ends in shifts_on(self._calendars, self._calendar, day):
                base = day * TICKS_PER_DAY
                worked += max(0, min(base + ends, end) - max(base + begins, start))
        return round(sign * worked / self._day_ticks, 2)

    def in_days(self, ticks: int) -> float:
        """Return working time in days of the calendar."""
        return round(ticks / self._day_ticks, 2)

    def lag_days(self, link: Link | None) -> float | None:
        """Return the lag of a link in days: of the clock where it is elapsed; None without a link or for a share."""
        if link is None or LagUnit(link.lag_unit) in (LagUnit.PERCENT, LagUnit.PERCENT_ELAPSED):
            return None
        is_elapsed = LagUnit(link.lag_unit) is LagUnit.ELAPSED
        return round(link.lag_ticks / TICKS_PER_DAY, 2) if is_elapsed else self.in_days(link.lag_ticks)

    def last_day(self, ticks: int) -> date | None:
        """Return the last day on which work is done before a moment: one at the start of a day is the day before."""
        if ticks == NO_TICKS:
            return None
        day = ticks // TICKS_PER_DAY
        for back in range(30):
            shifts = shifts_on(self._calendars, self._calendar, day - back)
            if any((day - back) * TICKS_PER_DAY + begins < ticks for begins, _ in shifts):
                return date_of_day(day - back)
        return date_of_day((ticks - 1) // TICKS_PER_DAY)

    def earlier(self, ticks: int, lag: int) -> int:
        """Return the moment from which a lag of working time leads to another; a lead leads to a later one."""
        left, day, step = abs(lag), ticks // TICKS_PER_DAY, -1 if lag > 0 else 1
        for _ in range(FARTHEST_DAYS if left else 0):
            shifts = shifts_on(self._calendars, self._calendar, day)
            for begins, ends in shifts[::step]:
                start, end = day * TICKS_PER_DAY + begins, day * TICKS_PER_DAY + ends
                start, end = (start, min(end, ticks)) if lag > 0 else (max(start, ticks), end)
                if end - start >= left:
                    return end - left if lag > 0 else start + left
                left -= max(0, end - start)
            day += step
        return ticks

    def _works_near(self, day: int) -> bool:
        return any(shifts_on(self._calendars, self._calendar, day - back) for back in range(-7, 14))
