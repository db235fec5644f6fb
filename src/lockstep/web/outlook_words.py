"""A risk analysis in words and figures, as its page says it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.urls import reverse

from lockstep.domain.outlook.queries import AnalysisPage, Driver, NodeOutlook, RunRow
from lockstep.domain.outlook.queries.reaching import Reaching, reaching
from lockstep.domain.outlook.vocabulary import DriverKind, Response, Together, Unranged
from lockstep.foundation.ticks import TICKS_PER_DAY, day_number
from lockstep.web.answer import Tile
from lockstep.web.outlook_pictures import SCREEN, CurvePicture, CurveRoom, Line, curve_picture
from lockstep.web.words import (
    count_words,
    finish_day_words,
    list_words,
    number_words,
    share_words,
    slip_words,
)

MARKS: Final = (("P10", 0.1), ("P50", 0.5), ("P80", 0.8), ("P90", 0.9))
TABLE_SHARES: Final = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
SAFE, DOUBTFUL = 0.8, 0.5
BIASED: Final = 0.25
SOURCE_WORDS: Final = {
    "policy_default": "the policy default, 90 to 125 % of what remains",
    "expert": "somebody's judgment of the activity",
    "quick": "quick ranges, the same shares for many at once",
    "own_history": "own history",
    "reference_class": "a reference class",
    "file": "the imported file",
}


_PLACES: Final = {
    DriverKind.PROJECT: "what makes the team as a whole faster or slower",
    DriverKind.RISK: "a risk of the register",
}


@dataclass(frozen=True, slots=True)
class DriverLine:
    """A driver with its bar."""

    driver: Driver
    place: str
    address: str
    words: str
    width: float


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure of this analysis beside that of the one before; `days` later is positive."""

    name: str
    now: str
    before: str
    difference: str
    days: float


def tone_of(share: float | None) -> tuple[str, str]:
    """Return tone and word of the probability of a commitment."""
    if share is None:
        return "none", "no date"
    if share >= SAFE:
        return "good", "likely"
    return ("warn", "open") if share >= DOUBTFUL else ("bad", "unlikely")


def headline_of(page: AnalysisPage) -> tuple[str, str]:
    """Return the answer in one sentence, and what it is held against."""
    found = page.figures
    if found is None:
        return f"When will {page.name} really be done?", ""
    sure = f"{page.name} is done by {finish_day_words(found.p80_ticks)} with 80 % confidence"
    met = share_words(found.planned_share) if found.planned_share else "none"
    note = f"The plan says {finish_day_words(found.planned_ticks)}; {met} of the simulated cases meet that."
    if found.contingency_days:
        note += f" The difference to the P80 is {count_words(round(found.contingency_days), 'working day')}."
    return sure, note


def tiles_of(page: AnalysisPage) -> tuple[Tile, ...]:
    """Return the figures that the page shows first."""
    found = page.figures
    if found is None:
        return ()
    promised = (
        Tile(
            commitment.name,
            share_words(commitment.share),
            f"met by {finish_day_words(commitment.at_ticks)}",
            *tone_of(commitment.share),
        )
        for commitment in page.commitments
    )
    return (
        Tile("P50", finish_day_words(found.p50_ticks), "as likely earlier as later"),
        Tile(
            "P80", finish_day_words(found.p80_ticks), f"{slip_words(found.contingency_days)} against the plan"
        ),
        Tile("P90", finish_day_words(found.p90_ticks), "later in 1 of 10 cases"),
        Tile(
            "As planned",
            share_words(found.planned_share),
            f"met by {finish_day_words(found.planned_ticks)}",
            *tone_of(found.planned_share),
        ),
        *promised,
    )


def picture_of(page: AnalysisPage, room: CurveRoom = SCREEN) -> CurvePicture | None:
    """Return the S-curve with what it is held against."""
    found = page.figures
    if found is None or found.curve_ticks[0] == found.curve_ticks[-1]:
        return None
    lines = [Line("plan", found.planned_ticks, found.planned_share, is_planned=True)]
    lines += [Line(row.name, row.at_ticks, row.share) for row in page.commitments]
    return curve_picture(page.name, found.curve_ticks, lines, MARKS, room)


def table_of(found: NodeOutlook) -> list[tuple[str, int]]:
    """Return the same curve as rows: share, date."""
    last = len(found.curve_ticks) - 1
    return [(share_words(share), found.curve_ticks[round(last * share)]) for share in TABLE_SHARES]


def driver_lines(page: AnalysisPage) -> list[DriverLine]:
    """Return the drivers that are worth something, the largest first."""
    most = max((driver.worth_days for driver in page.drivers), default=0.0) or 1.0
    return [
        DriverLine(
            driver,
            _PLACES.get(driver.kind, driver.place),
            _address(driver),
            slip_words(-driver.worth_days),
            round(100 * max(driver.worth_days, 0.0) / most, 1),
        )
        for driver in page.drivers
        if driver.worth_days > 0
    ]


def small_words(page: AnalysisPage) -> str:
    """Return how many things were looked at that are worth less than a day."""
    small = sum(driver.worth_days <= 0 for driver in page.drivers)
    return f"{count_words(small, 'thing')} more worth less than a day." if small else ""


