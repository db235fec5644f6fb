"""Joining plans of several files into one network."""

from collections.abc import Sequence
from dataclasses import fields, replace
from itertools import accumulate
from typing import Any

import numpy as np

from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan.baselines import Baseline, BaselineColumns
from lockstep.plan.columns import NO_INDEX, Table, frozen
from lockstep.plan.plan import Plan

_REFERENCES = {
    "activities": {"project": "projects", "parent": "activities", "calendar": "calendars"},
    "links": {"predecessor": "activities", "successor": "activities"},
    "constraints": {"activity": "activities"},
    "splits": {"activity": "activities"},
    "suspensions": {"activity": "activities"},
    "resources": {"calendar": "calendars"},
    "availability": {"resource": "resources"},
    "assignments": {"activity": "activities", "resource": "resources"},
    "timephased": {"assignment": "assignments"},
    "expenses": {"activity": "activities"},
    "rates": {"resource": "resources"},
    "curves": {"assignment": "assignments"},
    "fillings": {"resource": "resources", "role": "resources"},
}


def join(plans: Sequence[Plan], name: str = "") -> Plan:
    """Return one plan that holds all projects, rows and calendars of the given plans, in their order.

    Nothing is merged: two plans that know the same person keep two resources. A project whose uid stands in an
    earlier plan too gets " (2)", " (3)" and so on appended, so that uids stay unique.
    """
    if len(plans) == 1 and not name:
        return plans[0]
    offsets = {table: [0, *accumulate(len(getattr(plan, table)) for plan in plans)] for table in _SIZED}
    tables = {table: _stacked(plans, table, offsets) for table in _REFERENCES}
    return Plan(
        name=name or (plans[0].name if plans else ""),
        projects=_projects(plans, offsets["calendars"]),
        calendars=tuple(
            replace(calendar, base=calendar.base + first if calendar.base >= 0 else NO_INDEX)
            for plan, first in zip(plans, offsets["calendars"], strict=False)
            for calendar in plan.calendars
        ),
        baselines=_baselines(plans),
        **tables,
    )


_SIZED = ("projects", "calendars", *_REFERENCES)


def _projects(plans: Sequence[Plan], first_calendars: list[int]) -> tuple[Any, ...]:
    taken: dict[str, int] = {}
    joined = []
    for plan, first in zip(plans, first_calendars, strict=False):
        for project in plan.projects:
            taken[project.uid] = taken.get(project.uid, 0) + 1
            count = taken[project.uid]
            uid = project.uid if count == 1 else f"{project.uid} ({count})"
            joined.append(replace(project, uid=uid, calendar=project.calendar + first))
    return tuple(joined)


def _stacked(plans: Sequence[Plan], table: str, offsets: dict[str, list[int]]) -> Any:
    parts: list[Table] = [getattr(plan, table) for plan in plans]
    references = _REFERENCES[table]
    columns: dict[str, Any] = {}
    for field in fields(parts[0]):  # type: ignore[arg-type]
        pieces = [getattr(part, field.name) for part in parts]
        if isinstance(pieces[0], tuple):
            columns[field.name] = tuple(text for piece in pieces for text in piece)
            continue
        if field.name in references:
            firsts = offsets[references[field.name]]
            pieces = [
                np.where(piece >= 0, piece + first, NO_INDEX)
                for piece, first in zip(pieces, firsts, strict=False)
            ]
        dtype = getattr(parts[0], field.name).dtype
        columns[field.name] = frozen(np.concatenate(pieces), dtype)
    return type(parts[0])(**columns)


def _baselines(plans: Sequence[Plan]) -> tuple[Baseline, ...]:
    names = list(dict.fromkeys(baseline.name for plan in plans for baseline in plan.baselines))
    joined = []
    for name in names:
        parts = []
        for plan in plans:
            found = [baseline for baseline in plan.baselines if baseline.name == name]
            parts.append(found[0].columns if found else _empty_baseline(len(plan.activities)))
        columns = {
            field.name: frozen(np.concatenate([getattr(part, field.name) for part in parts]), np.int64)
            for field in fields(BaselineColumns)
        }
        joined.append(Baseline(name, BaselineColumns(**columns)))
    return tuple(joined)


def _empty_baseline(count: int) -> BaselineColumns:
    missing = frozen(np.full(count, NO_TICKS), np.int64)
    return BaselineColumns(missing, missing, missing, missing)
