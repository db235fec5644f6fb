"""Words for moments, durations, links and constraints, as explanations use them."""

from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_MINUTE, datetime_of
from lockstep.plan import ConstraintKind, LagUnit, LinkKind, Plan

_LINKS = {
    LinkKind.FS: "after {name} finishes {at}",
    LinkKind.SS: "after {name} starts {at}",
    LinkKind.FF: "so that it finishes no earlier than {name} finishes {at}",
    LinkKind.SF: "so that it finishes no earlier than {name} starts {at}",
}

_CONSTRAINTS = {
    ConstraintKind.MUST_START_ON: "because it must start on",
    ConstraintKind.MUST_FINISH_ON: "because it must finish on",
    ConstraintKind.START_NO_EARLIER_THAN: "because it may not start before",
    ConstraintKind.START_NO_LATER_THAN: "because it may not start after",
    ConstraintKind.FINISH_NO_EARLIER_THAN: "because it may not finish before",
    ConstraintKind.FINISH_NO_LATER_THAN: "because it may not finish after",
    ConstraintKind.START_ON: "because it is to start on",
    ConstraintKind.FINISH_ON: "because it is to finish on",
    ConstraintKind.MANDATORY_START: "because its start is mandatory on",
    ConstraintKind.MANDATORY_FINISH: "because its finish is mandatory on",
    ConstraintKind.EXTERNAL_EARLY_START: "because a project outside this plan holds it to",
    ConstraintKind.EXTERNAL_LATE_FINISH: "because a project outside this plan needs it by",
    ConstraintKind.EXPECTED_FINISH: "because it is expected to finish on",
}


def moment_words(ticks: int) -> str:
    """Return a moment as people read it: 2026-01-05 08:00."""
    return "at no known date" if ticks == NO_TICKS else f"{datetime_of(ticks):%Y-%m-%d %H:%M}"


def duration_words(ticks: int, minutes_per_day: float) -> str:
    """Return a duration in days of the given length, or in hours or minutes where shorter.

    >>> duration_words(9_600, 480), duration_words(-600, 480), duration_words(50, 480)
    ('2 days', '-1 hour', '5 minutes')
    """
    minutes = ticks / TICKS_PER_MINUTE
    for length, unit in ((minutes_per_day, "day"), (60, "hour")):
        if length and abs(minutes) >= length:
            return _counted(minutes / length, unit)
    return _counted(minutes, "minute")


def _counted(value: float, unit: str) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return f"{text} {unit}" if abs(value) == 1 else f"{text} {unit}s"


def link_words(kind: LinkKind) -> str:
    """Return the words of a link, with `{name}` and `{at}` of its predecessor left open."""
    return _LINKS[kind]


def lag_words(plan: Plan, link: int) -> str:
    """Return the lag of a link in words, "" for none."""
    links = plan.links
    unit = LagUnit(int(links.lag_unit[link]))
    if unit in (LagUnit.PERCENT, LagUnit.PERCENT_ELAPSED):
        share = float(links.lag_share[link])
        return f"a lag of {share:.0%} of its duration" if share else ""
    ticks = int(links.lag_ticks[link])
    if ticks == 0:
        return ""
    project = plan.projects[int(plan.activities.project[links.successor[link]])]
    is_elapsed = unit is LagUnit.ELAPSED
    words = duration_words(ticks, 24 * 60 if is_elapsed else project.minutes_per_day)
    return f"a lag of {words}" + (" on the clock" if is_elapsed else "")


def constraint_words(plan: Plan, row: int) -> str:
    """Return the words of a constraint that sets a start."""
    if row < 0:
        return "because of a constraint."
    words = _CONSTRAINTS.get(ConstraintKind(int(plan.constraints.kind[row])), "because of a constraint on")
    return f"{words} {moment_words(int(plan.constraints.at_ticks[row]))}."
