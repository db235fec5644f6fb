"""What the work leads to: deliverables, the capabilities they enable, the outcomes that follow."""

from django.db import models
from django.db.models import Q

from lockstep.domain.records.models import Record
from lockstep.domain.strategy.models.conditions import between, not_negative


class Deliverable(Record):
    """Something that is handed over and accepted. Money is in minor units of `currency`."""

    acceptance = models.TextField(default="", blank=True)
    forecast_on = models.DateField(null=True, blank=True)
    # The finish of the work that delivers it, by the newest schedule: computed, so it enters no history.
    planned_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    quality = models.CharField(max_length=12, default="unchecked", blank=True)
    progress = models.FloatField(null=True, blank=True)
    weight = models.FloatField(default=1.0)
    budget = models.BigIntegerField(null=True, blank=True)
    estimate = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    effort_days = models.FloatField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(weight__gte=0), name="strategy_deliverable_weight"),
            models.CheckConstraint(condition=between("progress", 0, 1), name="strategy_deliverable_progress"),
            models.CheckConstraint(condition=not_negative("budget"), name="strategy_deliverable_budget"),
            models.CheckConstraint(condition=not_negative("estimate"), name="strategy_deliverable_estimate"),
            models.CheckConstraint(condition=not_negative("effort_days"), name="strategy_deliverable_effort"),
        ]


class Capability(Record):
    """What can be done once its deliverables are there; `basis` says by what their progress is weighed."""

    description = models.TextField(default="", blank=True)
    weight = models.FloatField(default=1.0)
    basis = models.CharField(max_length=10, default="weight")
    available_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [models.CheckConstraint(condition=Q(weight__gte=0), name="strategy_capability_weight")]


class Outcome(Record):
    """A change that follows when capabilities are used."""

    measure = models.CharField(max_length=200, default="", blank=True)
    unit = models.CharField(max_length=30, default="", blank=True)
    baseline_value = models.FloatField(null=True, blank=True)
    target_value = models.FloatField(null=True, blank=True)
    actual_value = models.FloatField(null=True, blank=True)
    measured_on = models.DateField(null=True, blank=True)
    weight = models.FloatField(default=1.0)

    class Meta(Record.Meta):
        constraints = [models.CheckConstraint(condition=Q(weight__gte=0), name="strategy_outcome_weight")]
