"""Offers: what is known already and may apply to something that is being written down.

An app adds an offering once; pages of new and of stored things then show what it finds, with a way to take it and a
way to turn it down. What is taken is linked to the thing; what is turned down is not offered for it again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from lockstep.domain.access.errors import NotFound
from lockstep.domain.records.registry import LinkEnd


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody writes down: its type and its words; `record_id` where it is stored already."""

    record_type: str
    words: str
    record_id: int | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """Something that may apply: what it says, and why it is offered."""

    end: LinkEnd
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Offering:
    """A kind of offer. `find(user, asked)` returns what may apply, the best first, readable for the user.

    What is taken is linked by `link_kind` from what is offered to the thing; `taken(work, offered id)` writes what
    follows at what is offered.
    """

    name: str
    label: str
    record_type: str
    link_kind: str
    find: Callable[[Any, Asked], Sequence[Offered]]
    taken: Callable[[Any, int], None] | None = None


_offerings: dict[str, Offering] = {}


def add_offering(offering: Offering) -> None:
    """Let pages of new and stored things offer something; called in `ready()` of an app."""
    _offerings[offering.name] = offering


def offering_of(name: str) -> Offering:
    """Return an offering by its name."""
    try:
        return _offerings[name]
    except KeyError:
        raise NotFound(name, "There is no such offer.") from None


def offerings() -> tuple[Offering, ...]:
    """Return all offerings."""
    return tuple(_offerings.values())
