"""What it would take to finish by a date with 80 % confidence: which drivers must become certain, and what is left."""

from dataclasses import dataclass

from lockstep.domain.outlook.queries.analyses import AnalysisPage, Driver


@dataclass(frozen=True, slots=True)
class Reaching:
    """What reaches a date; `drivers` are those whose uncertainty must go, in the order of what each is worth.

    `p80_ticks` is the P80 when they are gone. Where `is_reached` is False the plan itself must become shorter:
    `missing_ticks` lie between that P80 and the date, on the clock.
    """

    at_ticks: int
    share_now: float
    is_met: bool
    is_reached: bool
    drivers: tuple[Driver, ...]
    p80_ticks: int
    missing_ticks: int


def reaching(page: AnalysisPage, at_ticks: int) -> Reaching | None:
    """Return what would make a date the P80 of an analysis; None where there is no analysis."""
    figures = page.figures
    if figures is None:
        return None
    share = figures.share_by(at_ticks)
    if figures.p80_ticks <= at_ticks:
        return Reaching(at_ticks, share, True, True, (), figures.p80_ticks, 0)
    taken: list[Driver] = []
    p80 = figures.p80_ticks
    for driver in page.drivers:
        if driver.together_ticks is None:
            continue
        taken.append(driver)
        p80 = min(p80, driver.together_ticks)
        if p80 <= at_ticks:
            return Reaching(at_ticks, share, False, True, tuple(taken), p80, 0)
    return Reaching(at_ticks, share, False, False, tuple(taken), p80, p80 - at_ticks)
