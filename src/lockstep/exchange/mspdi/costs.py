"""Money in Microsoft Project XML: fixed costs, what material and cost resources cost, rates of people.

Costs are written in hundredths, rates in whole units for an hour, whatever unit they are shown in.
"""

import numpy as np

from lockstep.exchange import texts
from lockstep.exchange.mspdi.gathering import Gathered
from lockstep.exchange.mspdi.resources import MappedResources
from lockstep.exchange.mspdi.tasks import MappedTasks
from lockstep.exchange.noticing import Notices
from lockstep.exchange.texts import Parse
from lockstep.plan import Expenses, Rates, ResourceKind
from lockstep.plan.columns import frozen


def map_expenses(
    gathered: Gathered, tasks: MappedTasks, resources: MappedResources, notices: Notices
) -> Expenses:
    """Return fixed costs, and what assignments of material and cost resources come to."""
    minor = Parse(texts.minor, 0, "amount of money")
    fixed = gathered.tasks.column("FixedCost")
    found = [
        (tasks.index_of_row[row], amount)
        for row, amount in enumerate(minor.column(fixed))
        if amount and tasks.index_of_row[row] >= 0
    ]
    texts.report_bad(minor, fixed, lambda row: f"row {row + 1} of the tasks", "FixedCost", notices)
    found += _of_assignments(gathered, tasks, resources, minor)
    columns = list(zip(*found, strict=True)) if found else [()] * 2
    return Expenses(frozen(columns[0], np.int32), frozen(columns[1], np.int64))


def _of_assignments(
    gathered: Gathered, tasks: MappedTasks, resources: MappedResources, minor: Parse
) -> list[tuple[int, int]]:
    """Return expenses of material and cost; the cost of people follows from rate and work and is kept raw."""
    rows = gathered.assignments
    whole = Parse(texts.whole, None, "whole number")
    columns = (rows.column("TaskUID"), rows.column("ResourceUID"), rows.column("Cost"))
    found = []
    for row, (task, uid, text) in enumerate(zip(*columns, strict=True)):
        amount = minor[text]
        if not amount:
            continue
        resource, activity = resources.row_of_uid.get(whole[uid], -1), tasks.row_of_uid.get(whole[task], -1)
        if (
            resource >= 0
            and activity >= 0
            and resources.resources.kind[resource] in (ResourceKind.MATERIAL, ResourceKind.COST)
        ):
            found.append((activity, amount))
        else:
            gathered.raw.keep("assignment", rows.rows[row][0] or str(row), "Cost", text or "")
    return found


def map_rates(gathered: Gathered, resources: MappedResources, notices: Notices) -> Rates:
    """Return what an hour of each work resource costs, where the file says so."""
    rows = gathered.resources
    rate = Parse(texts.minor_of_whole, 0.0, "rate")
    whole = Parse(texts.whole, None, "whole number")
    found = []
    for row, (uid, text) in enumerate(zip(rows.column("UID"), rows.column("StandardRate"), strict=True)):
        resource = resources.row_of_uid.get(whole[uid], -1)
        if not rate[text] or resource < 0:
            continue
        if resources.resources.kind[resource] == ResourceKind.WORK:
            found.append((resource, rate[text]))
        else:
            gathered.raw.keep("resource", rows.rows[row][0] or "", "StandardRate", text or "")
    texts.report_bad(
        rate,
        rows.column("StandardRate"),
        lambda row: f"row {row + 1} of the resources",
        "StandardRate",
        notices,
    )
    columns = list(zip(*sorted(found), strict=True)) if found else [()] * 2
    return Rates(frozen(columns[0], np.int32), frozen(columns[1], np.float64), ("",) * len(found))
