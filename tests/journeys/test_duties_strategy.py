"""Duties of strategy on the demo program: the long view, goals, cases, needs and evidence."""

import pytest
from playwright.sync_api import expect

from tests.journeys.desk import Desk

pytestmark = pytest.mark.browser


def test_the_roadmap_shows_lanes_bands_and_what_is_still_rough(desk: Desk) -> None:
    """Tranches by workstreams with packages and P50 to P80; a package is moved by a button; no axe finding (5, 6)."""
    state = desk.one("target-states", "The east in the first year")
    assert 0 < state["record"]["values"]["reached"] < 0.5
    assert {link["kind"] for link in state["links"]} >= {"contributes_to"}
    rough = desk.titles("planning-packages", flag="inside")
    assert rough == {"Second half of the drivers trained", "Clearing snow from track and stops"}
    page = desk.go("/nodes/{program}/strategy/roadmap/")
    expect(
        page.get_by_text("2 packages of 8 begin within 90 days and are not planned in detail")
    ).to_be_visible()
    picture = page.locator("svg.roadmap").first
    expect(picture).to_contain_text("Track and depot")
    expect(picture).to_contain_text("Test running")
    assert picture.locator(".band").count() > 3
    assert desk.axe() == []
    page.locator("button[aria-label*='Feast of the opening to the tranche before']").press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Moved to another tranche")
    assert not desk.move("planning-packages", desk.one("planning-packages", "Feast")["record"], "detail").ok
