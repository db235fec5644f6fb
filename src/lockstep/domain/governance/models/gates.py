"""Gates with their criteria, the reviews at them, and the conditions that follow."""

from django.db import models

from lockstep.domain.governance.vocabulary import Comparator, GateKind, Measure
from lockstep.domain.records.models import Record


class Gate(Record):
    """A point that work may pass only after it was reviewed; `due_on` is the day of the review."""

    kind = models.CharField(
        max_length=14, choices=[(kind.value, kind.value) for kind in GateKind], default="delivery"
    )
    question = models.TextField(default="", blank=True)
    last_outcome = models.CharField(max_length=14, default="", blank=True)
    last_review_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        """Indexes of every record."""


class GateCriterion(Record):
    """What must be true to pass a gate: judged by people, or a named measure held against a number."""

    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="criteria")
    is_mandatory = models.BooleanField(default=True)
    weight = models.FloatField(default=1.0)
    measure = models.CharField(
        max_length=24, choices=[(kind.value, kind.value) for kind in Measure], default="", blank=True
    )
    comparator = models.CharField(
        max_length=2, choices=[(kind.value, kind.value) for kind in Comparator], default="<="
    )
    threshold = models.FloatField(default=0.0)
    evidence = models.TextField(default="", blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weight__gte=0), name="governance_criterion_weight_not_negative"
            )
        ]


class GateReview(Record):
    """One sitting at a gate and its outcome."""

    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="reviews")
    held_on = models.DateField(null=True, blank=True)
    attended_by = models.TextField(default="", blank=True)
    reasons = models.TextField(default="", blank=True)

    class Meta(Record.Meta):
        """Indexes of every record."""


class GateCondition(Record):
    """What was asked for when a gate was passed on conditions; `due_on` is its date."""

    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="conditions")
    review = models.ForeignKey(
        GateReview, null=True, blank=True, on_delete=models.PROTECT, related_name="conditions"
    )
    evidence = models.TextField(default="", blank=True)

    class Meta(Record.Meta):
        """Indexes of every record."""
