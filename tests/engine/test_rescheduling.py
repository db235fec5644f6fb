"""An edit followed through the network gives what scheduling from the beginning gives."""

from dataclasses import fields, replace
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lockstep.engine import KeptSchedule, Schedule, alongside, reschedule, schedule, schedule_and_keep
from lockstep.engine import rescheduling as module
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ConstraintKind, Plan
from lockstep.plan.columns import frozen
from tests.engine.building import DAY, HOUR, MONDAY, Network
from tests.engine.varied import varied_plan

CLOCK_DAY = 14_400
thorough = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def edited(plan: Plan, random: Random) -> Plan:
    """Return the plan with one edit of a value: a duration, progress, a delay, a lag, a date or a link's strength."""
    activities, links = plan.activities, plan.links
    row = random.randrange(len(activities))
    what = random.randrange(7)
    at = MONDAY + random.randrange(40) * CLOCK_DAY + random.choice((0, HOUR))
    if what == 0 or (what in (3, 4) and not len(links)):
        ticks = random.choice((0, HOUR, 3 * DAY, 9 * DAY))
        return replace(
            plan,
            activities=replace(
                activities,
                duration_ticks=put(activities.duration_ticks, row, ticks),
                remaining_ticks=put(activities.remaining_ticks, row, ticks),
            ),
        )
    if what == 1:
        is_finished = random.random() < 0.4
        return replace(
            plan,
            activities=replace(
                activities,
                actual_start_ticks=put(activities.actual_start_ticks, row, at),
                actual_finish_ticks=put(
                    activities.actual_finish_ticks, row, at + CLOCK_DAY if is_finished else NO_TICKS
                ),
                remaining_ticks=put(activities.remaining_ticks, row, 0 if is_finished else HOUR),
            ),
        )
    if what == 2:
        delays = put(activities.leveling_delay_ticks, row, random.choice((0, DAY, 4 * DAY)))
        return replace(plan, activities=replace(activities, leveling_delay_ticks=delays))
    if what == 3:
        lags = put(links.lag_ticks, random.randrange(len(links)), random.choice((0, HOUR, 5 * DAY, -DAY)))
        return replace(plan, links=replace(links, lag_ticks=lags))
    if what == 4:
        hard = put(links.is_hard, random.randrange(len(links)), random.random() < 0.5)
        return replace(plan, links=replace(links, is_hard=hard))
    if what == 5 and len(plan.constraints):
        return replace(plan, constraints=plan.constraints.take(range(len(plan.constraints) - 1)))
    kinds = [*plan.constraints.kind.tolist(), random.choice(list(ConstraintKind))]
    constraints = replace(
        plan.constraints,
        activity=frozen([*plan.constraints.activity.tolist(), row], np.int32),
        kind=frozen(kinds, np.int8),
        at_ticks=frozen([*plan.constraints.at_ticks.tolist(), at], np.int64),
    )
    return replace(plan, constraints=constraints)


def put(column: np.ndarray, row: int, value: int) -> np.ndarray:
    """Return a frozen copy of a column with one value changed."""
    changed = column.copy()
    changed[row] = value
    return frozen(changed, column.dtype)


def differing(one: Schedule, other: Schedule) -> list[str]:
    """Return the names of what differs between two schedules."""
    return [
        field.name
        for field in fields(one)
        if not np.array_equal(getattr(one, field.name), getattr(other, field.name))
        and getattr(one, field.name) is not getattr(other, field.name)
        and not (field.name == "findings" and one.findings == other.findings)
    ]


@given(st.integers(0, 2**32), st.integers(0, 2**32), st.integers(5, 60), st.booleans())
@thorough
def test_an_edit_gives_what_the_whole_gives(seed: int, edits: int, count: int, is_plain: bool) -> None:
    """A chain of edits on one plan: each result equals that of the changed plan scheduled from the beginning."""
    random = Random(edits)
    plan = varied_plan(seed, count, is_plain=is_plain)
    kept = schedule_and_keep(plan)
    for _ in range(5):
        plan = edited(plan, random)
        kept = reschedule(kept, plan)
        assert differing(kept.schedule, schedule(plan)) == []


