"""Leveling as a job's work: a proposal is kept, taken in whole or in part, undone, put aside, and outdated."""

from collections.abc import Callable
from typing import Any

import pytest

from lockstep.domain.access.models import User
from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import Forbidden, InvalidInput, NotFound, Refused, perform, undo
from lockstep.domain.planning.actions import (
    ask_leveling,
    dismiss_leveling,
    keep_leveling,
    reopen_leveling,
)
from lockstep.domain.planning.models import Activity, LevelingProposal, Proposal
from lockstep.domain.planning.queries import leveling, levelings
from lockstep.domain.planning.vocabulary import (
    DelayState,
    LevelingAim,
    LevelingOrder,
    LevelingOutdated,
    LevelingState,
)

from .conftest import DAY, Program, do

SHORT = LevelingOrder(LevelingAim.AS_SHORT_AS_POSSIBLE, 0.0, {})
WITHIN = LevelingOrder(LevelingAim.WITHIN_FLOAT, 0.0, {})


class Watch:
    """Hears of progress; stops where told."""

    def __init__(self, stops_at: str = "-") -> None:
        self.phases: list[str] = []
        self.is_stopped = False
        self.stops_at = stops_at

    def report(self, share: float, phase: str) -> None:
        assert 0 <= share <= 1
        self.phases.append(phase)
        self.is_stopped = self.is_stopped or phase.startswith(self.stops_at)


@pytest.fixture
def crowded(program: Program) -> Program:
    """Ann is wanted five days by each of two projects at the same time; Dig's priority is the higher one."""
    program.ann = do("people.add_resource", node=program.program, name="Ann")  # type: ignore[attr-defined]
    for name, project in {"dig": program.dig, "pour": program.pour}.items():
        row = program.add(project, name.title(), 5)
        do("planning.assign", activity=row.pk, resource=program.ann.pk)  # type: ignore[attr-defined]
        setattr(program, f"work_{name}", row)
    return program


def leveled(program: Program, order: LevelingOrder = SHORT, **more: Any) -> Any:
    kept = keep_leveling(SYSTEM, program.program, None, order, more.pop("watch", None) or Watch())
    return leveling(SYSTEM, kept)


def delay_of(activity: Any) -> int:
    return Activity.objects.get(pk=activity.pk).leveling_delay_ticks


def test_a_delay_names_the_resource_the_work_it_waited_for_and_its_priority(crowded: Any) -> None:
    page = leveled(crowded)
    [delay] = page.delays
    assert (delay.name, delay.resource_name, delay.waits_for_name) == ("Pour", "Ann", "Dig")
    assert delay.waits_for_priority == 500
    assert delay.delay_work_ticks == 5 * DAY
    assert delay.state is DelayState.OPEN
    assert page.is_current
    assert [(row.name, row.before_hours, row.after_hours) for row in page.resources] == [("Ann", 40.0, 0.0)]
    assert page.row.finish_after_ticks > page.row.finish_before_ticks
    assert (sum(page.weeks.before_hours), sum(page.weeks.after_hours)) == (40.0, 0.0)


def test_one_more_of_the_constrained_resource_gains_the_worked_five_days(crowded: Any) -> None:
    """The worked answer: X(5) and Y(5) of one person finish at 10, of two at 5."""
    [value] = leveled(crowded).values
    assert (value.name, value.gained_days) == ("Ann", 5.0)


def test_another_priority_for_this_run_turns_the_order_around(crowded: Any) -> None:
    order = LevelingOrder(LevelingAim.AS_SHORT_AS_POSSIBLE, 0.0, {crowded.pour: 900})
    [delay] = leveled(crowded, order).delays
    assert (delay.name, delay.waits_for_name) == ("Dig", "Pour")


def test_within_float_moves_no_finish_and_says_what_stays(crowded: Any) -> None:
    page = leveled(crowded, WITHIN)
    assert page.delays == ()
    assert page.row.finish_after_ticks == page.row.finish_before_ticks
    assert page.row.overload_after_hours == 40.0


