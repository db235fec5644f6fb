"""Properties of health over generated networks."""

from hypothesis import given
from hypothesis import strategies as st

from lockstep.engine import Outcome, assess_health, schedule
from lockstep.plan import Plan, PlanBuilder
from tests.engine.building import DAY, MONDAY
from tests.engine.test_properties import gentle, networks

SHARES = ("1", "2", "3", "5", "6", "7", "8", "10", "11")


@st.composite
def reported(draw: st.DrawFn) -> Plan:
    """Return a network with progress, a data date and a baseline, none of which need make sense."""
    builder: PlanBuilder = draw(networks())
    data_date = MONDAY + draw(st.integers(-5, 30)) * DAY
    builder.projects[0] = type(builder.projects[0])(
        "p", "P", start_ticks=MONDAY, calendar=0, data_date_ticks=data_date
    )
    for row in range(len(builder.build().activities)):
        start = MONDAY + draw(st.integers(0, 20)) * DAY
        if draw(st.booleans()):
            builder.set_baseline(
                "B", row, finish_ticks=start + DAY, duration_ticks=draw(st.integers(0, 60)) * DAY
            )
        if draw(st.booleans()):
            builder.change_activity(row, actual_start_ticks=start)
            if draw(st.booleans()):
                builder.change_activity(
                    row, actual_finish_ticks=start + DAY, remaining_ticks=0, share_complete=1.0
                )
    return builder.build()


@gentle
@given(reported())
def test_each_list_of_offenders_matches_its_count(plan: Plan) -> None:
    """Shares count offenders; finish-to-start links are the rest; a null value is never passed."""
    total = assess_health(plan, schedule(plan)).total
    for check in total.checks:
        assert (check.value is None) == (check.outcome is Outcome.NOT_APPLICABLE), check.code
        assert all(0 <= offense.activity < len(plan.activities) for offense in check.offenses)
        assert all(offense.sentence.endswith(".") for offense in check.offenses)
        if check.code in (*SHARES, "9a", "9b"):
            assert len(check.offenses) == check.counted, check.code
        if check.code in SHARES and check.value is not None:
            assert check.value == check.counted / check.out_of
    types = total.check("4")
    assert len(types.offenses) == types.out_of - types.counted
    failed = total.check("12").outcome is Outcome.FAILED
    assert bool(total.check("12").offenses) == failed, "the delay that got lost, and where it did"


@gentle
@given(reported())
def test_an_assessment_is_deterministic_and_leaves_the_plan_alone(plan: Plan) -> None:
    ours = schedule(plan)
    assert assess_health(plan, ours) == assess_health(plan, schedule(plan))
    assert (schedule(plan).finish_ticks == ours.finish_ticks).all()


@gentle
@given(reported())
def test_float_bands_hold_each_incomplete_activity_once(plan: Plan) -> None:
    total = assess_health(plan, schedule(plan)).total
    assert sum(band.count for band in total.float_bands) == total.check("7").out_of
