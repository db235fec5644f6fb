"""What the organization wants, and which project serves it how strongly."""

from django.db import models
from django.db.models import F, Q

from lockstep.domain.records.models import Record
from lockstep.domain.strategy.models.conditions import between


class Objective(Record):
    """A strategic objective with its measure: from a baseline to a target, within a period."""

    why = models.TextField(default="", blank=True)
    measure = models.CharField(max_length=200, default="", blank=True)
    unit = models.CharField(max_length=30, default="", blank=True)
    baseline_value = models.FloatField(null=True, blank=True)
    target_value = models.FloatField(null=True, blank=True)
    actual_value = models.FloatField(null=True, blank=True)
    measured_on = models.DateField(null=True, blank=True)
    weight = models.FloatField(default=1.0)
    period_from = models.DateField(null=True, blank=True)
    period_to = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(weight__gte=0), name="strategy_objective_weight"),
            models.CheckConstraint(
                condition=Q(period_from__isnull=True)
                | Q(period_to__isnull=True)
                | Q(period_to__gte=F("period_from")),
                name="strategy_objective_period_ends_after_it_starts",
            ),
        ]


class Alignment(Record):
    """That the node at which it is at home serves an objective, how strongly, and why."""

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="+")
    strength = models.IntegerField(default=1)
    reason = models.TextField(default="", blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=between("strength", 0, 3), name="strategy_strength_is_0_to_3"),
        ]
