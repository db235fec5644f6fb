"""Duties of hand-offs on the demo program: who gives what to whom, and what turns red by itself."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from scripts.browser import sign_in
from tests.journeys.desk import Desk

pytestmark = pytest.mark.browser
TICKS_OF_A_DAY = 14_400


def put_off(desk: Desk, activity: int, days: int) -> None:
    """Let an activity begin later, as its planner does."""
    held = desk.get(f"/activities/{activity}")
    rows = desk.get(f"/nodes/{desk.program}/schedule")["activities"]
    start = rows["start"][rows["id"].index(activity)]
    arguments = {
        "activity": activity,
        "version": held["version"],
        "start_ticks": start + days * TICKS_OF_A_DAY,
    }
    edit = {"action": "planning.move_activity", "arguments": arguments}
    answer = desk.send("/changes", {"edits": [edit], "reason": "The readers come later"})
    assert answer.ok, answer.text()


def news_of(desk: Desk, person: str) -> list[str]:
    """Return what stands in the inbox of a project manager of the demo."""
    browser = desk.page.context.browser
    assert browser is not None
    context = browser.new_context()
    page = context.new_page()
    sign_in(page, desk.address, f"{person}@demo.example", "demo-eastern-line")
    items = page.request.get(f"{desk.address}/api/v1/inbox").json()["items"]
    context.close()
    return [item["sentence"] for item in items]


def test_a_hand_off_turns_red_by_itself_and_both_sides_are_told(desk: Desk) -> None:
    """The giver's plan slips past the need-by: red on the list and the board, and news for both (35)."""
    columns = "giver,receiver,float_days,color"
    (row,) = [
        row for row in desk.rows("hand-offs", cols=columns) if row["title"].startswith("Tickets on sale")
    ]
    assert row["values"]["color"] == "green"
    put_off(desk, row["values"]["giver"], 60)
    (now,) = [found for found in desk.rows("hand-offs", cols=columns) if found["id"] == row["id"]]
    assert now["values"]["float_days"] < 0
    assert now["values"]["color"] == "red"
    assert now["title"] in desk.titles("hand-offs", flag="late")
    page = desk.go("/nodes/{program}/hand-off-increments/")
    card = page.locator(".board-card", has_text=row["key"] + row["title"])
    expect(card).to_contain_text("red")
    assert desk.axe() == []
    for person in ("hana.sato", "amara.nwosu"):
        assert any(row["key"] in line and "too late" in line for line in news_of(desk, person))


def test_an_increment_gets_a_hand_off_by_its_form_and_by_dragging(desk: Desk) -> None:
    """The board by increment is moved by keys and by hand; the message takes it back (35)."""
    page = desk.go("/nodes/{program}/hand-off-increments/")
    opening = page.locator(".board-column", has=page.get_by_role("heading", name="Opening"))
    line = page.locator(".board-column", has=page.get_by_role("heading", name="Line"))
    card = opening.locator(".board-card").first
    key = card.locator("small").first.inner_text()
    card.get_by_text("Move").click()
    card.get_by_label("Increment").fill("Line")
    card.get_by_label("Increment").press("Enter")
    expect(line.locator(".board-card", has_text=key)).to_have_count(1)
    page.wait_for_load_state()  # cards listen once the script is there
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        line.locator(".board-card", has_text=key).drag_to(opening.locator("h2"))
    expect(opening.locator(".board-card", has_text=key)).to_have_count(1)
    page.reload()
    expect(opening.locator(".board-card", has_text=key)).to_have_count(1)


def test_a_counter_proposal_is_turned_down_and_another_taken(desk: Desk) -> None:
    """The other side proposes a day with a reason; it is refused with an answer, or becomes the promise (35)."""
    row = desk.rows("hand-offs", filter="state=counter")[0]
    promised = row["values"]["promised_on"]
    assert not desk.move("hand-offs", row, "keep").ok
    kept = desk.move("hand-offs", row, "keep", counter_answer="The crane is booked.").json()["record"]
    assert (kept["state"], kept["values"]["promised_on"]) == ("agreed", promised)
    other = (date.today() + timedelta(days=90)).isoformat()
    assert not desk.move("hand-offs", kept, "counter").ok
    fields = {"counter_on": other, "counter_reason": "The gang comes later"}
    countered = desk.move("hand-offs", kept, "counter", **fields).json()["record"]
    taken = desk.move("hand-offs", countered, "take").json()["record"]
    assert (taken["state"], taken["values"]["promised_on"]) == ("agreed", other)


def test_links_without_a_hand_off_are_proposed_and_pairs_counted(desk: Desk) -> None:
    """Suggestions become hand-offs; the matrix of pairs leads to those of a pair; owed either way (35)."""
    page = desk.go("/nodes/{program}/hand-off-pairs/")
    asked = page.locator("input[name='link']").count()
    expect(page.get_by_text("both speak of").first).to_be_visible()
    before = len(desk.rows("hand-offs"))
    page.get_by_role("button", name="Propose hand-offs").click()
    expect(page.get_by_text("hand-offs proposed")).to_be_visible()
    assert len(desk.rows("hand-offs")) == before + asked
    page.get_by_role("link", name="from Signaling and control").first.click()
    expect(page.get_by_role("heading", name="Hand-offs of this pair")).to_be_visible()
    assert desk.axe() == []
    desk.go("/nodes/{program}/hand-offs-owed/")
    expect(page.get_by_role("heading", name="Owed to others")).to_be_visible()
