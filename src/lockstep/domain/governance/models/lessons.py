"""What was learned, and what became better by it."""

from django.db import models

from lockstep.domain.records.models import Record


class Lesson(Record):
    """What happened once and should, or should not, happen again."""

    kind = models.CharField(max_length=8, default="", blank=True)
    context = models.TextField(default="", blank=True)
    cause = models.TextField(default="", blank=True)
    recommendation = models.TextField(default="", blank=True)
    tags = models.TextField(default="", blank=True)

    class Meta(Record.Meta):
        """Indexes of every record."""


class Improvement(Record):
    """A change of how work is done, measured before and after; `due_on` is the day of the measurement."""

    process = models.CharField(max_length=200, default="", blank=True)
    change = models.TextField(default="", blank=True)
    lesson = models.ForeignKey(Lesson, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=200, default="", blank=True)
    unit = models.CharField(max_length=40, default="", blank=True)
    baseline = models.FloatField(null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    target = models.FloatField(null=True, blank=True)
    after = models.FloatField(null=True, blank=True)
    after_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(after_on__isnull=True)
                | models.Q(baseline_on__isnull=True)
                | models.Q(after_on__gte=models.F("baseline_on")),
                name="governance_improvement_after_before",
            )
        ]
