"""The worked network: four activities, one link of each common kind, checked by hand."""

import pytest

from lockstep.engine import DriverKind, Schedule, schedule
from lockstep.foundation.ticks import NO_TICKS
from tests.engine.building import DAY, FF, MONDAY, SS, Network


@pytest.fixture
def worked() -> tuple[Network, Schedule]:
    """A(5), B(3) after A, C(6) two days after A starts, D(4) a day after B and to end with C."""
    network = Network()
    network.add("A", 5)
    network.add("B", 3)
    network.add("C", 6)
    network.add("D", 4)
    network.link("A", "B")
    network.link("A", "C", SS, 2)
    network.link("B", "D", days=1)
    network.link("C", "D", FF)
    return network, schedule(network.plan())


def offsets(ticks) -> list[float]:
    """Return working days from the first Monday, for moments that lie on whole days."""
    answer = []
    for tick in ticks.tolist():
        days, rest = divmod(tick - MONDAY, 14_400)
        weeks, weekday = divmod(days, 7)
        answer.append(weeks * 5 + min(weekday, 5) + (1 if rest == 5_400 else rest / DAY))
    return answer


def test_the_worked_network_gives_exactly_its_answers(worked) -> None:
    _, result = worked
    assert offsets(result.early_start_ticks) == [0, 5, 2, 9]
    assert offsets(result.early_finish_ticks) == [5, 8, 8, 13]
    assert (result.total_float_ticks / DAY).tolist() == [0, 0, 5, 0]
    assert offsets(result.project_finish_ticks) == [13]


def test_late_dates_mirror_early_ones(worked) -> None:
    _, result = worked
    assert offsets(result.late_start_ticks) == [0, 5, 7, 9]
    assert offsets(result.late_finish_ticks) == [5, 8, 13, 13]
    assert (result.free_float_ticks / DAY).tolist() == [0, 0, 5, 0]


def test_critical_activities_are_those_on_the_longest_path_here(worked) -> None:
    _, result = worked
    assert result.is_critical.tolist() == [True, True, False, True]
    assert result.is_on_longest_path.tolist() == [True, True, False, True]


def test_each_start_names_what_sets_it(worked) -> None:
    _, result = worked
    kinds = [DriverKind(kind) for kind in result.driver_kind.tolist()]
    assert kinds == [DriverKind.PROJECT_START, DriverKind.LINK, DriverKind.LINK, DriverKind.LINK]
    assert result.driver.tolist() == [-1, 0, 1, 2]
    assert result.is_driving.tolist() == [True, True, True, False]
    assert (result.link_float_ticks / DAY).tolist() == [0, 0, 0, 5]


def test_an_empty_plan_has_an_empty_schedule() -> None:
    result = schedule(Network().plan())
    assert len(result.start_ticks) == 0
    assert result.project_finish_ticks.tolist() == [NO_TICKS]
