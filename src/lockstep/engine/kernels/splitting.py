"""Work taken apart: pieces in the slots in which everything that an activity needs is free."""

from lockstep.engine.kernels.compiled import inlined
from lockstep.engine.kernels.demands import last_blocked, taken
from lockstep.engine.kernels.lookup import finish_at, next_start, start_at, work_at


@inlined
def _is_free(demands, free, activity, slot):
    """Return True where an activity could work in a slot, or need not."""
    if demands.is_working[demands.works[activity] * demands.slots + slot] == 0:
        return True
    for entry in range(demands.first[activity], demands.first[activity + 1]):
        if free[demands.resource[entry], slot] < demands.units[entry]:
            return False
    return True


@inlined
def _run_end(work, demands, free, activity, calendar, done, least, most):
    """Return the working ticks at which a run ends that is free from `done` up to `done + least`."""
    ends = done + least
    last = finish_at(work, calendar, ends)
    slot = (last - 1 - demands.origin) // demands.slot_ticks + 1
    while ends < done + most:
        if slot >= demands.slots:
            return done + most
        if not _is_free(demands, free, activity, slot):
            return ends
        slot += 1
        ends = max(
            ends, min(done + most, work_at(work, calendar, demands.origin + slot * demands.slot_ticks))
        )
    return ends


@inlined
def split_from(work, demands, free, activity, calendar, span, at, limit, gaps, used):
    """Lay an activity in pieces from `at` on and note its gaps from row `used` on.

    Returns its start, its finish and the rows used then; a finish that would come after `limit` gives -1 rows.
    """
    begin, remaining = at, span
    start, ended = at, 0
    while remaining > 0:
        least = min(demands.shortest_ticks, remaining)
        slot = 0
        while slot >= 0:
            ends = finish_at(work, calendar, work_at(work, calendar, begin) + least)
            if ends > limit:
                return start, ends, -1
            slot, _ = last_blocked(demands, free, activity, begin, ends)
            if slot >= 0:
                begin = next_start(work, calendar, demands.origin + (slot + 1) * demands.slot_ticks)
        done = work_at(work, calendar, begin)
        if remaining == span:
            start = begin
        elif done > ended:
            if used >= len(gaps):
                return start, begin, -1
            gaps[used, 0], gaps[used, 1], gaps[used, 2] = activity, span - remaining, done - ended
            used += 1
        ended = _run_end(work, demands, free, activity, calendar, done, least, remaining)
        remaining -= ended - done
        begin = next_start(work, calendar, finish_at(work, calendar, ended))
    ends = finish_at(work, calendar, ended)
    if ends > limit:
        return start, ends, -1
    return start, ends, used


@inlined
def taken_in_pieces(work, demands, free, holder, activity, calendar, span, start, gaps, first, after):
    """Take what an activity needs in its pieces, between the gaps of rows `first` up to `after`."""
    done, at = work_at(work, calendar, start), 0
    for row in range(first, after + 1):
        until = gaps[row, 1] if row < after else span
        begins = start_at(work, calendar, done)
        done += until - at
        taken(demands, free, holder, activity, begins, finish_at(work, calendar, done))
        at = until
        if row < after:
            done += gaps[row, 2]
