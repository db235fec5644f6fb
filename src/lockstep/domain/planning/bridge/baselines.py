"""Baseline values as columns by activity id."""

from functools import lru_cache
from typing import Any

import numpy as np

from lockstep.domain.planning.bridge.sheets import INT, TICKS, Sheet, read
from lockstep.domain.planning.models import BaselineValue
from lockstep.foundation.ticks import NO_TICKS

_LAYOUT = {
    "id": INT,
    "activity_id": INT,
    "start_ticks": TICKS,
    "finish_ticks": TICKS,
    "duration_ticks": TICKS,
    "work_ticks": TICKS,
}


@lru_cache(maxsize=32)
def baseline_sheet(baseline: int, version: int) -> Sheet:
    """Return the values of a baseline by activity id; they never change, so they are kept in the process."""
    sheet = read(BaselineValue.objects.filter(baseline_id=baseline), _LAYOUT)
    return sheet.take(np.argsort(sheet["activity_id"], kind="stable"))


def baseline_column(baseline: int, version: int, name: str, activity_ids: Any) -> Any:
    """Return one value of a baseline for each of some activities, NO_TICKS where it has none."""
    sheet = baseline_sheet(baseline, version)
    ids = sheet["activity_id"]
    if not len(ids):
        return np.full(len(activity_ids), NO_TICKS)
    at = np.minimum(np.searchsorted(ids, activity_ids), len(ids) - 1)
    return np.where(ids[at] == activity_ids, sheet[name][at], NO_TICKS)
