"""All nine states of a predecessor and its successor, for each of the four links, with and without lag, both passes.

Days are counted from Monday morning; nothing needs a calendar but the week. P takes four days, S three, and something
of twelve days sets the finish. A started P began on day 0 and has two days left; a started S began on day 1 and has two
left, from day 2 on; a finished P took days 0 to 3, a finished S day 1.
"""

import pytest

from lockstep.engine import schedule
from lockstep.plan import LinkKind
from tests.engine.building import DAY, FF, FS, MONDAY, SF, SS, Network

UNSTARTED, STARTED, FINISHED = "unstarted", "started", "finished"
END, P_DAYS, S_DAYS, LEFT = 12, 4, 3, 2
STATES = (UNSTARTED, STARTED, FINISHED)


def start_of(day: int) -> int:
    """Return the morning of a working day."""
    return MONDAY + (day // 5 * 7 + day % 5) * 14_400


def end_of(day: int) -> int:
    """Return the evening after so many working days."""
    return start_of(day - 1) + 5_400


def network_of(before: str, after: str, kind: LinkKind, lag: int) -> Network:
    network = Network()
    dates = {
        UNSTARTED: {},
        STARTED: {"actual_start_ticks": start_of(0), "remaining_ticks": LEFT * DAY},
        FINISHED: {"actual_start_ticks": start_of(0), "actual_finish_ticks": end_of(3)},
    }
    network.add("P", P_DAYS, **dates[before])
    dates = {
        UNSTARTED: {},
        STARTED: {"actual_start_ticks": start_of(1), "remaining_ticks": LEFT * DAY},
        FINISHED: {"actual_start_ticks": start_of(1), "actual_finish_ticks": end_of(2)},
    }
    network.add("S", S_DAYS, **dates[after])
    network.add("end", END)
    network.link("P", "S", kind, lag)
    return network


def forward(before: str, after: str, kind: LinkKind, lag: int) -> tuple[int, int]:
    """Return the days on which S starts and ends."""
    finish = 3 if before == FINISHED else 4
    if after == FINISHED:
        return 1, 2
    asked = {FS: finish, SS: 0, FF: finish, SF: 0}[kind] + lag
    span = S_DAYS if after == UNSTARTED else LEFT
    begins = asked if kind in (FS, SS) else asked - span
    begins = max(0 if after == UNSTARTED else 2, begins)
    return (begins if after == UNSTARTED else 1), begins + span


def latest(before: str, after: str, kind: LinkKind, lag: int) -> int:
    """Return the day by which P must end."""
    if before == FINISHED:
        return 3
    if after == FINISHED:
        return END
    held = END - (S_DAYS if after == UNSTARTED else LEFT)
    if kind == FS:
        return held - lag
    if kind == FF:
        return END - lag
    if before == STARTED:
        return END
    return min(END, (held if kind == SS else END) - lag + P_DAYS)


@pytest.mark.parametrize("lag", [0, 1])
@pytest.mark.parametrize("kind", [FS, SS, FF, SF])
@pytest.mark.parametrize("after", STATES)
@pytest.mark.parametrize("before", STATES)
def test_both_passes_follow_the_states_of_both_ends(
    before: str, after: str, kind: LinkKind, lag: int
) -> None:
    network = network_of(before, after, kind, lag)
    result = schedule(network.plan())
    p, s = network.row["P"], network.row["S"]
    start, finish = forward(before, after, kind, lag)
    assert (result.start_ticks[s], result.finish_ticks[s]) == (start_of(start), end_of(finish))
    assert result.late_finish_ticks[p] == end_of(latest(before, after, kind, lag))
    by = 3 if before == FINISHED else 4
    assert result.total_float_ticks[p] == (latest(before, after, kind, lag) - by) * DAY
