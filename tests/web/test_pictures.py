"""The figures and pictures of a node's page."""

from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django.test import Client
from django.urls import reverse

from lockstep.domain.records.registry import registers
from lockstep.foundation.ticks import TICKS_PER_DAY, ticks_of
from lockstep.web.answer import _data_date
from lockstep.web.charts import LEFT, WIDTH, Milestone, milestone_picture
from lockstep.web.icons import ICONS

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


def test_a_data_date_of_midnight_is_the_day_that_it_ends() -> None:
    """The card says the day that the headline says."""
    figures = SimpleNamespace(
        data_date_ticks=ticks_of(datetime(2020, 5, 1)),
        newest_data_date_ticks=ticks_of(datetime(2020, 5, 1)),
        is_stale=False,
    )
    tile = _data_date(figures)
    assert (tile.value, tile.note) == ("30 Apr 2020", "of everything below")


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
