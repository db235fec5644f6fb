"""How the organization works, and what is known from elsewhere."""

from django.db import models
from django.db.models import Q

from lockstep.domain.records.models import Record


class BusinessProcess(Record):
    """Something that the organization does again and again; links say which programs touch it."""

    purpose = models.TextField(default="", blank=True)
    kind = models.CharField(max_length=10, default="", blank=True)
    area = models.CharField(max_length=120, default="", blank=True)
    customers = models.TextField(default="", blank=True)
    systems = models.TextField(default="", blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["", "core", "support", "steering"]), name="strategy_process_kind"
            )
        ]


class EvidenceSource(Record):
    """Something that was found out by others, or by ourselves earlier, and what it is taken to say."""

    citation = models.TextField(default="", blank=True)
    claim = models.TextField(default="", blank=True)
    kind = models.CharField(max_length=10, default="", blank=True)
    confidence = models.CharField(max_length=8, default="", blank=True)
    limits = models.TextField(default="", blank=True)
    address = models.CharField(max_length=500, default="", blank=True)
    published_on = models.DateField(null=True, blank=True)
    tags = models.TextField(default="", blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(confidence__in=["", "low", "moderate", "high"]),
                name="strategy_evidence_confidence",
            )
        ]
