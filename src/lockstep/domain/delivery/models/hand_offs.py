"""What one activity hands over to another, and how that stands in time."""

from django.db import models

from lockstep.domain.records.models import Record


class HandOff(Record):
    """What a giver hands to a receiver, the test by which it is accepted, and the day that both agreed on."""

    giver = models.ForeignKey("planning.Activity", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey("planning.Activity", on_delete=models.PROTECT, related_name="+")
    handed_over = models.TextField(default="", blank=True)
    acceptance_test = models.TextField(default="", blank=True)
    increment = models.CharField(max_length=60, default="", blank=True)
    promised_on = models.DateField(null=True, blank=True)
    counter_on = models.DateField(null=True, blank=True)
    counter_reason = models.TextField(default="", blank=True)
    counter_answer = models.TextField(default="", blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    verdict = models.TextField(default="", blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("receiver")), name="delivery_hand_off_joins_two_activities"
            )
        ]


class HandOffDates(models.Model):
    """How a hand-off stands by the newest result of its network. Computed: no record, no version, no history."""

    hand_off = models.OneToOneField(HandOff, on_delete=models.CASCADE, related_name="dates", primary_key=True)
    need_by = models.DateField(null=True)
    forecast_on = models.DateField(null=True)
    float_days = models.FloatField(null=True)
    tie = models.CharField(max_length=4, default="", blank=True)
    lag_days = models.FloatField(null=True)
    criticality = models.CharField(max_length=8, default="", blank=True)
    is_late = models.BooleanField(default=False)
    """Its float is below zero, and both sides were told so."""
    is_broken = models.BooleanField(default=False)
    """Its forecast is later than promised, and both sides were told so."""
    computed_at = models.DateTimeField()
    revision = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["float_days"], name="delivery_dates_float")]

    def __str__(self) -> str:
        return f"dates of hand-off {self.hand_off_id}"
