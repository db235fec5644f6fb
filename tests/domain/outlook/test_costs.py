"""Cost in an analysis: rates times work follow durations, the rest does not, and currencies are never added up."""

from typing import Any

import pytest

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.outlook.models import SimulationResult
from lockstep.domain.outlook.queries.analyses import analysis_page
from lockstep.domain.planning.models import Activity, Network
from lockstep.domain.planning.queries.activity_record import activity_record

from .conftest import DAY, MONDAY, analyzed, do
from .test_risk_events import risk_on

RATE, BILL = 100_00, 50_000_00


def priced(program: Any, **resource: Any) -> Any:
    """Let somebody of 100 an hour dig the trench, and the slab cost 50,000 whenever it is poured."""
    for project in (program.dig, program.pour):
        do("planning.open_plan", project=project, changes={"currency": "EUR"})
    given = {"cost_per_hour_minor": RATE, "currency": "EUR", **resource}
    digger = do("people.add_resource", node=program.program, name="Digger", **given)
    do("planning.assign", activity=program.trench.pk, resource=digger.pk)
    slab = Activity.objects.get(pk=program.slab.pk)
    do("planning.change_activity", activity=slab.pk, version=slab.version, changes={"fixed_cost_minor": BILL})
    return digger


def joint_of(program: Any, **more: Any) -> Any:
    analyzed(program.program, **more)
    return analysis_page(SYSTEM, program.program).joint


def test_cost_as_planned_is_rates_times_work_and_fixed_costs(program: Any) -> None:
    """20 days of 8 hours at 100 are 16,000, which follow the schedule; 50,000 do not."""
    priced(program)
    joint = joint_of(program)
    assert (joint.currency, joint.planned_minor) == ("EUR", 20 * 8 * RATE + BILL)
    assert joint.by_time_minor == 20 * 8 * RATE
    assert [row.planned_minor for row in joint.projects] == [BILL, 20 * 8 * RATE]
    assert joint.p50_minor < joint.p80_minor
    assert joint.contingency_minor == joint.p80_minor - joint.planned_minor > 0


def test_cost_follows_the_duration_where_it_is_by_the_hour(program: Any) -> None:
    """With nothing else uncertain, the cost is that of the drawn duration to the cent."""
    priced(program)
    do("planning.clear_ranges", activities=[program.trench.pk, program.slab.pk])
    assert joint_of(program, unranged="certain", together="nothing").curve_minor[::100] == (
        66_000_00,
        66_000_00,
    )
    do("planning.set_ranges", activities=[program.trench.pk], low_share=2.0, likely_share=2.0, high_share=2.0)
    assert set(joint_of(program, unranged="certain", together="nothing").curve_minor) == {82_000_00}


def test_work_in_progress_costs_what_was_worked_and_what_is_left(program: Any) -> None:
    priced(program)
    do("planning.clear_ranges", activities=[program.trench.pk, program.slab.pk])
    survey, trench = (Activity.objects.get(pk=row.pk) for row in (program.survey, program.trench))
    do("planning.set_progress", activity=survey.pk, version=survey.version, actual_start_ticks=MONDAY,
       actual_finish_ticks=MONDAY + 4 * 14_400 + 5_400)  # fmt: skip
    do("planning.set_progress", activity=trench.pk, version=trench.version, remaining_ticks=5 * DAY,
       actual_start_ticks=MONDAY + 7 * 14_400)  # fmt: skip
    joint = joint_of(program, unranged="certain", together="nothing")
    assert joint.planned_minor == pytest.approx(20 * 8 * RATE + BILL)
    assert set(joint.curve_minor) == {joint.planned_minor}


def test_what_is_in_another_currency_is_left_out_and_named(program: Any) -> None:
    """Nobody gave a rate of exchange, so dollars are not counted as euros."""
    priced(program, currency="USD")
    joint = joint_of(program)
    assert joint.planned_minor == BILL
    result = SimulationResult.objects.order_by("-pk").first()
    (said,) = [row["sentence"] for row in result.findings if row["code"] == "outlook.other_currency"]
    assert said.startswith("Costs in USD are left out (0 fixed costs, 1 assignments)")


def test_a_risk_with_a_cost_moves_the_cost_once_and_its_response_takes_it_back(program: Any) -> None:
    """A certain risk of 10,000 on two activities costs 10,000, after its response a quarter of it."""
    priced(program)
    calm = joint_of(program).p80_minor
    risk_on(program, program.trench, program.slab, probability=1.0, impact_cost=10_000_00,
            residual_probability=1.0, residual_cost=2_500_00)  # fmt: skip
    before, after = joint_of(program, response="before"), joint_of(program, response="after")
    assert before.p80_minor - calm == 10_000_00
    assert after.p80_minor - calm == 2_500_00
    assert before.planned_minor == after.planned_minor


def test_a_range_of_the_fixed_cost_is_drawn_and_costs_never_move_dates(program: Any) -> None:
    priced(program)
    plain = joint_of(program, unranged="certain")
    do("planning.set_layer", activity=program.slab.pk, version=activity_record(SYSTEM, program.slab.pk).layer.version,
       changes={"cost_low_share": 1.0, "cost_high_share": 3.0})  # fmt: skip
    wide = joint_of(program, unranged="certain")
    assert wide.p80_minor > plain.p80_minor
    assert wide.point_finish_ticks == plain.point_finish_ticks


def test_without_any_price_there_is_no_cost_to_show(program: Any) -> None:
    assert joint_of(program) is None


def test_a_price_counts_the_revision_up(program: Any) -> None:
    """An analysis of before a change of a price is marked as behind."""
    digger = priced(program)
    before = Network.objects.get().revision
    do(
        "people.change_resource",
        resource=digger.pk,
        version=digger.version,
        changes={"cost_per_hour_minor": 1},
    )
    assert Network.objects.get().revision > before
