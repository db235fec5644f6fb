"""The pictures of a leveling proposal: overload by week before and after, and the finish of each project."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lockstep.domain.planning.queries import LevelingPage
from lockstep.foundation.ticks import TICKS_PER_DAY
from lockstep.web.charts import (
    HALF_LINES,
    LETTER_WIDTH,
    LinesRoom,
    Milestone,
    MilestonePicture,
    Tick,
    milestone_picture,
)
from lockstep.web.words import day_words, number_words, slip_words

WIDTH, HEIGHT, FOOT, HEAD = 270, 120, 18, 16
MOST_BARS = 60
MOST_LABELS = 3
MOST_PROJECTS = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Histogram:
    """Hours too much by week, or by some weeks where there are many."""

    title: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    most: str
    words: str
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - FOOT


def histograms(page: LevelingPage) -> tuple[Histogram, Histogram] | None:
    """Return the two pictures on one scale, or None where nothing is overloaded before."""
    before, after = page.weeks.before_hours, page.weeks.after_hours
    if not any(before) and not any(after):
        return None
    first, last = _bounds(before, after)
    step = -(-(last - first) // MOST_BARS)
    sums = [_summed(hours[first:last], step) for hours in (before, after)]
    most = max(max(values, default=0.0) for values in sums)
    start = page.weeks.first_day + 7 * first
    made = [
        _histogram(title, values, most, start, 7 * step)
        for title, values in zip(("Before", "After"), sums, strict=True)
    ]
    return made[0], made[1]


def finish_picture(page: LevelingPage, today: date, room: LinesRoom = HALF_LINES) -> MilestonePicture | None:
    """Return where the finish of each project goes: those that move furthest, at most so many as one can read."""
    moved = [
        Milestone(
            project.name,
            project.finish_after_ticks,
            project.finish_before_ticks,
            slip_words((project.finish_after_ticks - project.finish_before_ticks) / TICKS_PER_DAY),
        )
        for project in page.projects
        if project.finish_after_ticks is not None
        and project.finish_before_ticks is not None
        and project.finish_after_ticks != project.finish_before_ticks
    ]
    moved.sort(key=lambda line: -abs(line.at_ticks - (line.planned_ticks or 0)))
    return milestone_picture(moved[:MOST_PROJECTS], today, room)


def _bounds(before: Sequence[float], after: Sequence[float]) -> tuple[int, int]:
    """Return from which to which week there is anything to show."""
    weeks = [week for hours in (before, after) for week, value in enumerate(hours) if value]
    return min(weeks), max(weeks) + 1


def _summed(hours: Sequence[float], step: int) -> list[float]:
    return [sum(hours[at : at + step]) for at in range(0, len(hours), step)]


def _histogram(title: str, values: list[float], most: float, first_day: int, days: int) -> Histogram:
    width = WIDTH / max(1, len(values))
    room = HEIGHT - FOOT - HEAD
    bars = tuple(
        Bar(
            round(at * width + width * 0.1, 1),
            round(HEIGHT - FOOT - room * value / most, 1),
            round(max(1.0, width * 0.8), 1),
            round(room * value / most, 1),
        )
        for at, value in enumerate(values)
        if value
    )
    every = max(1, -(-len(values) // MOST_LABELS))
    labels = [
        Tick(round(at * width + width * 0.1, 1), day_words((first_day + days * at) * TICKS_PER_DAY))
        for at in range(0, len(values), every)
    ]
    ticks = tuple(tick for tick in labels if tick.x + LETTER_WIDTH * len(tick.label) <= WIDTH)
    total = number_words(sum(values))
    words = f"{title}: {total} hours too much" if any(values) else f"{title}: nothing is too much"
    return Histogram(
        title, bars, ticks, f"{number_words(round(max(values)))} h" if any(values) else "", words
    )
