"""What every answer of the server carries, errors included; and how sign-in resists guessing."""

from typing import Any

import pytest
from django.test import Client

from lockstep.domain.access.models import SignInFailure
from tests.domain.conftest import PASSWORD

HEADERS = {
    "Content-Security-Policy": "default-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/accounts/login/", "/no/such/page", "/static/no-such-file.js"])
def test_every_answer_carries_the_security_headers(client: Client, path: str) -> None:
    response = client.get(path)
    for name, start in HEADERS.items():
        assert response.headers.get(name, "").startswith(start), (path, name)
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def sign_in(client: Client, password: str, email: str = "ada@example.org") -> Any:
    return client.post("/accounts/login/", {"login": email, "password": password})


def test_a_person_signs_in_with_e_mail_in_any_case(client: Client, administrator: Any) -> None:
    assert sign_in(client, PASSWORD, "Ada@Example.ORG").status_code == 302
    assert client.session["_auth_user_id"] == str(administrator.pk)


def test_too_many_failures_stop_even_the_right_password(client: Client, administrator: Any) -> None:
    for _ in range(10):
        assert sign_in(client, "wrong").status_code == 200
    assert SignInFailure.objects.filter(place="account:ada@example.org").count() == 10
    sign_in(client, PASSWORD)
    assert "_auth_user_id" not in client.session
    SignInFailure.objects.all().delete()
    sign_in(client, PASSWORD)
    assert "_auth_user_id" in client.session


def test_a_deactivated_account_is_out_at_its_next_request(
    client: Client, administrator: Any, make_person: Any
) -> None:
    from lockstep.domain.ledger import perform

    person = make_person("Pia Person", "viewer")
    sign_in(client, PASSWORD, person.email)
    assert client.get("/accounts/login/").status_code == 302
    arguments = {"user": person.pk, "version": person.version}
    perform("access.deactivate_account", actor=administrator, arguments=arguments)
    assert client.get("/accounts/login/").status_code == 200


def test_nobody_signs_up_uninvited(client: Client, db: None) -> None:
    response = client.post("/accounts/signup/", {"email": "eve@example.org", "password1": PASSWORD})
    from lockstep.domain.access.models import User

    assert not User.objects.exists()
    assert response.status_code in {200, 302, 403}
