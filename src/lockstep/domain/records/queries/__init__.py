"""The reads of the machine: the same for every register, the asking user first, frozen results."""

from lockstep.domain.records.list_query import (
    CLOSED_STATES,
    EMPTY,
    ME,
    OPEN_STATES,
    Filter,
    ListQuery,
    Scope,
)
from lockstep.domain.records.queries.listing import listing, ordered_ids
from lockstep.domain.records.results import Column, FlagCount, Group, RecordRow, RegisterPage, RowFlag

__all__ = [
    "CLOSED_STATES",
    "EMPTY",
    "ME",
    "OPEN_STATES",
    "Column",
    "Filter",
    "FlagCount",
    "Group",
    "ListQuery",
    "RecordRow",
    "RegisterPage",
    "RowFlag",
    "Scope",
    "listing",
    "ordered_ids",
]
