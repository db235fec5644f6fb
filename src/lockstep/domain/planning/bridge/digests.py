"""What a plan looks like to leveling, as a digest: equal digests mean that an earlier answer still holds."""

import hashlib
from dataclasses import fields, replace
from typing import Any, Final

import numpy as np

from lockstep.plan import Plan

_WORDS: Final = frozenset({"names", "codes", "wbs", "guids"})
_ANSWER: Final = frozenset({"leveling_delay_ticks"})


def inputs_digest(plan: Plan, apart: Any = ()) -> str:
    """Return a digest of a plan that neither names nor leveling delays of activities change.

    Gaps in the rows of `apart` do not count, nor do roles that are only there for the people who fill them.
    """
    splits = plan.splits.take(np.flatnonzero(~np.isin(plan.splits.activity, apart)))
    digest = hashlib.blake2b(digest_size=16)
    projects = tuple(replace(project, name="", currency="") for project in plan.projects)
    calendars = tuple(replace(calendar, name="") for calendar in plan.calendars)
    digest.update(repr((projects, calendars)).encode())
    _add(digest, plan.activities, _WORDS | _ANSWER)
    for table in (
        plan.links,
        plan.constraints,
        splits,
        plan.suspensions,
        *_assigned(plan),
        plan.timephased,
        plan.curves,
    ):
        _add(digest, table, _WORDS)
    return digest.hexdigest()


def _assigned(plan: Plan) -> tuple[Any, Any, Any]:
    """Return resources, availability and assignments without resources that nobody is assigned to."""
    table, resources, availability = plan.assignments, plan.resources, plan.availability
    used = np.unique(table.resource[table.resource >= 0])
    if len(used) == len(resources):
        return resources, availability, table
    place = np.full(len(resources) + 1, -1, np.int32)
    place[used] = np.arange(len(used), dtype=np.int32)
    kept = availability.take(np.flatnonzero(place[availability.resource] >= 0))
    return (
        resources.take(used),
        replace(kept, resource=place[kept.resource]),
        # The last place is that of nobody.
        replace(table, resource=place[table.resource]),
    )


def _add(digest: Any, table: Any, without: frozenset[str]) -> None:
    for field in fields(table):
        if field.name not in without:
            column = np.ascontiguousarray(getattr(table, field.name))
            digest.update(f"{field.name} {column.dtype.str} {len(column)}".encode())
            digest.update(column.tobytes())
