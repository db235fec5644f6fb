"""Links as plain pairs, for computations that see everything; pages ask `links_of` and the trace."""

from dataclasses import dataclass

from lockstep.domain.records.models import Link


@dataclass(frozen=True, slots=True)
class Edge:
    """One link; `share` is its strength where its kind has one."""

    source: int
    target: int
    share: float | None


def edges(kind: str, *, source_type: str, target_type: str) -> tuple[Edge, ...]:
    """Return all links of a kind between two types, whoever may see them."""
    rows = Link.objects.filter(kind=kind, source_type=source_type, target_type=target_type)
    return tuple(Edge(*row) for row in rows.order_by("pk").values_list("source_id", "target_id", "share"))