def _address(driver: Driver) -> str:
    if driver.kind is DriverKind.ACTIVITY and driver.place:
        return reverse("web:activity", args=[driver.id])
    return ""


def shared_words(page: AnalysisPage) -> str:
    """Return why the values of drivers do not add up, with the numbers of this analysis."""
    values = [driver.worth_days for driver in page.drivers if driver.together_ticks is not None]
    steps = [driver.together_ticks for driver in page.drivers if driver.together_ticks is not None]
    if len(values) < 2 or page.base_p80_ticks is None:
        return ""
    together = (page.base_p80_ticks - steps[-1]) / TICKS_PER_DAY
    return (
        f"One after another the first {len(values)} bring the P80 forward by {number_words(together)} calendar days; "
        "their single values do not add up to that, because paths that run side by side hide each other."
    )


def reaching_words(page: AnalysisPage, text: str) -> tuple[Reaching | None, list[str], str]:
    """Return what it would take to make a typed day the P80: the answer, its sentences, and what is wrong with it."""
    if not text:
        return None, [], ""
    try:
        at = (day_number(date.fromisoformat(text)) + 1) * TICKS_PER_DAY
    except ValueError:
        return None, [], "Give a date such as 2027-06-30."
    found = reaching(page, at)
    return found, _reaching_sentences(found) if found else [], ""


def _reaching_sentences(found: Reaching) -> list[str]:
    now = f"Today {share_words(found.share_now)} of the cases finish by {finish_day_words(found.at_ticks)}."
    if found.is_met:
        return [now, f"The P80 is {finish_day_words(found.p80_ticks)}: that date is safe already."]
    names = list_words([driver.name for driver in found.drivers], most=8)
    if found.is_reached:
        return [
            now,
            f"If nothing were uncertain about {names}, the P80 would be {finish_day_words(found.p80_ticks)}.",
            "So learn more there first: a prototype, a firm quote, an early test, or a second source.",
        ]
    missing = count_words(-(-found.missing_ticks // TICKS_PER_DAY), "calendar day")
    start = (
        f"Even if nothing were uncertain about {names}, the P80 would be {finish_day_words(found.p80_ticks)}."
        if names
        else "No single driver moves the P80."
    )
    return [
        now,
        start,
        f"The other {missing} must come from the plan itself: shorter work, more overlap, or less scope.",
    ]


def source_words(page: AnalysisPage) -> list[str]:
    """Return where the ranges come from, the largest share first."""
    total = sum(count for _, count in page.sources)
    ordered = sorted(page.sources, key=lambda pair: -pair[1])
    return [
        f"{number_words(count)} of {count_words(total, 'range')} ({share_words(count / total)}): "
        f"{SOURCE_WORDS.get(name, name)}"
        for name, count in ordered
    ]


def bias_words(page: AnalysisPage) -> str:
    """Return the note on merge bias in plain words, "" where the plan is not too early."""
    found = page.figures
    if found is None or found.planned_share >= BIASED or found.curve_ticks[0] == found.curve_ticks[-1]:
        return ""
    return (
        f"{_few(found.planned_share)} of the cases meet the planned finish although every duration in the "
        "plan is a likely one. Where paths meet, the latest of them counts, so several paths that are each likely to "
        "be on time are seldom on time together; and ranges reach further to the late side. Promise a later P-value, "
        "or keep the difference as schedule margin."
    )


def _few(share: float) -> str:
    return f"Only {share_words(share)}" if share else "None"


def set_up_words(run: RunRow) -> str:
    """Return how an analysis was set up, in one sentence."""
    parts = [
        f"{number_words(run.iterations)} iterations",
        f"seed {run.seed}",
        "projects move together" if run.together is Together.PROJECTS else "nothing moves together",
        "work without a range has the policy default"
        if run.unranged is Unranged.USUAL
        else "work without a range is certain",
    ]
    if run.response is Response.AFTER:
        parts.append("risks after response")
    return ", ".join(parts)


def compared(page: AnalysisPage) -> list[Compared]:
    """Return the figures beside those of the analysis before."""
    now, before = page.figures, page.previous_figures
    if now is None or before is None:
        return []
    pairs: Sequence[tuple[str, int, int]] = [
        ("As planned", now.planned_ticks, before.planned_ticks),
        ("P10", now.p10_ticks, before.p10_ticks),
        ("P50", now.p50_ticks, before.p50_ticks),
        ("P80", now.p80_ticks, before.p80_ticks),
        ("P90", now.p90_ticks, before.p90_ticks),
    ]
    return [_compared(name, one, other) for name, one, other in pairs]


def _compared(name: str, now: int, before: int) -> Compared:
    days = round((now - before) / TICKS_PER_DAY, 1)
    return Compared(name, finish_day_words(now), finish_day_words(before), slip_words(days), days)


def empty_words() -> dict[str, Any]:
    """Return what the page says before there is an analysis."""
    return {
        "title": "No analysis yet",
        "words": (
            "A range says how short and how long work may take: at best, most likely, at worst. From the ranges the "
            "whole plan is scheduled thousands of times, and you see how sure each date is, which work decides it, and "
            "what a promise is worth."
        ),
    }
