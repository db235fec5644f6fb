"""A first register through the machine: the rules that are its own."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from lockstep.domain.ledger import Refused, StaleVersion, perform, undo
from lockstep.domain.records.queries import ListQuery, Scope, listing
from tests.domain.conftest import Forest


def raise_risk(actor: Any, node: int, **fields: Any) -> Any:
    """Raise a risk and return it."""
    arguments = {"register": "risks", "node": node, "fields": {"title": "Vendor late", **fields}}
    return perform("records.raise_record", actor=actor, arguments=arguments).value


def move(actor: Any, row: Any, name: str, **fields: Any) -> Any:
    """Move a risk."""
    arguments = {
        "register": "risks",
        "record": row.pk,
        "version": row.version,
        "move": name,
        "fields": fields,
    }
    return perform("records.move_record", actor=actor, arguments=arguments).value


def test_keys_count_up_and_are_never_given_twice(administrator: Any, forest: Forest) -> None:
    """R-1, R-2; when R-2 is undone the next is R-3."""
    first = raise_risk(administrator, forest.dig)
    arguments = {"register": "risks", "node": forest.dig, "fields": {"title": "B"}}
    second = perform("records.raise_record", actor=administrator, arguments=arguments)
    undo(second.change_set_id, actor=administrator)
    third = raise_risk(administrator, forest.dig)
    assert (first.key, second.value.key, third.key) == ("R-1", "R-2", "R-3")


def test_a_move_says_why_it_is_refused_and_takes_what_it_asks_for(administrator: Any, forest: Forest) -> None:
    """Analyzing needs a probability; given with the move, it goes through."""
    risk = raise_risk(administrator, forest.dig)
    with pytest.raises(Refused, match="probability first"):
        move(administrator, risk, "analyze")
    risk = move(administrator, risk, "analyze", probability="30%", impact_days=10)
    assert (risk.state, risk.probability) == ("analyzed", 0.3)
    arguments = {"register": "risks", "record": risk.pk, "version": 1, "changes": {"title": "X"}}
    with pytest.raises(StaleVersion):
        perform("records.change_record", actor=administrator, arguments=arguments)


def test_a_list_filters_sorts_groups_and_flags_in_sql(administrator: Any, forest: Forest) -> None:
    """Exposure sorts, state groups, overdue counts."""
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    low = raise_risk(administrator, forest.dig, probability=0.1, impact_days=10, due_on=yesterday)
    high = raise_risk(administrator, forest.wire, probability=0.5, impact_days=10, title="Crane 100% broken")
    page = listing(
        administrator, "risks", Scope(forest.portfolio), ListQuery(sort="-exposure_days", group="state")
    )
    assert [row.id for row in page.rows] == [high.pk, low.pk]
    assert page.rows[0].words["exposure_days"] == "5 d"
    assert [(group.label, group.count) for group in page.groups] == [("Identified", 2)]
    assert {flag.name: flag.count for flag in page.flags}["overdue"] == 1
    assert [flag.name for flag in page.rows[1].flags] == ["overdue", "unowned"]
    page = listing(administrator, "risks", Scope(forest.alpha), ListQuery(search="VENDOR"))
    assert [row.id for row in page.rows] == [low.pk]


def test_a_contributor_raises_and_edits_what_is_theirs_only(
    forest: Forest, administrator: Any, make_person: Callable[..., Any]
) -> None:
    """The owner of a record may write it; others need a role."""
    from lockstep.domain.ledger import Forbidden

    carl = make_person("Carl", "contributor", forest.dig)
    own = raise_risk(carl, forest.dig, owner=carl.pk)
    other = raise_risk(administrator, forest.dig)
    own = move(carl, own, "close")
    assert own.closed_on == date.today()
    with pytest.raises(Forbidden):
        move(carl, other, "close")
