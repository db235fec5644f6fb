"""Every page for those who may and those who may not; what is strange does not exist."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from lockstep.web import urls

# A calendar program signs in with the secret of its link and gets no page (tests/web/test_registers.py).
# A view of the schedule is only sent there (tests/web/test_screens.py).
NOT_PAGES = {"calendar-feed", "schedule-view-save"}
NODE_PAGES = sorted(
    pattern.name
    for pattern in urls.urlpatterns
    if isinstance(pattern, URLPattern) and list(pattern.pattern.converters) == ["node"]
    if pattern.name not in NOT_PAGES
)
OPEN_PAGES = ("home", "search", "palette", "jobs", "profile")
PROBE = "<script>alert('x')</script>\"onmouseover=alert(1) x='{{7*7}}"


@pytest.mark.parametrize("name", NODE_PAGES)
def test_a_page_of_a_node_is_there_for_its_readers_and_absent_for_others(
    name: str, forest: Any, make_person: Callable[..., Any], sign_in: Callable[[Any], Client]
) -> None:
    """The same address answers a member with a page and a stranger with "not found"."""
    reader = make_person("Rita Reader", "program_manager", forest.alpha)
    stranger = make_person("Sam Stranger", "administrator", forest.beta)
    address = reverse(f"web:{name}", args=[forest.alpha])
    assert sign_in(reader).get(address).status_code in {200, 302}
    assert sign_in(stranger).get(address).status_code == 404


@pytest.mark.parametrize("name", [*NODE_PAGES, *OPEN_PAGES])
def test_nobody_sees_a_page_without_signing_in(name: str, db: None) -> None:
    """A visitor is sent to the sign-in page, whatever the address."""
    args = [1] if name in NODE_PAGES else []
    answer = Client().get(reverse(f"web:{name}", args=args))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("name", OPEN_PAGES)
def test_every_account_has_its_own_pages(
    name: str, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """Home, search, jobs and profile need no role."""
    assert sign_in(administrator).get(reverse(f"web:{name}")).status_code == 200


def test_every_answer_carries_the_content_security_policy(
    forest: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """Pages, refusals and sign-in forbid inline scripts and other origins."""
    client = sign_in(administrator)
    for answer in (
        client.get(reverse("web:node", args=[forest.alpha])),
        client.get("/nodes/999999/"),
        Client().get("/accounts/login/"),
    ):
        policy = answer["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe-inline" not in policy


@pytest.mark.parametrize("name", [*NODE_PAGES, "home"])
def test_stored_text_is_never_markup(
    name: str, administrator: Any, add_node: Callable[..., int], sign_in: Callable[[Any], Client]
) -> None:
    """A name full of markup is shown as its letters on every page."""
    top = add_node("portfolio", PROBE)
    node = add_node("program", PROBE, top, code="<b>", description=PROBE, sponsor=PROBE)
    add_node("project", PROBE, node)
    body = (
        sign_in(administrator)
        .get(reverse(f"web:{name}", args=[] if name == "home" else [node]))
        .content.decode()
    )
    assert "<script>alert" not in body
    assert '"onmouseover=alert' not in body


def test_no_page_has_inline_script_or_style(
    forest: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """What the policy forbids is not written in the first place."""
    client = sign_in(administrator)
    for name in NODE_PAGES:
        body = client.get(reverse(f"web:{name}", args=[forest.alpha])).content.decode()
        assert " style=" not in body, name
        assert "<style" not in body, name
        assert " onclick=" not in body, name
        assert "hx-on" not in body, name


def test_the_theme_of_the_cookie_is_in_the_first_byte(
    administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """The server writes the theme into the page, so nothing flashes."""
    client = sign_in(administrator)
    client.cookies["lockstep-theme"] = "dark"
    assert 'data-theme="dark"' in client.get("/").content.decode()
    client.cookies["lockstep-theme"] = '"><script>'
    assert 'data-theme="system"' in client.get("/").content.decode()
