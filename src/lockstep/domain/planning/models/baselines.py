"""Baselines: what was agreed."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from lockstep.domain.ledger import Versioned
from lockstep.domain.planning.vocabulary import BaselineState


class Baseline(Versioned):
    """A named copy of dates of everything below a node. Its values never change once captured."""

    node = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=250)
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in BaselineState], default=BaselineState.DRAFT.value
    )
    captured_at = models.DateTimeField(default=timezone.now)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Where it came with a file: the name that it has there.
    source = models.CharField(max_length=250, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in BaselineState]),
                name="planning_baseline_state_is_known",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="planning_baseline_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class BaselineValue(Versioned):
    """What a baseline holds of one activity."""

    baseline = models.ForeignKey("planning.Baseline", on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey("planning.Activity", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    start_ticks = models.BigIntegerField(null=True, blank=True)
    finish_ticks = models.BigIntegerField(null=True, blank=True)
    duration_ticks = models.BigIntegerField(null=True, blank=True)
    work_ticks = models.BigIntegerField(null=True, blank=True)
    # In minor units of the currency beside it; missing where nobody knew, or where it was in several.
    cost_minor = models.BigIntegerField(null=True, blank=True)
    cost_currency = models.CharField(max_length=3, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["baseline", "activity"], name="planning_baseline_value_is_one")
        ]

    def __str__(self) -> str:
        return f"baseline {self.baseline_id} of activity {self.activity_id}"
