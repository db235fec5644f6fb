"""The rules of `rules.py` as SQL, so that lists can be filtered and sorted by them. A test compares both."""

from typing import Any

from django.db.models import Case, CharField, OuterRef, Q, Subquery, Value, When
from django.db.models.lookups import Exact, GreaterThanOrEqual, LessThan

from lockstep.domain.delivery.models import HandOffDates
from lockstep.domain.delivery.vocabulary import AMBER_DAYS, PENDING, HandOffColor


def dates(column: str) -> Any:
    """Return what the newest result says of a hand-off."""
    return Subquery(HandOffDates.objects.filter(hand_off_id=OuterRef("pk")).values(column)[:1])


def criticality() -> Any:
    """Return how critical the receiver is, in words."""
    words = {"critical": "critical", "near": "nearly critical", "none": "not critical"}
    kept = dates("criticality")
    cases = [When(Exact(kept, value), then=Value(label)) for value, label in words.items()]
    return Case(*cases, default=Value(""), output_field=CharField())


def color() -> Any:
    """Return the color by float to need-by."""
    return Case(
        When(~Q(state__in=PENDING), then=Value(HandOffColor.GRAY.value)),
        When(LessThan(dates("float_days"), 0.0), then=Value(HandOffColor.RED.value)),
        When(LessThan(dates("float_days"), float(AMBER_DAYS)), then=Value(HandOffColor.AMBER.value)),
        When(GreaterThanOrEqual(dates("float_days"), 0.0), then=Value(HandOffColor.GREEN.value)),
        default=Value(HandOffColor.GRAY.value),
        output_field=CharField(),
    )
