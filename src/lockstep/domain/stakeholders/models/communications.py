"""What is to be told to whom, and what was sent."""

from django.db import models

from lockstep.domain.records.models import Record
from lockstep.domain.stakeholders.models.stakeholders import Stakeholder
from lockstep.domain.stakeholders.vocabulary import Around, Cadence, Channel


class PlannedMessage(Record):
    """An entry of the communication plan; `due_on` is when it goes out next."""

    stakeholder = models.ForeignKey(
        Stakeholder, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    audience = models.CharField(max_length=200, default="", blank=True)
    message = models.TextField(default="", blank=True)
    purpose = models.TextField(default="", blank=True)
    channel = models.CharField(
        max_length=14, choices=[(kind.value, kind.value) for kind in Channel], default="", blank=True
    )
    cadence = models.CharField(
        max_length=14, choices=[(kind.value, kind.value) for kind in Cadence], default="once", blank=True
    )
    milestone = models.ForeignKey(
        "planning.Activity", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    around = models.CharField(
        max_length=6, choices=[(kind.value, kind.value) for kind in Around], default="", blank=True
    )
    last_sent_on = models.DateField(null=True, blank=True)
    wants_acknowledgment = models.BooleanField(default=False)

    class Meta(Record.Meta):
        """Indexes of every record."""


class Communication(Record):
    """One message that went out, and who is known to have read it."""

    plan = models.ForeignKey(
        PlannedMessage, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_on = models.DateField(null=True, blank=True)
    channel = models.CharField(
        max_length=14, choices=[(kind.value, kind.value) for kind in Channel], default="", blank=True
    )
    audience = models.CharField(max_length=200, default="", blank=True)
    content = models.TextField(default="", blank=True)
    recipients = models.IntegerField(null=True, blank=True)
    acknowledged = models.IntegerField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(recipients__isnull=True) | models.Q(recipients__gte=0),
                name="stakeholders_recipients_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(acknowledged__isnull=True)
                | models.Q(acknowledged__gte=0, acknowledged__lte=models.F("recipients")),
                name="stakeholders_acknowledged_of_recipients",
            ),
        ]
