"""Every write is sent every field that a record shows: what may not be written is refused, never stored."""

from typing import Any

import pytest

from lockstep.domain.access.vocabulary import Role
from tests.api.asking import Asker, api_document
from tests.api.cases import CASES
from tests.api.test_matrix import call, operations
from tests.api.world import World, taken_back

pytestmark = pytest.mark.django_db

PLANTED = (
    "id",
    "version",
    "path",
    "isActive",
    "passwordHash",
    "tokenHash",
    "folded",
    "createdAt",
    "actor",
    "owner_id",
)


def writes() -> list[str]:
    methods = {name: method for name, (method, _) in operations().items()}
    return sorted(
        name for name, case in CASES.items() if case.body and methods[name] in {"post", "patch", "put"}
    )


def declared(name: str) -> set[str]:
    method, path = operations()[name]
    body = api_document()["paths"][f"/api/v1{path}"][method].get("requestBody")
    if body is None:
        return set()
    schema = next(iter(body["content"].values()))["schema"]
    if "$ref" in schema:
        schema = api_document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    is_form = "multipart/form-data" in body["content"]
    assert is_form or schema["additionalProperties"] is False, f"{name} takes undeclared fields"
    return set(schema["properties"])


@pytest.mark.parametrize("name", writes())
def test_a_field_that_is_not_declared_is_refused(world: World, name: str) -> None:
    """422 names the planted field; nothing changes, whoever sends it."""
    case = CASES[name]
    for planted in [field for field in PLANTED if field not in declared(name)]:
        who = Asker(world.root)
        spoiled = _Spoiled(case, planted)
        with taken_back():
            answer = call(who, name, spoiled.case, world.own)
        assert answer.status_code == 422, (planted, answer.content)
        assert planted in answer.content.decode()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.CONTRIBUTOR])
def test_a_role_cannot_be_raised_by_a_body(world: World, role: Role) -> None:
    """Nobody makes themselves more than they are."""
    who = Asker(world.people[role])
    me = who.get("/me").json()
    own = me["grants"][0]
    with taken_back():
        raised = who.patch(
            f"/grants/{own['id']}",
            {"role": "administrator"},
            If_Match=f'"grant-{own["id"]}-{own["version"]}"',
        )
        given = who.post(
            "/grants", {"user": me["account"]["id"], "role": "administrator", "node": world.own["portfolio"]}
        )
    assert (raised.status_code, given.status_code) == (403, 403)


class _Spoiled:
    def __init__(self, case: Any, planted: str) -> None:
        from dataclasses import replace

        self.case = replace(case, body=lambda side: {**case.body(side), planted: 1})
