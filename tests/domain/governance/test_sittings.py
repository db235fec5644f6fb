"""Meetings as the sittings of forums: cadence, last and next one, what is decided there."""

from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

from lockstep.domain.governance.queries.operating import operating_model
from lockstep.domain.governance.sitting import kept_share
from lockstep.domain.ledger import perform
from lockstep.domain.records.queries import ListQuery, Scope, listing, record_row
from lockstep.domain.stakeholders.models import Meeting
from tests.domain.conftest import Forest

TODAY = date.today()


def raised(actor: Any, register: str, node: int, **fields: Any) -> Any:
    """Raise a record and return it."""
    arguments = {"register": register, "node": node, "fields": {"title": "One", **fields}}
    return perform("records.raise_record", actor=actor, arguments=arguments).value


def moved(actor: Any, register: str, row: Any, move: str, **fields: Any) -> None:
    """Move a record."""
    row.refresh_from_db()
    arguments = {"register": register, "record": row.pk, "version": row.version, "move": move}
    perform("records.move_record", actor=actor, arguments={**arguments, "fields": fields})


def sits(actor: Any, forum: Any, day: date) -> Any:
    """Plan a meeting of a forum."""
    starts_at = datetime.combine(day, time(12), UTC).isoformat()
    return raised(actor, "meetings", forum.node_id, forum=forum.pk, starts_at=starts_at)


def founded(actor: Any, node: int, **fields: Any) -> Any:
    """Return a forum that sits."""
    row = raised(actor, "forums", node, **{"title": "Steering board", "owner": actor.pk, **fields})
    moved(actor, "forums", row, "found", mandate="Money")
    return row


@pytest.mark.parametrize(
    ("days_ago", "cadence", "share"),
    [
        ((), 28, None),
        ((10,), 28, None),
        ((10,), None, None),
        ((40,), 28, 0.0),
        ((63, 35, 7), 28, 1.0),
        ((90, 35, 7), 28, 0.5),
        ((70, 36), 28, 0.5),
    ],
)
def test_the_cadence_is_kept_up_to_a_quarter_over(
    days_ago: tuple[int, ...], cadence: int | None, share: float | None
) -> None:
    """35 days keep a cadence of 28; the time since the last sitting counts once it is longer than that."""
    days = [TODAY - timedelta(days=ago) for ago in days_ago]
    assert kept_share(days, cadence, TODAY) == share


def test_meetings_feed_the_operating_model(administrator: Any, forest: Forest) -> None:
    """Held ones give the last day and the cadence, a planned one the next; what is decided counts for the forum."""
    board = founded(administrator, forest.alpha, cadence_days=28)
    (flagged,) = listing(administrator, "forums", Scope(forest.alpha), ListQuery(flags=("missed",))).rows
    assert flagged.id == board.pk
    for ago in (90, 35, 7):
        held = sits(administrator, board, TODAY - timedelta(days=ago))
        moved(administrator, "meetings", held, "hold", outcomes="Agreed")
    sits(administrator, board, TODAY + timedelta(days=21))
    model = operating_model(administrator, forest.alpha)
    (found,) = model.forums
    assert (found.sittings, found.last_held, found.cadence_kept) == (3, TODAY - timedelta(days=7), 0.5)
    assert found.next_on == TODAY + timedelta(days=21)
    sittings = [due.on for due in model.calendar if due.what == "sitting"]
    assert sittings == [TODAY + timedelta(days=21), TODAY + timedelta(days=49)]
    row = record_row(administrator, "forums", board.pk)
    assert row.values["last_held_on"] == (TODAY - timedelta(days=7)).isoformat()
    assert not listing(administrator, "forums", Scope(forest.alpha), ListQuery(flags=("missed",))).rows
    noted = {"meeting": held.pk, "led_to": "decisions", "title": "Second shift"}
    decision = perform("stakeholders.note_from_meeting", actor=administrator, arguments=noted).value
    assert decision.forum_id == board.pk


def test_what_was_typed_becomes_the_nearest_forum_of_that_title_or_stays(
    administrator: Any, forest: Forest
) -> None:
    above = founded(administrator, forest.portfolio)
    near = founded(administrator, forest.alpha)
    founded(administrator, forest.dig, title="Design")
    founded(administrator, forest.wire, title="Design")
    migration = import_module("lockstep.domain.stakeholders.migrations.0004_forums")
    for node, words, expected in (
        (forest.dig, "steering Board", (near.pk, "")),
        (forest.wire, "Steering board", (above.pk, "")),
        (forest.pour, "Design", (None, "Design")),
        (forest.dig, "Managers", (None, "Managers")),
    ):
        meeting = raised(administrator, "meetings", node, forum_words=words)
        migration.refer_to_forums(apps, None)
        meeting = Meeting.objects.get(pk=meeting.pk)
        assert (meeting.forum_id, meeting.forum_words) == expected
