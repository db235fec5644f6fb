"""Many writers at once, on real connections: nothing is lost, everybody is told. Run on both databases."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection

from lockstep.domain.access.models import Node
from lockstep.domain.ledger import StaleVersion, perform
from lockstep.domain.ledger.models import Change
from lockstep.domain.portfolio.models import Profile
from lockstep.foundation.findings import LockstepError

WRITERS = 8
EDITS = 12


@pytest.fixture
def node(transactional_db: None, administrator: Any, add_node: Callable[..., int]) -> int:
    return add_node("portfolio", "Hot")


def all_at_once(*targets: Callable[[], None]) -> None:
    """Run functions together, each on a connection of its own, and raise what any of them raised."""
    errors: list[BaseException] = []
    gate = threading.Barrier(len(targets))

    def run(target: Callable[[], None]) -> None:
        try:
            gate.wait()
            target()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(target,)) for target in targets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if errors:
        raise errors[0]


def test_eight_writers_of_one_row_lose_no_update(administrator: Any, node: int) -> None:
    """Each writer adds its letter to the text it read; a stale one reads again."""

    told: list[bool] = []

    def write(letter: str) -> None:
        done = 0
        while done < EDITS:
            row = Profile.objects.get(node_id=node)
            changes = {"description": row.description + letter}
            arguments = {"node": node, "version": row.version, "changes": changes}
            try:
                perform("portfolio.change_details", actor=administrator, arguments=arguments)
                done += 1
            except StaleVersion as error:
                told.append(
                    error.current["description"] != row.description
                    and error.conflicts[0].yours == changes["description"]
                )

    all_at_once(*[lambda letter=letter: write(letter) for letter in "abcdefgh"])
    assert all(told)
    row = Profile.objects.get(node_id=node)
    assert {letter: row.description.count(letter) for letter in "abcdefgh"} == dict.fromkeys(
        "abcdefgh", EDITS
    )
    assert row.version == 1 + WRITERS * EDITS
    history = Change.objects.filter(record_type="portfolio.profile", record_id=row.pk, version_before__gte=1)
    assert sorted(history.values_list("version_after", flat=True)) == list(range(2, row.version + 1))


def test_one_of_two_moves_wins_and_the_tree_stays_a_tree(
    administrator: Any, node: int, add_node: Callable[..., int]
) -> None:
    left, right = add_node("program", "Left", node), add_node("program", "Right", node)

    def move(child: int, parent: int) -> None:
        arguments = {"node": child, "version": 1, "parent": parent}
        with suppress(LockstepError):
            perform("portfolio.move_node", actor=administrator, arguments=arguments)

    all_at_once(lambda: move(left, right), lambda: move(right, left))
    paths = dict(Node.objects.values_list("pk", "path"))
    for row in Node.objects.all():
        above = paths[row.parent_id] if row.parent_id else "/"
        assert row.path == f"{above}{row.pk}/"


def test_one_request_key_takes_effect_once_however_often_it_is_sent_at_once(
    administrator: Any, node: int
) -> None:
    def send() -> None:
        arguments = {"kind": "portfolio", "name": "Once"}
        perform("portfolio.add_node", actor=administrator, arguments=arguments, request_key="k1")

    all_at_once(send, send, send, send)
    assert Node.objects.filter(name="Once").count() == 1
