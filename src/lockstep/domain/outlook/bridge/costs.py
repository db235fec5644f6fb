"""What a program costs, as lines that a simulation draws: rates times work, which follow durations, and the rest.

All lines are in one currency. What is in another is left out and named, because nothing here knows a rate of exchange.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Final

import numpy as np

from lockstep.domain.planning.queries.uncertain import UncertainPlan
from lockstep.domain.risks.vocabulary import MappedRisk
from lockstep.foundation.findings import Finding, Severity
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_HOUR, TICKS_PER_MINUTE
from lockstep.plan import CostBasis, Plan, RangeSource, RangeUnit, Shape, UncertaintiesBuilder

RATE_LOW, RATE_HIGH = 0.95, 1.10
"""The usual range of what an hour of work comes to."""
FIXED_LOW, FIXED_HIGH = 0.90, 1.25
"""The usual range of a fixed cost that is still to come."""
ROWS_AT_ONCE: Final = 10_000
"""Activities between two questions whether to go on."""
GoOn = Callable[[], None]
SURE: Final = {"shape": Shape.FIXED, "low": 1.0, "likely": 1.0, "high": 1.0}


def cost_currency(found: UncertainPlan, node: int) -> str:
    """Return the currency of most projects below a node, "" where nobody named one."""
    named = Counter(
        project.currency
        for project, home in zip(found.plan.projects, found.project_ids.tolist(), strict=True)
        if project.currency and f"/{node}/" in found.paths[home]
    )
    return min(named, key=lambda code: (-named[code], code), default="")


def add_costs(
    builder: UncertaintiesBuilder, found: UncertainPlan, currency: str, go_on: GoOn, *, is_ranged: object
) -> bool:
    """Add the lines of all activities in a currency; return whether there is any. `go_on` is asked in between."""
    plan = found.plan
    is_paid = _is_paid(_currencies(plan), currency)
    count = _add_expenses(builder, found, is_paid, is_ranged)
    go_on()
    return bool(count + _add_work(builder, plan, currency, is_ranged, go_on))


def add_risk_cost(builder: UncertaintiesBuilder, row: int, activity: int, risk: MappedRisk) -> None:
    """Let a risk cost money once where it happens, borne by the project of an activity that it threatens."""
    line = builder.add_cost(activity, 0.0, names=risk.name, **SURE)
    amount = -risk.cost_minor if risk.is_opportunity else risk.cost_minor
    values = {"shape": Shape.FIXED, "low": amount, "likely": amount, "high": amount}
    builder.add_cost_impact(row, line, unit=RangeUnit.MINOR, mitigated_share=risk.cost_share_after, **values)


def left_out(found: UncertainPlan, currency: str) -> tuple[Finding, ...]:
    """Return what is not counted because it is in another currency."""
    plan = found.plan
    own, rates = _currencies(plan), plan.rates
    expenses = [own[activity] for activity in plan.expenses.activity.tolist()]
    others = Counter(code for code in expenses if code not in ("", currency))
    hours = Counter(code for code in _paid_in(plan, rates.currencies) if code not in ("", currency))
    return tuple(
        Finding(
            "outlook.other_currency",
            Severity.WARNING,
            code,
            f"Costs in {code} are left out ({others[code]} fixed costs, {hours[code]} assignments): the cost is "
            f"counted in {currency}, and no rate of exchange is known.",
        )
        for code in sorted({*others, *hours})
    )


def _currencies(plan: Plan) -> list[str]:
    """Return the currency of each activity's project."""
    codes = [project.currency for project in plan.projects]
    return [codes[project] for project in plan.activities.project.tolist()]


def _paid_in(plan: Plan, codes: Iterable[str]) -> list[str]:
    """Return the currency of each assignment of a resource with a rate, "" where nobody named one."""
    of_resource = dict(zip(plan.rates.resource.tolist(), codes, strict=True))
    own = _currencies(plan)
    table = plan.assignments
    return [
        of_resource[resource] or own[activity] if resource in of_resource else ""
        for activity, resource in zip(table.activity.tolist(), table.resource.tolist(), strict=True)
    ]


def _is_paid(codes: list[str], currency: str) -> Any:
    return np.fromiter((code in ("", currency) for code in codes), np.bool_, len(codes))


def _add_expenses(
    builder: UncertaintiesBuilder, found: UncertainPlan, is_paid: Any, is_ranged: object
) -> int:
    plan = found.plan
    sums = (
        np.bincount(plan.expenses.activity, plan.expenses.amount_minor, minlength=len(plan.activities))
        * is_paid
    )
    is_open = plan.activities.actual_finish_ticks == NO_TICKS
    rows = np.flatnonzero(sums).tolist()
    for row in rows:
        given = found.cost_shares.get(row)
        low, high = given or (FIXED_LOW, FIXED_HIGH)
        is_drawn = is_open[row] and (given or is_ranged)
        builder.add_cost(
            row,
            float(sums[row]),
            names=plan.activities.names[row],
            source=RangeSource.EXPERT if given else RangeSource.POLICY_DEFAULT,
            **({"low": low, "likely": 1.0, "high": high} if is_drawn else SURE),
        )
    return len(rows)


def _add_work(
    builder: UncertaintiesBuilder, plan: Plan, currency: str, is_ranged: object, go_on: GoOn
) -> int:
    """Add what hours cost: by the working day while work goes on, as a sum where it is over."""
    from lockstep.engine.simulation.costing import planned_spans

    table = plan.assignments
    per_hour = np.zeros(max(1, len(plan.resources)))
    per_hour[plan.rates.resource] = plan.rates.per_hour_minor
    paid = (
        per_hour[table.resource]
        * (table.resource >= 0)
        * _is_paid(_paid_in(plan, plan.rates.currencies), currency)
    )
    if not paid.any():
        return 0
    done, left = (
        np.bincount(table.activity, paid * ticks / TICKS_PER_HOUR, minlength=len(plan.activities))
        for ticks in (table.actual_work_ticks, table.remaining_work_ticks)
    )
    go_on()
    spans = planned_spans(plan)
    spread = {"low": RATE_LOW, "likely": 1.0, "high": RATE_HIGH} if is_ranged else SURE
    rows = np.flatnonzero(done + left).tolist()
    for number, row in enumerate(rows):
        if number % ROWS_AT_ONCE == 0:
            go_on()
        _add_hours(builder, plan, row, (float(done[row]), float(left[row])), int(spans[row]), spread)
    return len(rows)


def _add_hours(
    builder: UncertaintiesBuilder,
    plan: Plan,
    row: int,
    cost: tuple[float, float],
    span: int,
    spread: dict[str, Any],
) -> None:
    """Add the hours of one activity, so that as planned they come to rate times work.

    The line by the day runs from start to finish; what it says of the time before the data date is taken back, and
    what was really worked stands in its place.
    """
    activities = plan.activities
    done, left = cost
    name = activities.names[row]
    is_started = activities.actual_start_ticks[row] != NO_TICKS
    to_do = min(span, int(activities.remaining_ticks[row])) if is_started else span
    if activities.actual_finish_ticks[row] != NO_TICKS or to_do <= 0 or left <= 0:
        builder.add_cost(row, done + left, names=name, **SURE)
        return
    project = plan.projects[int(activities.project[row])]
    per_tick = left / to_do
    builder.add_cost(
        row,
        per_tick * project.minutes_per_day * TICKS_PER_MINUTE,
        names=name,
        basis=CostBasis.TIME_DEPENDENT,
        source=RangeSource.POLICY_DEFAULT,
        **spread,
    )
    if before := done - per_tick * (span - to_do):
        builder.add_cost(row, before, names=name, **SURE)
