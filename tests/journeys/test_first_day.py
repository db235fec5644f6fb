"""The first day: a portfolio and a program, an invitation, the shell's manners. Each story stands by itself."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.browser import sign_in
from scripts.live_server import LiveServer
from tests.journeys.conftest import PASSWORD

pytestmark = pytest.mark.browser

MAKE_A_PROGRAM = """
import django; django.setup()
from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import perform
above = perform("portfolio.add_node", actor=SYSTEM, arguments={{"kind": "portfolio", "name": "{portfolio}"}}).value
perform("portfolio.add_node", actor=SYSTEM, arguments={{"kind": "program", "name": "{name}", "parent": above.pk}})
"""


def test_a_portfolio_with_a_program_and_an_invited_viewer(
    browser: Browser, page: Page, server: LiveServer
) -> None:
    """Adding is two forms; the invited person sees the program and nothing else."""
    page.get_by_role("link", name="Add a portfolio").first.click()
    page.fill("#id_name", "Operations")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Operations")
    page.get_by_label("More for Operations").click()
    page.get_by_role("link", name="Add to it").click()
    page.select_option("#id_kind", "program")
    page.fill("#id_name", "Northstar")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Northstar was added")).to_be_visible()
    page.locator(".sidebar").get_by_role("link", name="Members").click()
    page.fill("#id_email", "ben@example.org")
    page.get_by_role("button", name="Give the role").click()
    link = page.locator(".notice code").inner_text()
    expect(page.get_by_text("ben@example.org").first).to_be_visible()

    guest = browser.new_context().new_page()
    guest.goto(link)
    guest.fill("#id_name", "Ben Brook")
    guest.fill("#id_password", PASSWORD)
    guest.get_by_role("button", name="Make the account").click()
    sign_in(guest, server.address, "ben@example.org", PASSWORD)
    expect(guest.get_by_role("link", name="Northstar").first).to_be_visible()
    expect(guest.get_by_text("Operations")).to_have_count(0)
    guest.context.close()


def test_the_palette_keys_and_theme(page: Page, server: LiveServer) -> None:
    """Ctrl+K finds a program by a few letters, ? lists the keys, Esc returns the focus, the theme stays."""
    server.python(MAKE_A_PROGRAM.format(portfolio="Coasts", name="Westwind"))
    page.keyboard.press("Control+k")
    page.keyboard.type("westw")
    expect(page.get_by_role("option", name=re.compile("Westwind"))).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Westwind")
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).not_to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("y")
    page.wait_for_url(re.compile("/history/"))
    page.locator(".topbar summary").click()
    page.get_by_role("button", name="Dark").click()
    page.reload()
    assert page.get_attribute("html", "data-theme") == "dark"


def test_undo_from_the_history_takes_a_change_back(page: Page, server: LiveServer) -> None:
    """A renamed program gets its old name back, and the undo is itself a change."""
    server.python(MAKE_A_PROGRAM.format(portfolio="Inland", name="Eastwind"))
    page.reload()
    page.get_by_role("link", name="Eastwind").first.click()
    page.get_by_label("More for Eastwind").click()
    page.get_by_role("link", name="Details").click()
    page.fill("#id_name", "Eastgale")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Eastgale")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Eastwind")
    page.locator(".sidebar").get_by_role("link", name="History").click()
    expect(page.get_by_role("link", name="Undo").first).to_be_visible()
