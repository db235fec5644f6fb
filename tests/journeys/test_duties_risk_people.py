"""Duties of risk and people on the demo program: risks to P80, issues, blockers, actions, assumptions, stakeholders."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from scripts.browser import axe_violations
from tests.journeys.desk import Desk

pytestmark = pytest.mark.browser


def day(offset: int) -> str:
    """Return a day from today."""
    return (date.today() + timedelta(days=offset)).isoformat()


def test_risks_stand_together_and_say_what_they_do_to_the_p80(desk: Desk) -> None:
    """Several projects, one cause that two share, one that belongs higher; days of P80 and days bought (49)."""
    worst, *others = desk.rows("risks", sort="-p80_days", cols="p80_days,p80_days_saved")
    assert worst["values"]["p80_days"] > 5
    assert max(row["values"]["p80_days_saved"] or 0 for row in (worst, *others)) > 1
    assert desk.titles("risks", flag="unanswered") == {"Welders leave for the shipyard"}
    assert "Welders leave for the shipyard" in desk.titles("risks", flag="escalate")
    desk.page.goto(f"{desk.address}/nodes/{desk.program}/risk-matrix/")
    expect(
        desk.page.get_by_text("One independent assessor for all safety cases, in 2 projects")
    ).to_be_visible()
    assert axe_violations(desk.page) == []
    chip = desk.page.locator(".place-chip[draggable]", has_text="Radio frequencies")
    expect(desk.page.locator("td[data-up='2'][data-across='3']")).to_contain_text("Radio frequencies")
    chip.focus()
    desk.page.keyboard.press("ArrowUp")
    expect(desk.page.locator("td[data-up='3'][data-across='3']")).to_contain_text("Radio frequencies")


def test_the_scales_of_risks_are_the_programs_own(desk: Desk) -> None:
    """Decimal scales score every risk anew, on the list and the matrix; the message takes it back (49)."""

    def stands() -> tuple[float, str]:
        values = desk.one("risks", "Welders leave")["record"]["values"]
        return values["score"], values["band"]

    assert stands() == (16, "extreme")
    page = desk.go("/nodes/{program}/risk-scales/?edit=1&from=decimal")
    page.get_by_label("Score of likelihood 4, impact 4").fill("0.3")
    page.get_by_role("button", name="Save the scales").click()
    expect(page.get_by_text("has scales of its own")).to_be_visible()
    assert stands() == (0.3, "high")
    assert desk.axe() == []
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("The shipped scales hold here")).to_be_visible()
    assert stands() == (16, "extreme")
    desk.go("/nodes/{program}/risk-causes/")
    expect(page.get_by_role("row", name=re.compile("One independent assessor.* 2 R-"))).to_be_visible()
    assert desk.axe() == []


def test_a_stakeholder_is_moved_by_keys_and_moved_back(desk: Desk) -> None:
    """The grid is walked with arrows, the message takes it back; who is neglected is flagged (53)."""
    desk.page.goto(f"{desk.address}/nodes/{desk.program}/stakeholder-grid/")
    before = desk.page.locator("td[data-up='2'][data-across='5']")
    after = desk.page.locator("td[data-up='3'][data-across='5']")
    expect(before).to_contain_text("Residents of Ring Road")
    before.locator(".place-chip", has_text="Residents").focus()
    desk.page.keyboard.press("ArrowUp")
    expect(after).to_contain_text("Residents of Ring Road")
    expect(after.locator(".place-chip", has_text="Residents")).to_be_focused()
    desk.page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(before).to_contain_text("Residents of Ring Road")
    assert axe_violations(desk.page) == []
    assert "Residents of Ring Road" in desk.titles("stakeholders", flag="neglected")
    first = desk.rows("stakeholders", sort="-priority")[0]
    assert first["title"] == "Viktor Ansel"
    links = desk.one("stakeholders", "Viktor Ansel")["links"]
    assert any(link["kind"] == "influences" for link in links)


def test_the_way_to_who_resists_leads_over_whom_they_listen_to(desk: Desk) -> None:
    """Influences on a resistant person of high power stand first, as a picture and as a list (53)."""
    page = desk.go("/nodes/{program}/stakeholder-influence/")
    expect(page.get_by_text("Viktor Ansel resists with high power")).to_be_visible()
    first = page.get_by_role("table").get_by_role("row").nth(1)
    expect(first).to_contain_text("Helena Brandt")
    expect(first).to_contain_text("Viktor Ansel")
    assert desk.axe() == []


def test_a_contact_that_was_held_freshens_the_stakeholder(desk: Desk) -> None:
    """A coffee that was planned is held: last contact, attitude and next contact follow from it (26)."""
    planned = desk.one("touchpoints", "Figures of the western line")["record"]
    assert not desk.move("touchpoints", planned, "hold", held_on=day(3)).ok
    held = desk.move("touchpoints", planned, "hold", held_on=day(0), attitude_seen="neutral", next_on=day(14))
    assert held.ok, held.text()
    person = desk.one("stakeholders", "Viktor Ansel")["record"]["values"]
    assert (person["last_contact_on"], person["next_contact_on"]) == (day(0), day(14))
    assert person["current"] == "neutral"


def test_an_issue_past_its_clock_is_escalated_and_a_risk_becomes_one(desk: Desk) -> None:
    """The clock flags what belongs higher; a converted risk keeps its link; none is resolved without words (51)."""
    late = "The traffic office has nobody to connect the traffic lights of section 2"
    assert late in desk.titles("issues", flag="escalation_due")
    assert desk.move("issues", desk.one("issues", late)["record"], "escalate").ok
    assert late not in desk.titles("issues", flag="escalation_due")
    assert not desk.move("issues", desk.one("issues", late)["record"], "resolve").ok
    born = desk.one("issues", "The wheel lathe comes 20 days later")
    assert "became" in [link["kind"] for link in born["links"]]
    risk = desk.one("risks", "The measuring car is not free")["record"]
    made = desk.send(
        f"/registers/risks/{risk['id']}/conversion", {"to": "issues", "fields": {"severity": "high"}}
    )
    assert made.status == 201, made.text()
    assert made.json()["record"]["values"]["escalate_on"] == day(5)
    assert desk.one("risks", "The measuring car is not free")["record"]["state"] == "occurred"


def test_a_blocker_gets_somebody_who_clears_it(desk: Desk) -> None:
    """The one that nobody clears is flagged; it asks how it was cleared (25)."""
    (nobody,) = desk.rows("blockers", flag="nobody_clears")
    assert nobody["title"] == "Network cabinets at Ring Road cannot be opened"
    person = next(row for row in desk.rows("blockers") if row["values"].get("clearer"))["values"]["clearer"]
    taken = desk.move("blockers", nobody, "clear_away", clearer=person, due_on=day(4))
    assert taken.ok, taken.text()
    assert desk.rows("blockers", flag="nobody_clears") == []
    record = taken.json()["record"]
    assert not desk.move("blockers", record, "clear").ok
    assert desk.move("blockers", record, "clear", cleared_how="A locksmith came.").ok


def test_a_corrective_action_says_what_it_gained(desk: Desk) -> None:
    """Done ones compare days won with days expected; none is done without its effect (50)."""
    done = {
        row["title"]: row["values"]["shortfall"] for row in desk.rows("actions") if row["state"] == "done"
    }
    assert done["Build the lathe's pit and power before it comes"] == -4
    assert done["Evening shifts on the simulator"] == 1
    crew = desk.one("actions", "A second welding crew")["record"]["values"]
    assert crew["schedule_days"] is not None
    assert "when it was agreed on" in crew["schedule_reason"]
    bench = desk.one("actions", "Rent a second test bench")
    assert "mitigates" in [link["kind"] for link in bench["links"]]
    assert not desk.move("actions", bench["record"], "finish").ok
    finished = desk.move(
        "actions", bench["record"], "finish", actual_effect="Two batches tested.", actual_days=11
    )
    assert finished.json()["record"]["values"]["shortfall"] == -1


def test_an_assumption_past_its_test_is_found_false(desk: Desk) -> None:
    """What nobody tested is flagged; what is false says what follows (77)."""
    assert desk.titles("assumptions", flag="untested") == {
        "The power company keeps our slot for switching in January"
    }
    slot = desk.one("assumptions", "keeps our slot")["record"]
    assert not desk.move("assumptions", slot, "refute").ok
    answer = desk.move("assumptions", slot, "refute", result="Given to another city.")
    assert answer.json()["record"]["state"] == "false"
    assert answer.json()["record"]["values"]["impact_days"] == 15
    assert desk.titles("assumptions", flag="untested") == set()


def test_what_is_due_goes_out_and_the_log_moves_the_next_day(desk: Desk) -> None:
    """The plan's due list names what is late; a message of the log sets the next day (55)."""
    plan = desk.one("communication-plan", "Works on Ring Road")["record"]
    assert plan["title"] in desk.titles("communication-plan", flag="overdue")
    desk.page.goto(f"{desk.address}/nodes/{desk.program}/r/communication-plan/")
    expect(desk.page.get_by_role("link", name=re.compile("Works on Ring Road"))).to_be_visible()
    sent = desk.raise_(
        "communications", title="Works this week", plan=plan["id"], sent_on=day(0), recipients=212
    )
    assert desk.move("communications", sent, "send").ok
    after = desk.one("communication-plan", "Works on Ring Road")["record"]["values"]
    assert after["last_sent_on"] == day(0)
    assert day(0) < after["due_on"] <= day(14)
    assert plan["title"] not in desk.titles("communication-plan", flag="overdue")
    shares = [row["values"]["acknowledged_share"] for row in desk.rows("communications")]
    assert max(share or 0 for share in shares) == 1


