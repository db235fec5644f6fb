"""Working-time calendars."""

from django.db import models

from lockstep.domain.ledger import Versioned


class WorkCalendar(Versioned):
    """A week of shifts with dated exceptions and work weeks, over an optional base.

    Offered to everything at and below its node. The three JSON columns hold what `working_time` describes; they
    are checked there before they are written.
    """

    node = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=250)
    base = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    week = models.JSONField()
    exceptions = models.JSONField(default=list, blank=True)
    work_weeks = models.JSONField(default=list, blank=True)
    minutes_per_day = models.PositiveIntegerField(default=480)
    # Name of the file or system that it came from; "" where it was made here.
    source = models.CharField(max_length=250, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="people_calendar_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(minutes_per_day__lte=1440), name="people_calendar_day_has_1440_minutes"
            ),
        ]

    def __str__(self) -> str:
        return self.name
