"""Geometry of the gap over time: for each tolerance the computed color above the reported one, day by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lockstep.domain.governance.queries.colors import ColorSpan
from lockstep.domain.governance.vocabulary import Color

WIDTH, LANE, SPACE = 360, 14, 4
LEAST_LETTER = 11
SHAPES = {Color.GREEN: "good", Color.AMBER: "warn", Color.RED: "bad", Color.GRAY: "none"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one lane: where it lies, its shape, and the letter that tells it apart without color."""

    x: float
    y: int
    width: float
    shape: str
    letter: str
    words: str

    @property
    def middle(self) -> float:
        """Return where its letter stands."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class GapLane:
    """One tolerance over time: two lanes of pieces, and what they say as lines, the newest first."""

    pieces: tuple[Piece, ...]
    lines: tuple[str, ...]
    gap_words: str
    width: int = WIDTH
    height: int = 2 * LANE + SPACE
    lane: int = LANE


def gap_words(span: ColorSpan) -> str:
    """Return what the gap of a span is, in words."""
    if span.reported is None:
        return "nothing reported"
    if span.computed is Color.GRAY:
        return "unsupported" if span.reported is Color.GREEN else "not measured"
    gap = span.gap or 0
    if gap > 0:
        return f"reported {gap} better"
    return "early warning" if gap < 0 else "no gap"


def gap_lane(spans: Sequence[ColorSpan], first: date, last: date) -> GapLane | None:
    """Return the lanes of a tolerance, None where nothing was reported in that time."""
    if all(span.reported is None for span in spans):
        return None
    scale = WIDTH / max((last - first).days, 1)
    pieces: list[Piece] = []
    lines: list[str] = []
    for span in spans:
        since, until = max(span.since, first), min(span.until or last, last)
        x, width = (since - first).days * scale, max((until - since).days * scale, 2.0)
        when = f"{span.since.day} {span.since:%b %Y}"
        shown = span.reported.value if span.reported else "none"
        lines.append(f"Since {when}: computed {span.computed.value}, reported {shown}; {gap_words(span)}.")
        for lane, color in enumerate((span.computed, span.reported)):
            if color is None:
                continue
            letter = color.value[0].upper() if color is not Color.GRAY else "?"
            said = f"{'computed' if lane == 0 else 'reported'} {color.value} since {when}"
            y = lane * (LANE + SPACE)
            place = min(round(x, 1), WIDTH - 2.0)
            size = round(min(width, WIDTH - place), 1)
            pieces.append(Piece(place, y, size, SHAPES[color], letter if size >= LEAST_LETTER else "", said))
    return GapLane(tuple(pieces), tuple(reversed(lines)), gap_words(spans[-1]))


def window(spans: Sequence[ColorSpan], today: date, *, most_days: int) -> date:
    """Return the first day to be shown: that of the earliest span, no further back than is wanted."""
    earliest = min((span.since for span in spans), default=today)
    return max(min(earliest, today - timedelta(days=28)), today - timedelta(days=most_days))
