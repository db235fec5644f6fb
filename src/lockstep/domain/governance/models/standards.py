"""What the project office asks of projects: standards, checks by class of project, and how long records are kept."""

from django.db import models

from lockstep.domain.records.models import Record


class Standard(Record):
    """A standard, template or guide that projects work by."""

    kind = models.CharField(max_length=12, default="", blank=True)
    text = models.TextField(default="", blank=True)
    edition = models.CharField(max_length=20, default="", blank=True)
    applies_from = models.CharField(max_length=10, default="small", blank=True)
    review_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        """Indexes of every record."""


class ProjectClass(Record):
    """Which class a project is of, and why: how much is asked of it follows from that."""

    level = models.CharField(max_length=10, default="standard")
    reason = models.TextField(default="", blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["node"], condition=models.Q(state="agreed"), name="governance_one_class_a_project"
            )
        ]


class ProjectCheck(Record):
    """Something that each project from a class on must have: details, a register, or a field of its records."""

    asks = models.CharField(max_length=80)
    applies_from = models.CharField(max_length=10, default="small")
    weight = models.FloatField(default=1.0)
    standard = models.ForeignKey(Standard, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=models.Q(weight__gt=0), name="governance_check_weight_positive")
        ]


class RetentionRule(Record):
    """How long records of a kind are kept after their project was closed."""

    covers = models.CharField(max_length=20, default="")
    years = models.IntegerField(default=10)
    basis = models.TextField(default="", blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=models.Q(years__gte=0), name="governance_retention_not_negative")
        ]
