"""What may apply to something that is written down, or is stored."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from lockstep.domain.ledger import NotFound
from lockstep.domain.records.models import Dismissal, Link
from lockstep.domain.records.offering import Asked, Offered, Offering, offerings
from lockstep.domain.records.registry import linkable, register_for


@dataclass(frozen=True, slots=True)
class Offers:
    """What one offering found."""

    offering: Offering
    found: tuple[Offered, ...]


def offers(user: Any, asked: Asked) -> tuple[Offers, ...]:
    """Return what may apply to a thing that is being written down, by offering; empty ones are left out."""
    found = (Offers(offering, tuple(offering.find(user, asked))) for offering in offerings())
    return tuple(item for item in found if item.found)


def offers_for(user: Any, record_type: str, record_id: int) -> tuple[Offers, ...]:
    """Return what may apply to a stored thing, without what is linked to it or was turned down for it."""
    end = linkable(record_type).resolve([record_id], user).get(record_id)
    if end is None:
        raise NotFound(f"{record_type} {record_id}", "There is no such thing, or you may not see it.")
    asked = Asked(record_type, _words(record_type, record_id, end.title), record_id)
    return tuple(
        kept
        for item in offers(user, asked)
        if (kept := replace(item, found=_without_settled(item, record_type, record_id))).found
    )


def _words(record_type: str, record_id: int, title: str) -> str:
    """Return all that is searched of a record; of other things their title."""
    register = register_for(record_type)
    if register is None:
        return title
    return str(register.model._base_manager.filter(pk=record_id).values_list("folded", flat=True).get())


def _without_settled(item: Offers, record_type: str, record_id: int) -> tuple[Offered, ...]:
    linked = Link.objects.filter(
        source_type=item.offering.record_type, target_type=record_type, target_id=record_id
    ).values_list("source_id", flat=True)
    dismissed = Dismissal.objects.filter(
        offering=item.offering.name, record_type=record_type, record_id=record_id
    ).values_list("offered_id", flat=True)
    settled = {*linked, *dismissed}
    itself = record_id if record_type == item.offering.record_type else None
    return tuple(found for found in item.found if found.end.id not in settled and found.end.id != itself)


def links_counted(record_type: str, kind: str) -> Any:
    """Return the expression that counts the links of a kind that start at a record: for computed fields."""
    counted = (
        Link.objects.filter(source_type=record_type, source_id=OuterRef("pk"), kind=kind)
        .order_by()
        .values("source_id")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())
