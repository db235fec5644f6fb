"""The search for short resource-feasible schedules: small answers by hand, feasibility, equal bits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.rcpsp import Instance, faults
from lockstep.engine.leveling import BoundBy, ResourceProblem, sequence
from lockstep.foundation.findings import LockstepError


def problem(
    durations: list[int],
    demands: list[list[int]],
    capacities: list[int],
    links: tuple[tuple[int, int, int], ...] = (),
    floors: list[int] | None = None,
) -> ResourceProblem:
    """Return a problem; a link is (before, after, slots from start to start)."""
    rows = np.array(links, np.int64).reshape(-1, 3)
    return ResourceProblem(
        duration=np.array(durations, np.int64),
        demand=np.array(demands, np.int64).reshape(len(durations), -1),
        capacity=np.array(capacities, np.int64),
        before=rows[:, 0].astype(np.int32),
        after=rows[:, 1].astype(np.int32),
        lag=rows[:, 2],
        floor=np.array(floors or [0] * len(durations), np.int64),
    )


def test_two_jobs_of_one_person_go_one_after_the_other() -> None:
    """Five and five slots of the same person take ten; the bound by energy proves it."""
    answer = sequence(problem([5, 5], [[1], [1]], [1]))
    assert (answer.makespan, answer.start.tolist()) == (10, [0, 5])
    assert (answer.bound.slots, answer.bound.bound_by, answer.is_optimal) == (10, BoundBy.ENERGY, True)


def test_a_second_person_lets_them_go_side_by_side() -> None:
    """With two of the role both start at once; the critical path proves it."""
    answer = sequence(problem([5, 5], [[1], [1]], [2]))
    assert (answer.makespan, answer.bound.bound_by) == (5, BoundBy.CRITICAL_PATH)


def test_lags_and_floors_hold() -> None:
    """A job waits for its lag, and never starts before its floor."""
    answer = sequence(problem([2, 2, 1], [[1], [0], [0]], [1], ((0, 1, 7),), [3, 0, 4]))
    assert answer.start.tolist() == [3, 10, 4]


def test_demands_of_more_than_four_resources_are_all_kept() -> None:
    """Six resources need two words; jobs that share the sixth do not overlap."""
    demands = [[0, 0, 0, 0, 0, 2], [0, 0, 0, 0, 0, 2], [1, 1, 1, 1, 1, 0]]
    answer = sequence(problem([3, 4, 6], demands, [1, 1, 1, 1, 1, 3]))
    assert answer.makespan == 7


def test_large_capacities_are_scaled_to_the_safe_side() -> None:
    """Capacities over 32,767 do not overflow: 60,000 and 60,000 of 100,000 never run together."""
    assert sequence(problem([1, 1], [[60_000], [60_000]], [100_000])).makespan == 2
    assert sequence(problem([1, 1], [[50_000], [40_000]], [100_000])).makespan == 1


def test_a_demand_beyond_the_capacity_is_refused() -> None:
    """Nothing can be found where one job needs more than there is."""
    with pytest.raises(LockstepError, match="raise the capacity"):
        sequence(problem([1], [[2]], [1]))


def test_a_loop_is_refused() -> None:
    """Two jobs that wait for each other have no schedule."""
    with pytest.raises(LockstepError, match="loop"):
        sequence(problem([1, 1], [[0], [0]], [1], ((0, 1, 1), (1, 0, 1))))


def drawn(seed: int, jobs: int, resources: int) -> tuple[ResourceProblem, Instance]:
    """Return a random problem with finish-to-start links, in both forms."""
    random = np.random.default_rng(seed)
    durations = random.integers(0, 9, jobs).tolist()
    demands = random.integers(0, 6, (jobs, resources)).tolist()
    successors: list[list[int]] = [[] for _ in range(jobs)]
    for _ in range(jobs):
        before, after = sorted(random.choice(jobs, 2, replace=False).tolist())
        successors[before].append(after)
    links = tuple((job, other, durations[job]) for job in range(jobs) for other in successors[job])
    capacities = [7] * resources
    instance = Instance(durations, demands, capacities, successors, [0] * jobs)
    return problem(durations, demands, capacities, links), instance


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 30), st.sampled_from([1, 4, 5, 9]))
def test_every_answer_passes_the_checker(seed: int, jobs: int, resources: int) -> None:
    """Whatever the problem, links and capacities hold, counted slot by slot by other code."""
    given_problem, instance = drawn(seed, jobs, resources)
    answer = sequence(given_problem, seed=seed, rounds=1)
    assert faults(instance, answer.start.tolist()) == []
    assert answer.bound.slots <= answer.makespan


def test_the_checker_notices_a_broken_link_and_an_overload() -> None:
    """A checker that never fails proves nothing."""
    instance = Instance([2, 2], [[1], [1]], [1], [[1], []], [0, 0])
    assert len(faults(instance, [0, 0])) == 3
    assert faults(instance, [0, 2]) == []


def test_equal_seed_and_rounds_give_equal_starts_on_any_number_of_threads() -> None:
    """One worker and two find the same schedule, start by start."""
    given_problem, _ = drawn(5, 60, 4)
    one = sequence(given_problem, seed=3, rounds=3, workers=1)
    two = sequence(given_problem, seed=3, rounds=3, workers=2)
    assert one.start.tolist() == two.start.tolist()
    assert one.rounds == two.rounds


def test_stopping_at_once_still_gives_a_feasible_answer() -> None:
    """The constructive answer is there before anyone can stop the search."""
    given_problem, instance = drawn(8, 40, 2)
    answer = sequence(given_problem, rounds=100, stop=lambda: True)
    assert answer.rounds == 0
    assert faults(instance, answer.start.tolist()) == []


def test_overlapping_links_are_kept() -> None:
    """A job may start before its predecessor, by a lead, and a start-to-start link binds both ways."""
    given_problem = problem([8, 3, 4], [[1], [1], [2]], [2], ((0, 1, -2), (0, 2, 3)))
    start = sequence(given_problem, rounds=2).start.tolist()
    assert start[1] >= start[0] - 2
    assert start[2] >= start[0] + 3
