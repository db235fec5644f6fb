"""What a project serves, where it or a program above it says so."""

from collections.abc import Mapping, Sequence

from lockstep.domain.strategy.models import Alignment


def effective(
    stated: Mapping[tuple[int, int], Alignment], ancestor_ids: Sequence[int], objective: int
) -> Alignment | None:
    """Return what counts for a node: its own word, else that of the nearest node above. From the root to the node."""
    for node in reversed(ancestor_ids):
        found = stated.get((node, objective))
        if found is not None:
            return found
    return None
