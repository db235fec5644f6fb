"""A day with a register in a real browser: add, edit in place, choose many, move on the board, talk, link, undo."""

import re

import pytest
from playwright.sync_api import Page, expect

from scripts.browser import SIDEWAYS, axe_violations
from scripts.live_server import LiveServer

pytestmark = pytest.mark.browser

TELL = """
import django; django.setup()
from lockstep.domain.access.queries.accounts import user_by_email
from lockstep.domain.ledger import perform
user = user_by_email("mona@example.org")
def add(kind, name, parent=None):
    return perform("portfolio.add_node", actor=user, arguments={"kind": kind, "name": name, "parent": parent}).value.pk
program = add("program", "Northstar", add("portfolio", "Operations"))
add("project", "Depot", program)
for number in range(1, 13):
    fields = {"title": f"Risk number {number}", "probability": number / 20, "impact_days": 20 - number}
    arguments = {"register": "risks", "node": program, "fields": fields}
    perform("records.raise_record", actor=user, arguments=arguments)
for number in range(1, 31):
    arguments = {"register": "assumptions", "node": program, "fields": {"title": f"Assumption {number}"}}
    perform("records.raise_record", actor=user, arguments=arguments)
print(program)
"""


@pytest.fixture(scope="module")
def program(server: LiveServer, administrator: str) -> int:
    """A program with a dozen risks."""
    return int(server.python(TELL).splitlines()[-1])


@pytest.fixture
def risks(page: Page, server: LiveServer, program: int) -> str:
    """The address of the list, which the page shows."""
    address = f"{server.address}/nodes/{program}/r/risks/"
    page.goto(address)
    return address


def toast(page: Page, words: str) -> None:
    expect(page.locator("#toasts")).to_contain_text(words)


def test_a_risk_is_added_by_the_palette_and_by_its_title_alone(page: Page, risks: str) -> None:
    """`c` offers "New risk"; the form keeps a refused value and says why; `n` goes to the quick line."""
    page.keyboard.press("c")
    page.keyboard.type("risk")
    page.keyboard.press("Enter")  # at once: what is still looked for is meant
    page.wait_for_url(re.compile("/r/risks/new/"))
    page.fill("#field-title", "Vendor is late")
    page.fill("#field-probability", "140")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#field-probability-error")).to_contain_text("between 0 % and 100 %")
    assert page.input_value("#field-title") == "Vendor is late"
    assert axe_violations(page) == []
    page.fill("#field-probability", "40")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vendor is late")
    page.goto(risks)
    page.keyboard.press("n")
    page.keyboard.type("Permit is late")
    page.keyboard.press("Enter")
    toast(page, "“Permit is late” was added.")
    expect(page.get_by_role("link", name=re.compile("Permit is late"))).to_be_visible()


def test_a_draft_of_a_form_is_kept_in_the_browser(page: Page, risks: str) -> None:
    """What was typed and not saved is offered again, and is gone once it is thrown away."""
    page.goto(f"{risks}new/")
    page.fill("#field-title", "Half typed")
    expect(page.locator(".saved-state")).to_contain_text("a draft is kept")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(risks)
    page.goto(f"{risks}new/")
    page.get_by_role("button", name="Use it").click()
    assert page.input_value("#field-title") == "Half typed"
    page.goto(risks)
    page.goto(f"{risks}new/")
    page.get_by_role("button", name="Throw it away").click()
    page.reload()
    expect(page.get_by_role("button", name="Use it")).to_be_hidden()


def test_cells_are_edited_in_place_by_keys(page: Page, risks: str) -> None:
    """Arrows and e open a cell, Esc gives up, Enter saves, a rule is said beside it, a stale write shows both."""
    page.goto(f"{risks}?sort=key&cols=probability,impact_days,owner")
    page.keyboard.press("j")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    field = page.locator("td.is-edited input[name=value]")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)
    page.keyboard.press("F2")
    field.fill("300")
    page.keyboard.press("Enter")
    expect(page.locator("td.is-edited .error")).to_contain_text("between 0 % and 100 %")
    field.fill("36")
    page.keyboard.press("Enter")
    toast(page, "probability saved")
    expect(page.locator("tr[data-record] td").filter(has_text="36 %")).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    cell = page.locator("tr[data-record]").nth(1).locator("td[data-field=impact_days]")
    cell.dblclick()
    expect(field).to_be_focused()
    theirs = other.locator("tr[data-record]").nth(1).locator("td[data-field=impact_days]")
    theirs.dblclick()
    other.locator("td.is-edited input[name=value]").fill("7")
    other.keyboard.press("Enter")
    expect(other.locator("#toasts")).to_contain_text("saved")
    other.close()
    field.fill("9")
    page.keyboard.press("Enter")
    expect(page.locator(".conflict")).to_contain_text("7 d")
    page.get_by_role("button", name="Save mine over it").click()
    expect(cell).to_have_text("9 d")


def test_many_are_chosen_with_shift_and_changed_as_one(page: Page, risks: str) -> None:
    """The bar counts; one change; the toast takes all of it back."""
    page.goto(f"{risks}?sort=key")
    boxes = page.locator("input[data-choose]")
    boxes.nth(0).click()
    boxes.nth(3).click(modifiers=["Shift"])
    expect(page.locator("[data-count]")).to_have_text("4 chosen")
    page.select_option("#bulk-what", "field:owner")
    page.select_option("[name=field-owner]", label="Mona Ortiz")
    page.get_by_role("button", name="Apply").click()
    toast(page, "Owner set for 4 risks.")
    expect(page.get_by_role("cell", name="Mona Ortiz")).not_to_have_count(0)
    before = page.get_by_role("cell", name="Mona Ortiz").count()
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("cell", name="Mona Ortiz")).not_to_have_count(before)