def test_taking_all_is_one_change_set_that_undo_takes_back(
    crowded: Any, statements: Callable[[Callable[[], Any]], int]
) -> None:
    page = leveled(crowded)
    outcome = perform("planning.accept_leveling", actor=SYSTEM, arguments={"proposal": page.row.id})
    assert outcome.value == [crowded.work_pour.pk]
    after = leveling(SYSTEM, page.row.id)
    assert [delay.state for delay in after.delays] == [DelayState.TAKEN]
    assert after.is_current, "delays that were taken do not make their own proposal outdated"
    assert delay_of(crowded.work_pour) == page.delays[0].delay_ticks
    undo(outcome.change_set_id, actor=SYSTEM)
    assert delay_of(crowded.work_pour) == 0
    again = leveling(SYSTEM, page.row.id)
    assert again.is_current
    assert [delay.state for delay in again.delays] == [DelayState.OPEN]


def test_a_part_is_taken_by_project_or_row_by_row(crowded: Any) -> None:
    for _ in range(2):
        row = crowded.add(crowded.pour, "More", 3)
        do("planning.assign", activity=row.pk, resource=crowded.ann.pk)
    page = leveled(crowded)
    assert len(page.delays) == 3
    first, *rest = page.delays
    do("planning.accept_leveling", proposal=page.row.id, activities=[first.activity])
    states = {delay.activity: delay.state for delay in leveling(SYSTEM, page.row.id).delays}
    assert states == {first.activity: DelayState.TAKEN} | {d.activity: DelayState.OPEN for d in rest}
    with pytest.raises(Refused):
        do("planning.accept_leveling", proposal=page.row.id, projects=[crowded.dig])
    do("planning.accept_leveling", proposal=page.row.id, projects=[crowded.pour])
    assert leveling(SYSTEM, page.row.id).taken == 3


def test_a_proposal_is_outdated_once_the_plan_has_changed_but_not_by_a_new_name(crowded: Any) -> None:
    page = leveled(crowded)
    dig = Activity.objects.get(pk=crowded.work_dig.pk)
    do("planning.change_activity", activity=dig.pk, version=dig.version, changes={"name": "Deep dig"})
    assert leveling(SYSTEM, page.row.id).is_current
    crowded.add(crowded.dig, "Another", 1)
    assert not leveling(SYSTEM, page.row.id).is_current
    with pytest.raises(LevelingOutdated, match="Level it again"):
        do("planning.accept_leveling", proposal=page.row.id)


def test_what_is_mastered_outside_becomes_a_proposal_to_its_manager(crowded: Any) -> None:
    from lockstep.domain.planning.models import ProjectPlan

    plan = ProjectPlan.objects.get(node=crowded.pour)
    do(
        "planning.change_plan",
        project=crowded.pour,
        version=plan.version,
        changes={"mastered": "outside", "source_description": "P6"},
    )
    page = leveled(crowded)
    assert page.delays[0].must_propose
    assert do("planning.accept_leveling", proposal=page.row.id) == []
    assert delay_of(crowded.work_pour) == 0
    assert do("planning.accept_leveling", proposal=page.row.id) == []  # asked again, it is not proposed twice
    made = Proposal.objects.get(project=crowded.pour)
    assert any(row["field"] == "leveling delay" for row in made.rows)


def test_what_lies_outside_the_node_stays_where_it_is_and_its_work_counts(crowded: Any) -> None:
    """Leveling Dig alone must wait for Ann's work in Pour, whoever has the higher priority."""
    kept = keep_leveling(SYSTEM, crowded.dig, None, SHORT, Watch())
    page = leveling(SYSTEM, kept)
    assert [(delay.name, delay.waits_for_name) for delay in page.delays] == [("Dig", "Pour")]
    assert page.lower_bound_ticks is not None or page.row.finish_after_ticks


def test_work_that_one_may_not_see_is_not_named(crowded: Any, make_person: Callable[..., User]) -> None:
    kept = keep_leveling(SYSTEM, crowded.dig, None, SHORT, Watch())
    manager = make_person("Nora", "project_manager", crowded.dig)
    [delay] = leveling(manager, kept).delays
    assert (delay.waits_for, delay.waits_for_name) == (None, "work outside your view")
    stranger = make_person("Sven", "viewer", crowded.pour)
    with pytest.raises(NotFound):
        leveling(stranger, kept)
    assert levelings(manager, crowded.dig)[0].id == kept


