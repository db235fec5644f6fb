"""Hand-offs follow the schedule by themselves, tell both sides, and are agreed by both."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from lockstep.domain.delivery.queries import (
    color_of,
    increments,
    likely_hand_offs,
    owed,
    pair_matrix,
    suggestions,
)
from lockstep.domain.delivery.queries.increments import quarter_of
from lockstep.domain.ledger import Outcome, Refused, perform, undo
from lockstep.domain.records.queries import Filter, ListQuery, RecordRow, Scope, listing
from lockstep.foundation.ticks import ticks_of_iso
from tests.domain.conftest import Forest

DAY = 4_800
COLUMNS = (
    "giver",
    "receiver",
    "need_by",
    "forecast_on",
    "float_days",
    "color",
    "tie",
    "lag_days",
    "criticality",
)


@dataclass
class Pair:
    """A giver in Dig with 5 days from Monday 5 January 2026; a receiver of 2 days in Pour, which ends on 20 January."""

    actor: Any
    giver: Any
    receiver: Any
    forest: Forest

    def lengthen(self, days: int) -> Outcome:
        self.giver.refresh_from_db()
        arguments = {
            "activity": self.giver.pk,
            "version": self.giver.version,
            "changes": {"duration_ticks": days * DAY},
        }
        return perform("planning.change_activity", actor=self.actor, arguments=arguments)

    def raised(self, **fields: Any) -> Any:
        values = {"title": "Dry pit", "giver": self.giver.pk, "receiver": self.receiver.pk, **fields}
        arguments = {"register": "hand-offs", "node": self.forest.alpha, "fields": values}
        return perform("records.raise_record", actor=self.actor, arguments=arguments).value

    def moved(self, row: Any, move: str, actor: Any = None, **fields: Any) -> Any:
        row.refresh_from_db()
        arguments = {
            "register": "hand-offs",
            "record": row.pk,
            "version": row.version,
            "move": move,
            "fields": fields,
        }
        return perform("records.move_record", actor=actor or self.actor, arguments=arguments).value

    def rows(self, actor: Any = None, **query: Any) -> list[RecordRow]:
        wanted = ListQuery(columns=COLUMNS, **query)
        return list(listing(actor or self.actor, "hand-offs", Scope(self.forest.alpha), wanted).rows)


@pytest.fixture
def pair(administrator: Any, forest: Forest) -> Pair:
    def do(action: str, **arguments: Any) -> Any:
        return perform(action, actor=administrator, arguments=arguments).value

    for project in (forest.dig, forest.pour):
        do("planning.open_plan", project=project, changes={"start_ticks": ticks_of_iso("2026-01-05T08:00")})
    giver = do("planning.add_activity", project=forest.dig, name="Dig", duration_ticks=5 * DAY)
    receiver = do("planning.add_activity", project=forest.pour, name="Pour", duration_ticks=2 * DAY)
    do("planning.add_activity", project=forest.pour, name="Frame", duration_ticks=12 * DAY)
    return Pair(administrator, giver, receiver, forest)


def test_float_turns_red_by_itself_and_both_sides_are_told_once(
    pair: Pair, make_person: Callable[..., Any]
) -> None:
    """Need-by Friday 16 January, forecast Friday 9: 5 days of float; 11 days of digging make it -1, undo 5 again."""
    dig_manager = make_person("Dora Digger", "project_manager", pair.forest.alpha)
    pour_manager = make_person("Paul Pourer", "project_manager", pair.forest.alpha)
    for node, manager in ((pair.forest.dig, dig_manager), (pair.forest.pour, pour_manager)):
        _lead(pair.actor, node, manager)
    row = pair.raised()
    (shown,) = pair.rows()
    assert shown.values["need_by"] == "2026-01-16"
    assert shown.values["forecast_on"] == "2026-01-09"
    assert shown.values["float_days"] == 5.0
    assert shown.values["color"] == "green"

    before = {manager.pk: len(_alerts(manager, row)) for manager in (dig_manager, pour_manager)}
    pair.lengthen(11)
    (shown,) = pair.rows(filters=(Filter("color", ("red",)),))
    assert shown.values["float_days"] == -1.0
    assert "late" in {flag.name for flag in shown.flags}
    for manager in (dig_manager, pour_manager):
        assert len(_alerts(manager, row)) == before[manager.pk] + 1
        assert "too late" in _alerts(manager, row)[0].sentence
    pair.lengthen(12)
    assert len(_alerts(pour_manager, row)) == before[pour_manager.pk] + 1

    pair.lengthen(5)
    (shown,) = pair.rows()
    assert (shown.values["float_days"], shown.values["color"]) == (5.0, "green")
    pair.lengthen(11)
    assert len(_alerts(pour_manager, row)) == before[pour_manager.pk] + 2


def test_undo_of_the_slip_brings_the_float_back(pair: Pair) -> None:
    pair.raised()
    slipped = pair.lengthen(11)
    assert pair.rows()[0].values["color"] == "red"
    assert slipped.change_set_id is not None
    undo(slipped.change_set_id, actor=pair.actor)
    assert pair.rows()[0].values["float_days"] == 5.0


def test_the_list_sorts_and_filters_by_float_in_sql(pair: Pair) -> None:
    pair.raised(title="Tight")
    other = perform(
        "planning.add_activity",
        actor=pair.actor,
        arguments={"project": pair.forest.dig, "name": "Survey", "duration_ticks": DAY},
    ).value
    pair.raised(title="Loose", giver=other.pk)
    assert [row.title for row in pair.rows(sort="-float_days")] == ["Loose", "Tight"]
    assert [row.title for row in pair.rows(filters=(Filter("float_days", end="6"),))] == ["Tight"]
    for row in pair.rows():
        assert row.values["color"] == color_of(row.values["float_days"]).value


def test_a_lag_of_the_link_brings_need_by_forward(pair: Pair) -> None:
    """Two days of curing between pit and pouring: it is needed on Wednesday 14 January."""
    pair.raised()
    arguments = {"predecessor": pair.giver.pk, "successor": pair.receiver.pk, "lag_ticks": 2 * DAY}
    perform("planning.link_activities", actor=pair.actor, arguments={**arguments, "is_hard": False})
    (shown,) = pair.rows()
    assert (shown.values["need_by"], shown.values["float_days"]) == ("2026-01-14", 3.0)
    assert (shown.values["color"], shown.values["tie"]) == ("amber", "soft")
    assert (shown.values["lag_days"], shown.values["criticality"]) == (2.0, "not critical")


def test_an_end_that_may_not_be_read_is_a_stub_with_its_dates(
    pair: Pair, make_person: Callable[..., Any]
) -> None:
    """Whoever sees only Dig gets what Dig owes, the receiver's days, and not its name."""
    digger = make_person("Dig Only", "project_manager", pair.forest.dig)
    pair.raised()
    (row,) = owed(digger, pair.forest.dig).gives
    assert (row.giver.name, row.receiver.name, row.receiver.project) == ("Dig", "outside your view", None)
    assert row.need_by == date(2026, 1, 16)
    assert not row.may_open
    (line,) = pair_matrix(digger, pair.forest.dig).lines
    assert line.cells[0] is not None
    assert line.cells[0].count == 1
    arguments = {
        "register": "hand-offs",
        "node": pair.forest.dig,
        "fields": {"title": "Own", "giver": pair.giver.pk, "receiver": pair.receiver.pk},
    }
    with pytest.raises(Exception, match="nothing that you can see"):
        perform("records.raise_record", actor=digger, arguments=arguments)


