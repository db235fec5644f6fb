"""What leveling is told and what it proposes."""

from dataclasses import dataclass
from enum import IntEnum

from lockstep.engine.result import Schedule
from lockstep.foundation.findings import Finding
from lockstep.plan.columns import Int64


class Aim(IntEnum):
    """How far leveling may go."""

    AS_SHORT_AS_POSSIBLE = 0
    """Resolve every overload, with the earliest finish that is found."""
    WITHIN_FLOAT = 1
    """Never start an activity after its late start, so that no finish moves; some overload may stay."""


class Phase(IntEnum):
    """What leveling is busy with."""

    PLACING = 0
    """The serial pass, which gives the first answer."""
    SEARCHING = 1
    """Looking for a better order; can be stopped at any time with the best so far."""
    PROPOSING = 2
    """Scheduling the plan with the delays and counting what is left."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far leveling is.

    Attributes:
        phase: what it is busy with.
        rounds: rounds of the search that were carried out.
        finish_ticks: latest finish of the best answer so far, `NO_TICKS` before there is one.
        lower_bound_ticks: no schedule that resolves all overload finishes earlier; `NO_TICKS` before it is known.
    """

    phase: Phase
    rounds: int
    finish_ticks: int
    lower_bound_ticks: int


class Splitting(IntEnum):
    """Whether work may be interrupted."""

    NEVER = 0
    """An activity runs from start to finish without a break."""
    ALLOWED = 1
    """Work that has not started may be taken apart where that ends it earlier."""


@dataclass(frozen=True, slots=True)
class LevelingRules:
    """What leveling may do.

    Attributes:
        aim: how far it may go.
        locked_priority: activities of this priority and above stay where they are.
        splitting: whether work may be interrupted.
        shortest_piece_ticks: working ticks that each piece of split work lasts at least, but the last.
        program_priority: by project, the priority of the program above it, which goes before the project's own;
            empty where programs do not matter.
    """

    aim: Aim = Aim.AS_SHORT_AS_POSSIBLE
    locked_priority: int = 1_000
    splitting: Splitting = Splitting.NEVER
    shortest_piece_ticks: int = 4_800
    program_priority: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockedBy:
    """What a delayed activity waited for last.

    Attributes:
        resource: index of the resource that was missing.
        activity: index of the activity that had it, or -1 where there was too little of it for anyone.
        priority: priority of that activity, 0 where there is none.
    """

    resource: int
    activity: int
    priority: int


@dataclass(frozen=True, slots=True)
class Delay:
    """One proposed delay.

    Attributes:
        activity: index of the activity.
        start_ticks, finish_ticks: its dates once all delays of the proposal are taken.
        delay_ticks: leveling delay to set, on the clock.
        delay_work_ticks: the same in working ticks of its calendar.
        blocked_by: what it waited for.
    """

    activity: int
    start_ticks: int
    finish_ticks: int
    delay_ticks: int
    delay_work_ticks: int
    blocked_by: BlockedBy


@dataclass(frozen=True, slots=True)
class ProposedGap:
    """One proposed gap in the work of an activity, as in the plan's splits.

    Attributes:
        activity: index of the activity.
        after_ticks: working ticks of its duration done before the gap.
        gap_ticks: length of the gap in working ticks of its calendar.
    """

    activity: int
    after_ticks: int
    gap_ticks: int


@dataclass(frozen=True, slots=True, eq=False)
class Leveling:
    """A proposal of delays, and what they do; nothing is changed until somebody takes it.

    Attributes:
        delays: what to delay, in the plan's order.
        leveling_delay_ticks: by activity, the leveling delay once all is taken; earlier delays are replaced.
        schedule: the plan scheduled with all delays and gaps.
        gaps: where work is taken apart, for rules that allow it.
        overload_before_ticks, overload_after_ticks: by resource, work beyond its capacity, in ticks of effort.
        finish_before_ticks, finish_after_ticks: latest finish of all projects.
        lower_bound_ticks: no schedule that resolves all overload finishes earlier.
        unresolved: indices of activities for which no moment was found.
        rounds: rounds of improvement that were carried out.
        findings: everything noticed, worst first.
    """

    delays: tuple[Delay, ...]
    leveling_delay_ticks: Int64
    schedule: Schedule
    gaps: tuple[ProposedGap, ...]
    overload_before_ticks: Int64
    overload_after_ticks: Int64
    finish_before_ticks: int
    finish_after_ticks: int
    lower_bound_ticks: int
    unresolved: tuple[int, ...]
    rounds: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Hiring:
    """How one more unit comes to be there.

    Attributes:
        lead_ticks: time on the clock from the begin of the plan until it is there.
        ramp_up_ticks: time on the clock in which it grows from no use to full use.
    """

    lead_ticks: int = 0
    ramp_up_ticks: int = 0


@dataclass(frozen=True, slots=True)
class CapacityValue:
    """What one more full-time unit of a resource would gain.

    Attributes:
        resource: index of the resource.
        finish_ticks: latest finish with it.
        gained_ticks: working ticks that the latest finish moves earlier, on the calendar of the first activity.
        gained_days: the same in days of the first project.
        effort_weeks: weeks of the first project, up to the finish, in which the unit is there.
        days_per_effort_week: days gained for each week of effort.
    """

    resource: int
    finish_ticks: int
    gained_ticks: int
    gained_days: float
    effort_weeks: float
    days_per_effort_week: float
