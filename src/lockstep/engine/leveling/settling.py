"""From the dates of a pass to delays and gaps with which the scheduler itself gives them."""

from dataclasses import replace

import numpy as np

from lockstep.engine.leveling.passing import Passed, Setting
from lockstep.engine.leveling.proposal import ProposedGap
from lockstep.engine.result import Schedule
from lockstep.engine.scheduling import schedule as scheduled
from lockstep.plan import Plan, Splits
from lockstep.plan.columns import Int64, frozen

_CORRECTIONS = 5


def settled(ready: Setting, answer: Passed) -> tuple[Int64, Plan, Schedule]:
    """Return the delays with which the scheduler gives the dates of the pass, the plan with them, and its schedule."""
    base = with_gaps(ready.plan, proposed_gaps(answer))
    delays = np.where(ready.is_moved, answer.wait, ready.plan.activities.leveling_delay_ticks)
    delayed = with_delays(base, delays)
    after = scheduled(delayed)
    may_move = ready.is_moved.copy()
    for _ in range(_CORRECTIONS):
        short = may_move & (after.start_ticks < answer.start)
        if not short.any():
            break
        before, delays_before = after.start_ticks, delays
        delays = np.where(short, delays + answer.start - before, delays)
        after = scheduled(with_delays(base, delays))
        in_vain = short & (after.start_ticks <= before)  # something stronger than a delay sets the start
        if in_vain.any():
            may_move &= ~in_vain
            delays = np.where(in_vain, delays_before, delays)
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