def test_agreeing_countering_delivering_and_accepting(pair: Pair, make_person: Callable[..., Any]) -> None:
    """What is agreed changes by counter-proposal only; nobody accepts what they gave."""
    row = pair.raised(handed_over="A dry pit")
    with pytest.raises(Refused, match="day that the giver promises"):
        pair.moved(row, "agree")
    with pytest.raises(Refused, match="test"):
        pair.moved(row, "agree", promised_on="2026-01-12")
    pair.moved(row, "agree", promised_on="2026-01-12", acceptance_test="No water after a night")
    row.refresh_from_db()
    arguments = {
        "register": "hand-offs",
        "record": row.pk,
        "version": row.version,
        "changes": {"promised_on": "2026-01-15"},
    }
    with pytest.raises(Refused, match="counter-proposal"):
        perform("records.change_record", actor=pair.actor, arguments=arguments)
    with pytest.raises(Refused, match="why"):
        pair.moved(row, "counter", counter_on="2026-01-14")
    pair.moved(row, "counter", counter_on="2026-01-14", counter_reason="The pump is late")
    row = pair.moved(row, "take")
    assert (row.state, row.promised_on) == ("agreed", date(2026, 1, 14))
    row = pair.moved(row, "deliver")
    assert row.delivered_on is not None
    pair.moved(row, "send-back", verdict="Wet")
    pair.moved(row, "deliver")
    row = pair.moved(row, "accept")
    assert row.state == "accepted"
    assert pair.rows()[0].values["color"] == "gray"


