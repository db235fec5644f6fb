"""Geometry of the small server-made pictures: plain numbers that a template writes as SVG attributes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY, datetime_of, ticks_of
from lockstep.web.words import finish_day_words

LEFT, RIGHT, WIDTH = 190, 76, 760
ROW = 30
HEAD = 26


@dataclass(frozen=True, slots=True)
class Milestone:
    """One line of the picture: where it stands now, and where the baseline had it."""

    name: str
    at_ticks: int
    planned_ticks: int | None
    slip_words: str
    address: str = ""
    is_critical: bool = False


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone as it is drawn."""

    name: str
    short_name: str
    day: str
    address: str
    y: float
    x: float
    planned_x: float | None
    slip_words: str
    words_x: float
    is_late: bool
    diamond: str
    planned_diamond: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A vertical line with its label."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class MilestonePicture:
    """The picture as a whole."""

    lines: tuple[MilestoneLine, ...]
    ticks: tuple[Tick, ...]
    today_x: float | None
    width: int
    height: float


def milestone_picture(milestones: Sequence[Milestone], today: date) -> MilestonePicture | None:
    """Return the geometry of the milestones on one axis of time, or None where there are none."""
    if not milestones:
        return None
    now = ticks_of(datetime(today.year, today.month, today.day))
    # The axis starts today: an agreed date of long ago stands at its edge instead of squashing what is ahead.
    moments = [m.at_ticks for m in milestones] + [m.planned_ticks or now for m in milestones] + [now]
    last = max(moments)
    first = now - max(10 * TICKS_PER_DAY, (last - now) // 20)
    last += max(10 * TICKS_PER_DAY, (last - now) // 20)
    scale = (WIDTH - LEFT - RIGHT) / (last - first)

    def x_of(ticks: int) -> float:
        return round(LEFT + max(0, ticks - first) * scale, 1)

    lines = []
    for at, milestone in enumerate(milestones):
        y = HEAD + ROW * at + ROW / 2 + 4
        x = x_of(milestone.at_ticks)
        planned = x_of(milestone.planned_ticks) if _is_given(milestone.planned_ticks) else None
        is_late = planned is not None and milestone.slip_words.startswith("+")
        lines.append(
            MilestoneLine(
                milestone.name,
                _shortened(milestone.name),
                finish_day_words(milestone.at_ticks),
                milestone.address,
                y,
                x,
                planned,
                milestone.slip_words,
                max(x, planned or x) + 12,
                is_late,
                _diamond(x, y, 5.5),
                _diamond(planned, y, 5.5) if planned is not None else "",
            )
        )
    return MilestonePicture(
        tuple(lines),
        tuple(month_ticks(first, last, x_of)),
        x_of(now),
        WIDTH,
        HEAD + ROW * len(milestones) + 10,
    )


def _is_given(ticks: int | None) -> bool:
    return ticks is not None and ticks != NO_TICKS


def _shortened(name: str) -> str:
    return name if len(name) <= 28 else f"{name[:27]}…"


def _diamond(x: float, y: float, r: float) -> str:
    return f"M{x} {y - r}L{x + r} {y}L{x} {y + r}L{x - r} {y}Z"


def month_ticks(first: int, last: int, x_of) -> Iterable[Tick]:
    """Yield month starts, thinned so that the labels stay apart."""
    start, end = datetime_of(first), datetime_of(last)
    months = (end.year - start.year) * 12 + end.month - start.month
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if months / step <= 8), 120)
    year, month = start.year, start.month
    while True:
        month += 1
        if month > 12:
            year, month = year + 1, 1
        at = datetime(year, month, 1)
        if at > end:
            return
        if (month - 1) % step == 0 and (step < 24 or year % (step // 12) == 0):
            label = f"{at:%b}" if month != 1 and step < 12 else f"{at:%b} {at:%y}" if step < 12 else str(year)
            yield Tick(x_of(ticks_of(at)), label)
