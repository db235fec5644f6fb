"""Who may decide what at a node, as it is in force today."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.governance.authority import holder_words, in_force, limit_of, limit_words
from lockstep.domain.governance.vocabulary import Matter


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """One delegation in force at a node."""

    id: int
    key: str
    matter: str
    holder: str
    limit: str
    given_at: str
    until_on: date | None


@dataclass(frozen=True, slots=True)
class Authority:
    """Who may decide one matter at a node, from the narrowest limit to the widest."""

    matter: Matter
    rows: tuple[AuthorityRow, ...]


def authority_at(user: Any, node: int) -> tuple[Authority, ...]:
    """Return the chains of those who may decide at a node: changes, decisions, exceptions."""
    place = readable_node(user, node)
    return tuple(
        Authority(
            matter,
            tuple(
                AuthorityRow(
                    row.pk,
                    row.key,
                    row.matter,
                    holder_words(row),
                    limit_words(limit_of(row)),
                    row.node.name,
                    row.until_on,
                )
                for row in in_force(place.path, matter)
            ),
        )
        for matter in (Matter.CHANGES, Matter.DECISIONS, Matter.EXCEPTIONS)
    )
