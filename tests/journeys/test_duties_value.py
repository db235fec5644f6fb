"""Duties of value and scope on the demo program: why work exists, what it hits, papers, demands, quality, churn."""

import pytest
from playwright.sync_api import expect

from tests.journeys.desk import Desk

pytestmark = pytest.mark.browser


def activity_of(desk: Desk, code: str) -> int:
    """Return the activity of a code."""
    rows = desk.get(f"/nodes/{desk.program}/schedule")["activities"]
    return int(rows["id"][rows["code"].index(code)])


def test_work_knows_why_it_exists_and_what_it_hits(desk: Desk) -> None:
    """From the panel of an activity one click leads to its objective; a slip lists what moves and what to see (13).

    The same page has milestones, hand-offs and risks, as a picture and as a list.
    """
    approved = activity_of(desk, "SG550")
    page = desk.go(f"/nodes/{desk.program}/schedule/?sel={approved}")
    answer = page.request.get(f"{desk.address}/activities/{approved}/explain/")
    assert "OBJ-" in answer.text(), "the panel of the schedule leads to the objective"
    page = desk.go(f"/activities/{approved}/")
    way = page.get_by_role("navigation", name="Why does this exist")
    way.get_by_role("link", name="OBJ-").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("OBJ-")
    page = desk.go(f"/trace/planning.activity/{approved}/?days=10")
    down = page.get_by_role("region", name="What is hit if it slips", exact=True)
    for part in ("Milestones", "Hand-offs", "Risks and troubles", "What it is for"):
        expect(down.get_by_role("region", name=part, exact=True)).to_be_visible()
    expect(down.get_by_role("region", name="Milestones", exact=True)).to_contain_text("+14 d")
    assert down.locator("svg.trace .badge").count() >= 3
    assert desk.axe() == []
    orphans = {item["name"] for item in desk.get(f"/nodes/{desk.program}/orphans")["items"]}
    assert "objectives" in orphans, "an objective that nothing serves is listed"


def test_the_map_is_changed_by_choosing_two_things_and_back(desk: Desk) -> None:
    """A capability that leads to no second outcome is linked to it in the picture, and the link taken away (13)."""
    capability, outcome = (
        desk.one(register, words)["record"]
        for register, words in (("capabilities", "One ticket"), ("outcomes", "24 minutes"))
    )
    page = desk.go(f"/nodes/{desk.program}/strategy/map/")
    assert desk.axe() == []
    page.locator("svg.map a:has(rect)", has_text=capability["key"]).first.click()
    page.locator("svg.map a:has(rect)", has_text=outcome["key"]).first.click()
    page.get_by_role("button", name="Link these two").click()
    chosen = page.get_by_role("region", name="Chosen")
    expect(chosen.get_by_role("region", name="Comes from")).to_contain_text(capability["key"])
    taking = chosen.get_by_role("button", name=f"Take away the link from {capability['key']}")
    taking.focus()
    page.keyboard.press("Enter")
    expect(chosen.get_by_role("region", name="Comes from")).not_to_contain_text(capability["key"])
    expect(page.get_by_role("region", name="What leads nowhere, and what nothing leads to")).to_contain_text(
        "OBJ-"
    )
