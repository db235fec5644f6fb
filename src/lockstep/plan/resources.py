"""Resources: people, roles, machines, material and cost."""

from dataclasses import dataclass
from enum import IntEnum

from lockstep.plan.columns import Float64, Int8, Int32, Int64, Table, Texts


class ResourceKind(IntEnum):
    """Only work resources have a calendar and drive dates."""

    WORK = 0
    MATERIAL = 1
    COST = 2


@dataclass(frozen=True, slots=True)
class Resources(Table):
    """Columns by resource, length R.

    Attributes:
        uids: identity in the source.
        names: names.
        guids: GUID in the source, "" where none.
        kind: `ResourceKind`.
        calendar: index of the resource's calendar, or -1.
        max_units: capacity as a multiple of one full-time unit, 1.0 is one person.
    """

    uids: Int64
    names: Texts
    guids: Texts
    kind: Int8
    calendar: Int32
    max_units: Float64

    def __post_init__(self) -> None:
        self._check_lengths()


@dataclass(frozen=True, slots=True)
class Availability(Table):
    """Capacity that varies in time: `units` of `resource` from `from_ticks` up to `until_ticks` (missing: open)."""

    resource: Int32
    from_ticks: Int64
    until_ticks: Int64
    units: Float64

    def __post_init__(self) -> None:
        self._check_lengths()
