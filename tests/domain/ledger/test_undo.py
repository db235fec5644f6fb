"""Taking back: everything returns, nobody's later work is lost."""

from typing import Any

import pytest

from lockstep.domain.access.models import Node
from lockstep.domain.ledger import Forbidden, NotFound, UndoConflict, perform, undo
from lockstep.domain.ledger.errors import AlreadyUndone, StillReferenced
from lockstep.domain.ledger.models import ChangeSet
from lockstep.domain.ledger.queries import change_set, history
from lockstep.domain.portfolio.models import Membership, Profile
from tests.domain.conftest import Forest


def rename(actor: Any, node: int, version: int, name: str) -> int:
    arguments = {"node": node, "version": version, "name": name}
    return perform("portfolio.rename_node", actor=actor, arguments=arguments).change_set_id


def describe(actor: Any, node: int, version: int, **changes: Any) -> int:
    arguments = {"node": node, "version": version, "changes": changes}
    return perform("portfolio.change_details", actor=actor, arguments=arguments).change_set_id


def test_undo_writes_the_old_values_as_a_new_change_set(administrator: Any, forest: Forest) -> None:
    done = rename(administrator, forest.dig, 1, "Dug")
    undone = undo(done, actor=administrator, reason="Too early")
    node = Node.objects.get(pk=forest.dig)
    assert (node.name, node.folded, node.version) == ("Dig", "a1 dig", 3)
    stored = ChangeSet.objects.get(pk=undone.change_set_id)
    assert (stored.inverse_of_id, stored.reason) == (done, "Too early")


def test_undo_of_the_undo_does_it_again(administrator: Any, forest: Forest) -> None:
    undone = undo(rename(administrator, forest.dig, 1, "Dug"), actor=administrator)
    undo(undone.change_set_id, actor=administrator)
    assert Node.objects.get(pk=forest.dig).name == "Dug"


def test_the_same_thing_is_not_undone_twice_but_after_redo_again(administrator: Any, forest: Forest) -> None:
    done = rename(administrator, forest.dig, 1, "Dug")
    undone = undo(done, actor=administrator)
    with pytest.raises(AlreadyUndone, match=f"change set {undone.change_set_id}"):
        undo(done, actor=administrator)
    undo(undone.change_set_id, actor=administrator)
    undo(done, actor=administrator)
    assert Node.objects.get(pk=forest.dig).name == "Dig"


def test_a_field_changed_since_is_a_conflict_that_names_it(administrator: Any, forest: Forest) -> None:
    done = describe(administrator, forest.dig, 1, description="Ann", code="X")
    describe(administrator, forest.dig, 2, description="Bob")
    with pytest.raises(UndoConflict) as caught:
        undo(done, actor=administrator)
    assert [(c.field, c.yours, c.theirs) for c in caught.value.conflicts] == [("description", "Ann", "Bob")]
    assert Profile.objects.get(node_id=forest.dig).code == "X"


def test_later_changes_of_other_fields_stay(administrator: Any, forest: Forest) -> None:
    done = describe(administrator, forest.dig, 1, sponsor="Ann")
    describe(administrator, forest.dig, 2, description="Through rock")
    undo(done, actor=administrator)
    profile = Profile.objects.get(node_id=forest.dig)
    assert (profile.sponsor, profile.description) == ("", "Through rock")


def test_what_was_added_goes_and_what_was_removed_comes_back_under_its_old_id(
    administrator: Any, add_node: Any, forest: Forest
) -> None:
    before = snapshot()
    node = add_node("project", "Mistake", forest.beta, code="M")
    added = ChangeSet.objects.latest("pk").pk
    with_node = snapshot()
    arguments = {"node": node, "version": 1}
    removed = perform("portfolio.remove_node", actor=administrator, arguments=arguments).change_set_id
    assert snapshot() == before
    undo(removed, actor=administrator)
    assert snapshot() == with_node
    assert Node.objects.get(pk=node).version == 2
    undo(added, actor=administrator)
    assert snapshot() == before


def test_what_others_built_upon_cannot_be_taken_away(
    administrator: Any, add_node: Any, forest: Forest
) -> None:
    program = add_node("program", "Gamma", forest.portfolio)
    added = ChangeSet.objects.latest("pk").pk
    add_node("project", "Below", program)
    with pytest.raises(StillReferenced, match="still refers to it"):
        undo(added, actor=administrator)
    assert Node.objects.filter(pk=program).exists()


def test_a_removed_record_comes_back_only_where_its_parent_still_is(
    administrator: Any, add_node: Any, forest: Forest
) -> None:
    program = add_node("program", "Gamma", forest.portfolio)
    project = add_node("project", "Below", program)
    remove = {"node": project, "version": 1}
    removed = perform("portfolio.remove_node", actor=administrator, arguments=remove).change_set_id
    remove = {"node": program, "version": 1}
    perform("portfolio.remove_node", actor=administrator, arguments=remove)
    with pytest.raises(UndoConflict) as caught:
        undo(removed, actor=administrator)
    assert "parent_id" in {conflict.field for conflict in caught.value.conflicts}


def test_undo_of_a_move_puts_every_path_back(administrator: Any, add_node: Any, forest: Forest) -> None:
    sub = add_node("program", "Sub", forest.alpha)
    add_node("project", "Deep", sub)
    before = snapshot()
    arguments = {"node": sub, "version": 1, "parent": forest.beta}
    moved = perform("portfolio.move_node", actor=administrator, arguments=arguments)
    assert snapshot() != before
    undo(moved.change_set_id, actor=administrator)
    assert snapshot() == before


def test_undo_needs_the_role_that_the_change_needed(
    administrator: Any, make_person: Any, forest: Forest
) -> None:
    done = rename(administrator, forest.dig, 1, "Dug")
    viewer = make_person("Vera Viewer", "viewer", forest.alpha)
    stranger = make_person("Sam Stranger", "project_manager", forest.beta)
    manager = make_person("Mia Manager", "project_manager", forest.dig)
    with pytest.raises(Forbidden):
        undo(done, actor=viewer)
    with pytest.raises(NotFound):
        undo(done, actor=stranger)
    undo(done, actor=manager)
    assert Node.objects.get(pk=forest.dig).name == "Dig"


def test_history_shows_what_one_may_see_newest_first(
    administrator: Any, make_person: Any, forest: Forest
) -> None:
    done = rename(administrator, forest.dig, 1, "Dug")
    rename(administrator, forest.wire, 1, "Wired")
    manager = make_person("Mia Manager", "project_manager", forest.alpha)
    rows = history(manager, below=forest.alpha)
    assert [(row.actor, row.action) for row in rows[:3]] == [
        ("Mia Manager", "access.accept_invitation"),
        ("Ada Admin", "access.invite"),
        ("Ada Admin", "portfolio.rename_node"),
    ]
    rows = rows[2:]
    assert rows[0].id == done
    assert rows[0].changes[0].after["name"] == "Dug"
    assert all(change.node_id != forest.wire for row in rows for change in row.changes)
    assert history(administrator, record=("access.node", forest.dig))[0].id == done
    undo(done, actor=administrator)
    assert change_set(manager, done).is_undone
    later = history(administrator, limit=2)
    assert history(administrator, before=later[-1].id, limit=1)[0].id < later[-1].id


def snapshot() -> dict[str, list[Any]]:
    """Everything stored in the tree but versions."""
    return {
        model._meta.label: [
            {name: value for name, value in row.items() if name != "version"}
            for row in model.objects.order_by("pk").values()
        ]
        for model in (Node, Profile, Membership)
    }
