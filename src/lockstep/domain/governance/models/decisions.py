"""Forums and what is decided in them."""

from django.db import models

from lockstep.domain.governance.vocabulary import Band
from lockstep.domain.records.models import Record


class Forum(Record):
    """A body that steers: what it may decide, who sits in it, how often it meets."""

    purpose = models.TextField(default="", blank=True)
    kind = models.CharField(max_length=12, default="", blank=True)
    mandate = models.TextField(default="", blank=True)
    members = models.TextField(default="", blank=True)
    quorum = models.IntegerField(null=True, blank=True)
    cadence_days = models.IntegerField(null=True, blank=True)
    next_on = models.DateField(null=True, blank=True)
    target_days = models.IntegerField(null=True, blank=True)
    escalate_days = models.IntegerField(null=True, blank=True)
    reports_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cadence_days__isnull=True) | models.Q(cadence_days__gte=1),
                name="governance_forum_cadence",
            ),
            models.CheckConstraint(
                condition=models.Q(quorum__isnull=True) | models.Q(quorum__gte=1),
                name="governance_forum_quorum",
            ),
        ]


class Decision(Record):
    """A question that somebody has to decide, with what speaks for each way.

    `criteria` and `options` hold the matrix, one entry a line; the columns from `leading` on follow from it.
    """

    question = models.TextField(default="", blank=True)
    background = models.TextField(default="", blank=True)
    criteria = models.TextField(default="", blank=True)
    options = models.TextField(default="", blank=True)
    recommended = models.CharField(max_length=200, default="", blank=True)
    recommendation = models.TextField(default="", blank=True)
    decider = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    forum = models.ForeignKey(Forum, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stake_days = models.FloatField(null=True, blank=True)
    stake_money = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    stake_risk = models.CharField(
        max_length=8, choices=[(band.value, band.value) for band in Band], default="", blank=True
    )
    chosen = models.CharField(max_length=200, default="", blank=True)
    outcome = models.TextField(default="", blank=True)
    dissent = models.TextField(default="", blank=True)
    decided_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    leading = models.CharField(max_length=200, default="", blank=True)
    leading_score = models.FloatField(null=True, blank=True)
    lead = models.FloatField(null=True, blank=True)
    flip_criterion = models.CharField(max_length=200, default="", blank=True)
    flip_change = models.FloatField(null=True, blank=True)

    class Meta(Record.Meta):
        """Indexes of every record."""
