"""The first day: set up by the one-time link, a portfolio and a program, an invitation, the shell's manners."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.browser import sign_in
from scripts.live_server import LiveServer
from tests.journeys.conftest import PASSWORD, SET_UP

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
    sign_in(visitor, server.address, "mona@example.org", PASSWORD)
    expect(visitor.get_by_text("Nothing is in your view yet")).to_be_visible()
    visitor.goto(link)
    expect(visitor.get_by_text("This link does not work any more")).to_be_visible()


def test_a_portfolio_with_a_program_and_an_invited_viewer(
    browser: Browser, visitor: Page, server: LiveServer
) -> None:
    """Adding is two forms; the invited person sees the program and nothing else; undo takes the program away."""
    sign_in(visitor, server.address, "mona@example.org", PASSWORD)
    visitor.get_by_role("link", name="Add a portfolio").first.click()
    visitor.fill("#id_name", "Operations")
    visitor.get_by_role("button", name="Save").click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Operations")
    visitor.get_by_label("More for Operations").click()
    visitor.get_by_role("link", name="Add to it").click()
    visitor.select_option("#id_kind", "program")
    visitor.fill("#id_name", "Northstar")
    visitor.get_by_role("button", name="Save").click()
    expect(visitor.get_by_role("status").filter(has_text="Northstar was added")).to_be_visible()
    visitor.locator(".sidebar").get_by_role("link", name="Members").click()
    visitor.fill("#id_email", "ben@example.org")
    visitor.get_by_role("button", name="Give the role").click()
    link = visitor.locator(".notice code").inner_text()
    expect(visitor.get_by_text("ben@example.org").first).to_be_visible()

    guest = browser.new_context().new_page()
    guest.goto(link)
    guest.fill("#id_name", "Ben Brook")
    guest.fill("#id_password", PASSWORD)
    guest.get_by_role("button", name="Make the account").click()
    sign_in(guest, server.address, "ben@example.org", PASSWORD)
    expect(guest.get_by_role("link", name="Northstar").first).to_be_visible()
    expect(guest.get_by_text("Operations")).to_have_count(0)
    guest.context.close()


def test_the_palette_keys_and_theme(visitor: Page, server: LiveServer) -> None:
    """Ctrl+K finds a program by a few letters, ? lists the keys, Esc returns the focus, the theme stays."""
    sign_in(visitor, server.address, "mona@example.org", PASSWORD)
    visitor.keyboard.press("Control+k")
    visitor.keyboard.type("north")
    expect(visitor.get_by_role("option", name=re.compile("Northstar"))).to_be_visible()
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Northstar")
    visitor.keyboard.press("?")
    expect(visitor.get_by_role("heading", name="Keys")).to_be_visible()
    visitor.keyboard.press("Escape")
    expect(visitor.locator("#keys")).not_to_be_visible()
    visitor.keyboard.press("g")
    visitor.keyboard.press("y")
    visitor.wait_for_url(re.compile("/history/"))
    visitor.locator(".topbar summary").click()
    visitor.get_by_role("button", name="Dark").click()
    visitor.reload()
    assert visitor.get_attribute("html", "data-theme") == "dark"


def test_undo_from_the_history_takes_a_change_back(visitor: Page, server: LiveServer) -> None:
    """A renamed program gets its old name back, and the undo is itself a change."""
    sign_in(visitor, server.address, "mona@example.org", PASSWORD)
    visitor.get_by_role("link", name="Northstar").first.click()
    visitor.get_by_label("More for Northstar").click()
    visitor.get_by_role("link", name="Details").click()
    visitor.fill("#id_name", "Southstar")
    visitor.get_by_role("button", name="Save").click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Southstar")
    visitor.get_by_role("button", name="Undo").click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Northstar")
    visitor.locator(".sidebar").get_by_role("link", name="History").click()
    expect(visitor.get_by_role("link", name="Undo").first).to_be_visible()
