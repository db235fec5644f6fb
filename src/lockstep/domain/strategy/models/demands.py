"""Ideas and demands that wait for their turn."""

from django.db import models

from lockstep.domain.ledger import Versioned
from lockstep.domain.records.models import Record
from lockstep.domain.strategy.models.conditions import between, not_negative


class Demand(Record):
    """An idea or demand. Levels run from 1 to 5, points from 1 to 21, `rank` is a place given by people."""

    problem = models.TextField(default="", blank=True)
    asked_by = models.CharField(max_length=200, default="", blank=True)
    moscow = models.CharField(max_length=8, default="", blank=True)
    fit = models.IntegerField(null=True, blank=True)
    value_level = models.IntegerField(null=True, blank=True)
    risk_level = models.IntegerField(null=True, blank=True)
    technical_fit = models.IntegerField(null=True, blank=True)
    business_value = models.IntegerField(null=True, blank=True)
    time_criticality = models.IntegerField(null=True, blank=True)
    risk_reduction = models.IntegerField(null=True, blank=True)
    job_size = models.IntegerField(null=True, blank=True)
    # By the weights of its home: computed.
    score = models.FloatField(null=True, blank=True, editable=False)
    cost = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    effort_days = models.FloatField(null=True, blank=True)
    rank = models.IntegerField(null=True, blank=True)
    decision_note = models.TextField(default="", blank=True)
    tags = models.TextField(default="", blank=True)

    class Meta(Record.Meta):
        constraints = [
            *(
                models.CheckConstraint(condition=between(name, 1, 5), name=f"strategy_{name}_is_1_to_5")
                for name in ("fit", "value_level", "risk_level", "technical_fit")
            ),
            *(
                models.CheckConstraint(condition=between(name, 1, 21), name=f"strategy_{name}_is_1_to_21")
                for name in ("business_value", "time_criticality", "risk_reduction", "job_size")
            ),
            models.CheckConstraint(condition=not_negative("cost"), name="strategy_demand_cost"),
            models.CheckConstraint(condition=not_negative("effort_days"), name="strategy_demand_effort"),
            models.CheckConstraint(condition=between("rank", 1, 100_000), name="strategy_demand_rank"),
        ]


class DemandWeights(Versioned):
    """What counts how much in the score of demands of a node, and of all below it that have no weights of their own.

    None is below zero: that risk counts against a demand is the rule, not a weight.
    """

    node = models.OneToOneField("access.Node", on_delete=models.PROTECT, related_name="+")
    fit = models.FloatField()
    value_level = models.FloatField()
    risk_level = models.FloatField()
    technical_fit = models.FloatField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(fit__gte=0, value_level__gte=0, risk_level__gte=0, technical_fit__gte=0),
                name="strategy_weights_not_negative",
            )
        ]

    def __str__(self) -> str:
        return "Weights of demands"

    @property
    def weights(self) -> dict[str, float]:
        """Return the columns as the rule takes them: risk below zero."""
        return {
            "fit": self.fit,
            "value_level": self.value_level,
            "risk_level": -self.risk_level,
            "technical_fit": self.technical_fit,
        }
