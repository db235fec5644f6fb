"""Reading tolerances from the plan and the registers, and raising what went out of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.delivery.queries import quality_measures
from lockstep.domain.governance.models import ChangeRequest, Tolerance, ToleranceReading
from lockstep.domain.governance.vocabulary import Dimension, Reads
from lockstep.domain.planning.queries.costs import HeldCost, held_costs
from lockstep.domain.planning.queries.held import Held, held_activities, held_nodes
from lockstep.domain.planning.queries.workload import workload
from lockstep.domain.records.actions import settle_derived
from lockstep.domain.records.vocabulary import today
from lockstep.foundation.ticks import date_of_day, day_number, day_of

WEEKS_AHEAD = 8
MINOR = 100
"""Minor units of money in a whole one."""
UNAPPROVED = ("submitted", "deferred")


@dataclass(frozen=True, slots=True)
class Live:
    """One live reading; `words` say where it comes from."""

    forecast: float | None
    words: str
    agreed: float | None = None
    remaining: float | None = None


def live_rows(rows: Iterable[Tolerance]) -> dict[int, Live]:
    """Return what plan and registers say of tolerances that are read live; risk is read with an analysis."""
    wanted = [row for row in rows if row.reads == Reads.LIVE]
    found: dict[int, Live] = {}
    for dimension, reader in _READERS.items():
        members = [row for row in wanted if row.dimension == dimension]
        if members:
            found.update(reader(members))
    return found


def _slips(rows: list[Tolerance]) -> Mapping[int, Live]:
    day = day_number(today())
    nodes = held_nodes([row.node_id for row in rows if row.milestone_id is None], day)
    activities = held_activities([row.milestone_id for row in rows if row.milestone_id is not None], day)
    return {
        row.pk: _slip(
            activities.get(row.milestone_id) if row.milestone_id is not None else nodes.get(row.node_id)
        )
        for row in rows
    }


def _slip(held: Held | None) -> Live:
    if held is None or held.finish_ticks is None:
        return Live(None, "There is no scheduled work to read.")
    day = date_of_day(day_of(held.finish_ticks - 1))
    finish = f"{day.day} {day:%b %Y}"
    if held.slip_days is None:
        return Live(None, f"{held.name} finishes on {finish}, and no baseline holds it.")
    return Live(
        held.slip_days,
        f"{held.name} finishes on {finish}, against its {held.held_by}.",
        remaining=held.remaining_days,
    )


def _unapproved(rows: list[Tolerance]) -> Mapping[int, Live]:
    paths = list(
        ChangeRequest.objects.filter(state__in=UNAPPROVED, node__path__startswith="/").values_list(
            "node__path", flat=True
        )
    )
    found = {}
    for row in rows:
        count = sum(path.startswith(row.node.path) for path in paths)
        words = "1 change request waits" if count == 1 else f"{count} change requests wait"
        found[row.pk] = Live(float(count), f"{words} for a decision.")
    return found


def _overloads(rows: list[Tolerance]) -> Mapping[int, Live]:
    by_node = {node: _overload(node) for node in {row.node_id for row in rows}}
    return {row.pk: by_node[row.node_id] for row in rows}


def _overload(node: int) -> Live:
    page = workload(SYSTEM, node, first_day=day_number(today()), weeks=WEEKS_AHEAD)
    loads = [
        (row.overload_hours / row.capacity_hours, row.name) for row in page.rows if row.capacity_hours > 0
    ]
    if not loads:
        return Live(None, "Nobody is assigned to work of the next 8 weeks.")
    share, name = max(loads)
    return Live(round(share, 4), f"{name} in the next {WEEKS_AHEAD} weeks, the most overloaded.")


def _failures(rows: list[Tolerance]) -> Mapping[int, Live]:
    return {row.pk: _failed(row.node.path) for row in rows}


def _failed(path: str) -> Live:
    count = quality_measures(path).mandatory_failed
    words = "1 mandatory requirement" if count == 1 else f"{count} mandatory requirements"
    return Live(float(count), f"{words} failed in the newest check.")


def _costs(rows: list[Tolerance]) -> Mapping[int, Live]:
    found = held_costs(sorted({row.node_id for row in rows}))
    return {row.pk: _cost(found[row.node_id], row.agreed) for row in rows}


def _cost(held: HeldCost, budget: float | None) -> Live:
    """Return the cost of a plan against the budget that was typed, else against what its baselines hold."""
    if len(held.currencies) > 1:
        several = f"{', '.join(held.currencies[:-1])} and {held.currencies[-1]}"
        return Live(
            None, f"{held.name} costs {several}, and no rate of exchange is known; they are not added up."
        )
    if held.cost_minor is None:
        return Live(None, f"Nothing in the plan of {held.name} has a cost.")
    code = "".join(held.currencies)
    words = f"{held.name} comes to {_money(held.cost_minor, code)} by its plan"
    forecast = held.cost_minor / MINOR
    if budget is not None:
        return Live(forecast, f"{words}, against the budget of {_money(round(budget * MINOR), code)}.")
    if held.agreed_minor is None:
        return Live(forecast, f"{words}; {held.why_not}.")
    return Live(
        forecast,
        f"{words}, against the {_money(held.agreed_minor, code)} of {held.held_by}.",
        agreed=held.agreed_minor / MINOR,
    )


def _money(minor: int, code: str) -> str:
    return f"{minor / MINOR:,.0f} {code}".strip()


_READERS: Mapping[Dimension, Callable[[list[Tolerance]], Mapping[int, Live]]] = {
    Dimension.TIME: _slips,
    Dimension.COST: _costs,
    Dimension.SCOPE: _unapproved,
    Dimension.QUALITY: _failures,
    Dimension.RESOURCE: _overloads,
}


def keep_readings(rows: Iterable[Tolerance], found: Mapping[int, Live]) -> None:
    """Store live readings in place of the earlier ones, and color all. Computed, so they enter no history."""
    day, rows = today(), list(rows)
    kept = [_reading(row, found[row.pk], day) for row in rows if row.pk in found]
    ToleranceReading.objects.filter(tolerance_id__in=[reading.tolerance_id for reading in kept]).delete()
    ToleranceReading.objects.bulk_create(kept, batch_size=200)
    settle_derived("tolerances", Tolerance.objects.filter(pk__in=[row.pk for row in rows]))


def _reading(row: Tolerance, live: Live, day: date) -> Any:
    return ToleranceReading(
        tolerance_id=row.pk,
        agreed=live.agreed,
        forecast=live.forecast,
        remaining_days=live.remaining,
        measured_on=day,
        fresh_until=day + timedelta(days=row.cycle_days),
        words=live.words[:300],
    )
