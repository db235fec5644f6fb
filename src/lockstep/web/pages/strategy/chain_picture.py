"""The map drawn in columns, from work at the left to objectives at the right."""

from dataclasses import dataclass

from lockstep.domain.strategy.queries.chain import ChainMap, ChainThing
from lockstep.web.layers import curve, rows_of, shortened, tops_of
from lockstep.web.words import share_words

BOX_WIDTH, BOX_HEIGHT = 190, 62
STEP_X, STEP_Y = 232, 76
MARGIN, HEAD = 8, 30
LONGEST_TITLE, LONGEST_NOTE = 28, 33


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the picture is chosen: a thing or a link."""

    thing: tuple[str, int] | None
    link: int | None


@dataclass(frozen=True, slots=True)
class MapBox:
    """One thing: three lines, and a mark where something is missing."""

    x: int
    y: int
    head: str
    title: str
    note: str
    full: str
    address: str
    is_here: bool
    is_near: bool
    is_lacking: bool


@dataclass(frozen=True, slots=True)
class MapLine:
    """One link; it is chosen by its address."""

    path: str
    words: str
    address: str
    is_here: bool
    is_near: bool


@dataclass(frozen=True, slots=True)
class MapPicture:
    """Boxes, lines and the heads of the columns."""

    width: int
    height: int
    heads: tuple[tuple[int, str], ...]
    boxes: tuple[MapBox, ...]
    lines: tuple[MapLine, ...]


def chain_picture(shown: ChainMap, address: str, chosen: Chosen) -> MapPicture | None:
    """Return the picture of the map; None where nothing is on it."""
    columns = [column for column in shown.columns if column.things]
    if not columns:
        return None
    ordered = [[(thing.record_type, thing.id) for thing in column.things] for column in columns]
    rows = rows_of(ordered, [(link.source, link.target) for link in shown.links])
    across = {thing: number for number, column in enumerate(ordered) for thing in column}
    tops = tops_of(ordered, rows, STEP_Y)
    places = {thing: (MARGIN + across[thing] * STEP_X, HEAD + MARGIN + tops[thing]) for thing in across}
    near = {link.target for link in shown.links if link.source == chosen.thing}
    near |= {link.source for link in shown.links if link.target == chosen.thing}
    before = f"&from={chosen.thing[0]}:{chosen.thing[1]}" if chosen.thing else ""
    boxes = [
        _box(thing, places[thing.record_type, thing.id], address, before, chosen, near)
        for column in columns
        for thing in column.things
    ]
    titles = {(thing.record_type, thing.id): thing for column in columns for thing in column.things}
    lines = [
        MapLine(
            _path(places[link.source], places[link.target]),
            f"{_name(titles[link.source])} {link.kind.replace('_', ' ')} {_name(titles[link.target])}",
            f"{address}?link={link.id}",
            link.id == chosen.link,
            chosen.thing in (link.source, link.target),
        )
        for link in shown.links
    ]
    return MapPicture(
        width=MARGIN * 2 + (len(columns) - 1) * STEP_X + BOX_WIDTH,
        height=HEAD + MARGIN * 2 + (max(map(len, ordered)) - 1) * STEP_Y + BOX_HEIGHT,
        heads=tuple((MARGIN + number * STEP_X, column.label) for number, column in enumerate(columns)),
        boxes=tuple(boxes),
        lines=tuple(lines),
    )


def _box(
    thing: ChainThing,
    place: tuple[int, int],
    address: str,
    before: str,
    chosen: Chosen,
    near: set[tuple[str, int]],
) -> MapBox:
    here = (thing.record_type, thing.id)
    facts = [thing.measure, share_words(thing.progress), thing.owner or thing.node]
    lack = thing.lack[0] if thing.lack else ""
    return MapBox(
        *place,
        shortened(" · ".join(part for part in (thing.key, thing.state) if part), LONGEST_NOTE),
        shortened(thing.title, LONGEST_TITLE),
        shortened(lack or " · ".join(fact for fact in facts if fact), LONGEST_NOTE),
        _name(thing),
        f"{address}?sel={here[0]}:{here[1]}{before if here != chosen.thing else ''}",
        here == chosen.thing,
        here in near,
        bool(thing.lack),
    )


def _name(thing: ChainThing) -> str:
    return f"{thing.key} {thing.title}".strip()


def _path(source: tuple[int, int], target: tuple[int, int]) -> str:
    middle = BOX_HEIGHT // 2
    return curve(source[0] + BOX_WIDTH, source[1] + middle, target[0], target[1] + middle)
