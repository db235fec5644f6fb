"""Who may do what through the interface: every operation, every role, own and foreign objects.

An operation that is not in the table of `cases` fails here.
"""

import re
from typing import Any

import pytest

from lockstep.domain.access.vocabulary import MATRIX, Role
from tests.api.asking import Asker, api_document
from tests.api.cases import CASES, Case
from tests.api.world import Side, World, taken_back

pytestmark = pytest.mark.django_db

OPEN = {"readHealth"}


def operations() -> dict[str, tuple[str, str]]:
    return {
        operation["operationId"]: (method, path.removeprefix("/api/v1"))
        for path, methods in api_document()["paths"].items()
        for method, operation in methods.items()
    }


def call(who: Asker, name: str, case: Case, side: Side) -> Any:
    """Call an operation with the side's objects, and take back what it wrote."""
    with taken_back():
        return send(who, name, case, side)


def send(who: Asker, name: str, case: Case, side: Side) -> Any:
    method, path = operations()[name]
    for part in case.parts:
        path = re.sub(r"\{[^}]+\}", _address_of(side, part), path, count=1)
    for number, pair in enumerate(filter(None, case.query.split("&"))):
        parameter, _, thing = pair.partition("=")
        value = side.word if thing == "word" else side.ids.get(thing, thing)
        path += f"{'&' if number else '?'}{parameter}={value}"
    headers = {"If_Match": side.tags[case.tag]} if case.tag else {}
    body = case.body(side) if case.body else ({} if method == "post" else None)
    if case.files:
        return who.upload(path, body, case.files)
    return who.ask(method, path, body, **headers)


def _address_of(side: Side, part: str) -> str:
    """Return what stands in the address: the id of an object, or the register that stands for all."""
    return "risks" if part == "register" else str(side[part])


def test_every_operation_is_in_the_table() -> None:
    """A new route says whom it serves before it is served."""
    assert sorted(operations().keys() ^ CASES.keys()) == []


@pytest.mark.parametrize("name", sorted(CASES.keys() - OPEN))
def test_nobody_gets_in_without_signing_in(world: World, name: str) -> None:
    """Every operation but health answers 401 to a stranger."""
    assert call(Asker(), name, CASES[name], world.own).status_code == 401


@pytest.mark.parametrize("name", sorted(CASES))
@pytest.mark.parametrize("role", list(Role))
def test_an_own_object_is_open_to_the_roles_that_hold_the_permission(
    world: World, name: str, role: Role
) -> None:
    """Who holds the permission at the object's node is served; another reader is refused with 403."""
    case = CASES[name]
    answer = call(Asker(world.people[role]), name, case, world.own)
    is_allowed = case.need is None or (case.need in MATRIX[role] and not case.is_installation)
    if is_allowed:
        assert answer.status_code == case.status, answer.content
    elif name == "listGrants":
        assert answer.status_code == 404
    else:
        assert answer.status_code == 403, answer.content


@pytest.mark.parametrize("name", sorted(name for name, case in CASES.items() if case.need))
@pytest.mark.parametrize("role", list(Role))
def test_a_foreign_object_does_not_exist(world: World, name: str, role: Role) -> None:
    """What lies where one holds no role answers 404 to everybody, and no list shows it."""
    case = CASES[name]
    answer = call(Asker(world.people[role]), name, case, world.foreign)
    if case.is_installation and name != "listGrants" and "account" in case.parts:
        assert answer.status_code == 403  # accounts are known; managing them needs a role over everything
    elif case.parts or case.body or case.query or case.is_installation:
        assert answer.status_code == 404, answer.content
    assert world.foreign.word.encode() not in answer.content.replace(b"Theirs holder", b"")


@pytest.mark.parametrize(
    "name",
    sorted(n for n, c in CASES.items() if operations()[n][0] == "get" and not c.parts and "&" not in c.query),
)
def test_no_list_shows_what_is_foreign(world: World, name: str) -> None:
    """Lists without a filter hold nothing of the other portfolio."""
    who = Asker(world.people[Role.ADMINISTRATOR])
    answer = who.get(operations()[name][1] + (f"?text={world.foreign.word}" if name == "search" else ""))
    assert answer.status_code in (200, 404)
    if name != "listAccounts":
        assert world.foreign.word.encode() not in answer.content


@pytest.mark.parametrize(
    "name", sorted(name for name, case in CASES.items() if case.tag and case.status != 404)
)
def test_a_change_without_its_version_or_with_an_old_one_is_refused(world: World, name: str) -> None:
    """428 without If-Match; 412 with a version that is not the stored one, and both are told."""
    method, path = operations()[name]
    case = CASES[name]
    root = Asker(world.root)
    for part in case.parts:
        path = re.sub(r"\{[^}]+\}", _address_of(world.own, part), path, count=1)
    body = case.body(world.own) if case.body else None
    with taken_back():
        assert root.ask(method, path, body).status_code == 428
        stale = root.ask(method, path, body, If_Match=world.own.tags[case.tag].replace('-1"', '-7"'))
    assert stale.status_code == 412, stale.content
    assert stale.json()["versions"][0]["yours"] == 7
    assert stale.json()["versions"][0]["current"] == 1
