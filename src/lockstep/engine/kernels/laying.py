"""Laying out the tables of working time that `kernels.lookup` reads."""

import numpy as np
from numba.core import types

from lockstep.engine.kernels.compiled import kernel, read_only
from lockstep.engine.kernels.lookup import (
    CALENDARS,
    DAY,
    DAYS,
    FIRST_DAY,
    HEAD_DAYS,
    HEAD_LENGTH,
    HEAD_SHIFTS,
    HEAD_SHIFTS_END,
    HEAD_SLOT_BITS,
    HEAD_SLOTS,
    HEAD_TOTAL,
)

_INT32 = read_only(types.int32)
_LARGEST = 2**31 - 1


@kernel(types.int32[::1](types.int64, read_only(types.int32, 2), _INT32, _INT32))
def laid_tables(first_day, days_of, sizes, shifts):
    """Return the tables of the continuous calendar (0) and one for each row of `days_of`, patterns by day.

    `sizes` tells how many shifts a pattern has; `shifts` holds begin and finish of all of them, pattern by pattern.
    """
    calendars, days = days_of.shape
    work_of, most = np.zeros(len(sizes), np.int64), 0
    pattern_place = np.empty(len(sizes), np.int32)
    place, read = HEAD_LENGTH * (2 + calendars), 0
    for pattern in range(len(sizes)):
        pattern_place[pattern] = place
        place += 1 + 2 * max(2, sizes[pattern])
        for _ in range(sizes[pattern]):
            work_of[pattern] += shifts[read + 1] - shifts[read]
            read += 2
    patterns_end = place
    total, count = np.zeros(calendars, np.int64), np.zeros(calendars, np.int64)
    bits = np.zeros(calendars, np.int64)
    for calendar in range(calendars):
        for day in range(days):
            total[calendar] += work_of[days_of[calendar, day]]
            count[calendar] += sizes[days_of[calendar, day]]
        # Slots of half to a quarter of a mean shift: mostly the slot's own shift is the one looked for.
        most = total[calendar] // max(1, count[calendar])
        while 4 << bits[calendar] <= most:
            bits[calendar] += 1
        place += 2 * days + 2 * (count[calendar] + 1) + (total[calendar] >> bits[calendar]) + 1
    tables = np.zeros(place, np.int32)
    tables[FIRST_DAY], tables[DAYS], tables[CALENDARS] = first_day, days, calendars
    read = 0
    for pattern in range(len(sizes)):
        place = pattern_place[pattern]
        tables[place] = max(0, sizes[pattern] - 2)
        for _ in range(sizes[pattern]):
            tables[place + 1], tables[place + 2] = shifts[read], shifts[read + 1] - shifts[read]
            place += 2
            read += 2
    place = patterns_end
    for calendar in range(calendars):
        head = HEAD_LENGTH * (2 + calendar)
        shift = place + 2 * days
        tables[head + HEAD_DAYS], tables[head + HEAD_SHIFTS] = place, shift
        tables[head + HEAD_SLOT_BITS], tables[head + HEAD_TOTAL] = bits[calendar], total[calendar]
        done = 0
        for day in range(days):
            pattern = days_of[calendar, day]
            tables[place], tables[place + 1] = done, pattern_place[pattern]
            place += 2
            entry = pattern_place[pattern] + 1
            for _ in range(sizes[pattern]):
                tables[shift], tables[shift + 1] = day * DAY + tables[entry], done
                done += tables[entry + 1]
                entry += 2
                shift += 2
        # The entry after the last shift ends every search.
        tables[head + HEAD_SHIFTS_END] = shift
        tables[shift], tables[shift + 1] = days * DAY, _LARGEST
        slot, slots = shift + 2, (total[calendar] >> bits[calendar]) + 1
        tables[head + HEAD_SLOTS] = slot
        entry = tables[head + HEAD_SHIFTS]
        for index in range(slots):
            while entry + 2 < shift and tables[entry + 3] <= index << bits[calendar]:
                entry += 2
            tables[slot + index] = entry
        place = slot + slots
    return tables
