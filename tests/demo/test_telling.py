"""The demo is a fixture: the same day gives the same program."""

from datetime import date

import pytest

from lockstep.demo.story import project_outlines
from lockstep.demo.telling import tell

TODAY = date(2026, 11, 20)


def test_every_code_of_the_story_is_unique_and_every_predecessor_is_a_scheduled_activity():
    rows = [row for outline in project_outlines() for row in outline.rows]
    known = {row.code: row for row in rows}
    assert len(known) == len(rows)
    assert not [
        (row.code, link.code)
        for row in rows
        for link in row.links
        if link.code not in known or known[link.code].is_summary
    ]


@pytest.mark.django_db(transaction=True)
def test_the_told_program_is_a_year_old_late_and_critical_across_projects():
    from lockstep.domain.access.models import User
    from lockstep.domain.planning.queries import schedule

    told = tell(TODAY)
    user = User.objects.get(email=told.email)
    payload = schedule(user, told.program).payload
    rows = payload["activities"]
    opening = rows["code"].index("RD620")
    assert len([row for row in rows["id"] if row > 0]) > 330
    assert rows["finish"][opening] > rows["deadline"][opening]
    assert rows["critical"][opening]
    assert len(payload["baselines"]) == 2
    assert sum(rows["actualFinish"][row] is not None for row in range(len(rows["id"]))) > 80
    _assert_strategy_is_traced(user, told.program, rows["id"][rows["code"].index("SG550")])
    _assert_health_names_offenders(user, told.program)
    _assert_cost_is_analyzed(user, told.program)


def _assert_strategy_is_traced(user, program, activity):
    """Work leads up to an objective, every project serves one, one objective is unserved, some have not answered."""
    from lockstep.domain.records.queries import ListQuery, Scope, listing, trace_up
    from lockstep.domain.strategy.queries import coverage, roll_up

    trace = trace_up(user, "planning.activity", activity)
    assert trace.path[-1].record_type == "strategy.objective"
    assert {end.record_type for end, _ in trace.ends} >= {
        f"strategy.{name}" for name in ("deliverable", "capability", "outcome", "alignment", "objective")
    }
    covered = coverage(user, program)
    assert (len(covered.lines), covered.orphans, len(covered.unserved)) == (6, (), 1)
    assert all(0 < rolled.progress < 1 for rolled in roll_up(user, program)[:3])
    asked = listing(user, "acknowledgments", Scope(program), ListQuery()).rows
    assert {"asked", "acknowledged"} == {row.state for row in asked}


def _assert_health_names_offenders(user, program):
    """Each of the fourteen checks is measured; what stands against it is named, by the query and on the page."""
    from django.test import Client
    from django.urls import reverse

    from lockstep.domain.planning.queries.health import node_health

    checks = node_health(user, program).checks
    numbers = [str(number) for number in (1, 2, 3, 4, 5, 6, 7, 8)]
    assert [check.code for check in checks] == [*numbers, "9a", "9b", "10", "11", "12", "13", "14"]
    client = Client()
    client.force_login(user)
    page = client.get(reverse("web:health", args=[program])).content.decode()
    for check in checks:
        assert check.value is not None, check.code
        part = page.split(f'id="check-{check.code}"')[1].split('id="check-')[0]
        assert check.sentence.split(" (")[0][:40] in part.replace("&#x27;", "'"), check.code
        assert check.offender_count == len(check.offenders)
        if check.code in ("1", "2", "3", "5", "6", "7", "8", "9a", "9b"):
            assert check.offender_count == check.counted > 0, check.code
        for offender in check.offenders[:3]:
            assert offender.name
            assert offender.reason
            assert reverse("web:activity", args=[offender.activity]) in part, (check.code, offender.name)
    passed = {check.code for check in checks if check.outcome == "passed"}
    # The critical path test of the program holds, so it has nobody to name and says what it measured.
    assert "12" in passed
    assert "2" not in passed
    _assert_a_held_date_breaks_the_path_of_a_project(user, program, client)


def _assert_a_held_date_breaks_the_path_of_a_project(user, program, client):
    """Signaling ends on a day that is held: the page of the project names the delayed activity and the held one."""
    from django.urls import reverse

    from lockstep.domain.planning.queries import schedule
    from lockstep.domain.planning.queries.health import node_health

    projects = schedule(user, program).payload["projects"]
    signaling = projects["id"][projects["name"].index("Signaling and control")]
    test = next(check for check in node_health(user, signaling).checks if check.code == "12")
    assert (test.outcome, test.value) == ("failed", 0), test.sentence
    assert [offender.code for offender in test.offenders][1:] == ["SG660"]
    page = client.get(reverse("web:health", args=[signaling])).content.decode()
    part = page.split('id="check-12"')[1].split('id="check-')[0]
    assert "must finish on" in part
    for offender in test.offenders:
        assert reverse("web:activity", args=[offender.activity]) in part


def _assert_cost_is_analyzed(user, program):
    """Hundreds of millions of euros, most of it spent; the P80 is above the plan, and every project costs something."""
    from lockstep.domain.outlook.queries import analysis_page

    joint = analysis_page(user, program).joint
    assert joint.currency == "EUR"
    assert 100_000_000_00 < joint.planned_minor < joint.p50_minor < joint.p80_minor < 400_000_000_00
    assert len(joint.projects) == 6
    assert 0.01 < joint.contingency_minor / joint.planned_minor < 0.2
