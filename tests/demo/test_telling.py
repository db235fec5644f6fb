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
