"""Ours beside the source's own dates: what agrees, and why the rest does not."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from lockstep.engine.contradictions import contradicted, overtaken
from lockstep.engine.kernels import codes
from lockstep.engine.network.compiling import Compiled
from lockstep.engine.preparing import prepared, worked
from lockstep.engine.result import Schedule
from lockstep.engine.trust import Trust, trust
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityMode, LagUnit, Plan, StoredDates
from lockstep.plan.columns import Bool, Int8, Int32, Int64

TOLERANCE_TICKS = 3
"""Dates and floats this close are equal: 0.3 minutes."""


class Cause(IntEnum):
    """Why a date of ours differs from the stored one; the first that applies."""

    NONE = 0
    """It agrees, or there is nothing to compare with."""
    UPSTREAM = 1
    """Something it depends on differs; `origin` names the first such activity."""
    CHILDREN = 2
    """A summary: some child differs."""
    MANUAL = 3
    SPLIT = 4
    LEVELING_DELAY = 5
    PROGRESS_RULE = 6
    CONSTRAINT = 7
    LAG_UNIT = 8
    CALENDAR = 9
    UNKNOWN = 10
    STALE = 11
    """Its float only, and the stored late dates of the file contradict each other there."""
    OUT_OF_SEQUENCE = 12
    """Its float only: it is not done, but something that follows it has started; its source keeps the late finish that
    it had before that."""

    @property
    def word(self) -> str:
        """Return the word that people and JSON see."""
        return self.name.lower().replace("_", " ")


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the compared activities agree.

    Attributes:
        name: of the project, or of the whole plan.
        compared: activities for which the source holds early dates.
        agreed: those that agree on early start, early finish and total float (where stored).
        linked_compared: compared activities that have a link and are not manual.
        linked_agreed: those of them that agree.
    """

    name: str
    compared: int
    agreed: int
    linked_compared: int
    linked_agreed: int

    @property
    def share(self) -> float | None:
        """Agreed of compared, None where nothing was compared."""
        return self.agreed / self.compared if self.compared else None

    @property
    def linked_share(self) -> float | None:
        """The same of linked activities that are not manual."""
        return self.linked_agreed / self.linked_compared if self.linked_compared else None


@dataclass(frozen=True, slots=True, eq=False)
class Reconciliation:
    """Our schedule beside the stored dates; arrays by activity (A).

    Attributes:
        is_compared: the source holds early dates of it.
        agrees: early start, early finish and total float (where stored) all agree.
        start_agrees, finish_agrees, float_agrees: one by one; True where there is nothing to compare.
        cause: `Cause` of a difference.
        origin: for UPSTREAM and CHILDREN the first activity that differs for another cause, else -1.
        total: shares of the whole plan.
        projects: shares by project.
        trust: whether the stored dates can serve as a measure.
    """

    is_compared: Bool
    agrees: Bool
    start_agrees: Bool
    finish_agrees: Bool
    float_agrees: Bool
    cause: Int8
    origin: Int32
    total: Share
    projects: tuple[Share, ...]
    trust: Trust


def reconcile(plan: Plan, schedule: Schedule, stored: StoredDates) -> Reconciliation:
    """Compare a schedule with the dates that its source computed itself, and name the cause of each difference.

    Two moments agree when they lie at most 0.3 minutes apart, or when no working time of the activity's calendar
    beyond that lies between them (17:00 and the next 08:00).

    Parameters
    ----------
    plan : Plan
        The plan of A activities.
    schedule : Schedule
        Its schedule.
    stored : StoredDates
        The source's own dates, length A.

    Returns
    -------
    Reconciliation
        By activity and by project.

    Notes
    -----
    Deterministic; cost O(A + L). Own definition; the comparison is that of the MPXJ project's own checks.

    Examples
    --------
    >>> from lockstep.engine import schedule
    >>> from lockstep.plan import Calendar, PlanBuilder, Project
    >>> builder = PlanBuilder()
    >>> calendar = builder.add_calendar(Calendar("1", "Standard"))
    >>> project = builder.add_project(Project("p", "P", start_ticks=4_800, calendar=calendar))
    >>> dig = builder.add_activity(names="Dig", duration_ticks=4_800)
    >>> plan = builder.build()
    >>> ours = schedule(plan)
    >>> dates = [ours.early_start_ticks, ours.early_finish_ticks]
    >>> stored = StoredDates(*dates, *dates, *dates, ours.total_float_ticks, ours.total_float_ticks, np.array([1]))
    >>> reconcile(plan, ours, stored).total.share
    1.0
    """
    ready = prepared(plan, schedule)
    calendar = ready.net.calendar
    is_compared = (stored.early_start_ticks != NO_TICKS) & (stored.early_finish_ticks != NO_TICKS)
    is_compared &= ready.net.state != codes.INACTIVE
    start_agrees = _moments_agree(ready, calendar, schedule.early_start_ticks, stored.early_start_ticks)
    finish_agrees = _moments_agree(ready, calendar, schedule.early_finish_ticks, stored.early_finish_ticks)
    float_agrees = _near(schedule.total_float_ticks, stored.total_float_ticks)
    agrees = is_compared & start_agrees & finish_agrees & float_agrees
    differs = is_compared & ~agrees
    early_differs = is_compared & ~(start_agrees & finish_agrees)
    known = np.where(contradicted(plan, ready, stored), Cause.STALE, Cause.NONE).astype(np.int8)
    known[overtaken(ready)] = Cause.OUT_OF_SEQUENCE
    known[early_differs] = Cause.NONE
    cause, origin = _causes(plan, ready, differs, early_differs, known)
    linked = np.zeros(len(plan.activities), np.bool_)
    linked[plan.links.predecessor] = True
    linked[plan.links.successor] = True
    linked &= plan.activities.mode != ActivityMode.MANUAL
    everything = np.ones(len(plan.activities), np.bool_)
    return Reconciliation(
        is_compared=is_compared,
        agrees=agrees,
        start_agrees=start_agrees,
        finish_agrees=finish_agrees,
        float_agrees=float_agrees,
        cause=cause,
        origin=origin,
        total=_share(plan.name, is_compared, agrees, linked, everything),
        projects=tuple(
            _share(project.name, is_compared, agrees, linked, plan.activities.project == row)
            for row, project in enumerate(plan.projects)
        ),
        trust=trust(plan, ready.net.state, stored),
    )


