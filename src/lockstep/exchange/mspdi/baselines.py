"""Baselines 0 to 10."""

from typing import Any

import numpy as np

from lockstep.exchange import texts
from lockstep.exchange.mspdi.gathering import Gathered
from lockstep.exchange.mspdi.tasks import MappedTasks
from lockstep.exchange.noticing import Notices
from lockstep.exchange.texts import Parse
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import Baseline
from lockstep.plan.baselines import BaselineColumns
from lockstep.plan.columns import frozen


def baseline_name(number: int) -> str:
    """Return what Microsoft Project calls a baseline."""
    return "Baseline" if number == 0 else f"Baseline {number}"


def map_baselines(gathered: Gathered, tasks: MappedTasks, notices: Notices) -> tuple[Baseline, ...]:
    """Return the baselines that hold any value."""
    whole = Parse(texts.whole, 0, "whole number")
    duration = Parse(texts.iso_duration, NO_TICKS, "duration")
    count = len(tasks.activities)
    tables: dict[int, Any] = {}
    for row, (number, start, finish, length, work) in gathered.baselines:
        index = tasks.index_of_row[row]
        if index >= 0:
            table = tables.setdefault(whole[number], np.full((4, count), NO_TICKS, dtype=np.int64))
            table[:, index] = tasks.moments[start], tasks.moments[finish], duration[length], duration[work]
    return tuple(
        Baseline(
            baseline_name(number), BaselineColumns(*(frozen(column, np.int64) for column in tables[number]))
        )
        for number in sorted(tables)
    )
