"""A plan made ready, over a horizon that holds its leveled dates."""

import numpy as np

from lockstep.engine.leveling.grid import ExtraUnits
from lockstep.engine.leveling.passing import Passed, Setting, first_days, passed, setting
from lockstep.engine.leveling.proposal import LevelingRules
from lockstep.engine.leveling.settling import with_delays
from lockstep.engine.network.compiling import LONGEST_DAYS
from lockstep.engine.result import Schedule
from lockstep.engine.scheduling import schedule as scheduled
from lockstep.plan import Plan


def set_up(
    plan: Plan, schedule: Schedule, rules: LevelingRules, extra: tuple[ExtraUnits, ...]
) -> tuple[Setting, Passed]:
    """Return the plan without old delays made ready, over a horizon that holds its leveled dates, and those dates."""
    base_plan, base = plan, schedule
    days = first_days(plan, schedule)
    ready = setting(plan, schedule, rules, days, extra)
    if (plan.activities.leveling_delay_ticks[ready.is_moved] != 0).any():
        cleared = np.where(ready.is_moved, 0, plan.activities.leveling_delay_ticks)
        base_plan = with_delays(plan, cleared)
        base = scheduled(base_plan)
        ready = setting(base_plan, base, rules, days, extra)
    answer = passed(ready, None)
    while answer.latest_finish > ready.last_ticks and days < LONGEST_DAYS // 4:
        days *= 2
        ready = setting(base_plan, base, rules, days, extra)
        answer = passed(ready, None)
    return ready, answer
