"""What a change of the tree would do elsewhere, told by the higher apps that know it.

Planning says which hand-offs break and which finish moves; money will say what is freed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lockstep.domain.portfolio.vocabulary import Intent


@dataclass(frozen=True, slots=True)
class Consequence:
    """One thing that would follow: what kind of thing, and a full sentence."""

    kind: str
    sentence: str


Teller = Callable[[Any, int, Intent], list[Consequence]]
_tellers: dict[str, Teller] = {}


def tell_consequences(name: str, teller: Teller) -> None:
    """Register a teller: it gets the user, the node and the intent, and hides what the user may not see."""
    _tellers[name] = teller


def consequences_of(user: Any, node_id: int, intent: Intent) -> tuple[Consequence, ...]:
    """Return everything that would follow, in the order of registration."""
    return tuple(found for teller in _tellers.values() for found in teller(user, node_id, intent))
