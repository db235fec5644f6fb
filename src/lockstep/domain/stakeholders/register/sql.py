"""The rules of `rules.py` as SQL, so that lists can be filtered and sorted by them. A test compares both."""

from typing import Any

from django.db.models import Case, CharField, ExpressionWrapper, F, IntegerField, Q, Value, When
from django.db.models.functions import Greatest

from lockstep.domain.stakeholders.vocabulary import TOP_PRIORITY, Attitude, Quadrant


def quadrant() -> Any:
    """Return the quadrant's words; empty while it is not assessed."""
    is_known = Q(power__isnull=False, interest__isnull=False)
    is_strong, is_interested = Q(power__gte=F("high_power")), Q(interest__gte=F("high_interest"))
    return Case(
        When(is_strong & is_interested, then=Value(Quadrant.MANAGE_CLOSELY.value)),
        When(is_known & is_strong, then=Value(Quadrant.KEEP_SATISFIED.value)),
        When(is_known & is_interested, then=Value(Quadrant.KEEP_INFORMED.value)),
        When(is_known, then=Value(Quadrant.MONITOR.value)),
        default=Value(""),
        output_field=CharField(),
    )


def _step(column: str) -> Any:
    return Case(
        *(When(Q(**{column: step.word}), then=Value(int(step))) for step in Attitude),
        default=Value(None),
        output_field=IntegerField(),
    )


def gap() -> Any:
    """Return the missing steps of attitude."""
    return ExpressionWrapper(_step("desired") - _step("current"), output_field=IntegerField())


def priority() -> Any:
    """Return the priority; empty while something is not assessed."""
    is_assessed = Q(power__isnull=False, interest__isnull=False) & ~Q(current="") & ~Q(desired="")
    missing = Greatest(_step("desired") - _step("current"), Value(0))
    product = ExpressionWrapper(F("power") * F("interest") * missing, output_field=IntegerField())
    return Case(
        When(
            is_assessed & Q(current=Attitude.RESISTANT.word, power__gte=F("high_power")),
            then=ExpressionWrapper(product + TOP_PRIORITY, output_field=IntegerField()),
        ),
        When(is_assessed, then=product),
        default=Value(None),
        output_field=IntegerField(),
    )
