"""Rare facts of an activity: further constraints, splits, suspensions.

Each keeps the project of its activity, so that a network's rows are read by one filter without a join.
"""

from django.db import models

from lockstep.domain.ledger import Versioned
from lockstep.plan import ConstraintKind


class FurtherConstraint(Versioned):
    """A constraint beyond an activity's first one and its deadline."""

    activity = models.ForeignKey("planning.Activity", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    kind = models.SmallIntegerField(choices=[(k.value, k.name) for k in ConstraintKind])
    at_ticks = models.BigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"constraint {ConstraintKind(self.kind).name} of activity {self.activity_id}"


class Split(Versioned):
    """A gap in an activity's work."""

    activity = models.ForeignKey("planning.Activity", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    after_ticks = models.BigIntegerField()
    gap_ticks = models.BigIntegerField()

    def __str__(self) -> str:
        return f"split of activity {self.activity_id}"


class Suspension(Versioned):
    """Work that was stopped and goes on later."""

    activity = models.ForeignKey("planning.Activity", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    suspend_ticks = models.BigIntegerField(null=True, blank=True)
    resume_ticks = models.BigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"suspension of activity {self.activity_id}"
