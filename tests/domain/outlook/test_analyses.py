"""What the page of a risk analysis shows, and what the schedule takes from the newest one."""

from datetime import date
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import NotFound
from lockstep.domain.outlook.bridge import composing
from lockstep.domain.outlook.queries import analysis_page, confidence, filled
from lockstep.domain.outlook.queries.analyses import OUTSIDE, share_by
from lockstep.domain.outlook.vocabulary import RunState
from lockstep.domain.planning.models import Network
from lockstep.domain.planning.queries import schedule
from lockstep.web.outlook_money import scatter_picture

from .conftest import DAY, analyzed, do


def test_a_page_without_an_analysis_says_only_who_may_start_one(program: Any) -> None:
    page = analysis_page(SYSTEM, program.program)
    assert (page.run, page.figures, page.may_start) == (None, None, True)


def test_a_page_has_figures_commitments_milestones_and_criticality(program: Any) -> None:
    baseline = do("planning.capture_baseline", node=program.program, name="Agreed")
    do("planning.approve_baseline", baseline=baseline.pk, version=1)
    gate = program.gate
    do(
        "planning.change_activity",
        activity=gate.pk,
        version=gate.version,
        changes={"deadline_ticks": 29_700_000},
    )
    analyzed(program.program)
    page = analysis_page(SYSTEM, program.program)
    figures = page.figures
    assert figures is not None
    assert figures.contingency_days is not None
    assert figures.contingency_days > 0
    assert [row.name for row in page.commitments] == ["Baseline “Agreed”"]
    assert page.commitments[0].share == pytest.approx(figures.planned_share, abs=0.01)
    (milestone,) = page.milestones
    assert (milestone.name, milestone.committed_by, milestone.committed_ticks) == (
        "Gate",
        "deadline",
        29_700_000,
    )
    assert milestone.share is not None
    assert 0 <= milestone.share <= 1
    assert {row.name for row in page.work} == {"Survey", "Trench", "Slab"}
    assert page.drivers[0].worth_days > 0
    assert dict(page.sources) == {"policy_default": 1, "expert": 2}


def test_the_probability_of_the_target_finish_is_told(program: Any) -> None:
    do(
        "portfolio.change_details",
        node=program.program,
        version=1,
        changes={"target_finish": date(2026, 3, 1).isoformat()},
    )
    analyzed(program.program)
    found = {row.name: row.share for row in analysis_page(SYSTEM, program.program).commitments}
    assert 0 < found["Target finish"] < 1


def test_a_project_sees_its_own_figures_in_the_analysis_of_the_program_above(program: Any) -> None:
    row = analyzed(program.program)
    page = analysis_page(SYSTEM, program.dig)
    assert (page.run.id, page.drivers_of) == (row.pk, "Depot")
    assert page.figures.p80_ticks < analysis_page(SYSTEM, program.program).figures.p80_ticks


def test_an_analysis_is_stale_when_the_plan_changed_since(program: Any) -> None:
    analyzed(program.program)
    assert not analysis_page(SYSTEM, program.program).run.is_stale
    program.add(program.dig, "Fence", 2)
    assert analysis_page(SYSTEM, program.program).run.is_stale


def test_two_analyses_are_compared(program: Any) -> None:
    first = analyzed(program.program)
    do("planning.set_ranges", activities=[program.trench.pk], low_share=0.9, high_share=1.1)
    analyzed(program.program)
    page = analysis_page(SYSTEM, program.program)
    assert page.previous.id == first.pk
    assert page.previous_figures.p80_ticks > page.figures.p80_ticks


def test_what_one_may_not_see_has_no_name(program: Any, make_person: Any) -> None:
    row = analyzed(program.program)
    viewer = make_person("Vera Viewer", "viewer", program.dig)
    with pytest.raises(NotFound):
        analysis_page(viewer, program.program)
    page = analysis_page(viewer, program.dig)
    assert page.run is None
    with pytest.raises(NotFound):
        analysis_page(viewer, program.dig, run=row.pk)
    own = analyzed(program.dig)
    page = analysis_page(viewer, program.dig)
    assert page.run.id == own.pk
    names = {driver.name for driver in page.drivers}
    assert not names & {"Slab"}
    assert {row.name for row in page.work} == {"Survey", "Trench"}
    assert OUTSIDE not in {row.name for row in page.work}


def test_the_schedule_takes_p_values_of_open_rows(program: Any) -> None:
    network = Network.objects.get()
    assert confidence(network.pk) is None
    payload = schedule(SYSTEM, program.program).payload["activities"]
    assert set(filled(None, payload)["p80"]) == {None}
    analyzed(program.program)
    rows = filled(confidence(network.pk), payload)
    by_id = dict(
        zip(payload["id"], zip(payload["finish"], rows["p50"], rows["p80"], strict=True), strict=True)
    )
    finish, p50, p80 = by_id[program.gate.pk]
    assert finish < p50 < p80
    assert by_id[-program.program][2] == pytest.approx(p80, abs=DAY)


def test_a_share_is_read_from_evenly_spaced_quantiles() -> None:
    curve = np.arange(0, 101) * 10
    assert share_by(curve, -1) == 0.0
    assert share_by(curve, 505) == pytest.approx(0.505)
    assert share_by(curve, 5_000) == 1.0


def test_the_page_costs_the_same_with_many_rows(program: Any) -> None:
    def cost() -> int:
        analysis_page(SYSTEM, program.program)
        with CaptureQueriesContext(connection) as captured:
            assert analysis_page(SYSTEM, program.program).run.state is RunState.DONE
        return len(captured)

    analyzed(program.program)
    few = cost()
    for number in range(20):
        program.add(
            program.dig, f"Fence {number}", 2, changes={"kind": "finish_milestone"} if number % 2 else {}
        )
    do("planning.quick_ranges", node=program.program)
    analyzed(program.program)
    analysis_page(SYSTEM, program.program)
    many = cost()
    assert many <= few + 1, "one more for the analysis before"


def test_cost_lines_give_a_joint_confidence(program: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a source adds cost, cost and finish are told together; the joint share is at most each of the two."""

    def costs(builder: Any, found: Any, set_up: Any, go_on: Any) -> None:
        for activity in (program.trench.pk, program.slab.pk):
            builder.add_cost(found.rows[activity], 1_000_000.0, low=0.8, likely=1.0, high=1.6)

    monkeypatch.setattr(composing, "SOURCES", (*composing.SOURCES, costs))
    analyzed(program.program)
    joint = analysis_page(SYSTEM, program.program).joint
    assert joint is not None
    assert joint.cost_share == pytest.approx(0.8, abs=0.01)
    assert joint.joint_share <= min(joint.cost_share, joint.finish_share)
    assert list(joint.frontier_cost_minor) == sorted(joint.frontier_cost_minor, reverse=True)
    picture = scatter_picture(joint, analysis_page(SYSTEM, program.program).figures.p80_ticks)
    assert len(picture.points) == len(joint.point_cost_minor)
    assert picture.top <= picture.cross_y <= picture.bottom
