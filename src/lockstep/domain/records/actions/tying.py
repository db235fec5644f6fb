"""Links that follow from a record by themselves, written by the app whose record it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from lockstep.domain.ledger import Work
from lockstep.domain.records.ends import ThingRef
from lockstep.domain.records.models import Link
from lockstep.domain.records.registry import linkable

Pattern = tuple[str, str, str]
"""A kind of link with the types of its source and its target."""
_Ends = tuple[str, str, int, str, int]


@dataclass(frozen=True, slots=True)
class Tie:
    """A link as it is to be: what it means, from where, to where, and how strongly."""

    kind: str
    source: ThingRef
    target: ThingRef
    share: float | None = None

    @property
    def ends(self) -> _Ends:
        """Return what tells one link from another."""
        return (self.kind, self.source.type, self.source.id, self.target.type, self.target.id)


def tie_records(work: Work, ties: Iterable[Tie]) -> list[Link]:
    """Write links that a record brings with it; part of an action that has asked who may, never one of its own."""
    found = list(ties)
    homes = _homes(found)
    return [
        work.create(
            Link,
            kind=tie.kind,
            source_type=tie.source.type,
            source_id=tie.source.id,
            target_type=tie.target.type,
            target_id=tie.target.id,
            node_id=homes[tie.source.type, tie.source.id],
            target_node_id=homes[tie.target.type, tie.target.id],
            share=tie.share,
        )
        for tie in found
    ]


def keep_ties(work: Work, around: ThingRef, patterns: Sequence[Pattern], wanted: Iterable[Tie]) -> None:
    """Let a thing have just the wanted links among those of some patterns, each with its strength."""
    missing = {tie.ends: tie for tie in wanted}
    for link in Link.objects.filter(_at(around, patterns)).order_by("pk"):
        ends = (link.kind, link.source_type, link.source_id, link.target_type, link.target_id)
        tie = missing.pop(ends, None)
        if tie is None:
            work.delete(link, version=link.version)
        elif link.share != tie.share:
            work.change(link, version=link.version, share=tie.share)
    tie_records(work, missing.values())


def _at(thing: ThingRef, patterns: Sequence[Pattern]) -> Q:
    found = Q(pk__in=[])
    for kind, source_type, target_type in patterns:
        ends = Q(kind=kind, source_type=source_type, target_type=target_type)
        if source_type == thing.type:
            found |= ends & Q(source_id=thing.id)
        if target_type == thing.type:
            found |= ends & Q(target_id=thing.id)
    return found


def _homes(ties: Sequence[Tie]) -> dict[tuple[str, int], int]:
    ids: dict[str, set[int]] = {}
    for tie in ties:
        for end in (tie.source, tie.target):
            ids.setdefault(end.type, set()).add(end.id)
    return {
        (record_type, record_id): node_id
        for record_type, wanted in ids.items()
        for record_id, node_id in linkable(record_type).node_ids(wanted).items()
    }
