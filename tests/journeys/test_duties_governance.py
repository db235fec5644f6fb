"""Duties of steering on the demo program: limits, forums, gates, delegated work, changes, decisions."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.desk import Desk

pytestmark = pytest.mark.browser


def day(offset: int) -> str:
    """Return a day from today."""
    return (date.today() + timedelta(days=offset)).isoformat()


def test_limits_controls_and_what_goes_beyond_them(desk: Desk) -> None:
    """Live tolerances have their reading; beyond a limit an exception is reported, and only the board decides (19)."""
    live = {
        row["title"]: row["values"]
        for row in desk.rows("tolerances", cols="live_forecast,live_words,color,reads")
        if row["values"]["reads"] == "live"
    }
    assert "against its baseline" in live["Finish of the line"]["live_words"]
    assert "EUR by its plan, against the" in live["Cost of the line"]["live_words"]
    assert "risk analysis" in live["Chance of the target day"]["live_words"]
    assert live["Changes that wait"]["color"] == "amber"
    found = desk.one("exceptions", "Delegated work is beyond its limits")["record"]
    assert (found["state"], found["values"]["routed_to"]) == ("raised", "Change board")
    refused = desk.move("exceptions", found, "decide", chosen="Two shifts of tests", forum=None)
    assert refused.status == 422, refused.text()
    assert "Change board (DA-3, up to 20 working days" in refused.text()
    forum = found["values"]["forum"]
    decided = desk.move("exceptions", found, "decide", chosen="Two shifts of tests", forum=forum)
    assert decided.ok, decided.text()
    late = desk.one("controls", "Invoices held against deliverables")["record"]
    assert not desk.move("controls", late, "perform").ok
    done = desk.move("controls", late, "perform", evidence="Sheet of this month", effect="effective")
    assert done.json()["record"]["values"]["performed_on"] == day(0)
    page = desk.go("/nodes/{program}/tolerance-colors/")
    expect(page.get_by_role("region", name="Gap over time")).to_contain_text("Opening day")
    page.get_by_label("Rolled up by").select_option("weighted")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("chosen here")).to_be_visible()
    expect(page.get_by_role("heading", name="All together")).to_be_visible()
    assert desk.axe() == []


def test_the_operating_model_measures_itself(desk: Desk) -> None:
    """Forums, escalation paths, responsibilities and reports, with days to decide and share late (20)."""
    desk.go("/nodes/{program}/operating-model/")
    board = desk.page.get_by_role("row", name="Steering board").first
    expect(board).to_contain_text("in time")
    expect(desk.page.get_by_role("heading", name="Escalation paths")).to_be_visible()
    assert desk.axe() == []
    desk.go("/nodes/{program}/responsibilities/")
    line = desk.page.get_by_role("row", name="Approve a change beyond 20 days")
    expect(line).to_contain_text("agreed")
    assert desk.axe() == []
    owed = desk.one("report-duties", "Highlight report of ticketing")["record"]
    assert owed["values"]["late_share"] == 0.5
    sent = desk.move("report-duties", owed, "deliver")
    assert sent.json()["record"]["values"]["delivered"] == 3


def test_a_gate_has_its_day_and_its_pack(desk: Desk) -> None:
    """The calendar leads to the pack with criteria on live data; the workbook has a sheet for each part (21)."""
    desk.go("/nodes/{program}/gate-calendar/")
    assert desk.axe() == []
    desk.page.get_by_role("link", name="Pack of G-2").click()
    expect(desk.page.get_by_role("heading", name="Criteria and evidence")).to_be_visible()
    expect(desk.page.get_by_role("row", name="GC-3 No blocker is open")).to_contain_text("not met")
    assert desk.axe() == []
    gate = desk.one("gates", "Start of test running")["record"]["id"]
    book = desk.page.request.get(f"{desk.address}/gates/{gate}/pack/?export=xlsx")
    assert book.ok
    assert book.body()[:2] == b"PK"


def test_work_is_delegated_and_only_exceptions_come_back(desk: Desk) -> None:
    """One package is beyond its limits, one is silent; a report quiets it (23)."""
    assert desk.titles("work-packages", flag="beyond") == {"Interlocking and control center"}
    assert desk.titles("work-packages", flag="report_late") == {"Tracks and wire of the line"}
    desk.go("/nodes/{program}/by-exception/")
    expect(desk.page.get_by_text("1 of 3 delegated work packages run within their limits")).to_be_visible()
    assert desk.axe() == []
    silent = desk.one("work-packages", "Tracks and wire of the line")["record"]
    told = desk.move(
        "work-packages", silent, "report", report="The wire hangs to stop 14", forecast_on=day(60)
    )
    assert told.ok, told.text()
    values = told.json()["record"]["values"]
    assert (values["reports_late"], values["report_due_on"]) == (1, day(14))
    assert desk.titles("work-packages", flag="report_late") == set()


def test_a_change_is_tried_answered_and_approved_by_who_may(desk: Desk) -> None:
    """The trial says days of finish and P80; those hit answer; approval moves the plan, undo takes it back."""
    asked = desk.one("change-requests", "A stop at the new hospital")["record"]
    trial = desk.get(f"/change-requests/{asked['id']}/trial")
    assert trial["finishDays"] > 0
    assert trial["p80Days"] is not None
    assert not trial["isOutdated"]
    assert len(trial["projects"]) == 3
    refused = desk.move("change-requests", asked, "approve")
    assert "have not answered" in refused.text()
    for row in desk.rows("change-responses", filter=f"request={asked['id']}"):
        if row["state"] == "asked":
            assert desk.move("change-responses", row, "agree").ok
    beyond = desk.move("change-requests", asked, "approve", forum=None)
    assert beyond.status == 422
    assert "Change board" in beyond.text()
    board = asked["values"]["forum"]
    approved = desk.move("change-requests", asked, "approve", forum=board, verdict="Worth the four days")
    assert approved.ok, approved.text()
    assert approved.json()["record"]["state"] == "approved"
    written = desk.get("/change-sets", node=str(desk.program), limit="20")["items"]
    done = next(row["id"] for row in written if row["action"] == "records.move_record")
    undone = desk.send(f"/change-sets/{done}/undo", {})
    assert undone.ok, undone.text()
    assert desk.one("change-requests", "A stop at the new hospital")["record"]["state"] == "submitted"
    page = desk.go(f"/r/change-requests/{asked['id']}/")
    expect(page.get_by_role("region", name="Trial")).to_contain_text("P80")
    expect(page.get_by_role("link", name="Open the trial")).to_be_visible()
    desk.go(f"/change-requests/{asked['id']}/trial/?q=SG510")
    expect(desk.page.get_by_role("heading", name="Who may approve it")).to_be_visible()
    assert desk.axe() == []


def test_a_decision_is_prepared_compared_and_taken_within_authority(desk: Desk) -> None:
    """Options are weighed; who has no authority for what is at stake is told who has; the log keeps dissent (57)."""
    made = desk.raise_(
        "decisions",
        title="Night work at the bridge",
        question="Is the bridge built at night?",
        criteria="Days: 60\nNeighbors: 40",
        options="At night: 9, 2\nBy day: 3, 9\nWeekends: 6, 6",
        due_on=day(7),
        stake_days=15,
        decider=desk.one("decisions", "Open in one or in two stages")["record"]["values"]["decider"],
    )
    ready = desk.move("decisions", made, "offer").json()["record"]
    assert ready["values"]["leading"] == "At night"
    words = {"chosen": "At night", "dissent": "The neighbors", "decided_on": day(0)}
    refused = desk.move("decisions", ready, "decide", **words)
    assert refused.status == 422
    assert "Change board" in refused.text()
    smaller = desk.page.request.patch(
        f"{desk.address}/api/v1/registers/decisions/{ready['id']}",
        data={"fields": {"stake_days": 5}},
        headers={"X-CSRFToken": desk.token, "If-Match": f'"decisions-{ready["id"]}-{ready["version"]}"'},
    )
    assert smaller.ok, smaller.text()
    taken = desk.move("decisions", smaller.json()["record"], "decide", **words)
    assert taken.ok, taken.text()
    desk.go(f"/decisions/{ready['id']}/brief/")
    expect(desk.page.get_by_text("Night work at the bridge").first).to_be_visible()
    assert desk.axe() == []
