"""What a plan file or another system called our records, and what it said of them last."""

from django.db import models

from lockstep.domain.ledger import Versioned
from lockstep.domain.planning.vocabulary import SourceRecord


class ExternalId(Versioned):
    """The identity of an activity, calendar or resource in its source, and its fields as last imported.

    The last imported values are what makes a re-import a three-way comparison: a field that differs from them was
    edited here.
    """

    project = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    system = models.CharField(max_length=40)
    source_project = models.CharField(max_length=250)
    kind = models.CharField(max_length=12, choices=[(r.value, r.value) for r in SourceRecord])
    key = models.CharField(max_length=250)
    guid = models.CharField(max_length=64, default="", blank=True)
    record = models.BigIntegerField()
    last_values = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind", "system", "source_project", "key"],
                name="planning_external_id_is_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.kind} {self.key}"


class RawAttribute(Versioned):
    """What a file held and the plan has no place for, kept as it was, by kind of thing."""

    project = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=250)
    count = models.PositiveIntegerField(default=1)
    content = models.JSONField()

    def __str__(self) -> str:
        return f"{self.place} ({self.count})"
