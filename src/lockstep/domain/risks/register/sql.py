"""The rules of `rules.py` as SQL, so that lists can be filtered and sorted by them. A test compares both."""

from typing import Any

from django.db.models import (
    Case,
    CharField,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from lockstep.domain.records.vocabulary import today
from lockstep.domain.risks.models import RiskEffect
from lockstep.domain.risks.vocabulary import Confidence, RiskKind


def expected(probability: str, cost: str) -> Any:
    """Return probability times money: a cost is positive, a gain negative."""
    product = ExpressionWrapper(F(probability) * F(cost), output_field=FloatField())
    gain = ExpressionWrapper(F(probability) * F(cost) * -1.0, output_field=FloatField())
    return Case(When(kind=RiskKind.OPPORTUNITY.value, then=gain), default=product, output_field=FloatField())


def response_worth() -> Any:
    """Return the expected money that the response takes away, less its cost."""
    return ExpressionWrapper(
        expected("probability", "impact_cost")
        - expected("residual_probability", "residual_cost")
        - Coalesce(F("response_cost"), Value(0)),
        output_field=FloatField(),
    )


def effect(column: str) -> Any:
    """Return what the last analysis found of a risk."""
    return Subquery(RiskEffect.objects.filter(risk_id=OuterRef("pk")).values(column)[:1])


def days_per_cost() -> Any:
    """Return the days of P80 that the response buys for each thousand of its cost; empty where it costs nothing."""
    bought = ExpressionWrapper(
        effect("days_saved") * 100_000.0 / F("response_cost"), output_field=FloatField()
    )
    return Case(When(response_cost__gt=0, then=bought), default=Value(None), output_field=FloatField())


def confidence() -> Any:
    """Return whether the assessment can be believed still."""
    gray = Q(review_on__lt=today())
    return Case(
        When(gray, then=Value(Confidence.GRAY.value)),
        default=Value(Confidence.CURRENT.value),
        output_field=CharField(),
    )
