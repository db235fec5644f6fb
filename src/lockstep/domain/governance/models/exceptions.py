"""What went out of tolerance, and work that was delegated within tolerances."""

from django.db import models

from lockstep.domain.governance.vocabulary import Band, Dimension
from lockstep.domain.records.models import Record

_BANDS = [(band.value, band.value) for band in Band]


class WorkPackage(Record):
    """Work given to somebody with limits and a duty to report; `due_on` is the agreed finish."""

    delegate = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    mandate = models.TextField(default="", blank=True)
    activity = models.ForeignKey(
        "planning.Activity", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    most_days = models.FloatField(null=True, blank=True)
    most_money = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    report_every = models.IntegerField(default=14)
    report_due_on = models.DateField(null=True, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    report = models.TextField(default="", blank=True)
    forecast_on = models.DateField(null=True, blank=True)
    cost_forecast = models.BigIntegerField(null=True, blank=True)
    reports = models.IntegerField(default=0)
    reports_late = models.IntegerField(default=0)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(report_every__gte=1), name="governance_package_report_every"
            )
        ]


class PackageReading(models.Model):
    """When delegated work finishes by the newest schedule; computed, so it is no input."""

    package = models.OneToOneField(WorkPackage, on_delete=models.CASCADE, related_name="reading")
    finish_on = models.DateField(null=True, blank=True)
    late_days = models.FloatField(null=True, blank=True)

    def __str__(self) -> str:
        return f"reading of {self.package_id}"


class ToleranceException(Record):
    """A forecast beyond what was delegated: why, what follows, which ways are open, and what was decided."""

    tolerance = models.ForeignKey(
        "governance.Tolerance", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    package = models.ForeignKey(
        WorkPackage, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    dimension = models.CharField(
        max_length=12, choices=[(kind.value, kind.value) for kind in Dimension], default="time"
    )
    found = models.CharField(max_length=300, default="", blank=True)
    cause = models.TextField(default="", blank=True)
    consequence = models.TextField(default="", blank=True)
    options = models.TextField(default="", blank=True)
    recommendation = models.TextField(default="", blank=True)
    stake_days = models.FloatField(null=True, blank=True)
    stake_money = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    stake_risk = models.CharField(max_length=8, choices=_BANDS, default="", blank=True)
    routed_to = models.CharField(max_length=200, default="", blank=True)
    forum = models.ForeignKey(
        "governance.Forum", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    chosen = models.CharField(max_length=200, default="", blank=True)
    verdict = models.TextField(default="", blank=True)
    decided_by = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        """Indexes of every record."""
