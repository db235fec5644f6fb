"""Polishing on the plan itself: push all right, place it anew in that order, shake the order, keep what is better.

It meets calendars, capacity that varies and links of summaries as they are, which the reduced search only guesses.
"""

from concurrent.futures import Executor, wait
from threading import Event

import numpy as np

from lockstep.engine.leveling.passing import Passed, Setting, late_starts, passed
from lockstep.engine.leveling.searching import Stop

CHAINS = 2
"""Their number is fixed, so that the answer does not depend on the number of threads."""
ROUND_ACTIVITIES = 10_000
"""Activities that a chain places in a round."""
SECONDS_BETWEEN = 0.1
"""Seconds between two questions whether to stop."""
SHAKEN_DAYS = (0.5, 1.0, 2.0, 5.0, 10.0)
"""By how many mean durations starts are shaken."""


class Polisher:
    """Chains of passes that start from one answer and learn of each other's best between rounds."""

    def __init__(self, ready: Setting, answer: Passed, seed: int) -> None:
        self.chains = [_Chain(ready, answer, seed * CHAINS + number) for number in range(CHAINS)]
        self.passes = max(1, ROUND_ACTIVITIES // max(1, len(ready.is_moved)))

    @property
    def best(self) -> Passed:
        """The best answer of all chains."""
        return min((chain.best for chain in self.chains), key=lambda answer: answer.shortness)

    def offer(self, answer: Passed) -> None:
        """Let the chains go on from an answer where it is better than theirs."""
        for chain in self.chains:
            chain.hear(answer)

    def run(self, pool: Executor, stop: Stop) -> bool:
        """Carry out one round; return False where `stop` answered True within it, so that nothing of it counts."""
        over = Event()
        running = {pool.submit(chain.run, self.passes, over.is_set) for chain in self.chains}
        futures = list(running)
        try:
            while running:
                _, running = wait(running, SECONDS_BETWEEN)
                if running and stop():
                    over.set()
                    return False
        finally:
            over.set()
        for future in futures:
            future.result()
        self.offer(self.best)
        return True


class _Chain:
    """One chain: it goes on from its last answer that was no longer than its best."""

    def __init__(self, ready: Setting, answer: Passed, seed: int) -> None:
        self.ready = ready
        self.best = answer
        self.random = np.random.Generator(np.random.PCG64(seed))
        self.has_news = True
        self.late = answer.start
        moved = ready.is_moved
        length = (answer.finish - answer.start)[moved]
        self.length = float(length.mean()) if len(length) else 0.0

    def hear(self, answer: Passed) -> None:
        """Go on from a better answer."""
        if answer.shortness < self.best.shortness:
            self.best, self.has_news = answer, True

    def run(self, passes: int, is_over: Stop) -> None:
        """Carry out some passes, fewer where it is over before."""
        for _ in range(passes):
            if is_over():
                return
            wanted = self._wanted()
            if is_over():
                return
            answer = passed(self.ready, wanted)
            if answer.shortness[:2] <= self.best.shortness[:2]:
                self.best, self.has_news = answer, True

    def _wanted(self) -> np.ndarray:
        """Return late starts as they are when they are new, else shaken within a stretch of time or everywhere."""
        if self.has_news:
            self.late = late_starts(self.ready, self.best)
            self.has_news = False
            return self.late
        random = self.random
        width = self.length * SHAKEN_DAYS[int(random.integers(len(SHAKEN_DAYS)))]
        shaken = self.late + (random.random(len(self.late)) * width).astype(np.int64)
        if random.random() < 0.5:
            return shaken
        moved = self.late[self.ready.is_moved]
        first, last = int(moved.min()), int(moved.max())
        begin = first + int(random.random() * (last - first))
        is_near = (self.late >= begin) & (self.late < begin + (last - first) // 4)
        return np.where(is_near, shaken, self.late)