def test_only_the_receivers_side_accepts(pair: Pair, make_person: Callable[..., Any]) -> None:
    digger = make_person("Dig Only", "project_manager", pair.forest.dig)
    row = pair.raised(handed_over="A dry pit", acceptance_test="Dry", promised_on="2026-01-12")
    arguments = {"register": "hand-offs", "record": row.pk, "version": row.version}
    type(row).objects.filter(pk=row.pk).update(node_id=pair.forest.dig, state="delivered")
    with pytest.raises(Refused, match="receiver's side"):
        perform("records.move_record", actor=digger, arguments={**arguments, "move": "accept"})


def test_a_promise_that_the_forecast_passes_is_told(pair: Pair, make_person: Callable[..., Any]) -> None:
    manager = make_person("Paul Pourer", "project_manager", pair.forest.alpha)
    _lead(pair.actor, pair.forest.pour, manager)
    row = pair.raised(promised_on="2026-01-09")
    before = len(_alerts(manager, row))
    pair.lengthen(7)
    (shown,) = pair.rows()
    assert shown.values["color"] == "amber"
    assert "broken" in {flag.name for flag in shown.flags}
    assert len(_alerts(manager, row)) == before + 1


def test_links_across_projects_are_suggested_until_they_have_a_hand_off(pair: Pair) -> None:
    link = perform(
        "planning.link_activities",
        actor=pair.actor,
        arguments={"predecessor": pair.giver.pk, "successor": pair.receiver.pk},
    ).value
    (found,) = suggestions(pair.actor, pair.forest.alpha)
    assert (found.link, found.giver.name, found.receiver.name) == (link.pk, "Dig", "Pour")
    arguments = {"node": pair.forest.alpha, "links": [link.pk]}
    outcome = perform("delivery.propose_hand_offs", actor=pair.actor, arguments=arguments)
    assert suggestions(pair.actor, pair.forest.alpha) == ()
    (shown,) = pair.rows()
    assert (shown.state, shown.values["tie"]) == ("proposed", "hard")
    with pytest.raises(Refused, match="already"):
        perform("delivery.propose_hand_offs", actor=pair.actor, arguments=arguments)
    assert outcome.change_set_id is not None
    undo(outcome.change_set_id, actor=pair.actor)
    assert len(suggestions(pair.actor, pair.forest.alpha)) == 1


def test_the_matrix_counts_by_pair_and_gives_the_worst_float(pair: Pair) -> None:
    pair.raised()
    pair.raised(title="Second")
    pair.lengthen(11)
    found = pair_matrix(pair.actor, pair.forest.alpha, (pair.forest.dig, pair.forest.pour))
    (line,) = found.lines
    (cell,) = line.cells
    assert cell is not None
    assert (line.name, found.receivers[0][1], cell.count, cell.worst_days) == ("Dig", "Pour", 2, -1.0)
    assert cell.color == "red"
    assert len(found.rows) == 2
    assert len(owed(pair.actor, pair.forest.pour).receives) == 2


