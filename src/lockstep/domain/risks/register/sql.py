"""The rules of `rules.py` as SQL, so that lists can be filtered and sorted by them. A test compares both."""

from typing import Any

from django.db.models import (
    Case,
    CharField,
    ExpressionWrapper,
    F,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest
from django.db.models.lookups import GreaterThanOrEqual

from lockstep.domain.risks.models import RiskEffect
from lockstep.domain.risks.rules import BANDS, TOP_IMPACT
from lockstep.domain.risks.vocabulary import DIMENSIONS, Band, RiskKind

UNKNOWN = 0


def impact() -> Any:
    """Return the worst level; 0 where none is assessed."""
    return Greatest(*(Coalesce(F(name), Value(UNKNOWN)) for name in DIMENSIONS), output_field=IntegerField())


def score() -> Any:
    """Return the inherent score; empty while it is not assessed."""
    is_known = Q(likelihood__isnull=False) & (
        Q(time_level__isnull=False)
        | Q(cost_level__isnull=False)
        | Q(scope_level__isnull=False)
        | Q(benefit_level__isnull=False)
    )
    product = ExpressionWrapper(F("likelihood") * impact(), output_field=IntegerField())
    return Case(When(is_known, then=product), default=Value(None), output_field=IntegerField())


def residual_score() -> Any:
    """Return the score after the response; empty while it is not assessed."""
    return ExpressionWrapper(F("residual_likelihood") * F("residual_impact"), output_field=IntegerField())


def band() -> Any:
    """Return the inherent band; empty while it is not assessed."""
    is_top = Q(time_level=TOP_IMPACT)
    for name in DIMENSIONS[1:]:
        is_top |= Q(**{name: TOP_IMPACT})
    bounds = {found: start for start, found in BANDS}
    found = score()
    return Case(
        When(at_least(found, bounds[Band.EXTREME]), then=Value(Band.EXTREME.value)),
        When(at_least(found, bounds[Band.HIGH]), then=Value(Band.HIGH.value)),
        When(is_top & Q(likelihood__isnull=False), then=Value(Band.HIGH.value)),
        When(at_least(found, bounds[Band.MODERATE]), then=Value(Band.MODERATE.value)),
        When(at_least(found, bounds[Band.LOW]), then=Value(Band.LOW.value)),
        default=Value(""),
        output_field=CharField(),
    )


def at_least(expression: Any, bound: int) -> Any:
    """Return the condition that an expression is not below a bound."""
    return GreaterThanOrEqual(expression, bound)


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
