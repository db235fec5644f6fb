"""How the kernels of 64 iterations come along rows and links: what is the same in every iteration, found once."""

from typing import Final, NamedTuple

from lockstep.engine.kernels.compiled import record_type
from lockstep.plan.columns import Int8, Int32

FROM_FINISH: Final = 1
"""Bit of a link: it starts from its predecessor's finish."""
TO_FINISH: Final = 2
"""Bit of a link: it asks for its successor's finish."""
HOW: Final = 2
"""Bits below the way of a link."""
SAME: Final = 0
"""Both ends and the lag on one calendar: working ticks alone."""
OTHER: Final = 1
"""The lag on the calendar of the row that is computed, or none: one look-up of the other end's moment."""
ELSEWHERE: Final = 2
"""The lag on another calendar."""
GUARDED: Final = 3
"""The same, of a moment that may be missing."""
THEIRS: Final = 4
"""The lag on the calendar of the other end, whose working ticks are known."""

NEEDS_START: Final = 1
"""Bit of a row: something reads the moment of its start."""
NEEDS_LATE_START: Final = 2
NEEDS_LATE_FINISH: Final = 4
IS_ASKED_ABOVE: Final = 8
"""Bit of a row: a summary above may ask for its start."""
IS_HELD_ABOVE: Final = 16
"""Bit of a row: a summary above may hold its finish."""
IS_OPEN_CRITICAL: Final = 32
"""Bit of a row: nothing follows it, and its own finish is its late one."""

LEAST: Final = -(2**30)
MOST: Final = 2**30


class Ways(NamedTuple):
    """What the kernels read beside the network. By activity (A) unless said otherwise.

    Attributes:
        is_plain: 1 for unstarted work of some length that links, floors and caps alone hold.
        needs: bits of the row, see above.
        first_done: working ticks from which it may begin, of project start and floors.
        finish_done: working ticks at which it may end, of floors of the finish, or LEAST.
        start_cap, finish_cap: working ticks up to which it may begin and end, of caps, or MOST.
        in_first, in_row, in_code, in_lag, in_calendar: links into it (length A + 1), by entry the predecessor, the
            bits of the link and its way, the lag and its calendar.
        out_first, out_row, out_code, out_lag, out_calendar: the same of the links out of it that can hold it.
    """

    is_plain: Int8
    needs: Int8
    first_done: Int32
    finish_done: Int32
    start_cap: Int32
    finish_cap: Int32
    in_first: Int32
    in_row: Int32
    in_code: Int8
    in_lag: Int32
    in_calendar: Int32
    out_first: Int32
    out_row: Int32
    out_code: Int8
    out_lag: Int32
    out_calendar: Int32


WAYS: Final = record_type(Ways)
