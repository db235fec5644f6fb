"""Who has a stake, and each contact with them."""

from typing import Any

from django.db import models

from lockstep.domain.records.models import Record
from lockstep.domain.stakeholders.vocabulary import SHIPPED_CUT, Attitude, TouchKind


def between(name: str, low: int, high: int) -> models.Q:
    """Return the condition that a column is empty or from low to high."""
    return models.Q(**{f"{name}__isnull": True}) | models.Q(**{f"{name}__gte": low, f"{name}__lte": high})


def attitude() -> Any:
    """Return a column for a word of `Attitude`, which may be empty."""
    return models.CharField(
        max_length=12, choices=[(step.word, step.word) for step in Attitude], default="", blank=True
    )


class Stakeholder(Record):
    """A person, group or organization; the title is the name. Power and interest run from 1 to 5."""

    kind = models.CharField(max_length=12, default="person", blank=True)
    organization = models.CharField(max_length=200, default="", blank=True)
    role = models.CharField(max_length=200, default="", blank=True)
    contact = models.CharField(max_length=200, default="", blank=True)
    power = models.IntegerField(null=True, blank=True)
    interest = models.IntegerField(null=True, blank=True)
    is_legitimate = models.BooleanField(default=False)
    is_urgent = models.BooleanField(default=False)
    current = attitude()
    desired = attitude()
    wants = models.TextField(default="", blank=True)
    approach = models.TextField(default="", blank=True)
    private_note = models.TextField(default="", blank=True)
    cadence_days = models.IntegerField(null=True, blank=True)
    last_contact_on = models.DateField(null=True, blank=True)
    next_contact_on = models.DateField(null=True, blank=True)
    neglected_after = models.DateField(null=True, blank=True)
    may_be_contacted = models.BooleanField(default=True)
    tags = models.TextField(default="", blank=True)
    # From where on the two count as high where it is at home: computed.
    high_power = models.IntegerField(default=SHIPPED_CUT.power, editable=False)
    high_interest = models.IntegerField(default=SHIPPED_CUT.interest, editable=False)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=between("power", 1, 5), name="stakeholders_power_is_1_to_5"),
            models.CheckConstraint(
                condition=between("interest", 1, 5), name="stakeholders_interest_is_1_to_5"
            ),
            models.CheckConstraint(condition=between("cadence_days", 1, 730), name="stakeholders_cadence"),
        ]


class Touchpoint(Record):
    """One contact with a stakeholder or a team, planned or held; the title says what it was about."""

    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=12, choices=[(kind.value, kind.value) for kind in TouchKind], default="one_to_one"
    )
    held_on = models.DateField(null=True, blank=True)
    attitude_seen = attitude()
    notes = models.TextField(default="", blank=True)
    private_note = models.TextField(default="", blank=True)
    next_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        """Indexes of every record."""
