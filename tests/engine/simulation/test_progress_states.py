"""Every state of two linked activities, in each dialect and progress rule: simulated without spread as scheduled."""

from itertools import product

import numpy as np
import pytest

from lockstep.engine import schedule
from lockstep.engine.simulation.blocks import Block
from lockstep.engine.simulation.ground import ground
from lockstep.engine.simulation.sampler import sampler
from lockstep.plan import (
    ConstraintKind,
    Dialect,
    LinkKind,
    Plan,
    ProgressRule,
    SchedulingOptions,
    UncertaintiesBuilder,
)
from tests.engine.building import DAY, MONDAY, Network

STATES = ("unstarted", "started", "resumed", "finished")
_MORNINGS = 14_400


def progress(state: str, first_day: int) -> dict[str, int]:
    """Return the columns of an activity of four days in a state."""
    if state == "unstarted":
        return {}
    values = {"actual_start_ticks": MONDAY + first_day * _MORNINGS, "remaining_ticks": 2 * DAY}
    if state == "finished":
        values |= {"remaining_ticks": 0, "actual_finish_ticks": MONDAY + (first_day + 3) * _MORNINGS + DAY}
    return values


def pair(states: tuple[str, str], kind: LinkKind, days: float, dialect: Dialect, rule: ProgressRule) -> Plan:
    """Return two activities in states, one more behind them, a data date and a late constraint."""
    net = Network(
        SchedulingOptions(progress_rule=rule), dialect=dialect, data_date_ticks=MONDAY + 3 * _MORNINGS
    )
    net.add("a", 4, **progress(states[0], 0))
    net.add("b", 4, **progress(states[1], 1))
    net.add("c", 1)
    net.link("a", "b", kind, days)
    net.link("b", "c")
    for name, state in zip("ab", states, strict=True):
        if state == "resumed":
            net.builder.add_suspension(net.row[name], MONDAY + 2 * _MORNINGS, MONDAY + 4 * _MORNINGS)
    net.constrain("c", ConstraintKind.FINISH_NO_LATER_THAN, "2026-01-13T17:00")
    return net.plan()


@pytest.mark.parametrize("rule", list(ProgressRule))
@pytest.mark.parametrize("dialect", list(Dialect))
@pytest.mark.parametrize("kind", list(LinkKind))
def test_all_progress_states_without_spread_are_the_schedule(
    kind: LinkKind, dialect: Dialect, rule: ProgressRule
) -> None:
    """Finish to the tick, and criticality, of 4 by 4 states with lags of both signs."""
    nothing = UncertaintiesBuilder().build()
    for states, days in product(product(STATES, STATES), (0, 1, -1)):
        plan = pair(states, kind, days, dialect, rule)
        known, base = schedule(plan), ground(plan, 2)
        block = Block(base)
        block.compute(sampler(nothing, base.remaining, 1, 1), 0)
        place = (states, days)
        assert np.array_equal(block.finish[:, 5] + base.origin, known.finish_ticks), place
        judged = np.isin(base.ready.net.state, (0, 1, 3))
        assert np.array_equal(block.is_critical[judged, 5] == 1, known.is_critical[judged]), place
