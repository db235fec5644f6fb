"""Demands in order, with the line that a budget or a capacity draws."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from lockstep.domain.access.policies import Standing, may_edit_records, may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.strategy.models import Demand
from lockstep.domain.strategy.register.demands import DEMANDS, OPEN, demand_wsjf
from lockstep.domain.strategy.rules import cut_after
from lockstep.domain.strategy.vocabulary import MOSCOW, RankedDemand, RankedList

OPEN_DEMANDS = OPEN
_MOSCOW_ORDER = {name: place for place, name in enumerate(MOSCOW)}


class RankedBy(StrEnum):
    """What a list of demands is ordered by."""

    RANK = "rank"
    WSJF = "wsjf"
    SCORE = "score"
    MOSCOW = "moscow"


def in_rank_order(rows: Iterable[Demand]) -> list[Demand]:
    """Return demands as people ranked them; those without a rank follow by score."""
    return sorted(rows, key=_by_rank)


def _by_rank(row: Demand) -> tuple[Any, ...]:
    return (row.rank is None, row.rank or 0, -(row.score or -1.0), row.pk)


def _by(order: RankedBy) -> Any:
    def key(row: Demand) -> tuple[Any, ...]:
        match order:
            case RankedBy.WSJF:
                return (-_or_last(demand_wsjf(row)), row.pk)
            case RankedBy.SCORE:
                return (-_or_last(row.score), row.pk)
            case RankedBy.MOSCOW:
                place = _MOSCOW_ORDER.get(row.moscow, len(_MOSCOW_ORDER))
                return (place, -_or_last(row.score), row.pk)
        return _by_rank(row)

    return key


def _or_last(value: float | None) -> float:
    return -1.0 if value is None else value


def ranked_demands(
    user: Any,
    node: int,
    *,
    order: RankedBy = RankedBy.RANK,
    budget: int | None = None,
    currency: str | None = None,
    capacity_days: float | None = None,
) -> RankedList:
    """Return the open demands at and below a node in order; above the line stands what budget and capacity cover.

    Money of two currencies is never added: the list holds one of them, the most frequent where none is asked for.
    """
    path = readable_node(user, node).path
    found = list(
        Demand.objects.filter(
            may_read.readable(user, "node"), node__path__startswith=path, state__in=OPEN_DEMANDS
        ).select_related("node")
    )
    currencies = sorted({row.currency for row in found})
    often = max(currencies, key=lambda code: sum(row.currency == code for row in found), default="EUR")
    chosen = currency if currency in currencies else often
    rows = sorted((row for row in found if row.currency == chosen), key=_by(order))
    by_budget = cut_after([row.cost for row in rows], budget)
    by_capacity = cut_after([row.effort_days for row in rows], capacity_days)
    cut = min(by_budget, by_capacity)
    standing, spent, taken, ranked = Standing.of(user), 0, 0.0, []
    for number, row in enumerate(rows):
        spent += row.cost or 0
        taken += row.effort_days or 0.0
        may_edit = standing.may(may_edit_records.permission, row.node.path)
        ranked.append(_ranked(row, number + 1, (spent, taken), number < cut, may_edit))
    return RankedList(
        rows=tuple(ranked),
        currency=chosen,
        currencies=tuple(currencies),
        budget=budget,
        cost_above_cut=sum(row.cost or 0 for row in rows[:cut]),
        without_cost=sum(row.cost is None for row in rows),
        capacity_days=capacity_days,
        effort_above_cut=sum(row.effort_days or 0.0 for row in rows[:cut]),
        without_effort=sum(row.effort_days is None for row in rows),
        cut_by="" if cut == len(rows) else "budget" if by_budget <= by_capacity else "capacity",
    )


def _ranked(
    row: Demand, place: int, so_far: tuple[int, float], is_above: bool, may_edit: bool
) -> RankedDemand:
    return RankedDemand(
        place=place,
        id=row.pk,
        version=row.version,
        key=row.key,
        title=row.title,
        state=DEMANDS.states_by_name[row.state].label,
        moscow=MOSCOW.get(row.moscow, ""),
        rank=row.rank,
        wsjf=demand_wsjf(row),
        score=row.score,
        cost=row.cost,
        cost_so_far=so_far[0],
        effort_days=row.effort_days,
        effort_so_far=so_far[1],
        is_above_cut=is_above,
        may_edit=may_edit,
    )
