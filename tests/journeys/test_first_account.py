"""The very first account of a fresh installation: by the one-time link, on a server that nobody has used."""

import pytest
from playwright.sync_api import Page, expect

from scripts.browser import sign_in
from scripts.live_server import SET_UP, LiveServer
from tests.journeys.conftest import PASSWORD

pytestmark = pytest.mark.browser


def test_the_first_account_is_made_by_the_one_time_link(visitor: Page, server: LiveServer) -> None:
    """The link makes an administrator who can sign in; it works once; a weak password is refused beside its field."""
    link = f"{server.address}/invitations/{server.python(SET_UP).strip()}/"
    visitor.goto(link)
    expect(visitor.get_by_role("heading", name="Set up Lockstep")).to_be_visible()
    visitor.fill("#id_email", "mona@example.org")
    visitor.fill("#id_name", "Mona Ortiz")
    visitor.fill("#id_password", "short")
    visitor.get_by_role("button", name="Make the account").click()
    expect(visitor.locator("#id_password-error")).to_contain_text("12 characters")
    assert visitor.input_value("#id_name") == "Mona Ortiz"
    visitor.fill("#id_password", PASSWORD)
    visitor.get_by_role("button", name="Make the account").click()
    expect(visitor.get_by_text("Your account is ready")).to_be_visible()
    expect(visitor.locator("#id_login")).to_have_value("mona@example.org")
    sign_in(visitor, server.address, "mona@example.org", PASSWORD)
    expect(visitor.get_by_text("Nothing is here yet")).to_be_visible()
    visitor.goto(link)
    expect(visitor.get_by_text("This link does not work any more")).to_be_visible()