def test_who_may_only_look_may_not_level_take_or_put_aside(
    crowded: Any, make_person: Callable[..., User]
) -> None:
    viewer = make_person("Vera", "viewer", crowded.program)
    page = leveled(crowded)
    with pytest.raises(Forbidden):
        ask_leveling(viewer, crowded.program)
    with pytest.raises(Forbidden):
        perform("planning.accept_leveling", actor=viewer, arguments={"proposal": page.row.id})
    with pytest.raises(Forbidden):
        dismiss_leveling(viewer, page.row.id)
    assert not leveling(viewer, page.row.id).may_take


def test_a_proposal_is_put_aside_and_looked_at_again(crowded: Any) -> None:
    page = leveled(crowded)
    dismiss_leveling(SYSTEM, page.row.id)
    assert levelings(SYSTEM, crowded.program)[0].state is LevelingState.DISMISSED
    reopen_leveling(SYSTEM, page.row.id)
    assert levelings(SYSTEM, crowded.program)[0].state is LevelingState.OPEN


def test_a_stop_keeps_the_best_so_far(crowded: Any) -> None:
    order = LevelingOrder(LevelingAim.AS_SHORT_AS_POSSIBLE, 60.0, {})
    page = leveled(crowded, order, watch=Watch(stops_at="Looking"))
    assert page.row.is_stopped
    assert len(page.delays) == 1


def test_a_job_that_runs_twice_keeps_one_proposal(crowded: Any) -> None:
    first = keep_leveling(SYSTEM, crowded.program, 77, SHORT, Watch())
    assert keep_leveling(SYSTEM, crowded.program, 77, SHORT, Watch()) == first
    assert LevelingProposal.objects.count() == 1
    without = [keep_leveling(SYSTEM, node, None, SHORT, Watch()) for node in (crowded.dig, crowded.pour)]
    assert len({first, *without}) == 3


def test_a_wrong_wish_is_refused_at_once(crowded: Any) -> None:
    with pytest.raises(InvalidInput, match="600 seconds"):
        ask_leveling(SYSTEM, crowded.program, seconds=10_000)
    with pytest.raises(InvalidInput, match="priority"):
        ask_leveling(
            SYSTEM,
            crowded.program,
            order=LevelingOrder(LevelingAim.AS_SHORT_AS_POSSIBLE, 1.0, {crowded.dig: -1}),
        )
    empty = do("portfolio.add_node", kind="portfolio", name="Empty").pk
    with pytest.raises(Refused, match="nothing to level"):
        ask_leveling(SYSTEM, empty)


def test_earlier_delays_are_replaced(crowded: Any) -> None:
    """Once Dig is gone, nothing has to wait: the proposal takes the old delay back."""
    page = leveled(crowded)
    do("planning.accept_leveling", proposal=page.row.id)
    dig = Activity.objects.get(pk=crowded.work_dig.pk)
    do("planning.remove_activity", activity=dig.pk, version=dig.version)
    fresh = leveled(crowded)
    assert [(delay.name, delay.delay_ticks) for delay in fresh.delays] == [("Pour", 0)]
    do("planning.accept_leveling", proposal=fresh.row.id)
    assert delay_of(crowded.work_pour) == 0


def test_reading_a_proposal_costs_the_same_for_one_delay_and_for_many(
    crowded: Any, statements: Callable[[Callable[[], Any]], int]
) -> None:
    page = leveled(crowded)
    leveling(SYSTEM, page.row.id)
    few = statements(lambda: leveling(SYSTEM, page.row.id))
    for number in range(30):
        row = crowded.add(crowded.pour, f"More {number}", 1)
        do("planning.assign", activity=row.pk, resource=crowded.ann.pk)
    fresh = leveled(crowded)
    assert len(fresh.delays) > 25
    leveling(SYSTEM, fresh.row.id)
    assert statements(lambda: leveling(SYSTEM, fresh.row.id)) == few