def test_an_edit_leaves_the_earlier_schedule_as_it_is() -> None:
    plan = varied_plan(3)
    kept = schedule_and_keep(plan)
    reschedule(kept, edited(plan, Random(1)))
    assert differing(kept.schedule, schedule(plan)) == []


def two_chains() -> tuple[Network, Plan]:
    """Return two chains of three, of which the first ends last."""
    network = Network()
    for name, days in (("a", 5), ("b", 5), ("c", 5), ("x", 1), ("y", 1), ("z", 1)):
        network.add(name, days)
    for before, after in (("a", "b"), ("b", "c"), ("x", "y"), ("y", "z")):
        network.link(before, after)
    return network, network.builder.build()


@pytest.mark.parametrize(("name", "days"), [("y", 2), ("b", 9), ("b", 1)])
def test_an_edit_of_a_duration_is_followed_and_not_computed_whole(
    monkeypatch: pytest.MonkeyPatch, name: str, days: int
) -> None:
    """Within float, beyond the finish, and back: none of them falls back to the whole computation."""
    network, plan = two_chains()
    kept = schedule_and_keep(plan)
    ticks = put(plan.activities.duration_ticks, network.row[name], days * DAY)
    changed = replace(plan, activities=replace(plan.activities, duration_ticks=ticks, remaining_ticks=ticks))

    def forbidden(plan: Plan) -> KeptSchedule:
        raise AssertionError("computed whole")

    monkeypatch.setattr(module, "schedule_and_keep", forbidden)
    assert differing(reschedule(kept, changed).schedule, schedule(changed)) == []


def test_a_link_more_is_computed_whole() -> None:
    """Added rows change the order of the network; the result is the same as from the beginning."""
    network, plan = two_chains()
    kept = schedule_and_keep(plan)
    network.link("c", "x")
    changed = network.builder.build()
    assert differing(reschedule(kept, changed).schedule, schedule(changed)) == []


@pytest.mark.parametrize("seed", range(12))
def test_an_edit_gives_the_same_with_a_second_thread(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Late dates and what links say are computed side by side in large plans; here in small ones too."""
    monkeypatch.setattr(alongside, "LEAST_ROWS", 0)
    random = Random(seed)
    plan = varied_plan(seed, 30, is_plain=seed % 2 == 0)
    kept = schedule_and_keep(plan)
    for _ in range(5):
        plan = edited(plan, random)
        kept = reschedule(kept, plan)
        assert differing(kept.schedule, schedule(plan)) == []


@pytest.mark.parametrize("rows", [1, 10**6])
def test_what_is_done_side_by_side_raises_here(rows: int) -> None:
    def fails() -> None:
        raise ValueError("out of range")

    done: list[int] = []
    with pytest.raises(ValueError, match="out of range"):
        alongside.both(rows, lambda: done.append(1), fails)
    assert done == [1]


@pytest.mark.parametrize("seed", range(6))
def test_edits_of_plans_with_expected_finishes_give_what_the_whole_gives(seed: int) -> None:
    """Spans that follow from starts are followed too, by computing the plan as a whole."""
    random = Random(seed)
    plan = varied_plan(seed, 25, is_plain=seed % 2 == 0)
    uses = tuple(
        replace(project, options=replace(project.options, uses_expected_finish=True))
        for project in plan.projects
    )
    at = MONDAY + 9 * CLOCK_DAY
    constraints = replace(
        plan.constraints,
        activity=frozen([*plan.constraints.activity.tolist(), random.randrange(25)], np.int32),
        kind=frozen([*plan.constraints.kind.tolist(), ConstraintKind.EXPECTED_FINISH], np.int8),
        at_ticks=frozen([*plan.constraints.at_ticks.tolist(), at], np.int64),
    )
    plan = replace(plan, projects=uses, constraints=constraints)
    kept = schedule_and_keep(plan)
    for _ in range(4):
        plan = edited(plan, random)
        kept = reschedule(kept, plan)
        assert differing(kept.schedule, schedule(plan)) == []
