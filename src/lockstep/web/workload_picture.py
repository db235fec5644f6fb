"""The heat map of load as a table, and the chart of one resource against its capacity."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from lockstep.domain.planning.queries import WorkloadCell, WorkloadRow
from lockstep.foundation.ticks import TICKS_PER_DAY, date_of_day
from lockstep.web.words import count_words, day_words, number_words

STEPS = ((0.999, "is-load-3"), (0.85, "is-load-2"), (0.5, "is-load-1"))
HEIGHT, FOOT, HEAD = 170, 18, 16
LABEL = 44
"""Room for the longest name of a week, which is not cut off at the end."""


@dataclass(frozen=True, slots=True)
class Room:
    """How wide a chart is, and how many weeks are named below it."""

    width: int
    labels: int


SCREEN, PHONE = Room(1000, 14), Room(320, 5)


@dataclass(frozen=True, slots=True)
class Cell:
    """One resource in one week as the table draws it; `said` is the whole of it for who hears it."""

    first_day: int
    hours: str
    tone: str
    mark: str
    said: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Week:
    """The head of a week; its year is said where another one begins."""

    day: str
    year: str


@dataclass(frozen=True, slots=True)
class Column:
    """One week of a chart."""

    x: float
    width: float
    y: float
    height: float
    over_y: float
    over_height: float
    capacity_y: float
    label: str
    label_x: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Demand of one resource by week, with the line of what there is."""

    columns: tuple[Column, ...]
    line: str
    most: str
    said: str
    width: int
    height: int = HEIGHT
    base: int = HEIGHT - FOOT


def week_words(day: int) -> str:
    """Return the Monday of a week."""
    return day_words(day * TICKS_PER_DAY)


def week_heads(weeks: Sequence[int]) -> tuple[Week, ...]:
    """Return the heads of the weeks."""
    mondays = [date_of_day(day) for day in weeks]
    years = [timezone.localdate().year, *(monday.year for monday in mondays)]
    return tuple(
        Week(f"{monday.day} {monday:%b}", str(monday.year) if monday.year != before else "")
        for monday, before in zip(mondays, years, strict=False)
    )


def cells_of(row: WorkloadRow, weeks: Sequence[int], chosen: int | None) -> tuple[Cell, ...]:
    """Return the cells of a line; `chosen` is the first day of the one that is looked into."""
    return tuple(
        Cell(
            day,
            number_words(round(cell.demand_hours)) if cell.demand_hours >= 0.5 else "",
            tone_of(cell),
            mark_of(cell),
            said_of(row.name, day, cell),
            day == chosen,
        )
        for day, cell in zip(weeks, row.cells, strict=True)
    )


def tone_of(cell: WorkloadCell) -> str:
    """Return the class of a cell: striped where it is too much, else darker the fuller it is."""
    if cell.overload_hours > 0:
        return "is-over"
    if not cell.capacity_hours:
        return "is-away"
    share = cell.demand_hours / cell.capacity_hours
    return next((name for least, name in STEPS if share >= least), "")


def mark_of(cell: WorkloadCell) -> str:
    """Return what stands below the hours: how much is too much, or what there is where somebody is absent."""
    if cell.overload_hours > 0:
        return f"+{number_words(max(1, round(cell.overload_hours)))}"
    if not cell.capacity_hours:
        return "away"
    is_told = cell.absent_hours >= 1 and cell.demand_hours >= 0.5
    return f"of {number_words(round(cell.capacity_hours))}" if is_told else ""


def said_of(name: str, day: int, cell: WorkloadCell) -> str:
    """Return a cell in words."""
    parts = [
        f"{name}, week of {week_words(day)}: {number_words(cell.demand_hours)} of "
        f"{number_words(cell.capacity_hours)} hours"
    ]
    if cell.overload_hours:
        days = count_words(cell.days_over, "day")
        parts.append(f"{number_words(cell.overload_hours)} hours too much on {days}")
    if cell.absent_hours >= 1:
        parts.append(f"{number_words(cell.absent_hours)} hours absent")
    if cell.elsewhere_hours:
        parts.append(f"{number_words(cell.elsewhere_hours)} hours for others")
    return ", ".join(parts)


def chart_of(row: WorkloadRow, weeks: Sequence[int], within: Room = SCREEN) -> Chart:
    """Return the chart of one resource."""
    most = max([1.0, *(max(cell.demand_hours, cell.capacity_hours) for cell in row.cells)])
    room, base, step = HEIGHT - FOOT - HEAD, HEIGHT - FOOT, within.width / len(weeks)
    every, heads = -(-len(weeks) // within.labels), week_heads(weeks)

    def y_of(hours: float) -> float:
        return round(base - room * hours / most, 1)

    columns, line = [], []
    for at, cell in enumerate(row.cells):
        over = min(cell.overload_hours, cell.demand_hours)
        top, x = y_of(cell.demand_hours), round(at * step, 1)
        columns.append(
            Column(
                round(x + step * 0.12, 1),
                round(step * 0.76, 1),
                y_of(cell.demand_hours - over),
                round(base - y_of(cell.demand_hours - over), 1),
                top,
                round(y_of(cell.demand_hours - over) - top, 1),
                y_of(cell.capacity_hours),
                heads[at].day if at % every == 0 and x <= within.width - LABEL else "",
                round(x + step * 0.12, 1),
            )
        )
        line.append(f"{'M' if at == 0 else 'L'}{x} {y_of(cell.capacity_hours)}H{round(x + step, 1)}")
    said = (
        f"{row.name}: {number_words(row.demand_hours)} hours are asked for in {count_words(len(weeks), 'week')}, "
        f"{number_words(row.capacity_hours)} are there, {number_words(row.overload_hours)} are too much"
    )
    return Chart(tuple(columns), "".join(line), f"{number_words(round(most))} h", said, within.width)
