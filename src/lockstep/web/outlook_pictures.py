"""Geometry of the pictures of a risk analysis: S-curve with histogram, and the bars of what each driver is worth."""

from collections.abc import Sequence
from dataclasses import dataclass

from lockstep.domain.outlook.queries.analyses import share_by
from lockstep.foundation.ticks import TICKS_PER_DAY, weekday_of_day
from lockstep.web.charts import LETTER_WIDTH, Tick, month_ticks, shortened
from lockstep.web.words import day_words, finish_day_words, share_words

LINE_HEIGHT, BARS, GAP, FOOT = 17, 70, 26, 22
BINS = 36


@dataclass(frozen=True, slots=True)
class CurveRoom:
    """The room of a picture of a curve; on a phone it is drawn anew, because a smaller one could not be read."""

    width: int
    left: int
    right: int
    plot: int
    labels: int
    """Of the axis of time, at most about so many."""
    letters: int
    """Of the name of a date that the curve is held against."""
    bins: int
    every: int
    """One point of the curve in so many is drawn."""
    is_narrow: bool = False
    """P-values are then written without their year, which the axis says."""


SCREEN = CurveRoom(900, 44, 64, plot=230, labels=8, letters=60, bins=BINS, every=4)
PHONE = CurveRoom(320, 48, 8, plot=200, labels=4, letters=16, bins=24, every=8, is_narrow=True)


