"""From the dates of a pass to delays and gaps with which the scheduler itself gives them."""

from dataclasses import replace

import numpy as np

from lockstep.engine.leveling.passing import Passed, Setting
from lockstep.engine.leveling.proposal import ProposedGap
from lockstep.engine.result import Schedule
from lockstep.engine.scheduling import schedule as scheduled
from lockstep.plan import Plan, Splits
from lockstep.plan.columns import Int64, frozen

_CORRECTIONS = 8
_STRIKES = 3
"""Delays in a row without effect, after which an activity is left where it is."""


def settled(ready: Setting, answer: Passed) -> tuple[Int64, Plan, Schedule]:
    """Return the delays with which the scheduler gives the dates of the pass, the plan with them, and its schedule."""
    base = with_gaps(ready.plan, proposed_gaps(answer))
    delays = np.where(ready.is_moved, answer.wait, ready.plan.activities.leveling_delay_ticks)
    delayed = with_delays(base, delays)
    after = scheduled(delayed)
    may_move, strikes = ready.is_moved.copy(), np.zeros(len(delays), np.int64)
    kept = delays.copy()
    for _ in range(_CORRECTIONS):
        missing = np.where(may_move, answer.start - after.start_ticks, 0)
        # Where what comes before it was moved too, it may have gone too far.
        missing = np.maximum(missing, -delays)
        if not missing.any():
            break
        before, kept = after.start_ticks, np.where(strikes == 0, delays, kept)
        # Time in which nobody works swallows a step, so that the next one is longer.
        delays = delays + missing * np.where(missing > 0, strikes + 1, 1)
        after = scheduled(with_delays(base, delays))
        is_stuck = (missing > 0) & (after.start_ticks <= before)
        strikes = np.where(is_stuck, strikes + 1, 0)
        in_vain = strikes >= _STRIKES  # something stronger than a delay sets the start
        if in_vain.any():
            may_move &= ~in_vain
            delays = np.where(in_vain, kept, delays)
            after = scheduled(with_delays(base, delays))
    return delays, with_delays(base, delays), after


def with_delays(plan: Plan, delay_ticks: Int64) -> Plan:
    """Return the plan with other leveling delays."""
    fresh = delay_ticks.copy()
    fresh.flags.writeable = False
    return replace(plan, activities=replace(plan.activities, leveling_delay_ticks=fresh))


def proposed_gaps(answer: Passed) -> tuple[ProposedGap, ...]:
    """Return the gaps of a pass in the order of the plan."""
    rows = answer.gaps[np.lexsort((answer.gaps[:, 1], answer.gaps[:, 0]))]
    return tuple(ProposedGap(*row) for row in rows.tolist())


def with_gaps(plan: Plan, gaps: tuple[ProposedGap, ...]) -> Plan:
    """Return the plan with further gaps in its work."""
    if not gaps:
        return plan
    activity = np.append(plan.splits.activity, [gap.activity for gap in gaps]).astype(np.int64)
    after = np.append(plan.splits.after_ticks, [gap.after_ticks for gap in gaps]).astype(np.int64)
    length = np.append(plan.splits.gap_ticks, [gap.gap_ticks for gap in gaps]).astype(np.int64)
    order = np.lexsort((after, activity))
    activity, after, length = activity[order], after[order], length[order]
    splits = Splits(frozen(activity, np.int32), frozen(after, np.int64), frozen(length, np.int64))
    return replace(plan, splits=splits)
