"""Geometry of the milestone trend: across the days of status, up the days that were expected then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lockstep.domain.planning.queries.milestones import MilestoneDay, MilestoneStand

WIDTH, HEIGHT = 920, 430
LEFT, RIGHT, TOP, BOTTOM = 96, 40, 16, 44
NEAREST = 14
DASHES = ("", "6 3", "2 3", "9 3 2 3", "1 4")


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One milestone: a line over its statuses, and its number at the right end."""

    number: int
    name: str
    path: str
    points: tuple[tuple[float, float, str], ...]
    end_y: float
    dashes: str
    words: str


@dataclass(frozen=True, slots=True)
class TrendTick:
    """A line across the picture with its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class TrendPicture:
    """The picture as a whole; below the diagonal lies what was past at its status."""

    lines: tuple[TrendLine, ...]
    across: tuple[TrendTick, ...]
    up: tuple[TrendTick, ...]
    baselines: tuple[TrendTick, ...]
    diagonal: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM


@dataclass(frozen=True, slots=True)
class TrendRow:
    """A milestone of the list: the day expected at each status, and how far it moved since the first."""

    number: int
    milestone: MilestoneDay
    days: tuple[date | None, ...]
    moved_days: int | None


def trend_rows(milestones: Sequence[MilestoneDay], stands: Sequence[MilestoneStand]) -> list[TrendRow]:
    """Return the same as the picture shows, as rows."""
    rows = []
    for number, milestone in enumerate(milestones, start=1):
        days = tuple(stand.days.get(milestone.activity) for stand in stands)
        known = [day for day in days if day is not None]
        moved = (known[-1] - known[0]).days if len(known) > 1 else None
        rows.append(TrendRow(number, milestone, days, moved))
    return rows


def trend_picture(
    milestones: Sequence[MilestoneDay], stands: Sequence[MilestoneStand]
) -> TrendPicture | None:
    """Return the geometry, or None where there is nothing to compare."""
    if not milestones or len(stands) < 2:
        return None
    first, last = stands[0].on, stands[-1].on
    days = [day for stand in stands for day in stand.days.values()]
    low, high = min(days) - timedelta(days=14), max(days) + timedelta(days=14)

    def x_of(day: date) -> float:
        span = max((last - first).days, 1)
        return round(LEFT + (day - first).days * (WIDTH - LEFT - RIGHT) / span, 1)

    def y_of(day: date) -> float:
        return round(HEIGHT - BOTTOM - (day - low).days * (HEIGHT - TOP - BOTTOM) / (high - low).days, 1)

    lines = [
        _line(number, milestone, stands, x_of, y_of) for number, milestone in enumerate(milestones, start=1)
    ]
    start, end = max(first, low), min(last, high)
    diagonal = f"M{x_of(start)} {y_of(start)}L{x_of(end)} {y_of(end)}" if start < end else ""
    return TrendPicture(
        tuple(_apart(lines)),
        tuple(TrendTick(x_of(day), f"{day:%b %Y}") for day in _months(first, last, 8)),
        tuple(TrendTick(y_of(day), f"{day:%b %Y}") for day in _months(low, high, 8)),
        tuple(TrendTick(x_of(stand.on), stand.label) for stand in stands if stand.is_baseline),
        diagonal,
    )


def _line(number: int, milestone: MilestoneDay, stands: Sequence[MilestoneStand], x_of, y_of) -> TrendLine:  # type: ignore[no-untyped-def]
    known = [(stand, stand.days[milestone.activity]) for stand in stands if milestone.activity in stand.days]
    points = tuple(
        (x_of(stand.on), y_of(day), f"{stand.label}: {day.day} {day:%b %Y}") for stand, day in known
    )
    path = "M" + "L".join(f"{x} {y}" for x, y, _ in points) if points else ""
    moved = (known[-1][1] - known[0][1]).days if known else 0
    words = "has not moved" if not moved else f"{abs(moved)} days {'later' if moved > 0 else 'sooner'}"
    end = points[-1][1] if points else 0.0
    return TrendLine(number, milestone.name, path, points, end, DASHES[number % len(DASHES)], words)


def _apart(lines: Sequence[TrendLine]) -> list[TrendLine]:
    """Return the lines with their numbers moved apart where they would cover each other."""
    from dataclasses import replace

    placed: list[TrendLine] = []
    bottom = float(HEIGHT)
    for line in sorted(lines, key=lambda item: -item.end_y):
        y = min(line.end_y, bottom - NEAREST) if placed else line.end_y
        bottom = y
        placed.append(replace(line, end_y=round(y, 1)))
    return sorted(placed, key=lambda item: item.number)


def _months(first: date, last: date, most: int) -> list[date]:
    """Return firsts of months between two days, thinned out to a number that can be read."""
    months = []
    day = date(first.year, first.month, 1)
    while day <= last:
        if day >= first:
            months.append(day)
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    step = max(1, -(-len(months) // most))
    return months[::step]
