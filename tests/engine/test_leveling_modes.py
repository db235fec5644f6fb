"""Several modes: small answers by hand, feasibility counted by other code, equal bits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.modes import ModeInstance, mode_faults, problem_of
from lockstep.engine.leveling import sequence_modes
from lockstep.foundation.findings import LockstepError


def drawn(seed: int, jobs: int) -> ModeInstance:
    """Return a random problem of up to three modes a job: quicker ones need more people and use more of the stock."""
    random = np.random.default_rng(seed)
    modes = []
    for _ in range(jobs):
        work, own = int(random.integers(1, 13)), []
        for people in range(1, int(random.integers(1, 4)) + 1):
            own.append((-(-work // people), [people, int(random.integers(0, 2))], [people * 2]))
        modes.append(own)
    successors: list[list[int]] = [[] for _ in range(jobs)]
    for _ in range(jobs):
        before, after = sorted(random.choice(jobs, 2, replace=False).tolist())
        successors[before].append(after)
    return ModeInstance(modes, [4, 2], [3 * jobs], successors)


def test_more_people_are_taken_where_they_end_it_earlier() -> None:
    """One job of six slots by one person or three by two: with two people there the quicker mode is chosen."""
    instance = ModeInstance([[(6, [1], []), (3, [2], [])]], [2], [], [[]])
    answer = sequence_modes(problem_of(instance))
    assert (answer.makespan, answer.mode.tolist(), answer.bound.slots) == (3, [1], 3)


def test_a_stock_that_is_too_small_for_all_quick_modes_is_shared_out() -> None:
    """Two jobs in a row, quick ones use two each of a stock of three: one is quick, the other slow."""
    job = [(6, [1], [1]), (3, [1], [2])]
    instance = ModeInstance([job, job], [1], [3], [[1], []])
    answer = sequence_modes(problem_of(instance))
    assert answer.is_within_stocks
    assert (answer.makespan, sorted(answer.mode.tolist())) == (9, [0, 1])


def test_where_no_modes_stay_within_the_stock_the_answer_says_so() -> None:
    """One job uses two of a stock of one in every mode."""
    answer = sequence_modes(problem_of(ModeInstance([[(1, [1], [2])]], [1], [1], [[]])), rounds=1)
    assert not answer.is_within_stocks


def test_a_job_without_a_mode_is_refused() -> None:
    """It could not be done at all."""
    with pytest.raises(LockstepError, match="no mode"):
        sequence_modes(problem_of(ModeInstance([[], [(1, [1], [])]], [1], [], [[], []])))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 20))
def test_every_answer_passes_the_checker(seed: int, jobs: int) -> None:
    """Links, capacities and stocks hold, counted slot by slot; the bound is below."""
    instance = drawn(seed, jobs)
    answer = sequence_modes(problem_of(instance), seed=seed, rounds=1)
    assert answer.is_within_stocks
    assert mode_faults(instance, answer.start.tolist(), answer.mode.tolist()) == []
    assert answer.bound.slots <= answer.makespan


def test_equal_seed_and_rounds_give_equal_schedules_on_any_number_of_threads() -> None:
    """One worker and two find the same starts and modes."""
    problem = problem_of(drawn(4, 20))
    one, two = (sequence_modes(problem, seed=7, rounds=3, workers=workers) for workers in (1, 2))
    assert one.start.tolist() == two.start.tolist()
    assert one.mode.tolist() == two.mode.tolist()


def test_the_checker_notices_an_overload_a_broken_link_and_an_empty_stock() -> None:
    """A checker that never fails proves nothing."""
    job = [(2, [1], [1])]
    instance = ModeInstance([job, job], [1], [1], [[1], []])
    assert len(mode_faults(instance, [0, 0], [0, 0])) == 4
