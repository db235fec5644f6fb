"""Geometry of the small server-made pictures: plain numbers that a template writes as SVG attributes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY, datetime_of, ticks_of
from lockstep.web.words import finish_day_words

LEFT, RIGHT, WIDTH = 190, 76, 760
HEAD = 26
LETTER_WIDTH = 6.3
"""Of an average letter, in the size of the labels."""


@dataclass(frozen=True, slots=True)
class LinesRoom:
    """The room of a picture of dates: where names stand, and how high each line is."""

    width: int
    left: int
    right: int
    row: int
    rise: int
    """How far above its line a name stands; 0 beside it."""
    letters: int
    labels: int


SCREEN_LINES = LinesRoom(WIDTH, LEFT, RIGHT, row=30, rise=0, letters=28, labels=8)
HALF_LINES = LinesRoom(560, LEFT, 66, row=30, rise=0, letters=28, labels=5)
PHONE_LINES = LinesRoom(320, 8, 62, row=44, rise=17, letters=46, labels=4)


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
    name_y: float
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


def milestone_picture(
    milestones: Sequence[Milestone], today: date, room: LinesRoom = SCREEN_LINES
) -> MilestonePicture | None:
    """Return the geometry of the milestones on one axis of time, or None where there are none."""
    if not milestones:
        return None
    now = ticks_of(datetime(today.year, today.month, today.day))
    # The axis starts today: an agreed date of long ago stands at its edge instead of squashing what is ahead.
    moments = [m.at_ticks for m in milestones] + [m.planned_ticks or now for m in milestones] + [now]
    last = max(moments)
    first = now - max(10 * TICKS_PER_DAY, (last - now) // 20)
    last += max(10 * TICKS_PER_DAY, (last - now) // 20)
    scale = (room.width - room.left - room.right) / (last - first)

    def x_of(ticks: int) -> float:
        return round(room.left + max(0, ticks - first) * scale, 1)

    lines = []
    for at, milestone in enumerate(milestones):
        y = HEAD + room.row * at + (room.row + room.rise) / 2 + 4
        x = x_of(milestone.at_ticks)
        planned = x_of(milestone.planned_ticks) if _is_given(milestone.planned_ticks) else None
        is_late = planned is not None and milestone.slip_words.startswith("+")
        lines.append(
            MilestoneLine(
                milestone.name,
                shortened(milestone.name, room.letters),
                finish_day_words(milestone.at_ticks),
                milestone.address,
                y,
                y - room.rise,
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
        tuple(month_ticks(first, last, x_of, room.labels)),
        x_of(now),
        room.width,
        HEAD + room.row * len(milestones) + 10,
    )


def _is_given(ticks: int | None) -> bool:
    return ticks is not None and ticks != NO_TICKS


def shortened(name: str, letters: int) -> str:
    """Return a name that is no longer than so many letters."""
    return name if len(name) <= letters else f"{name[: letters - 1].rstrip()}…"


def _diamond(x: float, y: float, r: float) -> str:
    return f"M{x} {y - r}L{x + r} {y}L{x} {y + r}L{x - r} {y}Z"


def month_ticks(first: int, last: int, x_of, most: int = 8) -> Iterable[Tick]:
    """Yield month starts, thinned to about so many labels."""
    start, end = datetime_of(first), datetime_of(last)
    months = (end.year - start.year) * 12 + end.month - start.month
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if months / step <= most), 120)
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
