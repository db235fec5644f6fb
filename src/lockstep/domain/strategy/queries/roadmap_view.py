"""A roadmap as it is drawn: what the query of it answers."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RoadmapChoice:
    """A roadmap that may be looked at from a node."""

    id: int
    key: str
    title: str
    state: str
    node: int
    node_name: str
    intent: str
    horizon_days: int


@dataclass(frozen=True, slots=True)
class TimeBox:
    """A tranche or increment of a roadmap."""

    id: int
    key: str
    title: str
    kind: str
    goal: str
    state: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Lane:
    """A workstream with the nodes that run in it."""

    id: int
    key: str
    title: str
    owner: str
    nodes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """A planning package where it stands on the roadmap; its days are its own, or those of its tranche."""

    id: int
    version: int
    key: str
    title: str
    state: str
    size: str
    owner: str
    lane: int | None
    tranche: int
    starts_on: date | None
    finishes_on: date | None
    enters_on: date | None
    detail_by: date | None
    is_detailed: bool
    is_inside: bool
    may_edit: bool


@dataclass(frozen=True, slots=True)
class RoadmapView:
    """One roadmap as it is drawn, with the others that there are; `chosen` is None where there is none."""

    choices: tuple[RoadmapChoice, ...]
    chosen: RoadmapChoice | None
    boxes: tuple[TimeBox, ...]
    lanes: tuple[Lane, ...]
    packages: tuple[Package, ...]

    @property
    def undetailed(self) -> tuple[Package, ...]:
        """Return what is inside the horizon and not planned in detail, longest inside first."""
        found = [row for row in self.packages if row.is_inside]
        return tuple(sorted(found, key=lambda row: (row.enters_on, row.id)))
