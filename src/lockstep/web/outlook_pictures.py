"""Geometry of the pictures of a risk analysis: S-curve with histogram, and the bars of what each driver is worth."""

from collections.abc import Sequence
from dataclasses import dataclass

from lockstep.domain.outlook.queries.analyses import share_by
from lockstep.foundation.ticks import TICKS_PER_DAY, weekday_of_day
from lockstep.web.charts import Tick, month_ticks
from lockstep.web.words import day_words, finish_day_words, share_words

WIDTH, LEFT, RIGHT = 900, 44, 64
LINE_HEIGHT, PLOT, BARS, GAP, FOOT = 17, 230, 70, 26, 22
BINS = 36
LABEL_REACH = 190


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
    name: str, curve: Sequence[int], lines: Sequence[Line], marks: Sequence[tuple[str, float]]
) -> CurvePicture:
    """Return the picture of an S-curve; `marks` are P-values by name and share, `lines` the dates held against it."""
    moments = [curve[0], curve[-1], *(line.at_ticks for line in lines)]
    first, last = min(moments), max(moments)
    room = max(TICKS_PER_DAY, (last - first) // 40)
    first, last = first - room, last + room
    scale = (WIDTH - LEFT - RIGHT) / (last - first)
    top = 8 + LINE_HEIGHT * max(1, len(lines))
    bottom = top + PLOT
    floor = bottom + GAP + BARS

    def x_of(ticks: int) -> float:
        return round(LEFT + (ticks - first) * scale, 1)

    def y_of(share: float) -> float:
        return round(bottom - PLOT * share, 1)

    count = len(curve) - 1
    points = [f"{x_of(at)} {y_of(place / count)}" for place, at in enumerate(curve) if place % 4 == 0]
    path = f"M{x_of(curve[0])} {bottom}L{'L'.join(points)}L{WIDTH - RIGHT} {y_of(1.0)}"
    return CurvePicture(
        width=WIDTH,
        height=floor + FOOT,
        left=LEFT,
        right=WIDTH - RIGHT,
        top=top,
        bottom=bottom,
        floor=floor,
        path=path,
        ticks=month_axis(first, last, x_of),
        levels=tuple(Tick(y_of(share), share_words(share)) for share in (0.0, 0.1, 0.5, 0.8, 0.9, 1.0)),
        marks=tuple(_mark(word, curve, share, x_of, y_of) for word, share in marks),
        uprights=tuple(_uprights(lines, x_of)),
        bars=tuple(_bars(curve, x_of, floor)),
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


def month_axis(first: int, last: int, x_of) -> tuple[Tick, ...]:
    days = (last - first) // TICKS_PER_DAY
    if days > 100:
        return tuple(month_ticks(first, last, x_of))
    step = 7 if days <= 56 else 14
    day = -(-first // TICKS_PER_DAY)
    day += (7 - weekday_of_day(day)) % 7
    stretch = range(day, last // TICKS_PER_DAY + 1, step)
    return tuple(Tick(x_of(found * TICKS_PER_DAY), day_words(found * TICKS_PER_DAY)) for found in stretch)


def _mark(word: str, curve: Sequence[int], share: float, x_of, y_of) -> Mark:
    at = curve[round((len(curve) - 1) * share)]
    return Mark(word, x_of(at), y_of(share), f"{word} {finish_day_words(at)}")


def _uprights(lines: Sequence[Line], x_of):
    for number, line in enumerate(sorted(lines, key=lambda line: line.at_ticks)):
        x = x_of(line.at_ticks)
        is_right = x < WIDTH - LABEL_REACH - RIGHT
        yield Upright(
            x=x,
            label=f"{line.name} {finish_day_words(line.at_ticks)}: {share_words(line.share)}",
            label_x=round(x + 5 if is_right else x - 5, 1),
            label_y=14 + LINE_HEIGHT * number,
            anchor="start" if is_right else "end",
            is_planned=line.is_planned,
        )


def _bars(curve: Sequence[int], x_of, floor: float):
    found = histogram(curve)
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
