"""The figures and pictures of a node's page."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lockstep.domain.records.registry import registers
from lockstep.foundation.ticks import TICKS_PER_DAY, ticks_of
from lockstep.web.answer import _data_date
from lockstep.web.charts import LEFT, LETTER_WIDTH, PHONE_LINES, WIDTH, Milestone, milestone_picture
from lockstep.web.icons import ICONS
from lockstep.web.outlook_pictures import PHONE, SCREEN, CurveRoom, Line, curve_picture

TODAY = date(2027, 3, 1)
NOW = ticks_of(datetime(2027, 3, 1))


def test_the_axis_of_milestones_starts_today_whatever_was_agreed_long_ago() -> None:
    """An agreed date of years ago stands at the edge; what is ahead fills the picture."""
    ahead = [
        Milestone("Old promise", NOW + 30 * TICKS_PER_DAY, NOW - 2_000 * TICKS_PER_DAY, "+9 d"),
        Milestone("Handover", NOW + 300 * TICKS_PER_DAY, None, ""),
    ]
    picture = milestone_picture(ahead, TODAY)
    assert picture is not None
    assert picture.lines[0].planned_x == LEFT
    assert picture.lines[0].x < picture.lines[1].x < WIDTH
    assert picture.today_x is not None
    assert picture.today_x - LEFT < 40
    assert picture.lines[1].x - picture.lines[0].x > 300


def test_names_stand_above_their_lines_where_there_is_no_room_beside_them() -> None:
    """On a phone the line has the whole width, and a long name is not cut to a stump."""
    name = "Handover of the northern switching house"
    picture = milestone_picture(
        [Milestone(name, NOW + 300 * TICKS_PER_DAY, NOW, "+300 d")], TODAY, PHONE_LINES
    )
    assert picture is not None
    line = picture.lines[0]
    assert (line.short_name, picture.width) == (name, 320)
    assert line.name_y < line.y - 10
    assert line.words_x + LETTER_WIDTH * len(line.slip_words) <= picture.width


@pytest.mark.parametrize("room", [SCREEN, PHONE])
@pytest.mark.parametrize("days", [20, 90, 900])
def test_no_label_of_a_curve_is_cut_off(room: CurveRoom, days: int) -> None:
    """P-values and promises stay within the picture, wherever they lie and however long their names are."""
    curve = [NOW + round(days * TICKS_PER_DAY * (at / 400) ** 0.5) for at in range(401)]
    lines = [
        Line("plan", NOW, 0.0, is_planned=True),
        Line("Baseline of the steering committee in February", NOW + days * TICKS_PER_DAY // 2, 0.25),
        Line("Target", curve[-1], 1.0),
    ]
    marks = [("P10", 0.1), ("P50", 0.5), ("P80", 0.8), ("P90", 0.9)]
    picture = curve_picture("Quay", curve, lines, marks, room)
    labels = [(mark.label_x, mark.anchor, mark.words) for mark in picture.marks]
    labels += [(line.label_x, line.anchor, line.label) for line in picture.uprights]
    for x, anchor, words in labels:
        first = x if anchor == "start" else x - LETTER_WIDTH * len(words)
        assert 0 <= first <= first + LETTER_WIDTH * len(words) <= picture.width + 0.1, words
    between = [right.x - left.x for left, right in pairwise(picture.ticks)]
    assert min(between) >= LETTER_WIDTH * max(len(tick.label) for tick in picture.ticks[1:])


def test_a_data_date_of_midnight_is_the_day_that_it_ends() -> None:
    """The card says the day that the headline says."""
    figures = SimpleNamespace(
        data_date_ticks=ticks_of(datetime(2020, 5, 1)),
        newest_data_date_ticks=ticks_of(datetime(2020, 5, 1)),
        is_stale=False,
        silent_count=0,
    )
    tile = _data_date(figures)
    assert (tile.value, tile.note) == ("30 Apr 2020", "of everything below")
    figures.silent_count = 2
    tile = _data_date(figures)
    assert (tile.value, tile.note, tile.mark) == ("30 Apr 2020", "2 projects without", "Not all")


def test_a_node_page_lists_overdue_milestones_apart(
    forest: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """What has passed unfinished is one line with its list, not a part of the picture."""
    from lockstep.domain.ledger import perform

    for name, day in (("Long gone", "2020-03-02T17:00"), ("Ahead", "2080-03-01T17:00")):
        changes = {
            "kind": "finish_milestone",
            "constraint": "must_finish_on",
            "constraint_at_ticks": ticks_of(datetime.fromisoformat(day)),
        }
        arguments = {"project": forest.dig, "name": name, "changes": changes}
        perform("planning.add_activity", actor=administrator, arguments=arguments)
    body = sign_in(administrator).get(reverse("web:node", args=[forest.dig])).content.decode()
    picture, _, rest = body.partition('id="overdue"')
    assert "1 overdue" in rest
    assert "Long gone" in rest.partition("</details>")[0]
    assert "Ahead" in picture
    assert "Long gone" not in picture


def test_every_register_has_a_drawing_of_its_own():
    """A sidebar of forty equal signs tells nobody where to look."""
    assert [register.name for register in registers() if register.icon not in ICONS] == []
