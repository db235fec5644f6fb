"""Links as plain pairs, for computations that see everything; pages ask `links_of` and the trace."""

from dataclasses import dataclass

from django.db.models import QuerySet

from lockstep.domain.records.link_kinds import UPWARD
from lockstep.domain.records.models import Link
from lockstep.domain.records.news import followers

__all__ = ["Edge", "edges", "edges_to", "every_link", "followers", "leading_to"]


@dataclass(frozen=True, slots=True)
class Edge:
    """One link; `share` is its strength where its kind has one."""

    source: int
    target: int
    share: float | None


def every_link() -> QuerySet[Link]:
    """Return all links, whoever may see them: for statements that other apps make over links."""
    return Link.objects.all()


def leading_to(source_type: str, target: tuple[str, int]) -> tuple[int, ...]:
    """Return the things of a type for which another is the reason, whoever may see them: the work that delivers it."""
    links = Link.objects.filter(
        kind__in=UPWARD, source_type=source_type, target_type=target[0], target_id=target[1]
    )
    return tuple(sorted(set(links.values_list("source_id", flat=True))))


def edges(kind: str, *, source_type: str, target_type: str) -> tuple[Edge, ...]:
    """Return all links of a kind between two types, whoever may see them."""
    rows = Link.objects.filter(kind=kind, source_type=source_type, target_type=target_type)
    return tuple(Edge(*row) for row in rows.order_by("pk").values_list("source_id", "target_id", "share"))


def edges_to(kind: str, target_type: str, target: int) -> tuple[Edge, ...]:
    """Return the links of a kind that lead to one thing, whoever may see them."""
    rows = Link.objects.filter(kind=kind, target_type=target_type, target_id=target).order_by("pk")
    return tuple(Edge(*row) for row in rows.values_list("source_id", "target_id", "share"))