@dataclass(frozen=True, slots=True)
class Line:
    """A date that the curve is held against: as planned, or promised."""

    name: str
    at_ticks: int
    share: float
    is_planned: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A P-value on the curve."""

    name: str
    x: float
    y: float
    words: str
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Upright:
    """A vertical line with its label above the curve."""

    x: float
    label: str
    label_x: float
    label_y: float
    anchor: str
    is_planned: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the histogram."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class CurvePicture:
    """The S-curve above the histogram of the same finishes, on one axis of time."""

    width: int
    height: float
    left: float
    right: float
    top: float
    bottom: float
    floor: float
    path: str
    ticks: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    """Horizontal lines; their `x` is a height."""
    marks: tuple[Mark, ...]
    uprights: tuple[Upright, ...]
    bars: tuple[Bar, ...]
    words: str


def curve_picture(
    name: str,
    curve: Sequence[int],
    lines: Sequence[Line],
    marks: Sequence[tuple[str, float]],
    room: CurveRoom = SCREEN,
) -> CurvePicture:
    """Return the picture of an S-curve; `marks` are P-values by name and share, `lines` the dates held against it."""
    moments = [curve[0], curve[-1], *(line.at_ticks for line in lines)]
    first, last = min(moments), max(moments)
    beyond = max(TICKS_PER_DAY, (last - first) // 40)
    first, last = first - beyond, last + beyond
    scale = (room.width - room.left - room.right) / (last - first)
    top = 8 + LINE_HEIGHT * max(1, len(lines))
    bottom = top + room.plot
    floor = bottom + GAP + BARS

    def x_of(ticks: int) -> float:
        return round(room.left + (ticks - first) * scale, 1)

    def y_of(share: float) -> float:
        return round(bottom - room.plot * share, 1)

    count = len(curve) - 1
    points = [
        f"{x_of(at)} {y_of(place / count)}" for place, at in enumerate(curve) if place % room.every == 0
    ]
    path = f"M{x_of(curve[0])} {bottom}L{'L'.join(points)}L{room.width - room.right} {y_of(1.0)}"
    return CurvePicture(
        width=room.width,
        height=floor + FOOT,
        left=room.left,
        right=room.width - room.right,
        top=top,
        bottom=bottom,
        floor=floor,
        path=path,
        ticks=month_axis(first, last, x_of, room.labels),
        levels=tuple(Tick(y_of(share), share_words(share)) for share in (0.0, 0.1, 0.5, 0.8, 0.9, 1.0)),
        marks=tuple(_mark(word, curve, share, (x_of, y_of), room) for word, share in marks),
        uprights=tuple(_uprights(lines, x_of, room)),
        bars=tuple(_bars(curve, x_of, floor, room.bins)),
        words=_words(name, curve, lines, marks),
    )


def histogram(curve: Sequence[int], bins: int = BINS) -> list[tuple[int, int, float]]:
    """Return equal stretches of time with the share of iterations that finish in each."""
    first, last = curve[0], curve[-1]
    width = max(1, -(-(last - first) // bins))
    if last - first >= bins * TICKS_PER_DAY:
        width = -(-width // TICKS_PER_DAY) * TICKS_PER_DAY
    found = []
    start = first - 1
    while start < last:
        end = start + width
        found.append((start + 1, end, share_by(curve, end) - share_by(curve, start)))
        start = end
    return found


def month_axis(first: int, last: int, x_of, most: int = 8) -> tuple[Tick, ...]:
    """Return the labels of an axis of time: days where it is short, else months; at most about so many."""
    days = (last - first) // TICKS_PER_DAY
    step = next((step for step in (7, 14) if days / step <= most), 0)
    if not step:
        return tuple(month_ticks(first, last, x_of, most))
    day = -(-first // TICKS_PER_DAY)
    day += (7 - weekday_of_day(day)) % 7
    stretch = range(day, last // TICKS_PER_DAY + 1, step)
    return tuple(Tick(x_of(found * TICKS_PER_DAY), day_words(found * TICKS_PER_DAY)) for found in stretch)


def mark_at(name: str, x: float, y: float, words: str, room: CurveRoom) -> Mark:
    """Return a P-value with its label: right below the point, or left above it where that would be cut off."""
    if x + 9 + LETTER_WIDTH * len(words) <= room.width:
        return Mark(name, x, y, words, x + 9, y + 14, "start")
    return Mark(name, x, y, words, round(x - 9, 1), round(y - 4, 1), "end")


def _mark(word: str, curve: Sequence[int], share: float, places, room: CurveRoom) -> Mark:
    at = curve[round((len(curve) - 1) * share)]
    x_of, y_of = places
    day = finish_day_words(at)
    said = day.rsplit(" ", 1)[0] if room.is_narrow and day.count(" ") == 2 else day
    return mark_at(word, x_of(at), y_of(share), f"{word} {said}", room)


def _uprights(lines: Sequence[Line], x_of, room: CurveRoom):
    for number, line in enumerate(sorted(lines, key=lambda line: line.at_ticks)):
        x = x_of(line.at_ticks)
        name = shortened(line.name, room.letters)
        label = f"{name} {finish_day_words(line.at_ticks)}: {share_words(line.share)}"
        label_x, anchor = _beside(x, LETTER_WIDTH * len(label), room.width)
        yield Upright(
            x=x,
            label=label,
            label_x=label_x,
            label_y=14 + LINE_HEIGHT * number,
            anchor=anchor,
            is_planned=line.is_planned,
        )


def _beside(x: float, length: float, width: float) -> tuple[float, str]:
    """Return where a label begins that stands right of a line, left of it, or at the edge that is nearest."""
    if x + 5 + length <= width:
        return round(x + 5, 1), "start"
    if x - 5 - length >= 0:
        return round(x - 5, 1), "end"
    return width, "end"


def _bars(curve: Sequence[int], x_of, floor: float, bins: int):
    found = histogram(curve, bins)
    most = max(share for _, _, share in found) or 1.0
    for start, end, share in found:
        height = round(BARS * share / most, 1)
        x = x_of(start)
        yield Bar(x, floor - height, max(1.0, round(x_of(end) - x - 1.5, 1)), height)


def _words(name: str, curve: Sequence[int], lines: Sequence[Line], marks: Sequence[tuple[str, float]]) -> str:
    values = [f"{word} {finish_day_words(curve[round((len(curve) - 1) * share)])}" for word, share in marks]
    held = [
        f"{line.name} {finish_day_words(line.at_ticks)} is met in {share_words(line.share)}" for line in lines
    ]
    return f"When {name} finishes: {', '.join(values)}. {'; '.join(held)}."
