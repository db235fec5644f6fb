"""Geometry of a roadmap: time boxes as columns, workstreams as lanes, packages as bars, milestones with their bands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lockstep.foundation.ticks import TICKS_PER_DAY, day_number, ticks_of
from lockstep.web.charts import Tick, month_ticks

WIDTH = 1180
LEFT = 150
RIGHT = 24
HEAD = 50
ROW = 26
LANE_GAP = 10
_LETTER = 6.3
"""Width of a letter, on the generous side: labels must not run into each other."""
_MOST_LETTERS = 34


@dataclass(frozen=True, slots=True)
class Thing:
    """What stands in a lane: a package from day to day, or a milestone with its P50 and P80."""

    name: str
    words: str
    address: str
    tone: str
    start_ticks: int
    finish_ticks: int
    is_milestone: bool
    p50_ticks: int | None = None
    p80_ticks: int | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A column: a time box with its days."""

    name: str
    starts_on: date
    ends_on: date
    address: str


@dataclass(frozen=True, slots=True)
class DrawnThing:
    """A thing where it is drawn; `label_x` is where its name begins."""

    name: str
    label: str
    words: str
    address: str
    tone: str
    is_milestone: bool
    x: float
    width: float
    y: float
    label_x: float
    diamond: str
    band_x: float | None
    band_width: float


@dataclass(frozen=True, slots=True)
class DrawnLane:
    """A lane with what stands in it."""

    name: str
    short_name: str
    address: str
    y: float
    height: float
    is_odd: bool
    things: tuple[DrawnThing, ...]


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """The head of a column."""

    name: str
    label: str
    days: str
    address: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class RoadmapPicture:
    """The picture as a whole."""

    lanes: tuple[DrawnLane, ...]
    boxes: tuple[DrawnBox, ...]
    ticks: tuple[Tick, ...]
    today_x: float | None
    width: int
    height: float
    head: int


def roadmap_picture(
    lanes: Sequence[tuple[str, str, Sequence[Thing]]], boxes: Sequence[Box], today: date
) -> RoadmapPicture | None:
    """Return the geometry of lanes (name, address, things); None where there is nothing to draw."""
    things = [thing for _, _, members in lanes for thing in members]
    moments = [ticks for thing in things for ticks in _moments(thing)]
    moments += [ticks for box in boxes for ticks in (start_of(box.starts_on), end_of(box.ends_on))]
    if not moments:
        return None
    first, last = min(moments), max(moments)
    room = max(15 * TICKS_PER_DAY, (last - first) // 40)
    first, last = first - room, last + room
    scale = (WIDTH - LEFT - RIGHT) / (last - first)

    def x_of(ticks: int) -> float:
        return round(LEFT + (ticks - first) * scale, 1)

    drawn, y = [], float(HEAD)
    for number, (name, address, members) in enumerate(lanes):
        placed, rows = _placed(members, x_of, y + LANE_GAP / 2)
        height = max(rows, 1) * ROW + LANE_GAP
        drawn.append(DrawnLane(name, _cut(name, 22), address, y, height, bool(number % 2), tuple(placed)))
        y += height
    now = start_of(today)
    return RoadmapPicture(
        tuple(drawn),
        tuple(_drawn_box(box, x_of) for box in boxes),
        tuple(month_ticks(first, last, x_of)),
        x_of(now) if first <= now <= last else None,
        WIDTH,
        y + 6,
        HEAD,
    )


def _moments(thing: Thing) -> Iterable[int]:
    return (
        ticks
        for ticks in (thing.start_ticks, thing.finish_ticks, thing.p50_ticks, thing.p80_ticks)
        if ticks is not None
    )


def _drawn_box(box: Box, x_of) -> DrawnBox:
    x, end = x_of(start_of(box.starts_on)), x_of(end_of(box.ends_on))
    letters = int((end - x) / _LETTER)
    days = f"{box.starts_on:%b %Y} to {box.ends_on:%b %Y}" if letters >= 20 else f"{box.ends_on:%b %Y}"
    return DrawnBox(box.name, _cut(box.name, letters), days, box.address, x, round(end - x, 1))


def _placed(things: Sequence[Thing], x_of, top: float) -> tuple[list[DrawnThing], int]:
    """Return things in as few rows as keep them and their names apart."""
    ends: list[float] = []
    placed = []
    for thing in sorted(things, key=lambda thing: (thing.start_ticks, thing.finish_ticks, thing.name)):
        x, end = x_of(thing.start_ticks), x_of(thing.finish_ticks)
        label = _cut(thing.name, _MOST_LETTERS)
        letters = len(label) * _LETTER
        band = (x_of(thing.p50_ticks), x_of(thing.p80_ticks)) if thing.p50_ticks and thing.p80_ticks else None
        right = max(end, band[1] if band else end) + (8 if thing.is_milestone else 0)
        is_inside = not thing.is_milestone and end - x >= letters + 14
        label_x = x + 7 if is_inside else right + 4
        taken = right if is_inside else label_x + letters
        if not is_inside and taken > WIDTH - 4:
            label_x = x - letters - (10 if thing.is_milestone else 4)
            taken = right
        left = min(x - (8 if thing.is_milestone else 0), label_x)
        row = next((number for number, until in enumerate(ends) if until + 6 <= left), len(ends))
        if row == len(ends):
            ends.append(taken)
        ends[row] = taken
        y = top + ROW * row + ROW / 2
        placed.append(
            DrawnThing(
                thing.name,
                label,
                thing.words,
                thing.address,
                thing.tone,
                thing.is_milestone,
                x,
                round(max(end - x, 3), 1),
                y,
                round(label_x, 1),
                f"M{x} {y - 6}L{x + 6} {y}L{x} {y + 6}L{x - 6} {y}Z" if thing.is_milestone else "",
                band[0] if band else None,
                round(max(band[1] - band[0], 2), 1) if band else 0.0,
            )
        )
    return placed, len(ends)


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: max(letters - 1, 1)]}…"


def start_of(day: date) -> int:
    """Return the moment at which a day begins."""
    return ticks_of(datetime(day.year, day.month, day.day))


def end_of(day: date) -> int:
    """Return the moment at which a day ends."""
    return (day_number(day) + 1) * TICKS_PER_DAY
