"""Money in P6: expenses, what material comes to, and the rate of each resource that holds at the data date."""

from collections import defaultdict

import numpy as np

from lockstep.exchange import texts
from lockstep.exchange.primavera.resources import MappedResources
from lockstep.exchange.primavera.tables import P6Tables, index_by
from lockstep.exchange.texts import Parse
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import Expenses, Rates, ResourceKind
from lockstep.plan.columns import frozen

_MATERIAL = (ResourceKind.MATERIAL, ResourceKind.COST)


def map_expenses(tables: P6Tables, of_task: list[int], people: MappedResources) -> Expenses:
    """Return expenses of activities and costs of material, actual and remaining together."""
    tasks = index_by(tables["TASK"].column("task_id"))
    found = [
        (tasks[uid], amount)
        for uid, amount in zip(
            tables["PROJCOST"].column("task_id"),
            _sums(tables, "PROJCOST", "act_cost", "remain_cost"),
            strict=True,
        )
        if amount and uid in tasks
    ]
    table = tables["TASKRSRC"]
    costs = _sums(tables, "TASKRSRC", "act_reg_cost", "act_ot_cost", "remain_cost")
    names = (table.column("task_id"), table.column("rsrc_id"), table.column("role_id"))
    for row, (task, resource, role) in enumerate(zip(*names, strict=True)):
        at = people.row_of(resource, role)
        if costs[row] and task in tasks and at >= 0 and people.resources.kind[at] in _MATERIAL:
            found.append((tasks[task], costs[row]))
    kept = [(of_task[row], round(amount)) for row, amount in found if of_task[row] >= 0]
    columns = list(zip(*kept, strict=True)) if kept else [()] * 2
    return Expenses(frozen(columns[0], np.int32), frozen(columns[1], np.int64))


def map_rates(tables: P6Tables, people: MappedResources, data_date_ticks: int) -> Rates:
    """Return what an hour of each resource and role costs at a data date, else from the first rate on."""
    steps: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for table, key, rows in (("RSRCRATE", "rsrc_id", people.rows), ("ROLERATE", "role_id", people.roles)):
        prices = tables.values(table, "cost_per_qty", Parse(texts.minor_of_whole, 0.0, "rate"))
        starts = tables.dates(table, "start_date")
        for uid, start, price in zip(tables[table].column(key), starts, prices, strict=True):
            if uid in rows and people.resources.kind[rows[uid]] == ResourceKind.WORK:
                steps[rows[uid]].append((start, price))
    found = []
    for resource, known in sorted(steps.items()):
        known.sort()
        begun = [price for start, price in known if data_date_ticks != NO_TICKS and start <= data_date_ticks]
        price = begun[-1] if begun else known[0][1]
        if price:
            found.append((resource, price))
    columns = list(zip(*found, strict=True)) if found else [()] * 2
    return Rates(frozen(columns[0], np.int32), frozen(columns[1], np.float64), ("",) * len(found))


def _sums(tables: P6Tables, table: str, *names: str) -> list[float]:
    """Return the sums of some columns of money by row, in minor units."""
    money = Parse(texts.minor_of_whole, 0.0, "amount of money")
    columns = [tables.values(table, name, money) for name in names]
    return [sum(amounts) for amounts in zip(*columns, strict=True)]
