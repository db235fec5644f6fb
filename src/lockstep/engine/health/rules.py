"""The switches of a health assessment: kept with its result, because published readings differ."""

from dataclasses import dataclass
from enum import Enum

from lockstep.plan import ActivityKind, ConstraintKind


class Milestones(Enum):
    """Whether milestones count in the checks that leave it open (1 to 5, 7, 9 and 11)."""

    COUNTED = "counted"
    LEFT_OUT = "left out"


class OpenEnds(Enum):
    """Which open ends check 1 forgives."""

    NONE = "none"
    ONE_START_AND_ONE_FINISH = "one start and one finish"
    """The earliest activity without predecessor and the latest without successor, of each project or program."""


class LagCount(Enum):
    """What checks 2 and 3 count."""

    LINKS = "links"
    ACTIVITIES = "activities"
    """Activities with such a link to a predecessor, of incomplete activities."""


class DurationReading(Enum):
    """Which duration check 8 looks at."""

    BASELINE = "baseline"
    REMAINING = "remaining"


class PathMargin(Enum):
    """What the margin of check 13 is."""

    BASELINE = "baseline"
    """Baseline finish of the target less its forecast."""
    CONTRACT = "contract"
    """Fixed or must-finish date of the target's project less the forecast."""
    TOTAL_FLOAT = "total float"
    """Total float of the target."""


class ExecutionReading(Enum):
    """Which activities without a baseline finish stand in check 14."""

    ALL_UNBASELINED = "all unbaselined"
    """All of them are due (the reading of the Defense Acquisition University)."""
    COMPLETED_UNBASELINED = "completed unbaselined"
    """Only the finished ones, in both terms."""


class DataDateReading(Enum):
    """Which moment a data date is to check 9, 11 and 14."""

    MOMENT = "moment"
    """As stored."""
    END_OF_DAY = "end of day"
    """The end of its day, for sources that store a bare date."""


class PracticeScoring(Enum):
    """How practices are scored."""

    BY_LIMITS = "by limits"
    """By the share of rows with a limit that pass: none 1, below half 2, half 3, three quarters 4, all 5."""
    NONE = "none"


SCOPE = (
    ActivityKind.ACTIVITY,
    ActivityKind.START_MILESTONE,
    ActivityKind.FINISH_MILESTONE,
    ActivityKind.MARGIN,
    ActivityKind.RESOURCE_DEPENDENT,
)
"""What is assessed: not summaries, levels of effort or placeholders of work outside; never what is inactive."""

HARD = (
    ConstraintKind.MUST_START_ON,
    ConstraintKind.MUST_FINISH_ON,
    ConstraintKind.START_NO_LATER_THAN,
    ConstraintKind.FINISH_NO_LATER_THAN,
    ConstraintKind.START_ON,
    ConstraintKind.FINISH_ON,
    ConstraintKind.MANDATORY_START,
    ConstraintKind.MANDATORY_FINISH,
)


@dataclass(frozen=True, slots=True)
class HealthRules:
    """All switches and thresholds of an assessment; shares in [0, 1], days are working days.

    Attributes:
        scope: kinds of activity that are assessed.
        milestones: whether milestones count where that is open.
        open_ends: which open ends check 1 forgives.
        allowed_open_ends: activities (indices) whose open ends check 1 forgives besides.
        lag_count: what checks 2 and 3 count.
        lag_limit_days: a positive lag up to this many days is none to check 3.
        hard_constraints: kinds of constraint that check 5 counts.
        high_float_days: float above which check 6 counts.
        high_duration_days: duration above which check 8 counts.
        duration_reading: which duration check 8 looks at.
        planning_packages: activities (indices) planned in waves, which check 8 leaves out.
        data_date_reading: which moment a data date is.
        added_days: delay that check 12 adds.
        added_tolerance: share by which the finish may miss that delay.
        path_margin: what the margin of check 13 is.
        agreed_finish_ticks: finish to which the target is held in check 13, over what `path_margin` says.
        execution_reading: which activities without baseline stand in check 14.
        period_days: length on the clock of the period of the hit rate where no previous period is given.
        traced_handoffs: how many cross-project links of the plan are tried by delaying their giver.
        practice_scoring: how practices are scored.
        most_missing_logic: limit of check 1.
        most_leads: limit of check 2.
        most_lags: limit of check 3.
        least_finish_to_start: limit of check 4.
        most_hard_constraints: limit of check 5.
        most_high_float: limit of check 6.
        most_negative_float: limit of check 7.
        most_high_duration: limit of check 8.
        most_invalid_dates: limit of checks 9a and 9b, a count.
        most_without_resources: limit of check 10; None shows the share and judges nothing.
        most_missed: limit of check 11.
        least_path_index: limit of check 13.
        least_execution_index: limit of check 14.
    """

    scope: tuple[ActivityKind, ...] = SCOPE
    milestones: Milestones = Milestones.COUNTED
    open_ends: OpenEnds = OpenEnds.NONE
    allowed_open_ends: tuple[int, ...] = ()
    lag_count: LagCount = LagCount.LINKS
    lag_limit_days: float = 0.0
    hard_constraints: tuple[ConstraintKind, ...] = HARD
    high_float_days: float = 44.0
    high_duration_days: float = 44.0
    duration_reading: DurationReading = DurationReading.BASELINE
    planning_packages: tuple[int, ...] = ()
    data_date_reading: DataDateReading = DataDateReading.MOMENT
    added_days: float = 600.0
    added_tolerance: float = 0.01
    path_margin: PathMargin = PathMargin.BASELINE
    agreed_finish_ticks: int | None = None
    execution_reading: ExecutionReading = ExecutionReading.ALL_UNBASELINED
    period_days: int = 28
    traced_handoffs: int = 20
    practice_scoring: PracticeScoring = PracticeScoring.BY_LIMITS
    most_missing_logic: float = 0.05
    most_leads: float = 0.0
    most_lags: float = 0.05
    least_finish_to_start: float = 0.90
    most_hard_constraints: float = 0.05
    most_high_float: float = 0.05
    most_negative_float: float = 0.0
    most_high_duration: float = 0.05
    most_invalid_dates: int = 0
    most_without_resources: float | None = None
    most_missed: float = 0.05
    least_path_index: float = 0.95
    least_execution_index: float = 0.95
