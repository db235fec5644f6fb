"""Duties of strategy on the demo program: several programs, the long view, goals, cases, needs and evidence."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.journeys.desk import Desk

pytestmark = pytest.mark.browser


def test_a_manager_of_two_programs_sees_both_side_by_side(desk: Desk) -> None:
    """Forecast and P80, color, risks, overdue, what waits for her; the portfolio's roll-up is not hers to see (3)."""
    page = desk.go("/programs/")
    rows = page.locator("#list tbody tr")
    names = rows.locator("th a").all_inner_texts()
    assert {"Eastern Line", "Network upkeep"} <= set(names)
    line = rows.filter(has=page.get_by_role("link", name="Eastern Line", exact=True))
    expect(line.locator("[data-label='P80']")).to_contain_text("20")
    expect(line.locator("[data-label='Color'] .mark")).to_be_visible()
    assert int(line.locator("[data-label='Waits for me']").inner_text()) >= 1
    assert int(line.locator("[data-label='Grave risks']").inner_text()) >= 1
    assert desk.axe() == []
    desk.go("/programs/?view=cards")
    expect(page.get_by_role("article", name="Network upkeep")).to_contain_text("not analyzed")
    assert desk.axe() == []


def test_a_program_without_an_end_is_reviewed_and_keeps_who_led_it(desk: Desk) -> None:
    """Two objectives, a due review that is noted, a manager before with dates, another hand-over by form (4)."""
    page = desk.go("/programs/?end=open&q=upkeep")
    page.locator("#list tbody th a").click()
    node = int(page.url.rstrip("/").rpartition("/")[2])
    page = desk.go(f"/nodes/{node}/answering/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who answers for Network upkeep")
    expect(page.get_by_text("It has no end")).to_be_visible()
    table = page.locator("table.list")
    expect(table).to_contain_text("Robin Hale")
    expect(table).to_contain_text("The city gave its office to the company")
    served = desk.get("/registers/alignments", node=str(node))
    assert len(served["items"]) == 2
    page.get_by_label("What came of it").fill("Goes on; wires first")
    page.get_by_role("button", name="Note the review").click()
    expect(page.locator("dl.facts")).to_contain_text("Goes on; wires first")
    page.get_by_label("Office", exact=True).select_option("sponsor")
    page.get_by_label("Sponsor or organization from then on").fill("Head of operations")
    page.get_by_label("From", exact=True).fill(date.today().isoformat())
    page.get_by_role("button", name="Hand over").click()
    expect(page.locator("table.list")).to_contain_text("Head of operations")
    assert desk.axe() == []


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


def test_every_project_says_what_it_serves_and_nothing_is_left_unserved_unseen(desk: Desk) -> None:
    """The matrix names strengths and scores, the objective that nothing serves, and no project is an orphan (7)."""
    assert "A connection every night of the week" in desk.titles("objectives", flag="unserved")
    page = desk.go("/nodes/{program}/strategy/coverage/")
    expect(page.get_by_text("Every project serves some objective")).to_be_visible()
    expect(page.locator("table.list").first).to_contain_text("exists for it")
    assert desk.axe() == []
    project = desk.one("alignments", "Low floor")["record"]
    assert project["values"]["strength"] == 3


def test_a_change_of_strategy_asks_every_project_hit(desk: Desk) -> None:
    """Those hit answer in their own words; who has not answered in time is flagged; the log is exported (8)."""
    change = desk.one("strategy-changes", "A tram every five minutes")["record"]
    asked = desk.rows("acknowledgments", cols="consequence,acknowledged_on")
    answered = [row for row in asked if row["state"] == "acknowledged"]
    assert len(asked) > len(answered) >= 2
    assert change["state"] == "announced"
    waiting = next(row for row in asked if row["state"] == "asked")
    whole = desk.get(f"/registers/acknowledgments/{waiting['id']}")["record"]
    assert not desk.move("acknowledgments", whole, "acknowledge", consequence="plan").ok, "it wants words"
    words = {"consequence": "plan", "meaning": "One siding more", "days_of_delay": 5}
    assert desk.move("acknowledgments", whole, "acknowledge", **words).ok
    log = desk.page.request.get(
        f"{desk.address}/nodes/{desk.program}/r/acknowledgments/", params={"export": "csv"}
    )
    assert "A tram every five minutes" in log.text()


