"""What may happen, and what it would do."""

from django.db import models

from lockstep.domain.records.models import Record
from lockstep.domain.risks.vocabulary import Response


class Risk(Record):
    """A risk in three parts: because of a cause, an event may happen, with an effect.

    Impacts are those if it happens: working days of delay, money in the smallest unit of its currency.
    """

    cause = models.TextField(default="", blank=True)
    event = models.TextField(default="", blank=True)
    effect = models.TextField(default="", blank=True)
    probability = models.FloatField(null=True, blank=True)
    impact_days = models.FloatField(null=True, blank=True)
    impact_cost = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    response = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in Response], default="", blank=True
    )
    response_plan = models.TextField(default="", blank=True)
    proximity_on = models.DateField(null=True, blank=True)
    tags = models.TextField(default="", blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(probability__isnull=True)
                | (models.Q(probability__gte=0) & models.Q(probability__lte=1)),
                name="risks_risk_probability_is_a_share",
            )
        ]
