"""What quality was asked for at the start, what the checks found, and the defects that are left."""

from django.db import models
from django.db.models import Q

from lockstep.domain.delivery.vocabulary import CheckVerdict, Severity, VerifyBy
from lockstep.domain.records.models import Record


class QualityRequirement(Record):
    """One measure with the threshold that it must keep, and how that is found out."""

    deliverable = models.ForeignKey(
        "strategy.Deliverable", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    measure = models.CharField(max_length=200, default="", blank=True)
    unit = models.CharField(max_length=30, default="", blank=True)
    comparator = models.CharField(max_length=2, default=">=")
    threshold = models.FloatField(null=True, blank=True)
    verify_by = models.CharField(max_length=14, default=VerifyBy.TEST.value)
    method = models.TextField(default="", blank=True)
    is_mandatory = models.BooleanField(default=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(comparator__in=[">=", "<=", "="]), name="delivery_quality_comparator"
            ),
            models.CheckConstraint(
                condition=Q(verify_by__in=[kind.value for kind in VerifyBy]),
                name="delivery_quality_verify_by",
            ),
        ]


class QualityCheck(Record):
    """One check of a requirement: what was measured, and whether it passed."""

    requirement = models.ForeignKey(QualityRequirement, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField(null=True, blank=True)
    value = models.FloatField(null=True, blank=True)
    verdict = models.CharField(max_length=8, default="", blank=True)
    evidence = models.TextField(default="", blank=True)

    class Meta(Record.Meta):
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["requirement", "-held_on", "-id"], name="delivery_check_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["", *(kind.value for kind in CheckVerdict)]),
                name="delivery_check_verdict",
            )
        ]


class Defect(Record):
    """Something that is not as it was asked for."""

    requirement = models.ForeignKey(
        QualityRequirement, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    deliverable = models.ForeignKey(
        "strategy.Deliverable", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    severity = models.CharField(max_length=8, default=Severity.MAJOR.value)
    description = models.TextField(default="", blank=True)
    fixed_how = models.TextField(default="", blank=True)
    fixed_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(severity__in=[kind.value for kind in Severity]), name="delivery_defect_severity"
            )
        ]