def test_a_goal_is_proposed_voted_on_and_given_its_mandate(desk: Desk) -> None:
    """Options with what would turn the winner, four votes in, the fifth decides; the objective follows (9)."""
    page = desk.go("/nodes/{program}/strategy/proposals/")
    paper = page.locator(
        "section.panel", has=page.get_by_role("heading", name="Pupils of the east ride for half")
    )
    expect(paper).to_contain_text("Half fare for all pupils")
    expect(paper).to_contain_text("2 for, 2 against, 0 abstained, 1 of 5 not yet")
    expect(paper).to_contain_text("may still turn it")
    assert desk.axe() == []
    paper.get_by_label("For it").check()
    paper.get_by_label("Reason").fill("Six hundred cars fewer")
    paper.get_by_role("button", name="Cast the vote").click()
    paper.get_by_role("button", name="Close the vote: carried").click()
    paper.get_by_role("button", name="Give the mandate").click()
    expect(paper.get_by_role("link", name="the objective that follows")).to_be_visible()
    made = desk.one("objectives", "Pupils of the east")
    assert made["record"]["values"]["target_value"] == 40.0
    assert {link["kind"] for link in made["links"]} >= {"became"}


def test_demands_are_ranked_with_a_line_where_the_money_ends(desk: Desk) -> None:
    """By rank, WSJF or score, cut by money or people; a change of rank is in the history and can be undone (10)."""
    page = desk.go("/nodes/{program}/strategy/ranked/?budget=1200000&capacity=150")
    expect(page.get_by_text("The people's time ends first.")).to_be_visible()
    page.get_by_role("textbox", name="Capacity").fill("")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("The capacity of")).to_have_count(0)
    body = page.locator("table.list tbody")
    expect(body.locator("tr").first).to_contain_text("Ramp at Market")
    expect(body).to_contain_text("below the line")
    second = body.locator("tr").nth(1).locator("td").nth(1).inner_text()
    body.locator("tr").nth(1).get_by_role("button", name="up").press("Enter")
    expect(body.locator("tr").first).to_contain_text(second)
    assert desk.axe() == []
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(body.locator("tr").first).to_contain_text("Ramp at Market")


def test_a_need_is_measured_compared_and_led_to_a_demand(desk: Desk) -> None:
    """Gap, three options, the winner and what would turn it, the demand that came of it (15)."""
    need = desk.one("needs-analyses", "A lost card")
    assert need["record"]["values"]["gap"] == -47.0
    page = desk.go("/nodes/{program}/strategy/needs/")
    expect(page.get_by_text("brings most")).to_have_count(2)
    expect(page.get_by_text("Block it in the app").first).to_be_visible()
    assert desk.axe() == []
    assert any(link["kind"] == "became" for link in need["links"])
    case = desk.one("business-cases", "Why the Eastern Line")["record"]
    assert desk.titles("business-cases", flag="review_due") == {"Why the Eastern Line"}
    assert desk.move("business-cases", case, "review").ok
    assert desk.titles("business-cases", flag="review_due") == set()


def test_evidence_says_where_it_is_used_and_how_sure_it_is(desk: Desk) -> None:
    """A source on two activities, one on an option; a shaky one is flagged; a new one is attached (16)."""
    page = desk.go("/nodes/{program}/strategy/evidence/")
    expect(page.locator("table.list")).to_contain_text("Trial operation with own drivers")
    expect(page.locator("table.list")).to_contain_text("Tram line")
    assert desk.axe() == []
    assert desk.titles("evidence-sources", flag="shaky") == {"What welders earn at the shipyard"}
    assert desk.titles("evidence-sources", flag="unused") == {"Standard for emergency braking of trams"}
    source = desk.one("evidence-sources", "Standard for emergency")["record"]
    target = desk.one("requirements", "Stop within 30 meters")["record"]
    link = {
        "kind": "evidences",
        "source": {"type": "strategy.evidencesource", "id": source["id"]},
        "target": {"type": "strategy.requirement", "id": target["id"]},
    }
    assert desk.send("/record-links", link).ok
    assert desk.titles("evidence-sources", flag="unused") == set()


def test_processes_show_who_touches_them(desk: Desk) -> None:
    """The map counts links by project, in numbers and words; the busiest process is named (17)."""
    page = desk.go("/nodes/{program}/strategy/processes/")
    expect(page.get_by_text("3 programs and projects change")).to_be_visible()
    expect(page.locator("table.touch")).to_contain_text("Selling a ticket")
    expect(page.locator("table.cards")).to_contain_text("nobody")
    assert desk.axe() == []
    row = desk.one("business-processes", "Running to the timetable")["record"]
    assert row["state"] == "running"
