"""What checks and defects say of a quality requirement, as SQL."""

from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    Exists,
    FloatField,
    OuterRef,
    Subquery,
    Value,
    When,
)

from lockstep.domain.delivery.models import Defect, QualityCheck


def _newest(column: str, field: Any) -> Any:
    held = QualityCheck.objects.filter(requirement_id=OuterRef("pk"), state="held")
    return Subquery(held.order_by("-held_on", "-pk").values(column)[:1], output_field=field)


def newest_verdict() -> Any:
    """Return what the newest check found; empty where none was held."""
    return _newest("verdict", CharField())


def newest_value() -> Any:
    """Return what the newest check measured."""
    return _newest("value", FloatField())


def newest_day() -> Any:
    """Return the day of the newest check."""
    return _newest("held_on", DateField())


def was_held() -> Any:
    """Return whether any check was held."""
    return Exists(QualityCheck.objects.filter(requirement_id=OuterRef("pk"), state="held"))


def ended(verdict: str) -> Any:
    """Return whether the newest check ended with a verdict."""
    newest = QualityCheck.objects.filter(requirement_id=OuterRef("requirement_id"), state="held")
    last = newest.order_by("-held_on", "-pk").values("pk")[:1]
    return Exists(
        QualityCheck.objects.filter(requirement_id=OuterRef("pk"), verdict=verdict, pk=Subquery(last))
    )


def has_defects() -> Any:
    """Return whether a defect that is more than minor is open or not verified yet."""
    rows = Defect.objects.filter(requirement_id=OuterRef("pk"), state__in=("open", "fixed"))
    return Exists(rows.exclude(severity="minor"))


def is_verified() -> Any:
    """Return whether the newest check passed and no defect that is more than minor is open."""
    return Case(
        When(has_defects(), then=Value(False)),
        When(ended("passed"), then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
