"""What holds for every action: checks, versions, one change set, errors that say what to do."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction

from lockstep.domain.access.models import Node
from lockstep.domain.access.policies import may_edit_details
from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import (
    Edit,
    Forbidden,
    InvalidInput,
    NotFound,
    StaleVersion,
    Work,
    action,
    announce_to,
    announcements,
    closing,
    definitions,
    perform,
    perform_edits,
    preview,
)
from lockstep.domain.ledger.errors import ActionMisuse
from lockstep.domain.ledger.models import Change, ChangeSet
from tests.domain.conftest import Forest


@pytest.fixture
def own_actions() -> Iterator[Callable[..., Any]]:
    """Register actions for one test."""
    known = dict(definitions._actions)
    yield action
    definitions._actions.clear()
    definitions._actions.update(known)


@pytest.fixture
def own_listeners() -> Iterator[None]:
    known = {event: list(found) for event, found in announcements._listeners.items()}
    yield
    announcements.clear()
    announcements._listeners.update(known)


def rename(actor: Any, node: int, version: int, name: str, **options: Any) -> Any:
    arguments = {"node": node, "version": version, "name": name}
    return perform("portfolio.rename_node", actor=actor, arguments=arguments, **options)


def test_a_change_is_stored_with_who_when_why_before_and_after(administrator: Any, forest: Forest) -> None:
    outcome = rename(administrator, forest.dig, 1, "Dig deep", reason="Rock")
    stored = ChangeSet.objects.get(pk=outcome.change_set_id)
    assert (stored.actor_id, stored.reason, stored.action) == (
        administrator.pk,
        "Rock",
        "portfolio.rename_node",
    )
    assert stored.arguments == {"node": forest.dig, "version": 1, "name": "Dig deep"}
    change = stored.changes.get()
    assert (change.record_type, change.record_id, change.node_id) == ("access.node", forest.dig, forest.dig)
    assert (change.version_before, change.version_after) == (1, 2)
    assert (change.before["name"], change.after["name"]) == ("Dig", "Dig deep")


def test_a_stale_version_is_answered_with_both_values_and_writes_nothing(
    administrator: Any, forest: Forest
) -> None:
    rename(administrator, forest.dig, 1, "Theirs")
    sets = ChangeSet.objects.count()
    with pytest.raises(StaleVersion) as caught:
        rename(administrator, forest.dig, 1, "Mine")
    error = caught.value
    assert (error.expected_version, error.current_version) == (1, 2)
    assert [(c.field, c.yours, c.theirs) for c in error.conflicts if c.field == "name"] == [
        ("name", "Mine", "Theirs")
    ]
    assert error.current["name"] == "Theirs"
    assert ChangeSet.objects.count() == sets


def test_an_action_that_changes_nothing_leaves_no_change_set_and_no_version(
    administrator: Any, forest: Forest
) -> None:
    outcome = rename(administrator, forest.dig, 1, "Dig")
    assert outcome.change_set_id is None
    assert Node.objects.get(pk=forest.dig).version == 1


def test_what_one_may_not_see_is_answered_as_absent(make_person: Any, forest: Forest) -> None:
    stranger = make_person("Sam Stranger", "program_manager", forest.beta)
    with pytest.raises(NotFound) as hidden:
        rename(stranger, forest.dig, 1, "Mine")
    with pytest.raises(NotFound) as absent:
        rename(stranger, 999_999, 1, "Mine")
    assert hidden.value.sentence == absent.value.sentence


def test_what_one_may_only_read_is_forbidden_to_write(make_person: Any, forest: Forest) -> None:
    viewer = make_person("Vera Viewer", "viewer", forest.alpha)
    with pytest.raises(Forbidden, match="may not edit the details"):
        rename(viewer, forest.dig, 1, "Mine")


def test_nobody_may_write_without_an_account(forest: Forest) -> None:
    with pytest.raises(NotFound):
        rename(None, forest.dig, 1, "Mine")


@pytest.mark.parametrize(
    ("arguments", "places"),
    [
        ({"node": "x", "version": 1, "name": "n"}, ["node"]),
        ({"node": 1, "version": 1}, ["name"]),
        ({"node": 1, "version": None, "name": "n", "extra": 1}, ["version", "extra"]),
    ],
)
def test_faulty_arguments_are_named_one_by_one(
    administrator: Any, arguments: dict[str, Any], places: list[str]
) -> None:
    with pytest.raises(InvalidInput) as caught:
        perform("portfolio.rename_node", actor=administrator, arguments=arguments)
    assert [finding.place for finding in caught.value.findings] == places


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({"color": "red", "size": 1}, ["color", "size"]),
        ({"version": 7, "id": 8}, ["changes.id", "changes.version"]),
        ({"row": 1, "self": 2, "work": 3}, ["row", "self", "work"]),
    ],
)
def test_a_field_that_cannot_be_changed_is_refused_by_name(
    administrator: Any, forest: Forest, changes: dict[str, Any], places: list[str]
) -> None:
    arguments = {"node": forest.dig, "version": 1, "changes": changes}
    with pytest.raises(InvalidInput) as caught:
        perform("portfolio.change_details", actor=administrator, arguments=arguments)
    assert [finding.place for finding in caught.value.findings] == places


def test_a_value_of_the_wrong_type_is_refused_by_field(administrator: Any, forest: Forest) -> None:
    arguments = {"node": forest.dig, "version": 1, "changes": {"target_start": "soon"}}
    with pytest.raises(InvalidInput) as caught:
        perform("portfolio.change_details", actor=administrator, arguments=arguments)
    assert caught.value.findings[0].place == "target_start"


def test_an_action_that_asks_no_policy_is_refused(
    own_actions: Any, administrator: Any, forest: Forest
) -> None:
    @own_actions("test.careless")
    def careless(work: Work, *, node: int) -> None:
        row = work.get(Node, node)
        work.change(row, version=row.version, name="Unchecked")

    with pytest.raises(ActionMisuse, match="asked no policy"):
        perform("test.careless", actor=administrator, arguments={"node": forest.dig})
    assert Node.objects.get(pk=forest.dig).name == "Dig"


def test_an_action_may_not_perform_another(own_actions: Any, administrator: Any, forest: Forest) -> None:
    @own_actions("test.nested")
    def nested(work: Work) -> None:
        work.require(may_edit_details, None)
        rename(administrator, forest.dig, 1, "Nested")

    with pytest.raises(ActionMisuse, match="own work"):
        perform("test.nested", actor=administrator, arguments={})


def test_several_edits_are_one_change_set_or_nothing(administrator: Any, forest: Forest) -> None:
    edits = [
        Edit("portfolio.rename_node", {"node": forest.dig, "version": 1, "name": "One"}),
        Edit("portfolio.rename_node", {"node": forest.dig, "version": 2, "name": "Two"}),
        Edit("portfolio.rename_node", {"node": forest.pour, "version": 1, "name": "Three"}),
    ]
    outcome = perform_edits(edits, actor=administrator)
    changes = Change.objects.filter(change_set_id=outcome.change_set_id).order_by("pk")
    assert [(c.record_id, c.version_before, c.version_after) for c in changes] == [
        (forest.dig, 1, 3),
        (forest.pour, 1, 2),
    ]
    assert changes[0].before["name"] == "Dig"
    with pytest.raises(StaleVersion):
        perform_edits(
            [Edit("portfolio.rename_node", {"node": forest.wire, "version": 1, "name": "Gone"}), edits[0]],
            actor=administrator,
        )
    assert Node.objects.get(pk=forest.wire).name == "Wire"


def test_a_preview_shows_the_change_and_leaves_nothing(administrator: Any, forest: Forest) -> None:
    sets = ChangeSet.objects.count()
    edit = Edit("portfolio.rename_node", {"node": forest.dig, "version": 1, "name": "Shown"})
    seen = preview([edit], actor=administrator, look=lambda work: Node.objects.get(pk=forest.dig).name)
    assert seen == "Shown"
    assert Node.objects.get(pk=forest.dig).name == "Dig"
    assert ChangeSet.objects.count() == sets


def test_a_request_sent_twice_takes_effect_once(administrator: Any, forest: Forest) -> None:
    first = rename(administrator, forest.dig, 1, "Once", request_key="abc")
    again = rename(administrator, forest.dig, 1, "Once", request_key="abc")
    assert again.is_repeat
    assert again.change_set_id == first.change_set_id


def test_announcements_are_sent_after_commit_and_never_for_a_failure(
    own_actions: Any, own_listeners: None, administrator: Any, forest: Forest
) -> None:
    heard: list[tuple[object, bool]] = []

    @own_actions("test.telling")
    def telling(work: Work, *, version: int) -> None:
        row = work.get(Node, forest.dig)
        work.require(may_edit_details, row)
        work.announce("dug")
        work.change(row, version=version, name="Told")

    def listener(event: object) -> None:
        heard.append((event, ChangeSet.objects.filter(action="test.telling").exists()))

    announce_to(str, listener)
    with pytest.raises(StaleVersion):
        perform("test.telling", actor=administrator, arguments={"version": 9})
    assert heard == []
    perform("test.telling", actor=administrator, arguments={"version": 1})
    assert heard == [("dug", True)]


def test_a_closing_step_writes_in_the_same_change_set(administrator: Any, forest: Forest) -> None:
    def mark(work: Work) -> None:
        if any(change.record_id == forest.dig for change in work.changes):
            wire = Node.objects.get(pk=forest.wire)
            work.change(wire, version=wire.version, folded="touched")
            work.revisions[-1] = 7

    closing.closing_step("test.mark", mark)
    try:
        outcome = rename(administrator, forest.dig, 1, "Dug")
    finally:
        del closing._steps["test.mark"]
    assert outcome.revisions[-1] == 7
    touched = {change.record_id for change in outcome.changes if change.model is Node}
    assert touched == {forest.dig, forest.wire}
    assert ChangeSet.objects.get(pk=outcome.change_set_id).revisions["-1"] == 7


def test_old_arguments_are_upgraded(own_actions: Any, administrator: Any) -> None:
    @own_actions("test.upgraded", version=2, upgrades={1: lambda old: {"words": old["text"].split()}})
    def upgraded(work: Work, *, words: list[str]) -> list[str]:
        work.open_to("everyone")
        return words

    edit = Edit("test.upgraded", {"text": "two words"}, version=1)
    assert perform_edits([edit], actor=administrator).value == ["two", "words"]


def test_secrets_never_reach_the_ledger(administrator: Any, make_person: Any) -> None:
    make_person("Paul Person", "viewer")
    stored = str(list(ChangeSet.objects.values())) + str(list(Change.objects.values()))
    assert "a long enough password" not in stored
    assert "token_hash" not in stored
    assert "'password': '**********'" in stored


@pytest.mark.parametrize("model", [Change, ChangeSet])
def test_history_cannot_be_rewritten(administrator: Any, model: Any) -> None:
    from django.db import DatabaseError

    rows = model.objects.all()
    for rewrite in (lambda: rows._raw_delete("default"), lambda: rows.update(id=7)):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rewrite()


def test_the_server_itself_is_named_as_nobody(administrator: Any, forest: Forest) -> None:
    outcome = rename(SYSTEM, forest.dig, 1, "By itself")
    assert ChangeSet.objects.get(pk=outcome.change_set_id).actor_id is None
