"""Resources: people, roles, machines, material and cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from lockstep.plan.columns import Float64, Int8, Int32, Int64, Table, Texts, frozen


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


@dataclass(frozen=True, slots=True)
class Fillings(Table):
    """Who fills which role, at most one row a resource. A role itself is listed as filling itself.

    Attributes:
        resource: index of the resource.
        role: index of the role, which is a resource too.
    """

    resource: Int32
    role: Int32

    def __post_init__(self) -> None:
        self._check_lengths()


NO_FILLINGS: Final = Fillings(frozen((), "int32"), frozen((), "int32"))


def fillings_of(rows: Sequence[tuple[int, int]]) -> Fillings:
    """Return fillings of `(resource, role)`."""
    if not rows:
        return NO_FILLINGS
    return Fillings(frozen([row[0] for row in rows], "int32"), frozen([row[1] for row in rows], "int32"))
