"""P-values of the newest analysis of a network, for the schedule: by activity and by node."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from lockstep.domain.outlook.models import SimulationResult
from lockstep.domain.outlook.queries.runs import columns_of
from lockstep.foundation.ticks import LATEST_TICKS, TICKS_PER_HOUR

P50_PLACE, P80_PLACE = 1, 2
_LATEST = LATEST_TICKS


@dataclass(frozen=True, slots=True)
class ConfidenceStamp:
    """The newest analysis of a network; `run` is 0 where there is none."""

    run: int
    revision: int
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Confidence:
    """P50 and P80 by activity id, and by node id below zero, of the newest analysis of a network."""

    run: int
    revision: int
    finished_at: datetime
    ids: Any
    p50_ticks: Any
    p80_ticks: Any


def confidence_stamp(network: int) -> ConfidenceStamp:
    """Return which analysis of a network is the newest, whoever may read it: for computations and tags."""
    found = SimulationResult.objects.filter(network_id=network).order_by("-pk")
    row = found.values_list("run_id", "revision", "finished_at").first()
    return ConfidenceStamp(*row) if row else ConfidenceStamp(0, 0, None)


def confidence(network: int, stamp: ConfidenceStamp | None = None) -> Confidence | None:
    """Return the P-values of the newest analysis of a network, None where there is none.

    They are by id; whoever shows them shows only rows that its reader may read.
    """
    stamp = stamp or confidence_stamp(network)
    if stamp.finished_at is None:
        return None
    found = columns_of(stamp.run, stamp.finished_at)
    curve = found["node_curve"]
    last = curve.shape[1] - 1
    ids = np.concatenate([found["activity"], -found["node"]])
    p50 = np.concatenate([found["finish"][:, P50_PLACE], curve[:, round(last * 0.5)]])
    p80 = np.concatenate([found["finish"][:, P80_PLACE], curve[:, round(last * 0.8)]])
    order = np.argsort(ids, kind="stable")
    return Confidence(stamp.run, stamp.revision, stamp.finished_at, ids[order], p50[order], p80[order])


def filled(found: Confidence | None, rows: Mapping[str, Sequence[Any]]) -> dict[str, list[int | None]]:
    """Return the columns `p50` and `p80` of a schedule's rows, to the hour: the picture is of days.

    None where an activity is finished or unknown, and where the P80 is no later than the finish: then there is nothing
    to draw. `rows` are columns of the schedule: `id`, `finish`, `actualFinish`.
    """
    count = len(rows["id"])
    if found is None or not count or not len(found.ids):
        return {"p50": [None] * count, "p80": [None] * count}
    ids = np.asarray(rows["id"], dtype=np.int64)
    finish = np.asarray([_LATEST if value is None else value for value in rows["finish"]], dtype=np.int64)
    is_open = np.asarray([value is None for value in rows["actualFinish"]])
    at = np.minimum(np.searchsorted(found.ids, ids), len(found.ids) - 1)
    is_shown = (found.ids[at] == ids) & (ids != 0) & is_open & (found.p80_ticks[at] > finish)
    return {
        name: _hours(column[at], is_shown)
        for name, column in (("p50", found.p50_ticks), ("p80", found.p80_ticks))
    }


def _hours(ticks: Any, is_shown: Any) -> list[int | None]:
    whole = -(-ticks // TICKS_PER_HOUR) * TICKS_PER_HOUR
    return [value if shown else None for value, shown in zip(whole.tolist(), is_shown.tolist(), strict=True)]
