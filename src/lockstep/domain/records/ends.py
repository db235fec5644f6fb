"""Things that can be linked, commented and followed, as an action finds them."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.ledger import NotFound, Work
from lockstep.domain.records.registry import LinkEnd, linkable, register_for


class ThingRef(BaseModel):
    """What a link leads to: a type such as "risks.risk", and an id."""

    type: str
    id: int


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that the actor may read, with the node that it is at home at."""

    end: LinkEnd
    node: Any
    owner_id: int | None


def readable_thing(work: Work, record_type: str, record_id: int) -> Thing:
    """Return a thing that the actor may read; NotFound otherwise."""
    end = linkable(record_type).resolve([record_id], work.actor).get(record_id)
    if end is None or end.node_id is None:
        raise NotFound(f"{record_type} {record_id}", "There is no such thing, or you may not see it.")
    return Thing(end, load_node(work, end.node_id), _owner_of(record_type, record_id))


def _owner_of(record_type: str, record_id: int) -> int | None:
    register = register_for(record_type)
    if register is None:
        return None
    return register.model._base_manager.filter(pk=record_id).values_list("owner_id", flat=True).first()
