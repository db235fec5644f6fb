"""What the scheduler must know of a project beyond its activities."""

from django.db import models

from lockstep.domain.ledger import Versioned
from lockstep.domain.planning.vocabulary import Mastered
from lockstep.plan import Dialect, ScheduleFrom


class ProjectPlan(Versioned):
    """Plan settings of one project node."""

    node = models.OneToOneField("access.Node", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60, default="", blank=True)
    dialect = models.SmallIntegerField(
        choices=[(d.value, d.name) for d in Dialect], default=Dialect.MICROSOFT.value
    )
    start_ticks = models.BigIntegerField(null=True, blank=True)
    finish_ticks = models.BigIntegerField(null=True, blank=True)
    data_date_ticks = models.BigIntegerField(null=True, blank=True)
    schedule_from = models.SmallIntegerField(
        choices=[(s.value, s.name) for s in ScheduleFrom], default=ScheduleFrom.START.value
    )
    # Fields of `plan.SchedulingOptions` that differ from its defaults.
    options = models.JSONField(default=dict, blank=True)
    calendar = models.ForeignKey("people.WorkCalendar", on_delete=models.PROTECT, related_name="+")
    minutes_per_day = models.FloatField(default=480.0)
    minutes_per_week = models.FloatField(default=2400.0)
    days_per_month = models.FloatField(default=20.0)
    default_start_minute = models.PositiveSmallIntegerField(default=480)
    default_finish_minute = models.PositiveSmallIntegerField(default=1020)
    priority = models.PositiveSmallIntegerField(default=500)
    # ISO code of the money of its activities, and of rates that name none; "" where nobody said.
    currency = models.CharField(max_length=3, default="", blank=True)
    mastered = models.CharField(
        max_length=8, choices=[(m.value, m.value) for m in Mastered], default=Mastered.HERE.value
    )
    # Where the plan comes from when it is mastered outside: kind of system, the project's identity there, words.
    source_system = models.CharField(max_length=40, default="", blank=True)
    source_project = models.CharField(max_length=250, default="", blank=True)
    source_description = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mastered__in=[m.value for m in Mastered]),
                name="planning_plan_mastered_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes_per_day__gt=0), name="planning_plan_day_has_working_minutes"
            ),
        ]

    def __str__(self) -> str:
        return f"plan of project {self.node_id}"
