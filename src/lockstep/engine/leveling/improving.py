"""The search for a shorter answer: lists bred in the reduced problem, and passes over the plan itself, in turn."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from lockstep.engine.leveling.passing import Passed, Setting, passed
from lockstep.engine.leveling.polishing import CHAINS, Polisher
from lockstep.engine.leveling.proposal import Phase, Progress
from lockstep.engine.leveling.reduced import reduced_search
from lockstep.engine.leveling.searching import Stop
from lockstep.plan.columns import Int64

MOST_BRED = 2_000
"""Activities above which breeding lists gains too little for its time."""


def untold(progress: Progress) -> None:
    """Report to nobody."""


class Best:
    """The best answer so far, told to who wants to know."""

    def __init__(
        self,
        ready: Setting,
        answer: Passed,
        lower_bound: int,
        on_progress: Callable[[Progress], None] = untold,
    ) -> None:
        self.ready, self.answer, self.lower_bound = ready, answer, lower_bound
        self.rounds = 0
        self.on_progress = on_progress

    @property
    def may_be_shorter(self) -> bool:
        """False where the lower bound is met, or nothing waits."""
        answer = self.answer
        return bool(answer.wait.any()) and (
            len(answer.unresolved) > 0 or answer.latest_finish > self.lower_bound
        )

    def hear(self, answer: Passed) -> None:
        """Keep an answer where it is better."""
        self.answer = min((self.answer, answer), key=lambda answer: answer.shortness)

    def tell(self, phase: Phase) -> None:
        """Report where leveling is."""
        self.on_progress(Progress(phase, self.rounds, self.answer.latest_finish, self.lower_bound))


def search(ready: Setting, best: Best, *, seed: int, rounds: int, workers: int, stop: Stop) -> None:
    """Improve the best answer for some rounds, until `stop` answers True, or until the lower bound is met."""
    polisher = Polisher(ready, best.answer, seed)
    is_stopped = False

    def is_over() -> bool:
        return is_stopped or best.rounds >= rounds or not best.may_be_shorter or stop()

    with ThreadPoolExecutor(max_workers=max(1, min(workers, CHAINS))) as pool:

        def hear(starts: Int64 | None) -> None:
            nonlocal is_stopped
            if starts is not None:
                best.hear(passed(ready, starts))
                polisher.offer(best.answer)
            if not polisher.run(pool, stop):
                is_stopped = True
                return
            best.hear(polisher.best)
            best.rounds += 1
            best.tell(Phase.SEARCHING)

        if np.count_nonzero(ready.is_moved) <= MOST_BRED:
            reduced_search(
                ready.ready,
                ready.grid,
                ready.base,
                ready.is_moved,
                seed=seed,
                iterations=rounds,
                workers=workers,
                stop=is_over,
                on_round=hear,
            )
        while not is_over():
            hear(None)