def _near(ours: Int64, stored: Int64) -> Bool:
    """Return where two durations agree, or nothing is stored."""
    is_missing = (stored == NO_TICKS) | (ours == NO_TICKS)
    difference = np.where(is_missing, 0, ours) - np.where(is_missing, 0, stored)
    return is_missing | (np.abs(difference) <= TOLERANCE_TICKS)


def _moments_agree(ready: Compiled, calendar: Int32, ours: Int64, stored: Int64) -> Bool:
    """Return where two moments agree, or nothing is stored."""
    agree = _near(ours, stored)
    rows = np.flatnonzero(~agree)
    between = worked(ready, calendar[rows], ours[rows]) - worked(ready, calendar[rows], stored[rows])
    agree[rows] = np.abs(between) <= TOLERANCE_TICKS
    return agree


def _share(name: str, is_compared: Bool, agrees: Bool, linked: Bool, chosen: Bool) -> Share:
    counted = is_compared & chosen
    return Share(
        name=name,
        compared=int(counted.sum()),
        agreed=int((counted & agrees).sum()),
        linked_compared=int((counted & linked).sum()),
        linked_agreed=int((counted & linked & agrees).sum()),
    )


def _causes(
    plan: Plan, ready: Compiled, differs: Bool, early_differs: Bool, known: Int8
) -> tuple[Int8, Int32]:
    """Return cause and origin of each difference; early ones come from predecessors, late ones from successors.

    `known` holds the causes of late differences that the stored dates themselves, or the order of progress, tell.
    """
    count = len(plan.activities)
    cause = np.zeros(count, np.int8)
    origin = np.full(count, -1, np.int32)
    net = ready.net
    own = _own_causes(plan, ready, np.flatnonzero(differs))
    for is_early, order in ((True, net.order), (False, net.order[::-1])):
        for node in order.tolist():
            row = node if node < count else node - count
            if not differs[row] or bool(early_differs[row]) != is_early:
                continue
            if net.state[row] == codes.SUMMARY:
                continue
            if known[row]:
                cause[row] = known[row]
                continue
            source = _upstream(net, row, early_differs if is_early else differs, is_early)
            if source >= 0:
                cause[row] = Cause.UPSTREAM
                origin[row] = origin[source] if origin[source] >= 0 else source
            else:
                cause[row] = own[row]
    for row in range(count - 1, -1, -1):
        parent = int(plan.activities.parent[row])
        if differs[row] and net.state[row] == codes.SUMMARY and cause[row] == Cause.NONE:
            cause[row] = known[row] or Cause.UNKNOWN
        if parent >= 0 and differs[row] and differs[parent]:
            cause[parent] = Cause.CHILDREN
            origin[parent] = origin[row] if origin[row] >= 0 else row
    return cause, origin


def _upstream(net, row: int, differs: Bool, is_early: bool) -> int:  # type: ignore[no-untyped-def]
    """Return a differing activity that this one is held by, or -1."""
    first, links, ends = (
        (net.in_first, net.in_link, net.source) if is_early else (net.out_first, net.out_link, net.target)
    )
    for link in links[first[row] : first[row + 1]].tolist():
        if differs[ends[link]]:
            return int(ends[link])
    above = int(net.parent[row])
    while above >= 0:
        for link in links[first[above] : first[above + 1]].tolist():
            if differs[ends[link]]:
                return int(ends[link])
        above = int(net.parent[above])
    return -1


def _own_causes(plan: Plan, ready: Compiled, rows: Int64) -> dict[int, Cause]:
    """Return, for each of the rows, what of its own most likely makes the difference."""
    activities, links = plan.activities, plan.links
    net = ready.net
    split = set(plan.splits.activity.tolist())
    lagged = set(links.successor[(links.lag_ticks != 0) | (links.lag_unit != LagUnit.WORKING)].tolist())
    delayed = set(plan.assignments.activity[plan.assignments.leveling_delay_ticks != 0].tolist())
    causes = {}
    for row in rows.tolist():
        has_own_calendar = activities.calendar[row] >= 0 or net.driver_first[row] < net.driver_first[row + 1]
        reasons = (
            (activities.mode[row] == ActivityMode.MANUAL, Cause.MANUAL),
            (row in split, Cause.SPLIT),
            (activities.leveling_delay_ticks[row] != 0 or row in delayed, Cause.LEVELING_DELAY),
            (net.state[row] in (codes.STARTED, codes.FINISHED), Cause.PROGRESS_RULE),
            (net.constraint[row] >= 0 or net.is_late[row], Cause.CONSTRAINT),
            (row in lagged, Cause.LAG_UNIT),
            (has_own_calendar, Cause.CALENDAR),
        )
        causes[row] = next((cause for holds, cause in reasons if holds), Cause.UNKNOWN)
    return causes
