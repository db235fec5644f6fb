"""What has gone wrong or may turn out wrong, and what is done about it."""

from django.db import models

from lockstep.domain.records.models import Record
from lockstep.domain.risks.models.risks import is_share, share
from lockstep.domain.risks.vocabulary import Level


class Issue(Record):
    """Something that has happened and needs an answer by a day."""

    severity = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in Level], default="medium"
    )
    impact = models.TextField(default="", blank=True)
    impact_days = models.FloatField(null=True, blank=True)
    needs_decision = models.BooleanField(default=False)
    escalate_on = models.DateField(null=True, blank=True)
    resolution = models.TextField(default="", blank=True)
    tags = models.TextField(default="", blank=True)

    class Meta(Record.Meta):
        """Indexes of every record."""


class Assumption(Record):
    """What is taken as true, when it will be known, and what follows if it is false."""

    basis = models.TextField(default="", blank=True)
    confidence = share()
    test_on = models.DateField(null=True, blank=True)
    test_method = models.TextField(default="", blank=True)
    if_false = models.TextField(default="", blank=True)
    impact_days = models.FloatField(null=True, blank=True)
    result = models.TextField(default="", blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=is_share("confidence"), name="risks_assumption_confidence_is_a_share"
            )
        ]


class Blocker(Record):
    """What stops work now, and who can clear it."""

    clearer = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    help_wanted = models.BooleanField(default=False)
    why = models.TextField(default="", blank=True)
    cost_per_day = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    cleared_how = models.TextField(default="", blank=True)
    float_days = models.FloatField(null=True, blank=True, editable=False)
    slips_from = models.DateField(null=True, blank=True, editable=False)

    class Meta(Record.Meta):
        """Indexes of every record."""


class CorrectiveAction(Record):
    """What is done about a variance, a risk or an issue; what it is to gain, and what it gained."""

    what = models.TextField(default="", blank=True)
    expected_effect = models.TextField(default="", blank=True)
    expected_days = models.FloatField(null=True, blank=True)
    actual_effect = models.TextField(default="", blank=True)
    actual_days = models.FloatField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    # What the schedule says, and what it was held against: computed.
    agreed_finishes = models.TextField(default="", blank=True, editable=False)
    schedule_days = models.FloatField(null=True, blank=True, editable=False)
    schedule_reason = models.TextField(default="", blank=True, editable=False)

    class Meta(Record.Meta):
        """Indexes of every record."""
