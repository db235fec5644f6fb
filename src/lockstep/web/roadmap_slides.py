"""The roadmap as slides: the picture of the page as shapes, as many lanes on a slide as can be read."""

from collections.abc import Iterator, Sequence
from typing import Final

from lockstep.web.pptx import HEIGHT, WIDTH, Shape, Slide
from lockstep.web.roadmap_picture import LEFT, DrawnLane, DrawnThing, RoadmapPicture

TOP: Final = 900_000
SIDE: Final = 200_000
FOOT: Final = 420_000
"""Room for the legend below the lanes."""
BAND: Final = "C9D3EE"
TONES: Final = {
    "is-rough": ("E3E8F2", "8A97B4", "1B2130"),
    "is-due": ("FFE7B8", "B26A00", "1B2130"),
    "is-detailed": ("2F55C8", "2F55C8", "FFFFFF"),
    "now": ("1B2130", "1B2130", "1B2130"),
    "band": (BAND, BAND, "1B2130"),
    "is-late": ("B3261E", "B3261E", "1B2130"),
}
"""Fill, edge and letters by tone."""
LEGEND: Final = (
    ("roundRect", "is-rough", "rough"),
    ("roundRect", "is-due", "inside the horizon, not detailed"),
    ("roundRect", "is-detailed", "detailed"),
    ("diamond", "now", "milestone"),
    ("diamond", "is-late", "later than agreed"),
    ("rect", "band", "from P50 to P80"),
)
_LETTERS = 9.0


def roadmap_slides(picture: RoadmapPicture, title: str, subtitle: str) -> list[Slide]:
    """Return the slides; a lane is never parted, one that is too tall for a slide is drawn smaller."""
    unit = (WIDTH - 2 * SIDE) / picture.width
    room = (HEIGHT - TOP - FOOT) / unit - picture.head
    pages = list(_pages(picture.lanes, room))
    return [
        Slide(
            title if len(pages) == 1 else f"{title} ({number} of {len(pages)})",
            subtitle,
            _drawn(picture, page, unit, room),
        )
        for number, page in enumerate(pages, start=1)
    ]


def _pages(lanes: Sequence[DrawnLane], room: float) -> Iterator[list[DrawnLane]]:
    page: list[DrawnLane] = []
    for lane in lanes:
        if page and lane.y + lane.height - page[0].y > room:
            yield page
            page = []
        page.append(lane)
    yield page


def _drawn(picture: RoadmapPicture, lanes: Sequence[DrawnLane], unit: float, room: float) -> list[Shape]:
    first = lanes[0].y if lanes else float(picture.head)
    height = sum(lane.height for lane in lanes)
    shrink = min(1.0, room / height) if height else 1.0

    def across(px: float) -> int:
        return SIDE + round(px * unit)

    def down(px: float) -> int:
        return TOP + round((picture.head + (px - first) * shrink) * unit)

    last = down(first + height)
    shapes = [
        Shape(
            "rect",
            SIDE,
            down(lane.y),
            WIDTH - 2 * SIDE,
            down(lane.y + lane.height) - down(lane.y),
            fill="F3F5F9",
        )
        for lane in lanes
        if lane.is_odd
    ]
    for box in picture.boxes:
        at = across(box.x)
        shapes.append(Shape("line", at, TOP, 0, last - TOP, f"Begin of {box.name}", edge="8A97B4"))
        wide = round(box.width * unit)
        shapes.append(Shape("", at, TOP, wide, 160_000, box.name, box.label, points=10, is_bold=True))
        shapes.append(Shape("", at, TOP + 150_000, wide, 150_000, "Days", box.days, ink="5B6B8C", points=8))
    for tick in picture.ticks:
        at = across(tick.x)
        shapes.append(Shape("line", at, down(first), 0, last - down(first), "Month", edge="E3E8F2"))
        shapes.append(
            Shape(
                "",
                at - 250_000,
                TOP + 310_000,
                500_000,
                140_000,
                "Month",
                tick.label,
                ink="5B6B8C",
                points=7,
                is_middle=True,
            )
        )
    if picture.today_x is not None:
        shapes.append(
            Shape(
                "line",
                across(picture.today_x),
                TOP + 300_000,
                0,
                last - TOP - 300_000,
                "Today",
                edge="B3261E",
            )
        )
    for lane in lanes:
        name = Shape(
            "",
            SIDE,
            down(lane.y),
            round(LEFT * unit),
            down(lane.y + 28) - down(lane.y),
            lane.name,
            lane.short_name,
        )
        shapes.append(_bold(name))
        for thing in lane.things:
            shapes.extend(_thing(thing, across, down, unit, shrink))
    return [*shapes, *_legend(last)]


def _bold(shape: Shape) -> Shape:
    return Shape(
        shape.form, shape.x, shape.y, shape.width, shape.height, shape.name, shape.text, is_bold=True
    )


def _thing(thing: DrawnThing, across, down, unit: float, shrink: float) -> Iterator[Shape]:  # type: ignore[no-untyped-def]
    fill, edge, ink = TONES.get(thing.tone, TONES["is-rough"])
    if thing.is_milestone:
        if thing.band_x is not None:
            top = down(thing.y - 4)
            yield Shape(
                "rect",
                across(thing.band_x),
                top,
                round(thing.band_width * unit),
                down(thing.y + 4) - top,
                "From P50 to P80",
                fill=BAND,
            )
        top = down(thing.y - 6)
        yield Shape(
            "diamond",
            across(thing.x - 6),
            top,
            round(12 * unit),
            down(thing.y + 6) - top,
            thing.words,
            fill=fill,
            edge=edge,
        )
    else:
        top = down(thing.y - 10)
        yield Shape(
            "roundRect",
            across(thing.x),
            top,
            round(thing.width * unit),
            down(thing.y + 10) - top,
            thing.words,
            fill=fill,
            edge=edge,
        )
    is_inside = not thing.is_milestone and thing.x < thing.label_x < thing.x + thing.width
    top = down(thing.y - 8)
    letters = round(len(thing.label) * 6.3 * unit)
    yield Shape(
        "",
        across(thing.label_x) - 36_000,
        top,
        letters,
        down(thing.y + 8) - top,
        thing.name,
        thing.label,
        ink=ink if is_inside else "1B2130",
        points=max(5.0, _LETTERS * shrink),
    )


def _legend(last: int) -> Iterator[Shape]:
    at, top = SIDE + 60_000, min(last + 90_000, HEIGHT - 300_000)
    for form, tone, words in LEGEND:
        fill, edge, _ = TONES[tone]
        wide = 130_000 if form == "diamond" else 220_000
        yield Shape(form, at, top, wide, 130_000, words, fill=fill, edge=edge)
        yield Shape(
            "", at + wide + 20_000, top, 90_000 * len(words), 130_000, words, words, ink="5B6B8C", points=8
        )
        at += wide + 160_000 + 62_000 * len(words)
