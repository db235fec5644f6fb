"""Words of the operating model: forums with their measures, the matrix of responsibilities, what is due."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ForumMeasures:
    """A forum and how well it works: days to decide, how old what waits is, how late its reports come."""

    id: int
    key: str
    title: str
    kind: str
    chair: str
    cadence_days: int | None
    sittings: int
    """How often it sat in the last year."""
    last_held: date | None
    cadence_kept: float | None
    """The share of the times between sittings, the one since the last included, that kept the cadence."""
    next_on: date | None
    """The next sitting: the first meeting that is planned, else the day that the forum names."""
    target_days: int | None
    decided: int
    latency_days: float | None
    waiting: int
    oldest_days: int | None
    is_slow: bool
    escalates_to: str
    escalate_days: int | None
    overdue_to_escalate: int
    reports: int
    reports_late_share: float | None
    reports_overdue: int


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of the escalation path of a forum, from the bottom to the top."""

    title: str
    limit: str


@dataclass(frozen=True, slots=True)
class Due:
    """Something of the calendar of governance: a sitting, a report, a gate, a control."""

    on: date
    what: str
    title: str
    register: str
    id: int
    who: str


@dataclass(frozen=True, slots=True)
class OperatingModel:
    """How the program is run, and how well that works."""

    forums: tuple[ForumMeasures, ...]
    paths: tuple[tuple[PathStep, ...], ...]
    calendar: tuple[Due, ...]
    latency_days: float | None
    escalation_age_days: float | None
    report_late_share: float | None


@dataclass(frozen=True, slots=True)
class RaciLine:
    """One activity or decision with the letters of each role."""

    id: int
    key: str
    title: str
    kind: str
    forum: str
    is_agreed: bool
    letters: tuple[str, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class RaciMatrix:
    """Activities and decisions by roles."""

    roles: tuple[str, ...]
    lines: tuple[RaciLine, ...]
    loads: tuple[tuple[str, int, int], ...]
    """By role: how often it is accountable, how often responsible."""
