"""Independent reviews of the work, and what they found."""

from django.db import models

from lockstep.domain.records.models import Record


class AssuranceReview(Record):
    """Somebody from outside looks at the work; `due_on` is the day that it is planned for."""

    kind = models.CharField(max_length=12, default="", blank=True)
    scope = models.TextField(default="", blank=True)
    reviewer = models.CharField(max_length=200, default="", blank=True)
    independence = models.CharField(max_length=12, default="", blank=True)
    held_on = models.DateField(null=True, blank=True)
    confidence = models.CharField(max_length=12, default="", blank=True)
    summary = models.TextField(default="", blank=True)
    report_at = models.CharField(max_length=300, default="", blank=True)
    next_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        """Indexes of every record."""


class AssuranceFinding(Record):
    """Something that a review found, what it recommends, what was answered, and what shows that it is done."""

    review = models.ForeignKey(AssuranceReview, on_delete=models.PROTECT, related_name="findings")
    severity = models.CharField(
        max_length=12,
        choices=[(word, word) for word in ("critical", "major", "minor", "observation")],
        default="minor",
    )
    observed = models.TextField(default="", blank=True)
    recommendation = models.TextField(default="", blank=True)
    answer = models.CharField(max_length=12, default="", blank=True)
    response = models.TextField(default="", blank=True)
    evidence = models.TextField(default="", blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(severity__in=["critical", "major", "minor", "observation"]),
                name="governance_finding_severity",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="closed") | ~models.Q(evidence=""),
                name="governance_finding_closed_with_evidence",
            ),
        ]
