"""Which resources are asked for more than they can give: day by day, as the workload counts it."""

import numpy as np

from lockstep.engine.dayloads import teams_of, worst_days
from lockstep.engine.health.facts import Facts, View
from lockstep.foundation.ticks import TICKS_PER_DAY, TICKS_PER_HOUR, datetime_of

SHOWN = 3


def overallocated(facts: Facts, view: View) -> tuple[int, str]:
    """Return how many of those who work in the view are once asked for more than there is, and a sentence.

    Demand is that of the whole plan; a role counts with those who fill it.
    """
    table = facts.plan.assignments
    wanted = np.unique(table.resource[facts.loads.is_open & view.members[table.activity]])
    over = worst_days(facts.loads, teams_of(facts.plan, wanted.tolist()))
    over.sort(key=lambda one: one[4] - one[3])
    words = ", ".join(
        f"'{facts.plan.resources.names[who]}' {asked / TICKS_PER_HOUR:.3g} of {there / TICKS_PER_HOUR:.3g} hours on "
        f"{datetime_of(day * TICKS_PER_DAY):%Y-%m-%d} (over on {days:,} {'day' if days == 1 else 'days'})"
        for who, days, day, asked, there in over[:SHOWN]
    )
    is_one = len(over) == 1
    counted = "1 resource is" if is_one else f"{len(over):,} resources are"
    return (
        len(over),
        f"{counted} asked for more than {'its' if is_one else 'their'} capacity{': ' if words else ''}{words}.",
    )
