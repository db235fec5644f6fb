"""Risks of the register in an analysis: they move the P80, a response moves it back, the register says how far."""

from typing import Any

import pytest

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import perform
from lockstep.domain.outlook.models import SimulationResult
from lockstep.domain.outlook.queries.analyses import analysis_page
from lockstep.domain.outlook.vocabulary import DriverKind
from lockstep.domain.records.queries import ListQuery, Scope, listing

from .conftest import analyzed, do

TICKS_PER_DAY = 14_400


def risk_on(program: Any, *activities: Any, **fields: Any) -> Any:
    """Raise a risk that threatens some activities."""
    given = {"title": "Contaminated soil", **fields}
    row = do("records.raise_record", register="risks", node=program.program, fields=given)
    for activity in activities:
        do(
            "records.link_records",
            kind="threatens",
            source={"type": "risks.risk", "id": row.pk},
            target={"type": "planning.activity", "id": activity.pk},
        )
    return row


def p80_of(program: Any, **more: Any) -> int:
    return SimulationResult.objects.get(run=analyzed(program.program, **more)).p80_ticks


def test_a_risk_on_two_activities_moves_the_p80_and_its_response_moves_it_back(
    program: Any, administrator: Any
) -> None:
    """A certain risk of 10 days on two activities in a row costs 20 working days; half is left after its response."""
    calm = p80_of(program, response="before")
    risk = risk_on(
        program,
        program.trench,
        program.slab,
        probability=1.0,
        impact_days=10,
        residual_probability=1.0,
        residual_days=5,
    )
    before, after = p80_of(program, response="before"), p80_of(program, response="after")
    # 20 working days are four weeks on the clock, and 10 are two.
    assert before - calm == pytest.approx(28 * TICKS_PER_DAY, abs=3 * TICKS_PER_DAY)
    assert after - calm == pytest.approx(14 * TICKS_PER_DAY, abs=3 * TICKS_PER_DAY)
    query = ListQuery(columns=("p80_days", "p80_days_saved"), sort="-p80_days_saved")
    (row,) = listing(administrator, "risks", Scope(program.program), query).rows
    assert row.id == risk.pk
    assert row.values["p80_days"] == pytest.approx((before - calm) / TICKS_PER_DAY, abs=0.2)
    assert row.values["p80_days_saved"] == pytest.approx((before - after) / TICKS_PER_DAY, abs=0.2)


def test_only_open_quantified_risks_that_threaten_work_count(program: Any) -> None:
    calm = p80_of(program, response="before")
    risk_on(program, probability=1.0, impact_days=10)
    risk_on(program, program.trench, impact_days=10)
    closed = risk_on(program, program.trench, probability=1.0, impact_days=10)
    perform(
        "records.move_record",
        actor=SYSTEM,
        arguments={"register": "risks", "record": closed.pk, "version": closed.version, "move": "close"},
    )
    assert p80_of(program, response="before") == calm
    # The one without a probability is told; a closed one and one that threatens nothing are not missed.
    told = [finding["sentence"] for finding in SimulationResult.objects.order_by("-pk")[0].findings]
    assert told[0].startswith("1 open risk threatens activities and is not in the answer")


def test_an_opportunity_brings_the_p80_forward(program: Any) -> None:
    calm = p80_of(program, response="before")
    risk_on(program, program.slab, kind="opportunity", probability=1.0, impact_days=4)
    assert p80_of(program, response="before") < calm


def test_a_driver_that_is_a_risk_is_named_by_key_and_title(program: Any, administrator: Any) -> None:
    """Its number in the database tells nobody anything."""
    risk = risk_on(program, program.trench, probability=0.9, impact_days=30)
    analyzed(program.program, response="before")
    drivers = analysis_page(administrator, program.program).drivers
    names = [driver.name for driver in drivers if driver.kind is DriverKind.RISK]
    assert names == [f"{risk.key} Contaminated soil"]
