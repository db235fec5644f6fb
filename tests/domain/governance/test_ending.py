"""Ends: closures on live data, hand-overs in one change, closed nodes that are only read, deputies."""

from datetime import date, timedelta
from typing import Any

import pytest

from lockstep.domain.governance.queries import closure_at, open_things, retention_at
from lockstep.domain.ledger import Forbidden, Refused, perform, undo
from lockstep.domain.records.queries import inbox, search
from tests.domain.conftest import Forest
from tests.domain.governance.telling import moved, raised

TODAY = date.today()


def begun(actor: Any, node: int) -> dict[str, Any]:
    """Begin a closure and return its items by title."""
    rows = perform("governance.begin_closure", actor=actor, arguments={"node": node}).value
    return {row.title: row for row in rows}


def judged(actor: Any, items: dict[str, Any]) -> None:
    """Call done what people judge."""
    for item in items.values():
        if not item.check_name:
            moved(actor, "closure-items", item, "meet")


def test_a_closure_waits_for_what_is_open_and_what_outlives_it_is_handed_over(
    administrator: Any, forest: Forest, make_person: Any
) -> None:
    risk = raised(administrator, "risks", forest.alpha, title="Warranty ends")
    items = begun(administrator, forest.alpha)
    with pytest.raises(Refused, match="1 of the risks are still open"):
        moved(administrator, "closure-items", items["Open risks are handed over to a named owner"], "meet")
    judged(administrator, items)
    missing = closure_at(administrator, forest.alpha).missing
    assert [(item.check, item.open_count) for item in missing] == [("risks", 1)]
    with pytest.raises(Refused, match="Not done: Open risks"):
        perform("governance.close_node", actor=administrator, arguments={"node": forest.alpha})
    heir = make_person("Olga Operator", "project_manager", forest.beta)
    given = perform(
        "governance.hand_over",
        actor=administrator,
        arguments={
            "node": forest.alpha,
            "receiver": heir.pk,
            "home": forest.beta,
            "title": "To operations",
            "records": [{"type": "risks.risk", "id": risk.pk}],
        },
    )
    risk.refresh_from_db()
    assert (risk.owner_id, risk.node_id) == (heir.pk, forest.beta)
    assert given.value.what == f"{risk.key} Warranty ends"
    undo(given.change_set_id, actor=administrator)
    risk.refresh_from_db()
    assert risk.node_id == forest.alpha


def test_what_is_closed_is_read_and_found_and_not_written(administrator: Any, forest: Forest) -> None:
    moved_before = raised(administrator, "risks", forest.alpha, title="Quicksand")
    moved(administrator, "risks", moved_before, "close")
    judged(administrator, begun(administrator, forest.alpha))
    perform("governance.close_node", actor=administrator, arguments={"node": forest.alpha})
    with pytest.raises(Refused, match="only read"):
        raised(administrator, "risks", forest.alpha, title="Another")
    with pytest.raises(Refused, match="only read"):
        moved(administrator, "risks", moved_before, "reopen")
    assert [row.title for row in search(administrator, "quicksand")] == ["Quicksand"]
    late = {"kind": "project", "name": "Late", "parent": forest.alpha}
    with pytest.raises(Refused, match="only read"):
        perform("portfolio.add_node", actor=administrator, arguments=late)
    raised(administrator, "risks", forest.beta, title="Elsewhere")
    perform("governance.reopen_node", actor=administrator, arguments={"node": forest.alpha})
    raised(administrator, "risks", forest.alpha, title="Another")


def test_records_are_kept_as_long_as_a_rule_says_and_go_only_when_confirmed(
    administrator: Any, forest: Forest
) -> None:
    risk = raised(administrator, "risks", forest.alpha, title="Quicksand")
    moved(administrator, "risks", risk, "close")
    rule = raised(administrator, "retention-rules", forest.alpha, title="Risks", covers="Risk", years=0)
    judged(administrator, begun(administrator, forest.alpha))
    perform("governance.close_node", actor=administrator, arguments={"node": forest.alpha})
    found = retention_at(administrator, forest.alpha)
    assert {row.node for row in found} == {forest.alpha, forest.dig, forest.pour}
    kept = next(row for row in found if row.node == forest.alpha)
    assert (kept.is_due, kept.record_count) == (True, 1)
    arguments = {"rule": rule.pk, "node": forest.alpha, "record_count": 2}
    with pytest.raises(Refused, match="There are 1 records now"):
        perform("governance.discard_kept", actor=administrator, arguments=arguments)
    gone = perform("governance.discard_kept", actor=administrator, arguments={**arguments, "record_count": 1})
    assert gone.value == 1
    assert search(administrator, "quicksand") == ()
    undo(gone.change_set_id, actor=administrator)
    assert len(search(administrator, "quicksand")) == 1


def test_a_successor_gets_records_posts_and_roles_in_one_change(
    administrator: Any, forest: Forest, make_person: Any
) -> None:
    giver = make_person("Gina Giver", "project_manager", forest.alpha)
    heir = make_person("Hugo Heir", "viewer", forest.alpha)
    risk = raised(giver, "risks", forest.alpha, title="Quicksand", owner=giver.pk)
    raised(giver, "risks", forest.alpha, title="Not theirs", owner=administrator.pk)
    assert [thing.title for thing in open_things(administrator, forest.alpha, owner=giver.pk)] == [
        "Quicksand"
    ]
    arguments = {"node": forest.alpha, "giver": giver.pk, "receiver": heir.pk, "notes": "Ask the geologist"}
    with pytest.raises(Forbidden):
        perform("governance.hand_over_post", actor=giver, arguments=arguments)
    done = perform("governance.hand_over_post", actor=administrator, arguments=arguments)
    risk.refresh_from_db()
    assert risk.owner_id == heir.pk
    raised(heir, "risks", forest.alpha, title="Written by the heir")
    undo(done.change_set_id, actor=administrator)
    risk.refresh_from_db()
    assert risk.owner_id == giver.pk
    with pytest.raises(Forbidden):
        raised(heir, "risks", forest.alpha, title="No role any more")


def test_a_deputy_has_roles_and_news_for_the_agreed_days(
    administrator: Any, forest: Forest, make_person: Any
) -> None:
    away = make_person("Ada Away", "project_manager", forest.alpha)
    deputy = make_person("Dan Deputy", "viewer", forest.alpha)
    days = {"from_on": TODAY, "until_on": TODAY + timedelta(days=7)}
    own = raised(administrator, "deputies", forest.alpha, title="Own", owner=away.pk, deputy=away.pk, **days)
    with pytest.raises(Refused, match="another person"):
        moved(administrator, "deputies", own, "agree")
    row = raised(
        administrator, "deputies", forest.alpha, title="Holiday", owner=away.pk, deputy=deputy.pk, **days
    )
    with pytest.raises(Forbidden):
        raised(deputy, "risks", forest.alpha, title="Too early")
    with pytest.raises(Forbidden):
        moved(away, "deputies", row, "agree")
    moved(administrator, "deputies", row, "agree")
    risk = raised(deputy, "risks", forest.alpha, title="In the name of Ada", owner=deputy.pk)
    moved(deputy, "risks", risk, "close")
    raised(administrator, "risks", forest.alpha, title="For Ada", owner=away.pk)
    sentences = [news.sentence for news in inbox(deputy)]
    assert any(text.startswith("For Ada Away: You own the risk") for text in sentences)
    moved(administrator, "deputies", row, "end")
    with pytest.raises(Forbidden):
        raised(deputy, "risks", forest.alpha, title="Too late")