def _lead(actor: Any, node: int, manager: Any) -> None:
    from lockstep.domain.portfolio.models import Profile

    Profile.objects.filter(node_id=node).update(manager=manager)


def _alerts(user: Any, row: Any) -> list[Any]:
    from lockstep.domain.records.models import Notification

    return list(Notification.objects.filter(user=user, kind="alert", record_id=row.pk).order_by("-pk"))


def test_a_counter_proposal_is_turned_down_and_the_promise_stands(pair: Pair) -> None:
    """It asks for an answer; without a promise before there is nothing to keep."""
    row = pair.raised(handed_over="Pit", acceptance_test="It is dry")
    row = pair.moved(row, "counter", counter_on="2026-01-20", counter_reason="Rain")
    with pytest.raises(Refused, match="Nothing was promised"):
        pair.moved(row, "keep", counter_answer="No")
    row = pair.moved(row, "take")
    assert row.promised_on == date(2026, 1, 20)
    row = pair.moved(row, "counter", counter_on="2026-02-10", counter_reason="More rain")
    with pytest.raises(Refused, match="why"):
        pair.moved(row, "keep")
    row = pair.moved(row, "keep", counter_answer="The crane comes on the 21st.")
    assert (row.state, row.promised_on) == ("agreed", date(2026, 1, 20))
    row = pair.moved(row, "counter", counter_on="2026-02-11", counter_reason="Still rain")
    assert row.counter_answer == ""


def test_hand_offs_stand_by_increment_or_by_the_quarter_of_their_need(pair: Pair) -> None:
    """One is named for an increment, the other stands in the first quarter of 2026, in which it is needed."""
    pair.raised(increment="Pit")
    perform(
        "records.raise_record",
        actor=pair.actor,
        arguments={
            "register": "hand-offs",
            "node": pair.forest.alpha,
            "fields": {"title": "Again", "giver": pair.giver.pk, "receiver": pair.receiver.pk},
        },
    )
    found = increments(pair.actor, pair.forest.alpha)
    assert [(item.name, item.is_quarter, len(item.rows), item.late) for item in found] == [
        ("2026 quarter 1", True, 1, 0),
        ("Pit", False, 1, 0),
    ]
    assert quarter_of(None) == "No day yet"


def test_pairs_that_nothing_joins_are_suggested_with_the_reason_and_become_hand_offs(pair: Pair) -> None:
    """Two pieces of work for one deliverable, of two projects: proposed once, then known; a link takes them out too."""
    made = perform(
        "records.raise_record",
        actor=pair.actor,
        arguments={"register": "deliverables", "node": pair.forest.alpha, "fields": {"title": "Cellar"}},
    ).value
    assert likely_hand_offs(pair.actor, pair.forest.alpha) == ()
    for activity in (pair.giver, pair.receiver):
        ends = {
            "source": {"type": "planning.activity", "id": activity.pk},
            "target": {"type": "strategy.deliverable", "id": made.pk},
        }
        perform("records.link_records", actor=pair.actor, arguments={"kind": "delivers", **ends})
    (found,) = likely_hand_offs(pair.actor, pair.forest.pour)
    assert {found.giver.name, found.receiver.name} == {"Dig", "Pour"}
    assert found.reasons == (f"both work for {made.key} Cellar",)
    ends = [found.giver.activity, found.receiver.activity]
    arguments = {"node": pair.forest.alpha, "pairs": [ends, ends]}
    outcome = perform("delivery.propose_likely_hand_offs", actor=pair.actor, arguments=arguments)
    assert len(outcome.value) == 1
    assert likely_hand_offs(pair.actor, pair.forest.alpha) == ()
    with pytest.raises(Refused, match="look at the list again"):
        perform("delivery.propose_likely_hand_offs", actor=pair.actor, arguments=arguments)
    assert outcome.change_set_id is not None
    undo(outcome.change_set_id, actor=pair.actor)
    linked = {"predecessor": ends[0], "successor": ends[1]}
    perform("planning.link_activities", actor=pair.actor, arguments=linked)
    assert likely_hand_offs(pair.actor, pair.forest.alpha) == ()
