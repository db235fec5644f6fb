"""Why an activity has its dates: the chain that sets its start, back to its root, and what sets its finish."""

from dataclasses import dataclass

import numpy as np

from lockstep.engine.kernels import codes
from lockstep.engine.network.compiling import Compiled
from lockstep.engine.preparing import next_start_of, prepared
from lockstep.engine.result import DriverKind, Schedule
from lockstep.engine.wording import (
    constraint_words,
    duration_words,
    lag_words,
    link_words,
    moment_words,
)
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ConstraintKind, LinkKind, Plan

LONGEST_CHAIN = 10_000
"""Steps after which a chain is cut; a sound schedule never has that many."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the chain: why one activity starts when it starts.

    Attributes:
        activity: index of the activity.
        start_ticks: its scheduled start.
        finish_ticks: its scheduled finish.
        kind: what sets the start.
        cause: index of the activity that sets it, or -1 at the root.
        link: index of the link that does, or -1.
        link_kind: its kind, or None.
        lag_ticks: its lag, 0 where there is none.
        constraint: row of the constraint that sets it, or -1.
        waits_ticks: time on the clock from the moment asked to the next working time, 0 for none.
        sentence: the step in words.
    """

    activity: int
    start_ticks: int
    finish_ticks: int
    kind: DriverKind
    cause: int
    link: int
    link_kind: LinkKind | None
    lag_ticks: int
    constraint: int
    waits_ticks: int
    sentence: str


