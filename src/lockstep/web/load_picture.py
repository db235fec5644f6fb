"""The load of people by week as a table: text and color, so that too much is seen without color."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from lockstep.domain.planning.queries import PersonLoad
from lockstep.foundation.ticks import TICKS_PER_WEEK, ticks_of
from lockstep.web.words import day_words, number_words

HOURS_A_WEEK = 40
MOST_WEEKS = 26
OVER = 1.02


@dataclass(frozen=True, slots=True)
class Cell:
    """One person in one week."""

    words: str
    tone: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One person."""

    resource: int
    name: str
    hours: float
    activities: int
    projects: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class LoadPicture:
    """The table; `weeks` are the Mondays in words."""

    weeks: tuple[str, ...]
    lines: tuple[Line, ...]


def load_picture(loads: Sequence[PersonLoad]) -> LoadPicture | None:
    """Return the table from this week on, or None where no work is left."""
    today = timezone.localdate()
    past = ticks_of(datetime(today.year, today.month, today.day)) - TICKS_PER_WEEK
    known = sorted({week for load in loads for week in load.weeks if week > past})
    if not known:
        return None
    last = min(known[-1], known[0] + (MOST_WEEKS - 1) * TICKS_PER_WEEK)
    weeks = tuple(range(known[0], last + 1, TICKS_PER_WEEK))
    lines = tuple(_line(load, weeks) for load in loads if any(week in weeks for week in load.weeks))
    return LoadPicture(tuple(day_words(week) for week in weeks), lines)


def _line(load: PersonLoad, weeks: Sequence[int]) -> Line:
    hours = dict(zip(load.weeks, load.hours_by_week, strict=True))
    capacity = load.max_units * HOURS_A_WEEK
    cells = tuple(_cell(hours.get(week, 0.0), capacity) for week in weeks)
    return Line(load.resource, load.name, load.hours, load.activities, load.projects, cells)


def _cell(hours: float, capacity: float) -> Cell:
    if not hours:
        return Cell("", "", False)
    is_over = hours > capacity * OVER
    tone = "is-over" if is_over else "is-full" if hours > capacity * 0.8 else ""
    return Cell(number_words(round(hours)), tone, is_over)
