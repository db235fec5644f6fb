"""The rules of `rules.py` as SQL, so that lists can be filtered and sorted by them. A test compares both."""

from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from lockstep.domain.records.queries.graph import every_link
from lockstep.domain.strategy.models import Acknowledgment, Alignment, Deliverable
from lockstep.domain.strategy.vocabulary import ANSWERED, LIVE_ALIGNMENTS

POINTS = ("business_value", "time_criticality", "risk_reduction")


def progress() -> Any:
    """Return the share of the way from baseline to target; empty while something is not known."""
    is_known = Q(baseline_value__isnull=False, target_value__isnull=False, actual_value__isnull=False)
    gone = ExpressionWrapper(
        (F("actual_value") - F("baseline_value")) / (F("target_value") - F("baseline_value")),
        output_field=FloatField(),
    )
    return Case(
        When(is_known & ~Q(target_value=F("baseline_value")), then=gone),
        default=Value(None),
        output_field=FloatField(),
    )


def serving(objective: str = "pk") -> Any:
    """Return the alignments that serve an objective."""
    return Alignment.objects.filter(
        objective_id=OuterRef(objective), state__in=LIVE_ALIGNMENTS, strength__gt=0
    ).order_by()


def serving_count() -> Any:
    """Return how many programs and projects say that they serve the objective."""
    counted = serving().values("objective_id").annotate(found=Count("pk")).values("found")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def is_served() -> Any:
    """Return whether anything serves the objective."""
    return Exists(serving())


def _answers(**conditions: Any) -> Any:
    rows = Acknowledgment.objects.filter(change_id=OuterRef("pk"), **conditions).order_by()
    counted = rows.values("change_id").annotate(found=Count("pk")).values("found")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def asked_count() -> Any:
    """Return how many projects were asked to acknowledge a change."""
    return _answers()


def answered_share() -> Any:
    """Return the share of those asked who have acknowledged; empty where nobody was asked."""
    share = ExpressionWrapper(
        Cast(_answers(state__in=ANSWERED), FloatField()) / Cast(_answers(), FloatField()),
        output_field=FloatField(),
    )
    asked = Acknowledgment.objects.filter(change_id=OuterRef("pk")).order_by()
    return Case(When(Exists(asked), then=share), default=Value(None), output_field=FloatField())


def overrun() -> Any:
    """Return the estimate over the budget as a share of the budget; empty where one is missing."""
    return Case(
        When(
            Q(budget__gt=0, estimate__isnull=False),
            then=ExpressionWrapper(
                (Cast("estimate", FloatField()) - Cast("budget", FloatField()))
                / Cast("budget", FloatField()),
                output_field=FloatField(),
            ),
        ),
        default=Value(None),
        output_field=FloatField(),
    )


def capability_progress() -> Any:
    """Return the mean progress of the deliverables that enable a capability, by weight, budget or effort."""
    enabling = every_link().filter(
        kind="enables",
        source_type="strategy.deliverable",
        source_id=OuterRef("pk"),
        target_type="strategy.capability",
        target_id=OuterRef(OuterRef("pk")),
    )
    counted = Deliverable.objects.filter(Exists(enabling)).exclude(state="dropped").order_by()

    def mean(weight: str) -> Any:
        rows = counted.filter(**{f"{weight}__gt": 0}).values(one=Value(1))
        done = Sum(
            Coalesce(F("progress"), Value(0.0)) * Cast(weight, FloatField()), output_field=FloatField()
        )
        return Subquery(
            rows.annotate(found=done / Sum(Cast(weight, FloatField()))).values("found"),
            output_field=FloatField(),
        )

    return Case(
        When(basis="budget", then=mean("budget")),
        When(basis="effort", then=mean("effort_days")),
        default=mean("weight"),
        output_field=FloatField(),
    )


def wsjf() -> Any:
    """Return the cost of delay by job size; empty while something is not estimated."""
    is_known = Q(job_size__gt=0, **{f"{name}__isnull": False for name in POINTS})
    points = sum((F(name) for name in POINTS[1:]), start=F(POINTS[0]))
    share = ExpressionWrapper(
        Cast(points, FloatField()) / Cast("job_size", FloatField()), output_field=FloatField()
    )
    return Case(When(is_known, then=share), default=Value(None), output_field=FloatField())
