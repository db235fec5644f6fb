"""The door: one problem shape for every refusal, limits, versions, pages and repeats, shown on a door of its own.

The docstrings here are the specification of what every operation has in common.
"""

import json
from typing import Any

import orjson
import pytest
from django.core import signing
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from ninja import Router

from lockstep.api.cursors import read_cursor, write_cursor
from lockstep.api.door import open_door
from lockstep.api.problems import Refused
from lockstep.api.replies import reply, reply_nothing
from lockstep.api.shapes import Body, Id, Name, Shape
from lockstep.api.versions import has_seen, not_modified, tag, wanted_version
from lockstep.foundation.findings import Finding, LockstepError, Severity

PROBLEM_KEYS = {
    "type", "title", "status", "code", "message", "subject", "hint", "findings", "versions", "conflicts",
}  # fmt: skip


class Stone(Shape):
    """A record of the test's own."""

    id: int
    name: str


class StoneBody(Body):
    """What may be written of it."""

    name: Name
    weight_ticks: int = 0


router = Router(by_alias=True)
moved: list[str] = []


@router.get("/stones/{stone_id}", response=Stone, auth=None)
def read_stone(request: HttpRequest, stone_id: Id, depth: int = 0) -> HttpResponse:
    """Read one."""
    current = tag("stone", stone_id, 3)
    return (
        not_modified(current)
        if has_seen(request, current)
        else reply(Stone(id=stone_id, name="x"), etag=current)
    )


@router.patch("/stones/{stone_id}", response=Stone, auth=None)
def change_stone(request: HttpRequest, stone_id: Id, body: StoneBody) -> HttpResponse:
    """Change one; the version that came is its new name."""
    return reply(Stone(id=stone_id, name=str(wanted_version(request, "stone", stone_id))))


@router.post("/stones", response={201: Stone}, auth=None)
def add_stone(request: HttpRequest, body: StoneBody) -> HttpResponse:
    """Add one."""
    moved.append(body.name)
    return reply(Stone(id=1, name=body.name), status=201)


@router.get("/faults/{kind}", response=Stone, auth=None)
def fail(request: HttpRequest, kind: str) -> HttpResponse:
    """Fail in the way that is asked for."""
    match kind:
        case "domain":
            findings = [
                Finding("plan.loop", Severity.ERROR, "activity 3", "It follows itself. Remove a link.")
            ]
            raise LockstepError("plan", "It has a loop. Remove a link.", code="plan.loop", findings=findings)
        case "own":
            raise Refused(429, "api.slow", "Slower.", headers={"Retry-After": "7"})
        case "database":
            raise OperationalError("connection to 10.0.0.1 failed")
        case "bug":
            raise ZeroDivisionError("secret detail")
    return reply_nothing()


@router.get("/private", response=Stone)
def read_private(request: HttpRequest) -> HttpResponse:
    """Need a sign-in."""
    return reply_nothing()


door = open_door("Test", "A door for tests.", [("stones", router)])
urlpatterns = [path("", (list(door.patterns()), "test", "test"))]


@pytest.fixture(autouse=True)
def own_door(settings: Any) -> None:
    """Put the door of this module at the root."""
    settings.ROOT_URLCONF = __name__


