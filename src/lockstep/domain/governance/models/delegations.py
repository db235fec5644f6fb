"""Who may decide what, up to which limit."""

from django.db import models

from lockstep.domain.access.vocabulary import Role
from lockstep.domain.governance.vocabulary import Band, Matter
from lockstep.domain.records.models import Record


class Delegation(Record):
    """Authority at and below a node, given to a person, a role, or a forum; an empty limit is none."""

    matter = models.CharField(
        max_length=12, choices=[(kind.value, kind.value) for kind in Matter], default="all"
    )
    holder = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(
        max_length=20, choices=[(role.value, role.value) for role in Role], default="", blank=True
    )
    forum = models.ForeignKey(
        "governance.Forum", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    most_days = models.FloatField(null=True, blank=True)
    most_money = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    most_risk = models.CharField(
        max_length=8, choices=[(band.value, band.value) for band in Band], default="", blank=True
    )
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(most_days__isnull=True) | models.Q(most_days__gte=0),
                name="governance_delegation_days",
            ),
            models.CheckConstraint(
                condition=models.Q(most_money__isnull=True) | models.Q(most_money__gte=0),
                name="governance_delegation_money",
            ),
            models.CheckConstraint(
                condition=models.Q(from_on__isnull=True)
                | models.Q(until_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
                name="governance_delegation_dates",
            ),
        ]
