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


def test_what_the_office_asks_is_seen_by_project_and_put_right(desk: Desk) -> None:
    """Projects by checks with scores, and what is missing as a list; a sponsor is named, and the score rises (22)."""
    page = desk.go("/nodes/{program}/project-conformance/")
    grid = page.get_by_role("region", name="Projects by checks")
    missing = page.get_by_role("region", name="What is missing")
    expect(grid.get_by_role("row", name="Track")).to_contain_text("critical")
    expect(grid.get_by_role("row", name="Readiness")).to_contain_text("not classified")
    assert desk.axe() == []
    line = missing.get_by_role("row", name="Signaling").filter(has_text="A sponsor is named")
    line.get_by_role("link", name="Put it right").click()
    page.get_by_label("Sponsor").fill("Deputy mayor for transport")
    page.get_by_role("button", name="Save").click()
    desk.go("/nodes/{program}/project-conformance/")
    expect(missing.get_by_text("A manager answers for it")).to_have_count(0)
    expect(line).to_have_count(0)
    assert "Template of a project charter" in desk.titles("standards")


def test_a_project_is_closed_handed_over_and_stays_readable(desk: Desk) -> None:
    """Checklist on live data, a risk to a new owner, the report, the archive; a deputy stands in meanwhile (79)."""
    page = desk.go("/nodes/{program}/add/")
    page.get_by_label("Kind").select_option("project")
    page.get_by_label("Name").fill("Trial stop at Old Harbor")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_have_text("Trial stop at Old Harbor")
    node = int(page.url.rstrip("/").rpartition("/")[2])
    raised = desk.send("/registers/risks", {"node": node, "fields": {"title": "Shelter leans in wind"}})
    assert raised.status == 201, raised.text()
    desk.go(f"/nodes/{node}/closure/")
    page.get_by_role("button", name="Begin the closure").click()
    row = page.get_by_role("row", name="Open risks are handed over")
    expect(row).to_contain_text("not yet")
    page.get_by_role("checkbox", name="Shelter leans in wind").check()
    page.get_by_label("New owner").select_option(label="Amara Nwosu")
    page.get_by_label("New home").select_option(label="Eastern Line")
    page.get_by_role("button", name="Hand over what is ticked").click()
    expect(row).not_to_contain_text("not yet")
    assert desk.axe() == []
    items = desk.get("/registers/closure-items", node=str(node), size="100")["items"]
    for item in items:
        if not item["values"]["check_name"]:
            assert desk.move("closure-items", item, "meet").ok
    desk.go(f"/nodes/{node}/closure/")
    page.get_by_role("button", name="Close Trial stop").click()
    expect(page.get_by_text("It stays readable and is found by search")).to_be_visible()
    refused = desk.send("/registers/risks", {"node": node, "fields": {"title": "One more"}})
    assert refused.status in (409, 422), refused.text()
    assert "only read" in refused.text()
    desk.go(f"/nodes/{node}/closure/report/")
    expect(page.get_by_text("Closed on")).to_be_visible()
    expect(page.get_by_role("region", name="Handed over")).to_contain_text("Shelter leans in wind")
    assert desk.axe() == []
    heir = desk.one("risks", "Shelter leans in wind")["record"]
    assert heir["values"]["node"] == desk.program
    assert "Leila Haddad is away for two weeks" in desk.titles("deputies")
