"""Resources and how much of them is there when."""

from dataclasses import dataclass

import numpy as np

from lockstep.exchange import texts
from lockstep.exchange.mspdi.calendars import MappedCalendars
from lockstep.exchange.mspdi.gathering import Gathered
from lockstep.exchange.mspdi.words import RESOURCE_KINDS
from lockstep.exchange.noticing import Notices
from lockstep.exchange.texts import Parse
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import Availability, Fillings, ResourceKind, Resources, fillings_of
from lockstep.plan.columns import frozen


@dataclass(frozen=True, slots=True)
class MappedResources:
    """Resources, and the way from uids to rows."""

    resources: Resources
    fillings: Fillings
    row_of_uid: dict[int, int]
    kept: int


def map_resources(
    gathered: Gathered, calendars: MappedCalendars, notices: Notices
) -> tuple[MappedResources, Availability]:
    """Return the named resources and their availability; blank rows and the unassigned row are kept raw."""
    rows = gathered.resources
    whole = Parse(texts.whole, -1, "whole number")
    units = Parse(texts.units, 1.0, "number of units")
    flags = Parse(texts.flag, False, "yes or no")
    uids = whole.column(rows.column("UID"))
    blank = flags.column(rows.column("IsNull"))
    names = rows.column("Name")
    kept = [row for row, uid in enumerate(uids) if not blank[row] and (uid > 0 or names[row])]
    for row in set(range(len(rows))) - set(kept):
        gathered.raw.keep("resource", rows.rows[row][0] or "", "blank row", names[row] or "")
    kinds = Parse(texts.whole, 1, "whole number").column(rows.column("Type"))
    calendar_uids, guids = rows.column("CalendarUID"), rows.column("GUID")
    max_units = rows.column("MaxUnits")
    resources = Resources(
        uids=frozen([uids[row] for row in kept], np.int64),
        names=tuple(names[row] or f"Resource {uids[row]}" for row in kept),
        guids=tuple(guids[row] or "" for row in kept),
        kind=frozen([RESOURCE_KINDS.get(kinds[row], ResourceKind.WORK) for row in kept], np.int8),
        calendar=frozen([calendars.own_index_of(calendar_uids[row]) for row in kept], np.int32),
        max_units=frozen([max(0.0, units[max_units[row]]) for row in kept], np.float64),
    )
    texts.report_bad(units, max_units, lambda row: f"resource '{names[row]}'", "MaxUnits", notices)
    index_of_row = {row: index for index, row in enumerate(kept)}
    row_of_uid = {uids[row]: index for index, row in enumerate(kept)}
    generic = flags.column(rows.column("IsGeneric"))
    roles = [(index, index) for row, index in index_of_row.items() if generic[row]]
    return MappedResources(resources, fillings_of(roles), row_of_uid, len(rows) - len(kept)), _availability(
        gathered, index_of_row
    )


def _availability(gathered: Gathered, index_of_row: dict[int, int]) -> Availability:
    moment = Parse(texts.moment, NO_TICKS, "date")
    units = Parse(texts.units, 1.0, "number of units")
    found = [
        (index_of_row[row], _open(moment[start]), _open(moment[finish]), max(0.0, units[share]))
        for row, (start, finish, share) in gathered.availability
        if row in index_of_row
    ]
    columns = list(zip(*found, strict=True)) if found else [()] * 4
    return Availability(
        frozen(columns[0], np.int32),
        frozen(columns[1], np.int64),
        frozen(columns[2], np.int64),
        frozen(columns[3], np.float64),
    )


_EARLIEST = texts.moment("1984-01-01T00:00:00")
_LATEST = texts.moment("2049-12-31T00:00:00")


def _open(ticks: int) -> int:
    """Project writes its own first and last date where a period is open."""
    return NO_TICKS if ticks <= _EARLIEST or ticks >= _LATEST else ticks
