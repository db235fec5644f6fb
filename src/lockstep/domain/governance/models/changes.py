"""Requests to change what was agreed, the trial that shows what they do, and what those affected answer."""

from django.db import models

from lockstep.domain.governance.vocabulary import Band, ChangeKind
from lockstep.domain.ledger import Versioned
from lockstep.domain.records.models import Record


class ChangeRequest(Record):
    """A change that somebody asks for; what it does to the plan is computed from its trial."""

    kind = models.CharField(
        max_length=12, choices=[(kind.value, kind.value) for kind in ChangeKind], default="schedule"
    )
    reason = models.TextField(default="", blank=True)
    scope_words = models.TextField(default="", blank=True)
    cost_change = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    risk_band = models.CharField(
        max_length=8, choices=[(band.value, band.value) for band in Band], default="", blank=True
    )
    forum = models.ForeignKey(
        "governance.Forum", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approver = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    effective_on = models.DateField(null=True, blank=True)
    verdict = models.TextField(default="", blank=True)
    decided_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        """Indexes of every record."""


class ChangeTrial(Versioned):
    """Edits kept with a request, and what they did to the plan at one revision."""

    request = models.OneToOneField(ChangeRequest, on_delete=models.PROTECT, related_name="trial")
    node = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    network = models.ForeignKey("planning.Network", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=200, default="", blank=True)
    edits = models.JSONField(default=list, blank=True)
    # The values that the edits change, by record, as they were: whether the edits still fit is seen by them.
    before = models.JSONField(default=dict, blank=True)
    revision = models.PositiveBigIntegerField(default=0)
    computed_at = models.DateTimeField()
    sentence = models.CharField(max_length=500, default="", blank=True)
    moved = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    finish_before = models.BigIntegerField(null=True, blank=True)
    finish_after = models.BigIntegerField(null=True, blank=True)
    finish_days = models.FloatField(default=0.0)
    p80_before = models.BigIntegerField(null=True, blank=True)
    p80_after = models.BigIntegerField(null=True, blank=True)
    p80_days = models.FloatField(null=True, blank=True)
    # Cost by the plan in minor units, and people in the busiest week to come, at and below the home of the request.
    cost_before = models.BigIntegerField(null=True, blank=True)
    cost_after = models.BigIntegerField(null=True, blank=True)
    cost_currency = models.CharField(max_length=3, default="", blank=True)
    peak_before = models.FloatField(null=True, blank=True)
    peak_after = models.FloatField(null=True, blank=True)
    peak_on_before = models.DateField(null=True, blank=True)
    peak_on_after = models.DateField(null=True, blank=True)
    projects = models.JSONField(default=list, blank=True)
    milestones = models.JSONField(default=list, blank=True)
    rows = models.JSONField(default=list, blank=True)
    outside = models.JSONField(default=list, blank=True)
    # The baseline that was captured after the request had been approved.
    baseline = models.ForeignKey(
        "planning.Baseline", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    @property
    def cost_difference(self) -> int | None:
        """Return what it costs more by the plan; None where a side is not known."""
        if self.cost_before is None or self.cost_after is None:
            return None
        return self.cost_after - self.cost_before

    @property
    def peak_difference(self) -> float | None:
        """Return how many people more the busiest week asks for; None where a side is not known."""
        if self.peak_before is None or self.peak_after is None:
            return None
        return round(self.peak_after - self.peak_before, 2)

    def __str__(self) -> str:
        return f"trial of {self.request_id}"


class ChangeResponse(Record):
    """What a project that a change hits says of it; its home is that project."""

    request = models.ForeignKey(ChangeRequest, on_delete=models.PROTECT, related_name="responses")
    answer = models.TextField(default="", blank=True)
    answered_on = models.DateField(null=True, blank=True)
    moved = models.IntegerField(null=True, blank=True)
    finish_days = models.FloatField(null=True, blank=True)

    class Meta(Record.Meta):
        """Indexes of every record."""
