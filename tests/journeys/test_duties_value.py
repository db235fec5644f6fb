"""Duties of value and scope on the demo program: why work exists, what it hits, papers, demands, quality, churn."""

from datetime import date

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
    expect(taking).to_have_count(0)
    expect(page.get_by_role("region", name="What leads nowhere, and what nothing leads to")).to_contain_text(
        "OBJ-"
    )


def test_a_demand_passes_gate_0_and_becomes_a_project(desk: Desk) -> None:
    """Scored and accepted, it starts from a template; its work is traced to what the demand was for (14)."""
    demand = desk.one("demands", "Ramp at Market")["record"]
    assert demand["values"]["technical_fit"] == 4
    assert demand["state"] == "accepted", "gate 0 is passed by the move Accept"
    waiting = desk.one("demands", "Bicycle parking")["record"]
    page = desk.go(f"/demands/{waiting['id']}/start/")
    expect(page.get_by_text("It has not passed gate 0 yet")).to_be_visible()
    page = desk.go(f"/demands/{demand['id']}/start/")
    page.get_by_label("Name").fill("Ramp at Market")
    page.get_by_label("Template").select_option(label="Depot and workshop")
    page.get_by_role("button", name="Start it").click()
    expect(page.get_by_text("The project was started.")).to_be_visible()
    project = int(page.url.split("/nodes/")[1].split("/")[0])
    rows = desk.get(f"/nodes/{project}/schedule")["activities"]
    work = [row for row, number in zip(rows["progress"], rows["id"], strict=True) if number > 0]
    assert len(work) > 20
    assert set(work) == {0}
    assert desk.one("demands", "Ramp at Market")["record"]["state"] == "started"
    way = desk.get("/trace", type="planning.activity", id=str(max(rows["id"])))["path"]
    assert way[-1]["title"].startswith("Every stop"), "the links of the demand were kept"


def test_a_charter_is_written_from_data_compared_and_taken_along(desk: Desk) -> None:
    """Edition 2 was written from objectives, forums and tolerances; the diff marks words; DOCX opens (18)."""
    newest = max(desk.rows("charters", cols="edition"), key=lambda row: row["values"]["edition"])
    assert newest["values"]["edition"] == 2
    page = desk.go(f"/r/charters/{newest['id']}/compare/")
    assert page.locator("ins").count() > 0
    assert page.locator("del").count() > 0
    expect(page.get_by_role("region", name="Milestones")).to_contain_text("Eastern Line opens")
    assert desk.axe() == []
    answer = page.request.get(f"{desk.address}/r/charters/{newest['id']}/paper.docx")
    assert answer.body()[:2] == b"PK"
    page = desk.go(f"/nodes/{desk.program}/strategy/charter/")
    page.get_by_role("button", name="Write the charter").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Eastern Line")
    record = desk.get(f"/registers/charters/{newest['id']}")["record"]
    assert desk.move("charters", record, "send").ok
    assert desk.move("charters", desk.get(f"/registers/charters/{newest['id']}")["record"], "sign").ok


def test_quality_is_verified_by_checks_and_asked_for_by_a_gate(desk: Desk) -> None:
    """A failed check is mended and passed, the share verified rises, and a gate's criterion reads it live (30)."""
    asked = desk.one("quality-requirements", "Sales that succeed")["record"]
    assert asked["title"] in desk.titles("quality-requirements", flag="failed")
    gate = desk.one("gates", "Start of test running")["record"]
    measure = {"measure": "mandatory_failed", "comparator": "<=", "threshold": 1}
    desk.raise_("gate-criteria", title="No mandatory requirement failed", gate=gate["id"], **measure)
    check = desk.raise_("quality-checks", title="Second field test", requirement=asked["id"])
    held = {"held_on": date.today().isoformat(), "value": 99.4}
    assert not desk.move("quality-checks", check, "hold", **held).ok, "evidence is wanted"
    answer = desk.move("quality-checks", check, "hold", **held, evidence="Protocol 2")
    assert answer.json()["record"]["values"]["verdict"] == "passed"
    page = desk.go(f"/nodes/{desk.program}/quality/")
    line = page.get_by_role("row", name="Ticketing ready for passengers")
    expect(line).to_contain_text("0 %")
    defect = desk.one("defects", "Card readers")["record"]
    assert not desk.move("defects", defect, "fix").ok
    fixed = desk.move("defects", defect, "fix", fixed_how="Repeaters in the tunnel")
    assert desk.move("defects", fixed.json()["record"], "verify").ok
    page.reload()
    expect(page.get_by_role("row", name="Ticketing ready for passengers")).to_contain_text("100 %")
    assert desk.axe() == []
    page = desk.go(f"/nodes/{desk.program}/gate-readiness/")
    expect(page.get_by_text("No mandatory requirement failed")).to_be_visible()


def test_deliverables_live_and_roll_up(desk: Desk) -> None:
    """What the schedule and the newest analysis say of each; weighed into capabilities and objectives (28, 33)."""
    rows = desk.rows("deliverables", cols="expected_on,planned_on,slip_days")
    late = {row["title"]: row["values"] for row in rows if (row["values"]["slip_days"] or 0) > 0}
    assert set(late) >= {"Signaling approved", "Depot accepted"}
    assert all(values["expected_on"] == values["planned_on"] for values in late.values())
    page = desk.go(f"/nodes/{desk.program}/deliverables-on-time/")
    expect(page.get_by_role("row", name="Signaling approved")).to_contain_text("by schedule")
    expect(page.get_by_text("probabilities by the")).to_be_visible()
    assert page.locator("td[data-label='On time'] .mark").count() > 3
    assert desk.axe() == []
    page = desk.go(f"/nodes/{desk.program}/strategy/roll-up/")
    expect(page.get_by_role("row", name="Half of the trips")).to_contain_text("%")


def test_churn_and_early_warnings_name_their_reasons(desk: Desk) -> None:
    """Scope and requirements by month; what erodes, who is new, what is untested, each with its reason (47, 48)."""
    scope = max(desk.rows("scope-statements", cols="edition,churn"), key=lambda row: row["values"]["edition"])
    assert scope["values"]["churn"] > 0
    page = desk.go(f"/r/scope-statements/{scope['id']}/compare/")
    expect(page.locator("ins").first).to_be_visible()
    page = desk.go(f"/nodes/{desk.program}/strategy/churn/")
    expect(page.get_by_role("row", name="Signaling and control")).to_contain_text("%")
    assert desk.axe() == []
    page = desk.go(f"/nodes/{desk.program}/warnings/")
    for kind in ("Untested assumptions", "Deliverables that will be late"):
        expect(page.get_by_role("heading", name=kind)).to_be_visible()
    new = desk.raise_("stakeholders", title="Association of taxi drivers", power=4, interest=5)
    page.reload()
    expect(page.get_by_role("region", name="New stakeholders")).to_contain_text(new["title"])
    assert desk.axe() == []