def test_filters_stand_in_the_address_and_are_taken_away(page: Page, risks: str) -> None:
    """The menu sets a filter, the chip takes it away, `/` searches while one types."""
    page.get_by_text("Filter", exact=True).click()
    page.locator(".menu-list summary", has_text="State").click()
    page.get_by_label("Identified").check()
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile("f.state=identified"))
    page.get_by_role("link", name=re.compile("State: Identified")).click()
    expect(page).not_to_have_url(re.compile("f.state"))
    page.keyboard.press("/")
    page.keyboard.type("number 11")
    expect(page.locator("tr[data-record]")).to_have_count(1)
    expect(page).to_have_url(re.compile("q=number"))
    expect(page.locator("#list-search")).to_be_focused()


def test_a_card_is_moved_by_pointer_and_by_its_dialog(page: Page, risks: str) -> None:
    """A drop that the rules refuse puts the card back and says why; one that asks opens its dialog."""
    page.goto(f"{risks}?view=board")
    assert axe_violations(page) == []
    card = page.locator(".board-card", has_text="Risk number 5")
    card.drag_to(page.locator(".board-column[data-state=treated]"))
    toast(page, "no way from identified to treated")
    expect(page.locator(".board-column[data-state=identified]")).to_contain_text("Risk number 5")
    card.drag_to(page.locator(".board-column[data-state=closed]"))
    toast(page, "closed now")
    expect(page.locator(".board-column[data-state=closed]")).to_contain_text("Risk number 5")
    page.locator(".board-card", has_text="Risk number 6").get_by_role(
        "link", name=re.compile("^Move")
    ).click()
    dialog = page.get_by_role("dialog", name=re.compile("^Move R-"))
    expect(dialog).to_be_visible()
    dialog.get_by_role("link", name="Analyze…").click()
    page.get_by_role("dialog").get_by_role("button", name="Analyze").click()
    page.wait_for_url(re.compile("view=board"))
    expect(page.locator(".board-column[data-state=analyzed]")).to_contain_text("Risk number 6")


def test_a_record_is_reviewed_linked_discussed_and_undone(page: Page, risks: str) -> None:
    """Enter opens, j goes to the next; a link, a comment and an edit; the history takes the edit back."""
    page.goto(f"{risks}?sort=key")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Risk number 1")
    page.wait_for_load_state()
    page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Risk number 2")
    page.wait_for_load_state()
    assert axe_violations(page) == []
    page.get_by_role("link", name="Link…").click()
    page.locator("#link-words").press_sequentially("number 9", delay=60)
    page.get_by_label(re.compile("Risk number 9")).first.check()
    page.get_by_role("dialog").get_by_role("button", name="Link").click()
    expect(page.locator("#links")).to_contain_text("Risk number 9")
    page.locator("#say-new").fill("What do you think, @Mo")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("End")
    page.keyboard.type("n")
    page.keyboard.press("Enter")
    assert page.input_value("#say-new").endswith("@Mona Ortiz ")
    page.get_by_role("button", name="Comment").click()
    expect(page.locator("#talk")).to_contain_text("What do you think")
    page.wait_for_load_state()
    page.keyboard.press("e")
    page.fill("#field-title", "Another title")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Another title")
    page.locator("#history").get_by_role("button", name=re.compile("Undo")).first.click()
    page.goto(f"{risks}?q=number+2")
    expect(page.locator("#list")).to_contain_text("Risk number 2")


def test_a_view_is_saved_and_opens_the_list(page: Page, risks: str) -> None:
    """What is seen gets a name, for oneself, as what the list opens with."""
    page.goto(f"{risks}?f.probability.from=0.3")
    page.get_by_text("Views", exact=True).click()
    page.get_by_label("Save what I see as").fill("Likely ones")
    page.get_by_label("the list opens with it").check()
    page.get_by_role("button", name="Save the view").click()
    toast(page, "“Likely ones” was saved.")
    page.goto(risks)
    page.wait_for_url(re.compile("f.probability.from=0.3"))


def test_a_phone_shows_cards_and_can_do_everything(page: Page, risks: str, server: LiveServer) -> None:
    """At 360 pixels nothing scrolls sideways and the move of a record is two touches."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{risks}?v=all")
    assert page.evaluate(SIDEWAYS) <= 0
    assert axe_violations(page) == []
    page.get_by_role("link", name=re.compile("Risk number 8")).click()
    assert page.evaluate(SIDEWAYS) <= 0
    page.get_by_role("button", name="Close", exact=True).first.click()
    expect(page.locator(".record-state")).to_contain_text("Closed")

    # A long list comes in portions; all of it is in the page, for print and for the browser's own search.
    page.goto(risks.replace("/r/risks/", "/r/assumptions/"))
    cards = page.locator("tr[data-record]")
    shown = page.locator("tr[data-record]:not([hidden])")
    expect(shown).to_have_count(20)
    expect(cards).to_have_count(30)
    page.get_by_role("button", name="Show 10 more").click()
    expect(shown).to_have_count(30)
    expect(cards.nth(20).get_by_role("link").first).to_be_focused()
