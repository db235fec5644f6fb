"""What a health assessment returns."""

from dataclasses import dataclass
from enum import Enum

from lockstep.engine.health.rules import HealthRules

DISCLAIMER = (
    "Thresholds are triggers for a look, not a verdict: a failed check asks a question, and a passed one proves "
    "nothing about the work."
)


class Outcome(Enum):
    """What a value says beside its limit."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not applicable"
    """There is nothing to measure, or not what it takes to measure it."""
    SHOWN = "shown"
    """Measured, with no limit to judge it by."""


class Trend(Enum):
    """A check beside the same check one period before."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Offense:
    """One activity, or one link of it, that a check counts against the schedule.

    Attributes:
        activity: index of the activity; of a link, its successor.
        link: index of the link, or -1.
        sentence: why, in one sentence.
    """

    activity: int
    link: int
    sentence: str


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """One of the fourteen checks; the ninth has the two halves 9a and 9b.

    Attributes:
        code: "1" to "14", "9a" and "9b" among them.
        title: what it is called.
        value: share in [0, 1] (1 to 8, 10, 11), count (9a, 9b), finish shift over added delay (12) or index
            (13, 14); None where it cannot be measured.
        counted: the numerator: what was counted; working days in 12 and 13.
        out_of: the denominator.
        threshold: the limit, None where there is none.
        outcome: passed, failed, not applicable or shown.
        offenses: what stands against the schedule, in the plan's order.
        sentence: the value in words.
        suggestion: what to do about it.
        previous_value: the value one period before, or None.
        trend: beside that value.
    """

    code: str
    title: str
    value: float | None
    counted: float
    out_of: float
    threshold: float | None
    outcome: Outcome
    offenses: tuple[Offense, ...]
    sentence: str
    suggestion: str
    previous_value: float | None = None
    trend: Trend = Trend.UNKNOWN


@dataclass(frozen=True, slots=True)
class Companion:
    """A figure beside the checks that is shown and not scored.

    Attributes:
        code: stable name, such as `hit_rate`.
        title: what it is called.
        value: the figure, None where it cannot be measured.
        offenses: the activities behind it.
        sentence: the figure in words.
    """

    code: str
    title: str
    value: float | None
    offenses: tuple[Offense, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class FloatBand:
    """Incomplete activities by total float in working days.

    Attributes:
        title: the band in words, "above 5 to 10 days".
        up_to_days: upper bound, included; None is open. Below the first band, "negative", lies nothing.
        count: activities.
    """

    title: str
    up_to_days: float | None
    count: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact of a practice that a machine can gather.

    Attributes:
        title: what was looked at.
        value: the figure, None where the plan does not hold what it takes.
        outcome: beside a limit where one is stated, else shown or not applicable.
        sentence: the fact in words.
        activities: indices of the activities concerned.
    """

    title: str
    value: float | None
    outcome: Outcome
    sentence: str
    activities: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Practice:
    """One of the ten practices of a sound schedule, with its evidence.

    Attributes:
        number: 1 to 10.
        title: the practice.
        characteristic: the one of the four characteristics that it belongs to.
        evidence: rows.
        score: 1 (not met) to 5 (met) where rows of it have limits and scoring is on, else None.
    """

    number: int
    title: str
    characteristic: str
    evidence: tuple[Evidence, ...]
    score: int | None


@dataclass(frozen=True, slots=True)
class Characteristic:
    """One of the four characteristics of a reliable schedule.

    Attributes:
        title: comprehensive, well constructed, credible or controlled.
        score: mean of its practices' scores, None unless all of them have one.
    """

    title: str
    score: float | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The health of one project, or of the integrated plan.

    Attributes:
        name: of the project or plan.
        project: index of the project, -1 for the integrated plan.
        target: index of the milestone or activity that checks 12 and 13 look at, -1 where there is none.
        oldest_data_date_ticks: oldest data date of its projects, or missing.
        newest_data_date_ticks: newest data date of its projects, or missing.
        checks: the fourteen checks in order, 9a and 9b apart.
        companions: figures beside them.
        float_bands: distribution of total float.
        practices: the ten practices.
        characteristics: the four characteristics.
        score: passed of passed and failed checks, None where none was either.
    """

    name: str
    project: int
    target: int
    oldest_data_date_ticks: int
    newest_data_date_ticks: int
    checks: tuple[HealthCheck, ...]
    companions: tuple[Companion, ...]
    float_bands: tuple[FloatBand, ...]
    practices: tuple[Practice, ...]
    characteristics: tuple[Characteristic, ...]
    score: float | None

    def check(self, code: str) -> HealthCheck:
        """Return one check by its code. Raises KeyError where there is none."""
        for check in self.checks:
            if check.code == code:
                return check
        raise KeyError(code)


@dataclass(frozen=True, slots=True)
class Health:
    """The health of a plan: over the integrated plan, and by project.

    Attributes:
        rules: the switches that gave it.
        baseline: name of the baseline that was used, "" for none.
        total: the integrated plan.
        projects: each project, in the plan's order.
        sentence: how to read it.
    """

    rules: HealthRules
    baseline: str
    total: Assessment
    projects: tuple[Assessment, ...]
    sentence: str = DISCLAIMER
