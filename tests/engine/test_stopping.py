"""Long computations ask often whether to stop, and what is stopped leaves a whole answer or none."""

import gc
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from benchmarks.leveling_at_size import staffed
from benchmarks.networks import network
from lockstep.engine import schedule
from lockstep.engine.leveling import Progress, level, polishing, value_of_capacity
from lockstep.engine.simulation import Run, ShouldStop, Stopped, count_blocks, finishes_of, prepare_simulation
from lockstep.plan import policy_defaults

MOST_SECONDS = 0.6
"""Of the processor between two questions: five times what 10,000 activities take, and room within a second."""


@pytest.fixture(autouse=True)
def _garbage_of_other_tests_stays() -> Iterator[None]:
    """What thousands of tests left in this process is not gone through while the processor's time is taken."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


class Asked:
    """Answers whether to stop, and keeps how much the process computed between two questions."""

    def __init__(self, most: int) -> None:
        self.most, self.times, self.longest = most, 0, 0.0
        self._last = time.process_time()

    def __call__(self) -> bool:
        now = time.process_time()
        self.longest, self._last, self.times = max(self.longest, now - self._last), now, self.times + 1
        return self.times > self.most

    def heard(self, progress: Progress) -> None:
        """Count a word about progress as a question: who hears it may stop there too."""
        self()


def test_leveling_of_ten_thousand_activities_asks_often() -> None:
    plan = staffed(10_000, 10)
    base, asked = schedule(plan), Asked(12)
    found = level(plan, base, iterations=1_000, workers=2, stop=asked, on_progress=asked.heard)
    value_of_capacity(plan, base, found, stop=asked)
    asked()
    assert asked.times >= 12
    assert asked.longest < MOST_SECONDS


def test_a_round_of_leveling_that_is_stopped_counts_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A round that would last for minutes ends at the third question, with the answer of the pass before it."""
    monkeypatch.setattr(polishing, "ROUND_ACTIVITIES", 10**8)
    plan = staffed(3_000, 4)
    base, asked = schedule(plan), Asked(2)
    found = level(plan, base, iterations=5, workers=2, stop=asked)
    assert found.rounds == 0
    assert np.array_equal(found.leveling_delay_ticks, level(plan, base).leveling_delay_ticks)


def _counted(run: Run, stop: ShouldStop) -> object:
    return count_blocks(run, 0, run.blocks, 2, should_stop=stop)


def _finishes(run: Run, stop: ShouldStop) -> object:
    return finishes_of(run, 2, should_stop=stop)


@pytest.mark.parametrize("computed", [_counted, _finishes])
def test_a_simulation_of_ten_thousand_activities_asks_often(
    computed: Callable[[Run, ShouldStop], object],
) -> None:
    """Making it ready asks three times; then a long run is given up at the seventh question."""
    plan = network(10_000)
    asked = Asked(6)
    run = prepare_simulation(plan, policy_defaults(plan), 1, 100_000, should_stop=asked)
    assert asked.times == 3
    with pytest.raises(Stopped):
        computed(run, asked)
    assert asked.times == 7
    assert asked.longest < MOST_SECONDS


def test_a_simulation_stops_while_it_is_made_ready() -> None:
    with pytest.raises(Stopped):
        prepare_simulation(network(60), policy_defaults(network(60)), 1, 64, should_stop=lambda: True)
