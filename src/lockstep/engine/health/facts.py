"""What all checks look at, taken once from a plan, its schedule and the rules."""

from dataclasses import dataclass

import numpy as np

from lockstep.engine.dayloads import DayLoads, dayloads
from lockstep.engine.health.rules import DataDateReading, HealthRules, Milestones
from lockstep.engine.kernels import codes
from lockstep.engine.network.compiling import Compiled
from lockstep.engine.preparing import prepared, worked
from lockstep.engine.result import Schedule
from lockstep.engine.wording import duration_words
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY, TICKS_PER_MINUTE
from lockstep.plan import ActivityRow, Plan
from lockstep.plan.baselines import BaselineColumns
from lockstep.plan.columns import Bool, Float64, Int64

TOLERANCE_TICKS = 3
"""Moments and durations this close are equal: 0.3 minutes."""


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Arrays by activity (A) and link (L).

    Attributes:
        plan, schedule, rules: as given.
        baseline: columns of the chosen baseline, all missing where there is none.
        has_baseline: a baseline was chosen.
        ready: the plan compiled for looking into.
        day_ticks: ticks of a working day of each activity.
        is_in_scope: assessed at all.
        is_milestone: lasts no time.
        is_open: in scope where milestones are left to choice, by the rules.
        is_incomplete: not finished.
        data_date: data date of its project, or missing.
        is_live_link: a hard link between active activities.
        loads: demand of the work that is left, by resource and day.
    """

    plan: Plan
    schedule: Schedule
    rules: HealthRules
    baseline: BaselineColumns
    has_baseline: bool
    ready: Compiled
    day_ticks: Float64
    is_in_scope: Bool
    is_milestone: Bool
    is_open: Bool
    is_incomplete: Bool
    data_date: Int64
    is_live_link: Bool
    loads: DayLoads

    def place(self, row: int) -> str:
        """Return how a sentence names an activity, at the beginning of it."""
        words = self.named(row)
        return words[:1].upper() + words[1:]

    def named(self, row: int) -> str:
        """Return how a sentence names an activity further on; as `Plan.place`, without its check of the row."""
        words = ActivityRow(self.plan.activities, row).place
        if len(self.plan.projects) < 2:
            return words
        return f"project '{self.plan.projects[int(self.plan.activities.project[row])].name}', {words}"

    def days(self, row: int, ticks: int) -> str:
        """Return a duration of an activity in its own days."""
        return duration_words(ticks, self.day_ticks[row] / TICKS_PER_MINUTE)

    def days_between(self, row: int, start: int, finish: int) -> float:
        """Return the working days of an activity's calendar from one moment to another, negative backwards."""
        calendars = np.full(2, self.ready.net.calendar[row], np.int32)
        before, after = worked(self.ready, calendars, np.array([start, finish], np.int64)).tolist()
        return (after - before) / float(self.day_ticks[row])

    def is_later(self, rows: Int64, moments: Int64, limits: Int64) -> Bool:
        """Return where a moment lies after its limit by more than the gap between two working periods."""
        calendars = self.ready.net.calendar[rows]
        between = worked(self.ready, calendars, moments) - worked(self.ready, calendars, limits)
        return (moments > limits + TOLERANCE_TICKS) & (between > TOLERANCE_TICKS)


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One project, or the integrated plan.

    Attributes:
        name: what people call it.
        project: its index, or -1.
        members: by activity, it belongs to the view.
        target: activity that checks 12 and 13 look at, or -1.
    """

    name: str
    project: int
    members: Bool
    target: int


def facts_of(plan: Plan, schedule: Schedule, baseline: BaselineColumns | None, rules: HealthRules) -> Facts:
    """Return what all checks look at."""
    ready = prepared(plan, schedule)
    activities, links = plan.activities, plan.links
    count = len(activities)
    is_active = (ready.net.state != codes.INACTIVE) & (ready.net.state != codes.SUMMARY)
    in_scope = is_active & np.isin(activities.kind, [int(kind) for kind in rules.scope])
    is_milestone = activities.duration_ticks == 0
    leaves_out = rules.milestones is Milestones.LEFT_OUT
    is_incomplete = (activities.actual_finish_ticks == NO_TICKS) & (activities.share_complete < 1)
    is_live = links.is_hard & is_active[links.predecessor] & is_active[links.successor]
    missing = np.full(count, NO_TICKS, np.int64)
    return Facts(
        plan=plan,
        schedule=schedule,
        rules=rules,
        baseline=baseline or BaselineColumns(missing, missing, missing, missing),
        has_baseline=baseline is not None,
        ready=ready,
        day_ticks=_day_ticks(plan),
        is_in_scope=in_scope,
        is_milestone=is_milestone,
        is_open=in_scope & ~(is_milestone & leaves_out),
        is_incomplete=is_incomplete,
        data_date=_data_dates(plan, rules)[activities.project] if count else missing,
        is_live_link=is_live,
        loads=dayloads(plan, schedule),
    )


def _day_ticks(plan: Plan) -> Float64:
    """Return the ticks of a day by activity: its calendar's where known, else its project's; a clock's if elapsed."""
    activities = plan.activities
    by_project = np.array([project.minutes_per_day for project in plan.projects] or [480.0])
    by_calendar = np.array([calendar.minutes_per_day for calendar in plan.calendars] or [0.0])
    minutes = by_project[activities.project] if len(activities) else np.zeros(0)
    own = np.where(activities.calendar >= 0, by_calendar[activities.calendar], 0.0)
    minutes = np.where(own > 0, own, np.where(minutes > 0, minutes, 480.0))
    return np.where(activities.is_elapsed, 1_440.0, minutes) * TICKS_PER_MINUTE


def _data_dates(plan: Plan, rules: HealthRules) -> Int64:
    dates = np.array([project.data_date_ticks for project in plan.projects] or [NO_TICKS], np.int64)
    if rules.data_date_reading is DataDateReading.END_OF_DAY:
        ends = (dates // TICKS_PER_DAY + 1) * TICKS_PER_DAY
        return np.where(dates == NO_TICKS, dates, ends)
    return dates
