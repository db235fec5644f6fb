"""Tokens: who a program is, and what it may."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lockstep.domain.access.models import ApiToken, KeptAnswer, User
from lockstep.domain.ledger.models import Change
from tests.api.asking import Asker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def user() -> Any:
    return User.objects.create_user("ada@example.org", "long enough pass", name="Ada")


@pytest.fixture
def me(user: Any) -> Asker:
    return Asker(user)


def make(me: Asker, **body: Any) -> dict[str, Any]:
    answer = me.post("/me/tokens", {"name": "nightly", **body})
    assert answer.status_code == 201
    return {**answer.json(), "etag": answer.headers["ETag"]}


def test_a_token_is_shown_once_and_kept_as_a_hash(me: Asker) -> None:
    """The secret is in the first answer only: not in the list, the database or the ledger."""
    made = make(me)
    assert made["secret"].startswith("lockstep_")
    listed = me.get("/me/tokens").json()["items"][0]
    assert "secret" not in listed
    stored = ApiToken.objects.get()
    assert made["secret"] not in str(vars(stored))
    assert made["secret"] not in str(list(Change.objects.values()))
    assert stored.token_hash not in str(list(Change.objects.values()))


def test_a_token_that_only_reads_changes_nothing(me: Asker) -> None:
    """The default scope is read: a write answers 403."""
    program = Asker(token=make(me)["secret"])
    assert program.get("/me/tokens").status_code == 200
    refused = program.post("/me/tokens", {"name": "another"})
    assert (refused.status_code, refused.json()["code"]) == (403, "api.token_reads_only")
    assert Asker(token=make(me, scope="write")["secret"]).post("/me/tokens", {"name": "b"}).status_code == 201


@pytest.mark.parametrize("ended", ["revoked", "expired", "account"])
def test_a_token_that_has_ended_stops_at_the_next_request(me: Asker, user: Any, ended: str) -> None:
    """Revoked, expired, or of an account that was deactivated: 401 at once."""
    made = make(me)
    program = Asker(token=made["secret"])
    assert program.get("/me/tokens").status_code == 200
    match ended:
        case "revoked":
            assert me.delete(f"/me/tokens/{made['id']}", If_Match=made["etag"]).status_code == 204
        case "expired":
            ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        case "account":
            User.objects.filter(pk=user.pk).update(is_active=False)
    refused = program.get("/me/tokens")
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_wrong_token_is_not_helped_by_a_session(me: Asker) -> None:
    """A request that names a token is judged by it alone."""
    me.token = "lockstep_" + "x" * 40
    assert me.get("/me/tokens").status_code == 401


def test_a_token_of_somebody_else_does_not_exist(me: Asker) -> None:
    """Foreign tokens answer 404, whatever version is sent."""
    made = make(me)
    other = Asker(User.objects.create_user("bo@example.org", "long enough pass", name="Bo"))
    assert other.get("/me/tokens").json()["items"] == []
    assert other.delete(f"/me/tokens/{made['id']}", If_Match=made["etag"]).status_code == 404


def test_a_write_of_a_page_needs_the_csrf_token(user: Any) -> None:
    """A session alone is no proof that our own page asks; reads need none."""
    me = Asker(user, client=Client(enforce_csrf_checks=True))
    assert me.get("/me/tokens").status_code == 200
    refused = me.post("/me/tokens", {"name": "a"})
    assert (refused.status_code, refused.json()["code"]) == (403, "api.csrf")
    secret = "a" * 32
    me.client.cookies["lockstep-csrf"] = secret
    assert me.post("/me/tokens", {"name": "a"}, X_CSRFToken=secret).status_code == 201


def test_a_repeated_request_has_one_effect(me: Asker) -> None:
    """The same Idempotency-Key: one token, and as its secret was shown already, the repeat is told so."""
    first = me.post("/me/tokens", {"name": "a"}, Idempotency_Key="k1")
    assert first.status_code == 201
    again = me.post("/me/tokens", {"name": "a"}, Idempotency_Key="k1")
    assert (again.status_code, again.json()["code"]) == (409, "api.shown_once")
    assert ApiToken.objects.count() == 1
    assert first.json()["secret"] not in str(list(KeptAnswer.objects.values()))
    other = me.post("/me/tokens", {"name": "b"}, Idempotency_Key="k1")
    assert (other.status_code, other.json()["code"]) == (422, "api.idempotency_key_reused")


def test_a_request_that_was_refused_frees_its_key(me: Asker) -> None:
    """What changed nothing may be corrected and sent again under its key."""
    assert me.post("/me/tokens", {"name": ""}, Idempotency_Key="k2").status_code == 422
    assert me.post("/me/tokens", {"name": "a"}, Idempotency_Key="k2").status_code == 201


def test_a_key_that_is_at_work_does_not_start_again(me: Asker, user: Any) -> None:
    """While the first request has not answered, the second is told to wait: 409."""
    assert me.post("/me/tokens", {"name": "a"}, Idempotency_Key="k3").status_code == 201
    KeptAnswer.objects.update(status=None)
    waiting = me.post("/me/tokens", {"name": "a"}, Idempotency_Key="k3")
    assert (waiting.status_code, waiting.json()["code"]) == (409, "api.still_at_work")


def test_making_secrets_is_slowed(me: Asker) -> None:
    """More than 20 in a minute: 429 with Retry-After, counted in the database for all processes."""
    answers = [me.post("/me/tokens", {"name": "a"}) for _ in range(22)]
    assert [answer.status_code for answer in answers].count(201) >= 20
    assert answers[-1].status_code == 429 or answers[-1].status_code == 201  # a new minute may have begun
    slowed = [answer for answer in answers if answer.status_code == 429]
    assert all(1 <= int(answer.headers["Retry-After"]) <= 60 for answer in slowed)


def test_a_stale_version_is_told_with_both(me: Asker) -> None:
    """412 names the version that was sent and the stored one."""
    made = make(me)
    refused = me.delete(f"/me/tokens/{made['id']}", If_Match=f'"token-{made["id"]}-7"')
    assert refused.status_code == 412
    assert refused.json()["versions"] == [{"record": "token", "id": made["id"], "yours": 7, "current": 1}]
