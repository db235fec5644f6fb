"""A trace drawn in columns: the start at the left, each step one column further."""

from dataclasses import dataclass

from lockstep.domain.records.queries import Trace

BOX_WIDTH, BOX_HEIGHT = 190, 44
STEP_X, STEP_Y = 250, 58
MARGIN = 8
MOST_BOXES = 90
LONGEST = 26


@dataclass(frozen=True, slots=True)
class Box:
    """One thing of the picture."""

    x: int
    y: int
    key: str
    title: str
    full: str
    url: str
    is_here: bool
    is_off: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """One link of the picture; `words` stand beside it."""

    path: str
    words: str


@dataclass(frozen=True, slots=True)
class TracePicture:
    """Boxes and curves of a given size."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    hidden: int


def trace_picture(found: Trace) -> TracePicture | None:
    """Return the picture of a trace; None where nothing is reached."""
    if len(found.ends) < 2:
        return None
    used: dict[int, int] = {}
    places: dict[tuple[str, int], tuple[int, int]] = {}
    boxes = []
    for end, depth in found.ends[:MOST_BOXES]:
        row = used.get(depth, 0)
        used[depth] = row + 1
        x, y = MARGIN + depth * STEP_X, MARGIN + row * STEP_Y
        here = (end.record_type, end.id)
        places[here] = (x, y)
        kind = " · ".join(part for part in (end.key, end.kind, end.state) if part)
        full = f"{end.key} {end.title}, {end.kind}".strip()
        boxes.append(
            Box(
                x,
                y,
                _short(kind, 30),
                _short(end.title, LONGEST),
                full,
                end.url,
                here == found.start,
                end.is_stub,
            )
        )
    curves = [
        Curve(_path(places[edge.source], places[edge.target]), edge.words)
        for edge in found.edges
        if edge.source in places and edge.target in places
    ]
    width = MARGIN * 2 + max(used) * STEP_X + BOX_WIDTH
    height = MARGIN * 2 + (max(used.values()) - 1) * STEP_Y + BOX_HEIGHT
    return TracePicture(width, height, tuple(boxes), tuple(curves), len(found.ends) - len(boxes))


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _path(source: tuple[int, int], target: tuple[int, int]) -> str:
    (left, top), (right, bottom) = sorted((source, target))
    if left == right:
        x = left + BOX_WIDTH
        return f"M{x} {top + 22}C{x + 34} {top + 22} {x + 34} {bottom + 22} {x} {bottom + 22}"
    x, end = left + BOX_WIDTH, right
    bend = (end - x) // 2
    return f"M{x} {top + 22}C{x + bend} {top + 22} {end - bend} {bottom + 22} {end} {bottom + 22}"
