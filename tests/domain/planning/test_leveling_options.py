"""What a leveling run may be asked for beyond its aim: interrupting work, programs that go first, a late new unit."""

from typing import Any

import pytest

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import InvalidInput, perform, undo
from lockstep.domain.planning.actions import ask_leveling
from lockstep.domain.planning.models import Activity, Split
from lockstep.domain.planning.queries import leveling
from lockstep.domain.planning.queries.leveling import program_priorities
from lockstep.domain.planning.vocabulary import DelayState, LevelingAim, LevelingOrder, LevelingSplitting

from .conftest import DAY, MONDAY, Program, do
from .test_leveling import leveled

SHORT = LevelingAim.AS_SHORT_AS_POSSIBLE
SPLIT = LevelingOrder(SHORT, 0.0, {}, splitting=LevelingSplitting.ALLOWED)


@pytest.fixture
def torn(program: Program) -> Any:
    """Ann digs for ten days, and is at a fair on the Thursday and Friday of the first week, whatever happens."""
    found: Any = program
    ann = do("people.add_resource", node=found.program, name="Ann")
    found.digging = found.add(found.dig, "Digging", 10)
    at = {"constraint": "must_start_on", "constraint_at_ticks": MONDAY + 3 * 14_400}
    found.fair = found.add(found.pour, "Fair", 2, changes=at)
    for row in (found.digging, found.fair):
        do("planning.assign", activity=row.pk, resource=ann.pk)
    return found


def test_work_may_be_interrupted_and_undo_puts_it_together_again(torn: Any) -> None:
    """In one piece digging waits a week; interrupted it begins at once, pauses two days and ends two days later."""
    [whole] = leveled(torn, LevelingOrder(SHORT, 0.0, {})).delays
    assert (whole.name, whole.delay_work_ticks, whole.pauses) == ("Digging", 5 * DAY, ())
    page = leveled(torn, SPLIT)
    [apart] = page.delays
    assert (apart.delay_ticks, apart.state) == (0, DelayState.OPEN)
    assert [(pause.after_ticks, pause.gap_ticks) for pause in apart.pauses] == [(3 * DAY, 2 * DAY)]
    assert page.row.overload_after_hours == 0
    assert page.row.finish_after_ticks < whole.finish_after_ticks
    outcome = perform("planning.accept_leveling", actor=SYSTEM, arguments={"proposal": page.row.id})
    [split] = Split.objects.all()
    assert (split.activity_id, split.after_ticks, split.gap_ticks) == (torn.digging.pk, 3 * DAY, 2 * DAY)
    after = leveling(SYSTEM, page.row.id)
    assert after.is_current, "gaps that were taken do not make their own proposal outdated"
    assert [delay.state for delay in after.delays] == [DelayState.TAKEN]
    undo(outcome.change_set_id, actor=SYSTEM)
    assert not Split.objects.exists()
    back = leveling(SYSTEM, page.row.id)
    assert back.is_current
    assert [delay.state for delay in back.delays] == [DelayState.OPEN]


def test_another_plan_than_the_one_looked_at_makes_the_gaps_outdated(torn: Any) -> None:
    page = leveled(torn, SPLIT)
    row = Activity.objects.get(pk=torn.fair.pk)
    do("planning.change_activity", activity=row.pk, version=row.version, changes={"priority": 400})
    assert not leveling(SYSTEM, page.row.id).is_current


def test_the_priority_of_a_program_is_asked_for_and_kept(torn: Any) -> None:
    [known] = [row for row in program_priorities(SYSTEM, torn.program) if row.project == torn.program]
    assert known.priority == 500
    page = leveled(torn, LevelingOrder(SHORT, 0.0, {}, program_priorities={torn.program: 900}))
    assert page.order.program_priorities == {torn.program: 900}


def test_a_program_goes_before_the_priorities_of_its_projects(program: Program) -> None:
    """Pour has the higher priority as a project, Dig stands below the more important program."""
    ann = do("people.add_resource", node=program.program, name="Ann")
    for project, name in ((program.dig, "Dig"), (program.pour, "Pour")):
        row = program.add(project, name, 5)
        do("planning.assign", activity=row.pk, resource=ann.pk)
    order = LevelingOrder(SHORT, 0.0, {program.pour: 900}, program_priorities={program.dig: 600})
    [delay] = leveled(program, order).delays
    assert (delay.name, delay.waits_for_name) == ("Pour", "Dig")


def test_one_more_who_comes_late_gains_less(program: Program) -> None:
    """Two activities of ten days for one person: one more at once gains ten days, one more after a week five."""
    ann = do("people.add_resource", node=program.program, name="Ann")
    for project, name in ((program.dig, "Dig"), (program.pour, "Pour")):
        row = program.add(project, name, 10)
        do("planning.assign", activity=row.pk, resource=ann.pk)
    [at_once] = leveled(program, LevelingOrder(SHORT, 0.0, {})).values
    [late] = leveled(program, LevelingOrder(SHORT, 0.0, {}, lead_weeks=1.0)).values
    assert (at_once.gained_days, late.gained_days) == (10.0, 5.0)


def test_options_out_of_range_are_refused(torn: Any) -> None:
    for more in (
        {"lead_weeks": -1.0},
        {"ramp_up_weeks": 500.0},
        {"program_priorities": {torn.program: 2_000}},
    ):
        with pytest.raises(InvalidInput):
            ask_leveling(SYSTEM, torn.program, order=LevelingOrder(SHORT, 0.0, {}, **more))
