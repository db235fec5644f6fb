"""What each driver of the finish is worth: the P80 without it, alone and together with those before it.

Values by removal do not add up where paths run side by side, so the largest drivers are also taken away one after
another, and what remains after each step is kept.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from lockstep.domain.outlook.bridge.composing import Composed, SetUp
from lockstep.domain.outlook.bridge.simulating import (
    Progress,
    Simulated,
    finishes_with,
    without_costs,
)
from lockstep.domain.outlook.vocabulary import DriverKind
from lockstep.engine.simulation.reading import quantiles
from lockstep.plan import Uncertainties

MOST_ACTIVITIES: Final = 8
MOST_FACTORS: Final = 6
MOST_RISKS: Final = 8
MOST_STEPS: Final = 8
_WORK: Final = 30_000_000
"""Activities times iterations that one removal may cost."""
_SHARES: Final = np.array([0.5, 0.8])


@dataclass(frozen=True, slots=True)
class Item:
    """Something uncertain that can be taken away: a row of ranges, factors or risks."""

    kind: DriverKind
    row: int
    id: int


def driver_columns(
    composed: Composed, set_up: SetUp, found: Simulated, rank: Any, progress: Progress
) -> dict[str, Any]:
    """Return drivers, their P50 and P80 by removal, and the steps of taking the largest away one after another."""
    items = candidates(composed, found, rank)
    count = len(composed.plan.activities)
    iterations = min(set_up.iterations, max(512, _WORK // max(count, 1)))
    total = 1 + len(items) + min(len(items), MOST_STEPS)
    done = 0

    def without(some: list[Item]) -> Any:
        nonlocal done
        uncertain = without_costs(removed(composed.uncertain, some))
        phase = f"What each driver is worth: {done + 1} of {total}"
        finishes = finishes_with(
            found.run,
            uncertain,
            iterations,
            set_up.response,
            found.projects,
            lambda share, _phase: progress((done + share) / total, phase),
        )
        done += 1
        return quantiles(finishes, _SHARES)

    base = without([])
    alone = [without([item]) for item in items]
    order = sorted(range(len(items)), key=lambda at: (int(alone[at][1]), at))
    items, alone = [items[at] for at in order], [alone[at] for at in order]
    useful = [item for item, figures in zip(items, alone, strict=True) if figures[1] < base[1]]
    steps = [without(useful[: number + 1]) for number in range(min(len(useful), MOST_STEPS))]
    return {
        "driver_kind": np.asarray([item.kind for item in items], np.int8),
        "driver_id": np.asarray([item.id for item in items], np.int64),
        "driver_p50": np.asarray([figures[0] for figures in alone], np.int64),
        "driver_p80": np.asarray([figures[1] for figures in alone], np.int64),
        "driver_base": base.astype(np.int64),
        "step_p80": np.asarray([figures[1] for figures in steps], np.int64),
    }


def candidates(composed: Composed, found: Simulated, rank: Any) -> list[Item]:
    """Return what may drive the finish: the activities that go with it most, every factor, every risk."""
    uncertain = composed.uncertain
    ranges = uncertain.ranges.activity
    size = np.abs(np.nan_to_num(rank[ranges])) * np.nan_to_num(found.simulation.criticality[ranges])
    order = np.argsort(-size, kind="stable")
    rows = [row for row in order[:MOST_ACTIVITIES].tolist() if size[row] > 0]
    ids = composed.found.activity_ids
    items = [Item(DriverKind.ACTIVITY, row, int(ids[ranges[row]])) for row in rows]
    items += [
        Item(DriverKind.PROJECT, row, node)
        for row, node in enumerate(composed.factor_nodes[:MOST_FACTORS])
        if node
    ]
    chance = uncertain.risks.probability
    likely = np.argsort(-chance, kind="stable")[:MOST_RISKS].tolist()
    return items + [Item(DriverKind.RISK, row, int(uncertain.risks.uids[row])) for row in likely]


def removed(uncertain: Uncertainties, items: list[Item]) -> Uncertainties:
    """Return what stays uncertain when some items are certain: durations as planned, factors one, risks away."""
    rows = {kind: np.asarray([i.row for i in items if i.kind is kind], np.int64) for kind in DriverKind}
    found = uncertain
    if len(rows[DriverKind.ACTIVITY]):
        kept = np.setdiff1d(np.arange(len(found.ranges)), rows[DriverKind.ACTIVITY])
        new_row = np.full(len(found.ranges), -1, np.int32)
        new_row[kept] = np.arange(len(kept))
        points = found.points.take(np.flatnonzero(new_row[found.points.row] >= 0))
        moved = replace(points, row=new_row[points.row])
        found = replace(found, ranges=found.ranges.take(kept), points=moved)
    if len(rows[DriverKind.PROJECT]):
        gone = np.isin(found.members.factor, rows[DriverKind.PROJECT])
        found = replace(found, members=found.members.take(np.flatnonzero(~gone)))
    if len(rows[DriverKind.RISK]):
        gone = np.isin(found.impacts.risk, rows[DriverKind.RISK])
        found = replace(found, impacts=found.impacts.take(np.flatnonzero(~gone)))
    return found
