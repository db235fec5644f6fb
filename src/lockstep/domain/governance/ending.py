"""What must be done before work is closed, what people own, and who stands in for whom."""

from dataclasses import dataclass
from datetime import date
from typing import Final

ACTIVITIES: Final = "activities"
"""The check that no activity is unfinished; the others are names of registers of which no record may be open."""


@dataclass(frozen=True, slots=True)
class StandardItem:
    """An item that every closure begins with."""

    title: str
    check: str = ""


CHECKLIST: Final = (
    StandardItem("No work is unfinished", ACTIVITIES),
    StandardItem("Deliverables are accepted", "deliverables"),
    StandardItem("Open risks are handed over to a named owner", "risks"),
    StandardItem("Issues are resolved or handed over", "issues"),
    StandardItem("Corrective actions are done or handed over", "actions"),
    StandardItem("Hand-offs are settled", "hand-offs"),
    StandardItem("Decisions are taken", "decisions"),
    StandardItem("Changes are decided", "change-requests"),
    StandardItem("Conditions of gates are met", "gate-conditions"),
    StandardItem("Findings are closed", "findings"),
    StandardItem("Outcomes have an owner who measures on", "outcomes"),
    StandardItem("Lessons are published", "lessons"),
    StandardItem("Contracts and accounts are closed"),
    StandardItem("Documents are in the archive"),
    StandardItem("Team is released and thanked"),
)


@dataclass(frozen=True, slots=True)
class ItemState:
    """One item of a closure as it stands now; `open_count` is None where people judge, or nothing of it exists."""

    id: int
    key: str
    title: str
    check: str
    state: str
    evidence: str
    owner_name: str
    open_count: int | None

    @property
    def is_done(self) -> bool:
        """Tell whether it is met: waived, judged so, or nothing is open."""
        return self.state == "waived" or (
            self.open_count == 0 if self.open_count is not None else self.state == "met"
        )


@dataclass(frozen=True, slots=True)
class OpenThing:
    """A record that is open and belongs to somebody."""

    register: str
    record_type: str
    id: int
    key: str
    title: str
    node_name: str
    owner_id: int | None
    owner_name: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A hand-over as the report of a closure shows it."""

    id: int
    key: str
    title: str
    giver: str
    receiver: str
    home: str
    handed_on: date | None
    notes: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Closure:
    """The closure of a program or project as it stands."""

    node: int
    name: str
    closed_on: date | None
    items: tuple[ItemState, ...]
    handed_over: tuple[HandedOver, ...]

    @property
    def missing(self) -> tuple[ItemState, ...]:
        """Return the items that are not done."""
        return tuple(item for item in self.items if not item.is_done)
