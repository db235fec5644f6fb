"""A trace drawn in columns: the start at the left, each step one column further."""

from collections.abc import Mapping
from dataclasses import dataclass

from lockstep.domain.records.queries import Trace
from lockstep.domain.records.registry import LinkEnd
from lockstep.web.layers import curve, loop, rows_of, shortened, tops_of

BOX_WIDTH, BOX_HEIGHT = 190, 44
STEP_X, STEP_Y = 250, 58
MARGIN = 8
MOST_BOXES = 90
LONGEST_TITLE, LONGEST_KIND = 26, 30
Thing = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Box:
    """One thing of the picture; `badge` says by how much it moves."""

    x: int
    y: int
    key: str
    title: str
    full: str
    url: str
    badge: str
    is_here: bool
    is_off: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """One link of the picture; `words` are said where one points at it."""

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


def trace_picture(found: Trace, badges: Mapping[Thing, str] | None = None) -> TracePicture | None:
    """Return the picture of a trace, with a badge on what has one; None where nothing is reached."""
    if len(found.ends) < 2:
        return None
    columns: dict[int, list[Thing]] = {}
    for end, depth in found.ends[:MOST_BOXES]:
        columns.setdefault(depth, []).append((end.record_type, end.id))
    ordered = [columns[depth] for depth in sorted(columns)]
    rows = rows_of(ordered, [(edge.source, edge.target) for edge in found.edges])
    across = {thing: number for number, column in enumerate(ordered) for thing in column}
    tops = tops_of(ordered, rows, STEP_Y)
    places = {thing: (MARGIN + across[thing] * STEP_X, MARGIN + tops[thing]) for thing in across}
    boxes = [
        _box(found, end, places[end.record_type, end.id], (badges or {}).get((end.record_type, end.id), ""))
        for end, _ in found.ends[:MOST_BOXES]
    ]
    curves = [
        Curve(_path(places[edge.source], places[edge.target]), edge.words)
        for edge in found.edges
        if edge.source in places and edge.target in places
    ]
    width = MARGIN * 2 + (len(ordered) - 1) * STEP_X + BOX_WIDTH
    height = MARGIN * 2 + (max(map(len, ordered)) - 1) * STEP_Y + BOX_HEIGHT
    return TracePicture(width, height, tuple(boxes), tuple(curves), len(found.ends) - len(boxes))


def _box(found: Trace, end: LinkEnd, place: tuple[int, int], badge: str) -> Box:
    kind = " · ".join(part for part in (end.key, end.kind, end.state) if part)
    room = LONGEST_KIND - len(badge) - 1 if badge else LONGEST_KIND
    said = f", {badge}" if badge else ""
    return Box(
        *place,
        shortened(kind, room),
        shortened(end.title, LONGEST_TITLE),
        f"{end.key} {end.title}, {end.kind}{said}".strip(),
        end.url,
        badge,
        (end.record_type, end.id) == found.start,
        end.is_stub,
    )


def _path(source: tuple[int, int], target: tuple[int, int]) -> str:
    (left, top), (right, bottom) = sorted((source, target))
    middle = BOX_HEIGHT // 2
    if left == right:
        return loop(left + BOX_WIDTH, top + middle, bottom + middle, 34)
    return curve(left + BOX_WIDTH, top + middle, right, bottom + middle)
