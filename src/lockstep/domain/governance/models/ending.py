"""What ends: projects that are closed, managers who hand over, and those who stand in for them."""

from django.db import models

from lockstep.domain.records.models import Record


class ClosureItem(Record):
    """Something that must be done before a program or project is closed: judged by people, or counted."""

    check_name = models.CharField(max_length=40, default="", blank=True)
    evidence = models.TextField(default="", blank=True)

    class Meta(Record.Meta):
        """Indexes of every record."""


class HandOver(Record):
    """What went from one person to another, with what should be known; `owner` gave it."""

    kind = models.CharField(max_length=12, default="", blank=True)
    receiver = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    home = models.ForeignKey("access.Node", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    handed_on = models.DateField(null=True, blank=True)
    notes = models.TextField(default="", blank=True)
    what = models.TextField(default="", blank=True)
    record_count = models.IntegerField(default=0)

    class Meta(Record.Meta):
        """Indexes of every record."""


class Deputy(Record):
    """Who stands in for somebody for a time; `owner` is the one who is away, `lent` the roles that were lent."""

    deputy = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    note = models.TextField(default="", blank=True)
    lent = models.TextField(default="", blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")),
                name="governance_deputy_until_after_from",
            )
        ]
