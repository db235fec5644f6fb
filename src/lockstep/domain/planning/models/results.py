"""Computed results: evidence, never input. Written in bulk beside the ledger."""

from django.db import models
from django.utils import timezone


class ScheduleResult(models.Model):
    """The immutable result of one revision of a network, as compressed columns (`bridge/packing.py`)."""

    network = models.ForeignKey("planning.Network", on_delete=models.CASCADE, related_name="+")
    revision = models.PositiveBigIntegerField()
    engine_version = models.CharField(max_length=40)
    dialect = models.CharField(max_length=60, default="", blank=True)
    computed_at = models.DateTimeField(default=timezone.now)
    activities = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list)
    columns = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "revision"], name="planning_result_of_a_revision_is_one"
            )
        ]

    def __str__(self) -> str:
        return f"result of network {self.network_id}, revision {self.revision}"


class CurrentResult(models.Model):
    """Which revision `CurrentDates` shows. Apart from the network's row, so that storing delays no edit."""

    network = models.OneToOneField(
        "planning.Network", on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    revision = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"network {self.network_id} is computed to revision {self.revision}"


class CurrentDates(models.Model):
    """Dates of an activity in the newest result: a narrow table for filters in SQL."""

    activity = models.OneToOneField(
        "planning.Activity", on_delete=models.CASCADE, related_name="dates", primary_key=True
    )
    start_ticks = models.BigIntegerField(null=True)
    finish_ticks = models.BigIntegerField(null=True)
    late_finish_ticks = models.BigIntegerField(null=True)
    total_float_ticks = models.BigIntegerField(null=True)
    is_critical = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["finish_ticks"], name="planning_dates_finish")]

    def __str__(self) -> str:
        return f"dates of activity {self.activity_id}"
