"""Duties of assurance and learning on the demo program."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.journeys.desk import Desk

pytestmark = pytest.mark.browser


def test_a_finding_keeps_a_gate_shut_until_its_evidence_is_seen(desk: Desk) -> None:
    """Ages in a picture and a list; the critical finding is answered, done, closed, and the gate lets go of it (78)."""
    page = desk.go("/nodes/{program}/finding-ages/")
    heat = page.get_by_role("region", name="Open findings by severity and age")
    expect(heat.get_by_role("row", name="Critical")).to_contain_text("1")
    expect(page.get_by_role("region", name="Open findings as a list")).to_contain_text("No way back")
    assert desk.axe() == []
    desk.go("/nodes/{program}/gate-readiness/")
    asked = page.get_by_role("row", name="No critical finding is open")
    expect(asked).to_contain_text("not met")
    assert desk.titles("assurance-reviews", flag="low_confidence") == {
        "Peer review of signaling and its safety case"
    }
    finding = desk.one("findings", "No way back")["record"]
    refused = desk.move("findings", finding, "finish")
    assert refused.status == 422
    assert "without evidence" in refused.text()
    done = desk.move("findings", finding, "finish", evidence="Letter of the authority")
    assert done.ok, done.text()
    closed = desk.move("findings", desk.one("findings", "No way back")["record"], "close")
    assert closed.ok, closed.text()
    desk.go("/nodes/{program}/gate-readiness/")
    expect(asked).to_contain_text("met")
    expect(asked).not_to_contain_text("not met")


def test_a_lesson_is_offered_where_similar_work_is_written_down(desk: Desk) -> None:
    """A new risk about a crane is offered the lesson of the crane; an improvement shows its effect (61)."""
    before = desk.one("lessons", "Book the crane")["record"]["values"]["reuse_count"]
    page = desk.go("/nodes/{program}/r/risks/new/")
    page.get_by_label("Title").fill("The crane is away when the steel structure of the workshop comes")
    box = page.get_by_role("checkbox", name="Book the crane")
    expect(box).to_be_visible()
    assert desk.axe() == []
    box.check()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", name="The crane is away")).to_be_visible()
    expect(page.locator("#links")).to_contain_text("Book the crane")
    lesson = desk.one("lessons", "Book the crane")["record"]
    assert (lesson["values"]["reuse_count"], lesson["state"]) == (before + 1, "reused")
    better = desk.one("improvements", "One request for closed nights")["record"]["values"]
    assert better["effect"] == pytest.approx(1.1)
    assert better["verdict"] == "better, target not reached"
    assert date.fromisoformat(better["baseline_on"]) < date.fromisoformat(better["after_on"])
