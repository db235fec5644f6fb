"""The tree: what may lie where, who sees what, and what it was on another day."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lockstep.domain.access.models import Node
from lockstep.domain.access.vocabulary import SYSTEM, Permission
from lockstep.domain.ledger import Forbidden, NotFound, Refused, StaleVersion, perform, undo
from lockstep.domain.ledger.queries import history
from lockstep.domain.portfolio.consequences import Consequence, consequences_of, tell_consequences
from lockstep.domain.portfolio.models import Membership
from lockstep.domain.portfolio.queries import children, my_programs, node_page, search_nodes, tree
from lockstep.domain.portfolio.queries.taking_part import Step, why_not
from lockstep.domain.portfolio.rollups import provide_rollup
from lockstep.domain.portfolio.vocabulary import Intent
from tests.domain.conftest import Forest


def do(verb: str, actor: Any, /, **arguments: Any) -> Any:
    return perform(f"portfolio.{verb}", actor=actor, arguments=arguments)


def names(rows: Any) -> list[str]:
    return [row.name for row in rows]


def test_the_outline_has_parents_before_children_and_siblings_by_name(
    administrator: Any, forest: Forest
) -> None:
    rows = tree(administrator)
    assert [(row.depth, row.name) for row in rows] == [
        (0, "Works"),
        (1, "Alpha"),
        (2, "Dig"),
        (2, "Pour"),
        (1, "Beta"),
        (2, "Wire"),
    ]


def test_one_sees_what_one_was_granted_and_all_below_as_a_tree_of_its_own(
    make_person: Any, forest: Forest
) -> None:
    person = make_person("Pia Program", "program_manager", forest.alpha)
    assert [(row.depth, row.name, row.parent_id) for row in tree(person)] == [
        (0, "Alpha", None),
        (1, "Dig", forest.alpha),
        (1, "Pour", forest.alpha),
    ]
    page = node_page(person, forest.dig)
    assert names(page.crumbs) == ["Alpha"]
    assert Permission.EDIT_STRUCTURE in page.permissions
    assert Permission.ADMINISTER not in page.permissions
    with pytest.raises(NotFound):
        node_page(person, forest.wire)
    assert search_nodes(person, "wire") == ()


@pytest.mark.parametrize(
    ("kind", "parent"), [("project", None), ("program", None), ("project", "dig"), ("portfolio", "alpha")]
)
def test_a_kind_that_cannot_lie_there_is_refused(
    administrator: Any, forest: Forest, kind: str, parent: str | None
) -> None:
    above = getattr(forest, parent) if parent else None
    with pytest.raises(Refused, match="cannot lie"):
        do("add_node", administrator, kind=kind, name="Wrong", parent=above)


def test_a_node_cannot_move_below_itself(administrator: Any, add_node: Any, forest: Forest) -> None:
    sub = add_node("program", "Sub", forest.alpha)
    with pytest.raises(Refused, match="lies below it"):
        do("move_node", administrator, node=forest.alpha, version=1, parent=sub)


def test_a_move_takes_all_below_along_in_one_change_set(
    administrator: Any, add_node: Any, forest: Forest
) -> None:
    sub = add_node("program", "Sub", forest.alpha)
    deep = add_node("project", "Deep", sub)
    do("move_node", administrator, node=sub, version=1, parent=forest.beta)
    assert Node.objects.get(pk=deep).path == f"/{forest.portfolio}/{forest.beta}/{sub}/{deep}/"
    with pytest.raises(StaleVersion):
        do("move_node", administrator, node=sub, version=1, parent=forest.alpha)


def test_a_mover_needs_a_role_at_both_ends(make_person: Any, forest: Forest) -> None:
    person = make_person("Pia Program", "program_manager", forest.alpha)
    with pytest.raises(NotFound):
        do("move_node", person, node=forest.dig, version=1, parent=forest.beta)
    with pytest.raises((Forbidden, NotFound)):
        do("withdraw_node", person, node=forest.alpha, reason="Not mine to end")


def test_the_tree_of_another_day_is_the_one_that_was(administrator: Any, add_node: Any) -> None:
    then = timezone.localdate() - timedelta(days=100)
    works = add_node("portfolio", "Works")
    one = add_node("program", "One", works, from_date=then.isoformat())
    two = add_node("program", "Two", works, from_date=then.isoformat())
    dig = add_node("project", "Dig", one, from_date=then.isoformat())
    move = then + timedelta(days=50)
    do("move_node", administrator, node=dig, version=1, parent=two, from_date=move.isoformat())
    parents = {
        day: next((row.parent_id for row in tree(administrator, on=day) if row.id == dig), "absent")
        for day in (then - timedelta(days=1), then, move - timedelta(days=1), move)
    }
    assert [*parents.values()] == ["absent", one, one, two]
    assert node_page(administrator, dig).row.parent_id == two


def test_a_move_that_begins_later_waits_for_its_day(administrator: Any, forest: Forest) -> None:
    day = timezone.localdate() + timedelta(days=7)
    do("move_node", administrator, node=forest.dig, version=1, parent=forest.beta, from_date=day.isoformat())
    assert Node.objects.get(pk=forest.dig).parent_id == forest.alpha
    assert perform("portfolio.apply_due_placements", actor=SYSTEM, arguments={}).change_set_id is None
    open_row = Membership.objects.get(child_id=forest.dig, to_date=None)
    Membership.objects.filter(child_id=forest.dig).exclude(pk=open_row.pk).update(
        from_date=day - timedelta(days=20), to_date=day - timedelta(days=10)
    )
    Membership.objects.filter(pk=open_row.pk).update(from_date=day - timedelta(days=10))
    assert perform("portfolio.apply_due_placements", actor=SYSTEM, arguments={}).value == [forest.dig]
    assert Node.objects.get(pk=forest.dig).parent_id == forest.beta


def test_a_pause_above_is_felt_below_and_ends_by_itself(administrator: Any, forest: Forest) -> None:
    until = timezone.localdate() + timedelta(days=5)
    do("pause_node", administrator, node=forest.alpha, reason="No money", until=until.isoformat())
    rows = {row.name: row for row in tree(administrator)}
    assert (rows["Alpha"].status, rows["Alpha"].effective_status) == ("paused", "paused")
    assert (rows["Dig"].status, rows["Dig"].effective_status) == ("active", "paused")
    assert node_page(administrator, forest.dig).row.effective_status == "paused"
    assert {row.effective_status for row in children(administrator, forest.alpha)} == {"paused"}
    later = {row.name: row.effective_status for row in tree(administrator, on=until)}
    assert later["Dig"] == "active"


def test_withdrawn_can_rejoin_elsewhere_and_undo_brings_all_back(administrator: Any, forest: Forest) -> None:
    withdrawn = do("withdraw_node", administrator, node=forest.dig, reason="Canceled")
    assert node_page(administrator, forest.dig).row.status == "withdrawn"
    with pytest.raises(Refused, match="already"):
        do("withdraw_node", administrator, node=forest.dig, reason="Again")
    rejoined = do("rejoin_node", administrator, node=forest.dig, parent=forest.beta, reason="Needed")
    page = node_page(administrator, forest.dig)
    assert (page.row.status, page.row.parent_id) == ("active", forest.beta)
    undo(rejoined.change_set_id, actor=administrator)
    undo(withdrawn.change_set_id, actor=administrator)
    page = node_page(administrator, forest.dig)
    assert (page.row.status, page.row.parent_id, len(page.memberships)) == ("active", forest.alpha, 1)


def test_pause_then_resume_on_the_same_day_leaves_one_row(administrator: Any, forest: Forest) -> None:
    do("pause_node", administrator, node=forest.dig, reason="Rest")
    do("resume_node", administrator, node=forest.dig)
    assert [m.status for m in Membership.objects.filter(child_id=forest.dig)] == ["active"]


@pytest.mark.parametrize(
    ("before", "step", "words"),
    [
        (None, "resume_node", "takes part already"),
        (None, "rejoin_node", "takes part already"),
        ("pause_node", "rejoin_node", "Resume it instead"),
        ("withdraw_node", "resume_node", "Re-add it"),
        ("withdraw_node", "pause_node", "Re-add it first"),
        ("withdraw_node", "withdraw_node", "withdrawn already"),
    ],
)
def test_a_step_that_changes_nothing_is_refused_with_the_one_that_would(
    administrator: Any, forest: Forest, before: str | None, step: str, words: str
) -> None:
    reason = {"reason": "Rest"}
    if before:
        do(before, administrator, node=forest.dig, **reason)
    with pytest.raises(Refused, match=words):
        do(step, administrator, node=forest.dig, **reason)
    with pytest.raises(Refused, match="stands at the top"):
        do(step, administrator, node=forest.portfolio, **reason)


def test_a_rest_to_come_can_be_ended_before_it_begins(administrator: Any, forest: Forest) -> None:
    today = timezone.localdate()
    day = today + timedelta(days=7)
    assert why_not(Step.RESUME, node_page(administrator, forest.dig).memberships, today)
    do("pause_node", administrator, node=forest.dig, reason="Rest", from_date=day.isoformat())
    assert why_not(Step.RESUME, node_page(administrator, forest.dig).memberships, today) == ""
    do("resume_node", administrator, node=forest.dig, from_date=day.isoformat())
    assert why_not(Step.RESUME, node_page(administrator, forest.dig).memberships, today)


def test_search_finds_any_case_and_alphabet_by_code_or_name(administrator: Any, forest: Forest) -> None:
    do("rename_node", administrator, node=forest.dig, version=1, name="ÜBUNG Straße")
    assert names(search_nodes(administrator, "übung")) == ["ÜBUNG Straße"]
    assert names(search_nodes(administrator, "STRASSE a1")) == ["ÜBUNG Straße"]
    assert names(search_nodes(administrator, "100%")) == []


def test_mine_is_what_i_manage_or_was_given(make_person: Any, administrator: Any, forest: Forest) -> None:
    person = make_person("Pia Program", "viewer", forest.portfolio)
    changes = {"manager": person.pk}
    do("change_details", administrator, node=forest.wire, version=1, changes=changes)
    assert names(my_programs(person)) == ["Wire", "Works"]


def test_slots_are_filled_once_for_all_rows(administrator: Any, forest: Forest) -> None:
    asked = []

    def provider(user: Any, ids: Any) -> dict[int, str]:
        asked.append(list(ids))
        return {forest.dig: "late"}

    provide_rollup("test", provider)
    try:
        rows = {row.name: row.slots.get("test") for row in children(administrator, forest.alpha)}
    finally:
        from lockstep.domain.portfolio import rollups

        del rollups._providers["test"]
    assert rows == {"Dig": "late", "Pour": None}
    assert len(asked) == 1


def test_consequences_are_told_by_who_knows(administrator: Any, forest: Forest) -> None:
    from lockstep.domain.portfolio import consequences

    tell_consequences("test", lambda user, node, intent: [Consequence("finish", f"{intent} moves {node}")])
    try:
        found = consequences_of(administrator, forest.dig, Intent.PAUSE)
    finally:
        del consequences._tellers["test"]
    assert Consequence("finish", f"pause moves {forest.dig}") in found


def test_queries_cost_the_same_whatever_the_number_of_rows(
    administrator: Any, add_node: Any, forest: Forest
) -> None:
    from django.db import connection

    queries = {
        "tree": lambda: tree(administrator),
        "children": lambda: children(administrator, forest.alpha),
        "page": lambda: node_page(administrator, forest.dig),
        "search": lambda: search_nodes(administrator, "d"),
        "mine": lambda: my_programs(administrator),
        "history": lambda: history(administrator, limit=5),
    }

    def counts() -> dict[str, int]:
        found = {}
        for name, query in queries.items():
            with CaptureQueriesContext(connection) as captured:
                query()
            found[name] = len(captured)
        return found

    few = counts()
    for number in range(20):
        add_node("project", f"Dig {number}", forest.alpha)
    assert counts() == few
    assert max(few.values()) <= 10  # figures of higher apps included


def test_dates_in_the_wrong_order_are_refused(administrator: Any, forest: Forest) -> None:
    with pytest.raises(Refused, match="after the first"):
        do(
            "pause_node",
            administrator,
            node=forest.dig,
            reason="",
            from_date=date(2030, 1, 2).isoformat(),
            until=date(2030, 1, 1).isoformat(),
        )
