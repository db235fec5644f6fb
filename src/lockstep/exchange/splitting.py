"""Finding the gaps in work that a source gives period by period."""

from collections.abc import Iterable
from typing import NamedTuple

from lockstep.exchange.worktime import WorkTime


class Piece(NamedTuple):
    """Work within a period, in ticks."""

    start_ticks: int
    finish_ticks: int
    work_ticks: int
    is_actual: bool


def gaps(pieces: Iterable[Piece], worktime: WorkTime, calendar: int) -> list[tuple[int, int]]:
    """Return `(working ticks done before, working ticks of the gap)` for each gap that holds working time."""
    found: list[tuple[int, int]] = []
    done = 0
    until: int | None = None
    for piece in sorted(piece for piece in pieces if piece.work_ticks > 0):
        if until is not None and piece.start_ticks > until:
            gap = worktime.between(calendar, until, piece.start_ticks)
            if gap:
                found.append((done, gap))
        start = piece.start_ticks if until is None else max(piece.start_ticks, until)
        if piece.finish_ticks > start:
            done += worktime.between(calendar, start, piece.finish_ticks)
            until = piece.finish_ticks
    return found
