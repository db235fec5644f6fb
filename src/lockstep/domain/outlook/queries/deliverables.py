"""Deliverables live: expected day, probability to be on time by the newest simulation, and what they cost."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from lockstep.domain.outlook.queries.analyses import share_by
from lockstep.domain.outlook.queries.confidence import confidence_stamp
from lockstep.domain.outlook.queries.runs import columns_of
from lockstep.domain.planning.queries.uncertain import network_stamp
from lockstep.domain.records.queries import ListQuery, RecordRow, Scope, listing
from lockstep.domain.records.queries.graph import edges
from lockstep.foundation.ticks import TICKS_PER_DAY, day_number

SHARES = (0.1, 0.5, 0.8, 0.9)
COLUMNS = (
    "due_on",
    "expected_on",
    "planned_on",
    "slip_days",
    "quality",
    "progress",
    "budget",
    "estimate",
    "variance",
    "overrun",
)


@dataclass(frozen=True, slots=True)
class LiveDeliverable:
    """One open deliverable. `on_time_share` is None without work in the newest simulation, or without a day due."""

    row: RecordRow
    activities: int
    expected_on: date | None
    source: str
    on_time_share: float | None


@dataclass(frozen=True, slots=True)
class LiveDeliverables:
    """The open deliverables at and below a node by the day due, and which simulation says the probabilities."""

    rows: tuple[LiveDeliverable, ...]
    run: int
    analyzed_on: date | None

    @property
    def late(self) -> int:
        """Return how many are expected after the day due."""
        return sum((item.row.values.get("slip_days") or 0) > 0 for item in self.rows)

    @property
    def over_budget(self) -> int:
        """Return how many cost more than their budget."""
        return sum((item.row.values.get("variance") or 0) < 0 for item in self.rows)


def live_deliverables(user: Any, node: int) -> LiveDeliverables:
    """Return deliverables with what the schedule and the newest simulation of the network say of them."""
    query = ListQuery(columns=COLUMNS, page_size=0, sort="due_on")
    rows = [row for row in listing(user, "deliverables", Scope(node), query).rows if not row.is_closed]
    work: dict[int, list[int]] = defaultdict(list)
    for edge in edges("delivers", source_type="planning.activity", target_type="strategy.deliverable"):
        work[edge.target].append(edge.source)
    stamp = confidence_stamp(network_stamp(user, node).network)
    found = columns_of(stamp.run, stamp.finished_at) if stamp.finished_at else None
    return LiveDeliverables(
        tuple(_live(row, work[row.id], found) for row in rows),
        stamp.run,
        stamp.finished_at.date() if stamp.finished_at else None,
    )


def _live(row: RecordRow, work: list[int], found: dict[str, Any] | None) -> LiveDeliverable:
    planned = row.values.get("planned_on")
    expected = row.values.get("expected_on")
    source = "schedule" if planned else "its owner" if expected else ""
    return LiveDeliverable(row, len(work), _day(expected), source, _share(row.due_on, work, found))


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _share(due_on: date | None, work: list[int], found: dict[str, Any] | None) -> float | None:
    """Return the probability that the last work is done by the end of the day due.

    Of several activities the least sure one counts: finishes in one program go together, so that this is an upper
    bound, and a product would be far too low.
    """
    if due_on is None or found is None or not work:
        return None
    at = (day_number(due_on) + 1) * TICKS_PER_DAY
    shares = [share for activity in work if (share := _share_of(activity, at, found)) is not None]
    return min(shares, default=None)


def _share_of(activity: int, at: int, found: dict[str, Any]) -> float | None:
    milestones = found["milestone"]
    place = np.flatnonzero(milestones == activity)
    if len(place):
        return share_by(found["milestone_curve"][place[0]], at)
    place = np.flatnonzero(found["activity"] == activity)
    if not len(place):
        return None
    # Four quantiles are kept of work that is no milestone; between them the probability runs straight.
    quantiles = found["finish"][place[0]].tolist()
    if at < quantiles[0]:
        return 0.0
    return float(np.interp(at, quantiles, SHARES)) if at < quantiles[-1] else 1.0