@dataclass(frozen=True, slots=True)
class FinishReason:
    """What sets the finish, given the start.

    Attributes:
        duration_ticks: working time from start (or from where work goes on) to finish, gaps included.
        calendar: name of the calendar in which it is counted, "the clock" for elapsed durations.
        assignment: index of the assignment whose work on its own calendar ends last, or -1.
        sentence: in words.
    """

    duration_ticks: int
    calendar: str
    assignment: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an activity has its dates.

    Attributes:
        activity: index of the activity.
        steps: from the activity itself back to the root.
        finish: what sets its finish.
        sentences: the steps and the finish in words, in that order.
    """

    activity: int
    steps: tuple[Step, ...]
    finish: FinishReason
    sentences: tuple[str, ...]


def explain(plan: Plan, schedule: Schedule, activity_index: int) -> Explanation:
    """Explain the dates of one activity.

    Parameters
    ----------
    plan : Plan
        The plan.
    schedule : Schedule
        Its schedule.
    activity_index : int
        Row of the activity, 0 to A - 1.

    Returns
    -------
    Explanation
        The chain of what sets the start, the activity first and the root last, and what sets the finish.

    Notes
    -----
    Deterministic; where several causes ask for the same moment, the first link in the plan's order is named. Cost
    O(A + L). Own definition.

    Examples
    --------
    >>> from lockstep.engine import schedule
    >>> from lockstep.plan import Calendar, PlanBuilder, Project
    >>> builder = PlanBuilder()
    >>> calendar = builder.add_calendar(Calendar("1", "Standard"))
    >>> monday = 20_458 * 14_400 + 4_800
    >>> project = builder.add_project(Project("p", "P", start_ticks=monday, calendar=calendar))
    >>> dig = builder.add_activity(names="Dig", codes="A", duration_ticks=4_800)
    >>> pour = builder.add_activity(names="Pour", codes="B", duration_ticks=4_800)
    >>> link = builder.add_link(dig, pour)
    >>> plan = builder.build()
    >>> for sentence in explain(plan, schedule(plan), pour).sentences:
    ...     print(sentence)
    activity B 'Pour' starts 2026-01-06 08:00, after activity A 'Dig' finishes 2026-01-05 17:00; its calendar has
    no working time in between.
    activity A 'Dig' starts 2026-01-05 08:00, at the start of project 'P'.
    activity B 'Pour' finishes 2026-01-06 17:00: 1 day of work on calendar 'Standard'.
    """
    plan.activity(activity_index)
    ready = prepared(plan, schedule)
    steps: list[Step] = []
    seen: set[int] = set()
    row = activity_index
    while row >= 0 and row not in seen and len(steps) < LONGEST_CHAIN:
        seen.add(row)
        step = _step(plan, schedule, ready, row)
        steps.append(step)
        row = step.cause
    finish = _finish(plan, schedule, ready, activity_index)
    return Explanation(
        activity_index, tuple(steps), finish, (*(step.sentence for step in steps), finish.sentence)
    )


def _step(plan: Plan, schedule: Schedule, ready: Compiled, row: int) -> Step:
    kind, driver = DriverKind(int(schedule.driver_kind[row])), int(schedule.driver[row])
    cause, link, constraint, waits = -1, -1, -1, 0
    start = int(schedule.start_ticks[row])
    name = plan.place(row)
    head = f"{name} starts {moment_words(start)}"
    follows_link = kind in (DriverKind.LINK, DriverKind.SUMMARY, DriverKind.SPAN, DriverKind.LEVELING_DELAY)
    if kind is DriverKind.CHILDREN and driver >= 0:
        cause = driver
        tail = f"with {plan.place(driver)}, the first of its children."
    elif follows_link and driver >= 0:
        link = driver
        cause = int(ready.net.source[link])
        tail, waits = _link_tail(plan, schedule, ready, row, link, kind)
    elif kind is DriverKind.CONSTRAINT:
        constraint = _constraint(plan, row, schedule)
        tail = constraint_words(plan, constraint)
    else:
        tail = _root_tail(plan, row, kind)
    if kind is DriverKind.DATA_DATE and plan.activities.actual_start_ticks[row] != NO_TICKS:
        head += " and its remaining work goes on"
    return Step(
        activity=row,
        start_ticks=start,
        finish_ticks=int(schedule.finish_ticks[row]),
        kind=kind,
        cause=cause,
        link=link,
        link_kind=LinkKind(int(plan.links.kind[link])) if link >= 0 else None,
        lag_ticks=int(ready.net.lag_ticks[link]) if link >= 0 else 0,
        constraint=constraint,
        waits_ticks=waits,
        sentence=f"{head}, {tail}",
    )


def _link_tail(
    plan: Plan, schedule: Schedule, ready: Compiled, row: int, link: int, kind: DriverKind
) -> tuple[str, int]:
    """Return the words for a link that sets a start, and how long the activity waits for working time."""
    source = int(ready.net.source[link])
    link_kind = LinkKind(int(plan.links.kind[link]))
    is_from_finish = link_kind in (LinkKind.FS, LinkKind.FF)
    moment = int((schedule.finish_ticks if is_from_finish else schedule.start_ticks)[source])
    words = link_words(link_kind).format(name=plan.place(source), at=moment_words(moment))
    lag = lag_words(plan, link)
    words += f" with {lag}" if lag else ""
    if kind is DriverKind.SUMMARY:
        words = f"because its summary is held: {words}"
    if kind is DriverKind.LEVELING_DELAY:
        words += f", and leveling delays it by {_delay_words(plan, row)}"
    waits = 0
    is_plain = kind is DriverKind.LINK and link_kind is LinkKind.FS and not lag
    start = int(schedule.start_ticks[row])
    if is_plain and moment < start and plan.activities.actual_start_ticks[row] == NO_TICKS:
        calendar = int(ready.net.calendar[row])
        if next_start_of(ready, calendar, moment) == start:
            waits = start - moment
            words += "; its calendar has no working time in between"
        elif ready.net.driver_first[row] < ready.net.driver_first[row + 1]:
            waits = start - moment
            words += "; the calendars of its resources have no working time in between"
    return words + ".", waits


def _delay_words(plan: Plan, row: int) -> str:
    return duration_words(int(plan.activities.leveling_delay_ticks[row]), 24 * 60)


def _root_tail(plan: Plan, row: int, kind: DriverKind) -> str:
    project = plan.projects[int(plan.activities.project[row])]
    tails = {
        DriverKind.PROJECT_START: f"at the start of project '{project.name}'.",
        DriverKind.DATA_DATE: f"because nothing unfinished lies before the data date of project '{project.name}'.",
        DriverKind.ACTUAL: "as recorded: it has started.",
        DriverKind.MANUAL: "because it is scheduled by hand.",
        DriverKind.EXTERNAL: "as its own project outside this plan says.",
        DriverKind.SUSPENSION: "as recorded, and its remaining work goes on where it was resumed.",
        DriverKind.LATE_AS_POSSIBLE: "because it is scheduled as late as possible.",
        DriverKind.RESOURCE_CALENDAR: "when its resources first work after the start of the project.",
        DriverKind.SUMMARY: "because a constraint on a summary above it holds it.",
        DriverKind.SPAN: "as a level of effort that nothing bounds.",
        DriverKind.NONE: "and nothing computes it: it is inactive or an empty summary.",
    }
    if kind is DriverKind.LEVELING_DELAY:
        return f"because leveling delays it by {_delay_words(plan, row)}."
    return tails.get(kind, "and its cause is not known.")


def _constraint(plan: Plan, row: int, schedule: Schedule) -> int:
    """Return the dated constraint of an activity that lies nearest to its start or finish, or -1."""
    constraints = plan.constraints
    rows = np.flatnonzero((constraints.activity == row) & (constraints.at_ticks != NO_TICKS))
    rows = rows[constraints.kind[rows] != ConstraintKind.DEADLINE]
    if len(rows) == 0:
        return -1
    at = constraints.at_ticks[rows]
    distance = np.minimum(np.abs(at - schedule.start_ticks[row]), np.abs(at - schedule.finish_ticks[row]))
    return int(rows[np.argmin(distance)])


def _finish(plan: Plan, schedule: Schedule, ready: Compiled, row: int) -> FinishReason:
    net = ready.net
    head = f"{plan.place(row)} finishes {moment_words(int(schedule.finish_ticks[row]))}"
    state = int(net.state[row])
    project = plan.projects[int(plan.activities.project[row])]
    calendar_index = int(plan.activities.calendar[row])
    calendar_index = calendar_index if calendar_index >= 0 else project.calendar
    is_elapsed = bool(plan.activities.is_elapsed[row])
    calendar = "the clock" if is_elapsed else plan.calendars[calendar_index].name
    on = "on the clock" if is_elapsed else f"on calendar '{calendar}'"
    span = int(net.span_ticks[row])
    words = duration_words(span, 24 * 60 if is_elapsed else project.minutes_per_day)
    if state == codes.FINISHED:
        return FinishReason(span, calendar, -1, f"{head} as recorded.")
    if state == codes.SUMMARY:
        return FinishReason(span, calendar, -1, f"{head} with the last of its children.")
    if state in (codes.FIXED, codes.INACTIVE):
        return FinishReason(span, calendar, -1, f"{head} as set by hand.")
    if state == codes.SPANNING:
        return FinishReason(span, calendar, -1, f"{head} with the last of what it is linked to.")
    if net.driver_first[row] < net.driver_first[row + 1]:
        assignment = _last_assignment(plan, row)
        return FinishReason(
            span,
            calendar,
            assignment,
            f"{head} when the work of its resources is done on their own calendars.",
        )
    left = "of work left" if state == codes.STARTED else "of work"
    return FinishReason(span, calendar, -1, f"{head}: {words} {left} {on}.")


def _last_assignment(plan: Plan, row: int) -> int:
    """Return the assignment with the most work for its units, or -1."""
    rows = np.flatnonzero((plan.assignments.activity == row) & (plan.assignments.units > 0))
    if len(rows) == 0:
        return -1
    return int(rows[np.argmax(plan.assignments.remaining_work_ticks[rows] / plan.assignments.units[rows])])
