"""Blocks handed to our own threads one by one, with progress told and a stop heard in the calling thread."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Lock
from typing import Any

from lockstep.engine.kernels.sampling import LANES
from lockstep.foundation.findings import LockstepError

OnProgress = Callable[[int, int], None]
"""Told in the calling thread how many iterations are done, and of how many."""
ShouldStop = Callable[[], bool]
"""Asked in the calling thread; the computation ends soon after it answers True."""

SECONDS_BETWEEN = 0.1
"""Seconds between two questions whether to stop."""


class Stopped(LockstepError):
    """The computation was told to stop and has no result."""

    code = "simulation.stopped"


def untold(done: int, total: int) -> None:
    """Hear of progress and do nothing."""


def never() -> bool:
    """Tell a computation to go on."""
    return False


def told_from(blocks: int, on_progress: OnProgress) -> OnProgress:
    """Return a listener of a part that begins after so many blocks, which tells of the whole."""

    def told(done: int, total: int) -> None:
        on_progress(min(total, done + blocks * LANES), total)

    return told


class Pace:
    """Hands out block numbers, each once, until there are none left or the work is over."""

    def __init__(self, first_block: int, last_block: int) -> None:
        self._next, self._last = first_block, last_block
        self._first = first_block
        self._lock = Lock()
        self._is_over = False
        self._returned = first_block

    def blocks(self) -> Iterator[int]:
        """Yield the blocks for one thread; the next one is asked for when the last one is done."""
        while True:
            with self._lock:
                if self._is_over or self._next >= self._last:
                    return
                number = self._next
                self._next += 1
            yield number
            with self._lock:
                self._returned += 1

    @property
    def done(self) -> int:
        """Blocks that are done."""
        return self._returned - self._first

    def is_over(self) -> bool:
        """Return True where whatever is going on should be given up."""
        return self._is_over

    def end(self) -> None:
        """Hand out no more blocks."""
        self._is_over = True


def on_threads(
    part: Callable[[], Any],
    threads: int,
    pace: Pace,
    tell: Callable[[int], None],
    should_stop: ShouldStop,
) -> list[Any]:
    """Run `part` on each of some threads until all return. Raises Stopped, and whatever a part raises."""
    with ThreadPoolExecutor(max(1, threads)) as pool:
        running = {pool.submit(part) for _ in range(max(1, threads))}
        futures = list(running)
        is_stopped = False
        try:
            while running:
                ended, running = wait(running, SECONDS_BETWEEN, return_when="FIRST_EXCEPTION")
                if any(future.exception() is not None for future in ended):
                    break
                tell(pace.done)
                if running and should_stop():
                    is_stopped = True
                    break
        finally:
            pace.end()
        results = [future.result() for future in futures]
    if is_stopped:
        raise _stopped()
    return results


def go_on_unless(should_stop: ShouldStop) -> None:
    """Raise Stopped where it answers True."""
    if should_stop():
        raise _stopped()


def _stopped() -> Stopped:
    return Stopped(
        "simulation", "The simulation was stopped before its end. Start it again when you want it."
    )
