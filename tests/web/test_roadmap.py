"""The roadmap as a page: lanes, packages, the list beside the picture, moving by buttons, export."""

import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from django.test import Client

from lockstep.domain.ledger import perform
from lockstep.domain.strategy.models import PlanningPackage
from lockstep.web.pptx import HEIGHT
from lockstep.web.roadmap_picture import Box, Thing, end_of, roadmap_picture, start_of
from lockstep.web.roadmap_slides import roadmap_slides

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TODAY = date(2026, 5, 4)


def thing(name: str, first: date, last: date, **more: Any) -> Thing:
    return Thing(name, name, "#", "is-rough", start_of(first), end_of(last), is_milestone=False, **more)


def test_things_that_overlap_stand_in_rows_of_their_own() -> None:
    """Two at a time are two rows of a lane; one that begins later takes the first row again."""
    month = timedelta(days=30)
    things = [
        thing("A", TODAY, TODAY + 6 * month),
        thing("B", TODAY + month, TODAY + 4 * month),
        thing("C", TODAY + 9 * month, TODAY + 12 * month),
    ]
    picture = roadmap_picture([("Track", "", things)], [Box("One", TODAY, TODAY + 6 * month, "#")], TODAY)
    assert picture is not None
    first, second, third = picture.lanes[0].things
    assert first.y == third.y < second.y
    assert first.x == picture.boxes[0].x
    assert picture.today_x == first.x
    assert roadmap_picture([], [], TODAY) is None
    assert [slide.title for slide in roadmap_slides(picture, "East", "")] == ["East"]


def test_lanes_that_do_not_fit_stand_on_another_slide_and_none_is_parted() -> None:
    """Nine lanes of four packages each: as many to a slide as fit, nothing outside it."""
    lanes = [
        (
            f"Lane {number}",
            "",
            [thing(f"{number}.{part}", TODAY, TODAY + timedelta(days=200)) for part in range(4)],
        )
        for number in range(9)
    ]
    picture = roadmap_picture(lanes, [], TODAY)
    assert picture is not None
    slides = roadmap_slides(picture, "East", "As of today")
    assert [slide.title for slide in slides] == [f"East ({number} of 3)" for number in (1, 2, 3)]
    for slide in slides:
        assert all(shape.y >= 0 and shape.y + shape.height <= HEIGHT for shape in slide.shapes)


def test_a_roadmap_is_drawn_listed_moved_and_exported(
    administrator: Any, forest: Any, sign_in: Callable[[Any], Client]
) -> None:
    client, at = sign_in(administrator), f"/nodes/{forest.alpha}/strategy/roadmap/"
    assert b"No roadmap is kept here" in client.get(at).content

    def add(register: str, **fields: Any) -> Any:
        arguments = {"register": register, "node": forest.alpha, "fields": fields}
        return perform("records.raise_record", actor=administrator, arguments=arguments).value

    today = date.today()
    road = add("roadmaps", title="To 2030", intent="East <first>")
    boxes = [
        add(
            "tranches",
            title=f"Tranche {number}",
            roadmap=road.pk,
            starts_on=(today + timedelta(days=100 * number)).isoformat(),
            due_on=(today + timedelta(days=100 * number + 99)).isoformat(),
        )
        for number in range(3)
    ]
    lane = add("workstreams", title="Vehicles", roadmap=road.pk)
    package = add("planning-packages", title="Wagons", tranche=boxes[0].pk, workstream=lane.pk, size="M")
    page = client.get(at).content.decode()
    assert "1 package of 1 begins within 90 days" in page
    assert "East <first>" not in page
    assert f'aria-label="Move {package.key} Wagons to the tranche after"' in page
    answer = client.post(at, {"record": package.pk, "version": package.version, "tranche": boxes[2].pk})
    assert (answer.status_code, answer["Location"]) == (302, at)
    assert PlanningPackage.objects.get(pk=package.pk).enters_on == today + timedelta(days=110)
    assert "is planned in detail" in client.get(at).content.decode()
    book = openpyxl.load_workbook(BytesIO(client.get(f"{at}?export=xlsx&kind=package").content))
    rows = list(book.active.values)
    assert [row[0] for row in rows] == ["Name", f"{package.key} Wagons"]
    assert rows[1][2:4] == ("Vehicles", "Tranche 2")
    assert "export=pptx" in client.get(at).content.decode()
    slides = zipfile.ZipFile(BytesIO(client.get(f"{at}?export=pptx").content))
    parts = {name: ET.fromstring(slides.read(name)) for name in slides.namelist()}
    texts = [found.text for found in parts["ppt/slides/slide1.xml"].iter(f"{DRAWING}t")]
    assert (texts[0], {"Vehicles", "Tranche 2", f"{package.key} Wagons"} - set(texts)) == ("To 2030", set())
    named = {
        found.attrib["PartName"].lstrip("/")
        for found in parts["[Content_Types].xml"]
        if "PartName" in found.attrib
    }
    assert named == {name for name in parts if name.endswith(".xml")} - {"[Content_Types].xml"}


@pytest.mark.parametrize("words", ["?kind=milestone", "?roadmap=99999", "?milestones=all", "?q=nothing"])
def test_any_address_of_the_roadmap_answers(
    words: str, administrator: Any, forest: Any, sign_in: Callable[[Any], Client]
) -> None:
    answer = sign_in(administrator).get(f"/nodes/{forest.portfolio}/strategy/roadmap/{words}")
    assert answer.status_code == 200