def test_milestones_propose_what_to_say_around_them_and_show_how_they_moved(desk: Desk) -> None:
    """Proposals before and after are planned one by one or all, or dismissed for good; the trend shows slips (29)."""
    page = desk.go("/nodes/{program}/milestone-messages/")
    opening = page.get_by_role("region", name="Eastern Line opens")
    opening.get_by_label("After Eastern Line opens, to Helena Brandt").check()
    page.get_by_role("button", name="Dismiss the chosen").click()
    expect(page.get_by_text("1 message dismissed")).to_be_visible()
    expect(opening.get_by_label("After Eastern Line opens, to Helena Brandt")).to_have_count(0)
    opening.get_by_label("Before Eastern Line opens, to Helena Brandt").check()
    page.get_by_role("button", name="Plan the chosen").click()
    expect(opening.get_by_role("row", name=re.compile("Helena Brandt before"))).to_contain_text("planned")
    (planned,) = [
        row
        for row in desk.rows("communication-plan", cols="milestone,around,due_on")
        if row["title"] == "What is coming: Eastern Line opens"
    ]
    assert planned["values"]["around"] == "before"
    page.get_by_role("button", name="Plan them all").click()
    expect(page.get_by_role("button", name="Plan them all")).to_have_count(0)
    assert desk.axe() == []
    desk.go("/nodes/{program}/milestone-trend/")
    expect(page.get_by_role("row", name=re.compile("Eastern Line opens.* d later"))).to_be_visible()
    assert desk.axe() == []
