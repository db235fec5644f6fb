"""Two computations that do not touch each other, side by side."""

from collections.abc import Callable
from threading import Thread

LEAST_ROWS = 20_000
"""Below this many rows a thread costs more than it saves."""


def both(rows: int, one: Callable[[], None], other: Callable[[], None]) -> None:
    """Do both; with many rows the second in a thread of its own. Neither may read what the other writes.

    They run kernels, which hold no interpreter lock, so that the result never depends on which comes first. What
    either raises is raised here.
    """
    if rows < LEAST_ROWS:
        one()
        other()
        return
    raised: list[BaseException] = []

    def guarded() -> None:
        try:
            other()
        except BaseException as error:
            raised.append(error)

    thread = Thread(target=guarded, name="lockstep-alongside")
    thread.start()
    try:
        one()
    finally:
        thread.join()
    if raised:
        raise raised[0]