def problem_in(response: HttpResponse) -> dict[str, Any]:
    """Check the shape and return it."""
    assert response.headers["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    assert set(body) == PROBLEM_KEYS
    assert body["status"] == response.status_code
    assert body["code"]
    assert body["message"].strip().endswith((".", "."))
    assert body["hint"].strip().endswith((".", '"'))
    for finding in body["findings"]:
        assert set(finding) == {"code", "severity", "place", "sentence"}
    return body


def test_every_refusal_has_one_shape(client: Any) -> None:
    """Every error is `application/problem+json` with exactly these keys:

    `type` (a stable URN of the code), `title` (the status in words), `status`, `code` (stable, dotted), `message`
    (a full sentence: what is wrong and what to do), `subject` (the record or the part of the request),
    `hint` (what to do with this kind of refusal), `findings` (all that is wrong, each with code, severity, place
    and sentence), `versions` (record, id, the version that was sent and the stored one) and `conflicts` (record,
    id, field, the value that was sent and the stored one). So it is for an unknown address (404), a method that
    an address has not (405, with Allow), an unreadable or invalid request (400, 413, 415, 422), a missing sign-in
    (401), a refusal of the domain, a database that does not answer (503) and a bug (500, without details).
    """
    client.raise_request_exception = False
    assert problem_in(client.get("/v1/nothing"))["status"] == 404
    wrong_method = client.put("/v1/stones")
    assert problem_in(wrong_method)["status"] == 405
    assert wrong_method.headers["Allow"] == "OPTIONS, POST"
    assert problem_in(client.get("/v1/stones/none"))["findings"][0]["place"] == "path.stone_id"
    assert problem_in(client.get("/v1/private"))["status"] == 401
    loop = problem_in(client.get("/v1/faults/domain"))
    assert (loop["status"], loop["code"], loop["findings"][0]["place"]) == (422, "plan.loop", "activity 3")
    slow = client.get("/v1/faults/own")
    assert problem_in(slow)["status"] == 429
    assert slow.headers["Retry-After"] == "7"


@pytest.mark.parametrize(("kind", "status"), [("database", 503), ("bug", 500)])
def test_what_nobody_expected_is_told_without_details(
    client: Any, kind: str, status: int, caplog: Any
) -> None:
    """A bug or a lost database is logged with its cause; the caller learns nothing of the inside."""
    response = client.get(f"/v1/faults/{kind}")
    assert problem_in(response)["status"] == status
    assert b"secret" not in response.content
    assert b"10.0.0.1" not in response.content


def test_a_body_with_a_name_that_is_not_declared_is_refused(client: Any) -> None:
    """Read-only and unknown fields are refused with their place; nothing is stored."""
    body = orjson.dumps({"name": "a", "id": 7, "weightTicks": 1})
    response = client.post("/v1/stones", body, content_type="application/json")
    assert problem_in(response)["findings"][0]["place"] == "body.id"
    assert moved == []


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 422),
        (b'{"name": NaN}', "application/json", 422),
        (b'{"name": "a", "weightTicks": 1180591620717411303424}', "application/json", 422),
        (b"[" * 40 + b"]" * 40, "application/json", 422),
        (b'{"name": "a\\u0000b"}', "application/json", 422),
        (b"name=a", "application/x-www-form-urlencoded", 415),
        (b'{"name":"' + b"a" * (11 * 1024 * 1024) + b'"}', "application/json", 413),
        (b'{"name": "' + b"a" * 300 + b'"}', "application/json", 422),
    ],
)
def test_a_body_beyond_the_limits_is_refused(client: Any, content: bytes, kind: str, status: int) -> None:
    """Broken JSON, NaN, nesting beyond 32, control characters: 422; more than 10 MiB: 413; no JSON: 415."""
    assert problem_in(client.post("/v1/stones", content, content_type=kind))["status"] == status


def test_a_parameter_that_is_not_declared_is_refused(client: Any) -> None:
    """A misspelled filter never returns everything."""
    assert problem_in(client.get("/v1/stones/1?dept=3"))["code"] == "api.unknown_parameter"
    assert client.get("/v1/stones/1?depth=3").status_code == 200


def test_a_change_without_if_match_needs_a_version(client: Any) -> None:
    """PUT, PATCH and DELETE need If-Match: 428 without or with `*`; a tag of another record counts as stale."""
    send = {"data": b'{"name": "a"}', "content_type": "application/json"}
    assert problem_in(client.patch("/v1/stones/5", **send))["status"] == 428
    assert problem_in(client.patch("/v1/stones/5", **send, headers={"If-Match": "*"}))["status"] == 428
    for header, version in {
        '"stone-5-12"': "12",
        '"stone-6-12"': "0",
        "stone-5-12": "0",
        '"stone-5-x"': "0",
        '"stone-5-12", "stone-5-13"': "0",
    }.items():
        answer = client.patch("/v1/stones/5", **send, headers={"If-Match": header})
        assert answer.json()["name"] == version, header


def test_a_caller_who_holds_the_version_gets_304(client: Any) -> None:
    """A GET with the known tag in If-None-Match, weakened by a proxy or not, answers 304 without a body."""
    first = client.get("/v1/stones/4")
    assert first.headers["ETag"] == '"stone-4-3"'
    for known in ('"stone-4-3"', 'W/"stone-4-3"', '"stone-4-2", "stone-4-3"'):
        again = client.get("/v1/stones/4", headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == '"stone-4-3"'
    assert client.get("/v1/stones/4", headers={"If-None-Match": '"stone-4-2"'}).status_code == 200


def test_head_and_options_are_answered(client: Any) -> None:
    """HEAD answers like GET without a body; OPTIONS lists the methods."""
    head = client.head("/v1/stones/4")
    assert (head.status_code, head.headers["ETag"]) == (200, '"stone-4-3"')
    options = client.options("/v1/stones/4")
    assert options.status_code == 204
    assert options.headers["Allow"] == "GET, HEAD, OPTIONS, PATCH"


def test_answers_are_private_to_the_caller(client: Any) -> None:
    """No shared cache may hand one person's answer to another."""
    response = client.get("/v1/stones/4")
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["Vary"] == "Authorization, Cookie"


def test_a_cursor_is_opaque_signed_and_bound_to_its_list() -> None:
    """A cursor that was changed, guessed or taken from another list is refused."""
    cursor = write_cursor("stones", [12, "b"])
    assert read_cursor("stones", cursor) == [12, "b"]
    assert read_cursor("stones", "") == []
    for wrong in (cursor[:-1] + ("A" if cursor[-1] != "A" else "B"), "x", signing.dumps(["stones", [1]])):
        with pytest.raises(Refused) as refused:
            read_cursor("stones", wrong)
        assert refused.value.status == 422
    with pytest.raises(Refused):
        read_cursor("trees", cursor)
