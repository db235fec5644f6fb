"""What may happen, what it would do, and what is done about it."""

from typing import Any

from django.db import models

from lockstep.domain.records.models import Record
from lockstep.domain.risks.vocabulary import Band, Response, RiskKind, Roam


def level() -> Any:
    """Return a column for a step from 1 to 5, which may be empty."""
    return models.IntegerField(null=True, blank=True)


def share() -> Any:
    """Return a column for a probability, which may be empty."""
    return models.FloatField(null=True, blank=True)


def number() -> Any:
    """Return a column for a computed number, which may be empty."""
    return models.FloatField(null=True, blank=True, editable=False)


def grave() -> Any:
    """Return a column for a band, which may be empty."""
    return models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in Band], default="", blank=True
    )


def is_level(name: str) -> models.Q:
    """Return the condition that a level is empty or from 1 to 5."""
    return models.Q(**{f"{name}__isnull": True}) | models.Q(**{f"{name}__gte": 1, f"{name}__lte": 5})


def is_share(name: str) -> models.Q:
    """Return the condition that a probability is empty or from 0 to 1."""
    return models.Q(**{f"{name}__isnull": True}) | models.Q(**{f"{name}__gte": 0, f"{name}__lte": 1})


LEVELS = (
    "likelihood",
    "time_level",
    "cost_level",
    "scope_level",
    "benefit_level",
    "residual_likelihood",
    "residual_impact",
    "target_likelihood",
    "target_impact",
)


class Risk(Record):
    """A risk in three parts: because of a cause, an event may happen, with an effect.

    It stands at three places: inherent, before anything is done; residual, after the response; target, where it is
    to come. Impacts are those if it happens: working days of delay, money in the smallest unit of its currency. The
    columns from `impact` on follow from the others and from the scales of its node.
    """

    kind = models.CharField(
        max_length=12, choices=[(kind.value, kind.value) for kind in RiskKind], default="threat"
    )
    cause = models.TextField(default="", blank=True)
    event = models.TextField(default="", blank=True)
    effect = models.TextField(default="", blank=True)
    common_cause = models.CharField(max_length=200, default="", blank=True)
    trigger = models.TextField(default="", blank=True)
    likelihood = level()
    time_level = level()
    cost_level = level()
    scope_level = level()
    benefit_level = level()
    assessed_on = models.DateField(null=True, blank=True)
    probability = share()
    days_low = models.FloatField(null=True, blank=True)
    impact_days = models.FloatField(null=True, blank=True)
    days_high = models.FloatField(null=True, blank=True)
    impact_cost = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    response = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in Response], default="", blank=True
    )
    response_plan = models.TextField(default="", blank=True)
    response_cost = models.BigIntegerField(null=True, blank=True)
    responder = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    residual_likelihood = level()
    residual_impact = level()
    residual_on = models.DateField(null=True, blank=True)
    residual_probability = share()
    residual_days = models.FloatField(null=True, blank=True)
    residual_cost = models.BigIntegerField(null=True, blank=True)
    target_likelihood = level()
    target_impact = level()
    target_on = models.DateField(null=True, blank=True)
    proximity_on = models.DateField(null=True, blank=True)
    proximity_until = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    tags = models.TextField(default="", blank=True)
    roam = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in Roam], default="", blank=True
    )
    increment = models.CharField(max_length=60, default="", blank=True)
    roam_reason = models.TextField(default="", blank=True)
    impact = number()
    score = number()
    band = grave()
    residual_score = number()
    residual_band = grave()
    target_score = number()
    target_band = grave()
    is_beyond = models.BooleanField(default=False)

    class Meta(Record.Meta):
        indexes = [*Record.Meta.indexes, models.Index(fields=["score"], name="risks_score")]
        constraints = [
            *(
                models.CheckConstraint(condition=is_level(name), name=f"risks_{name}_is_1_to_5")
                for name in LEVELS
            ),
            models.CheckConstraint(
                condition=is_share("probability"), name="risks_risk_probability_is_a_share"
            ),
            models.CheckConstraint(
                condition=is_share("residual_probability"), name="risks_residual_probability_is_a_share"
            ),
        ]


class RiskEffect(models.Model):
    """What a risk does to the P80 of the finish, as the last analysis of its network found it.

    Computed and written in bulk: it is no record, has no version and no history.
    """

    risk = models.OneToOneField(Risk, on_delete=models.CASCADE, related_name="+")
    days = models.FloatField()
    """Days by which the P80 would be earlier without the risk."""
    days_saved = models.FloatField()
    """Days by which its response brings the P80 forward."""
    computed_at = models.DateTimeField()
    revision = models.BigIntegerField()

    def __str__(self) -> str:
        return f"effect of risk {self.risk_id}"
