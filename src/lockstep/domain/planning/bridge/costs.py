"""What activities cost as planned: hours at their rates, and what is paid whenever the work is done, by currency."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from lockstep.foundation.ticks import TICKS_PER_HOUR
from lockstep.plan import ActivityMode, Plan


def costs_by_currency(plan: Plan) -> Mapping[str, Any]:
    """Return minor units by activity for each currency in which anything costs; "" is what nobody named.

    Work that was done counts with what remains; inactive activities cost nothing.
    """
    own = np.array([project.currency for project in plan.projects], dtype=object)[plan.activities.project]
    found: dict[str, Any] = {}
    table, rates, count = plan.assignments, plan.rates, len(plan.activities)
    expenses = plan.expenses
    _add(found, count, expenses.activity, own[expenses.activity], expenses.amount_minor)
    if len(rates.resource):
        per_hour = np.zeros(len(plan.resources))
        per_hour[rates.resource] = rates.per_hour_minor
        named = np.full(len(plan.resources), "", dtype=object)
        named[rates.resource] = list(rates.currencies)
        # Who is not named yet has no rate.
        rows = np.flatnonzero(table.resource >= 0)
        activity, resource = table.activity[rows], table.resource[rows]
        hours = (table.actual_work_ticks[rows] + table.remaining_work_ticks[rows]) / TICKS_PER_HOUR
        codes = np.where(named[resource] == "", own[activity], named[resource])
        _add(found, count, activity, codes, hours * per_hour[resource])
    is_active = plan.activities.mode != ActivityMode.INACTIVE
    return {code: column * is_active for code, column in found.items() if (column * is_active).any()}


def _add(found: dict[str, Any], count: int, activity: Any, codes: Any, amounts: Any) -> None:
    for code in sorted(set(codes.tolist())):
        here = codes == code
        column = np.bincount(activity[here], amounts[here], minlength=count)
        found[code] = found.get(code, 0) + column


def agreed_costs(plan: Plan) -> list[tuple[int | None, str]]:
    """Return what each activity costs and in which currency; None where it costs in more than one.

    What nobody named a currency for is taken for the one that the rest of the activity is in.
    """
    codes = np.array([project.currency for project in plan.projects], dtype=object)[plan.activities.project]
    amounts = np.zeros(len(plan.activities))
    is_mixed = np.zeros(len(plan.activities), dtype=bool)
    named = codes.copy()
    is_named = np.zeros(len(plan.activities), dtype=bool)
    for code, column in sorted(costs_by_currency(plan).items()):
        amounts += column
        here = (column != 0) & (code != "")
        is_mixed |= here & is_named
        named[here] = code
        is_named |= here
    cells = zip(is_mixed.tolist(), np.rint(amounts).astype(np.int64).tolist(), named.tolist(), strict=True)
    return [(None, "") if mixed else (amount, code) for mixed, amount, code in cells]
