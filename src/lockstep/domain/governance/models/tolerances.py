"""How far something may deviate before the level above is asked."""

from django.db import models

from lockstep.domain.governance.vocabulary import CYCLE_DAYS, Color, Dimension, Level, Reads, RollUp
from lockstep.domain.ledger import Versioned
from lockstep.domain.records.models import Record


class Tolerance(Record):
    """Limits for one dimension at one level, the last reading, and the color that is reported.

    What is computed follows from the reading that holds, the typed or the live one; after `judged_until` it is gray.
    """

    level = models.CharField(
        max_length=12, choices=[(kind.value, kind.value) for kind in Level], default="project"
    )
    dimension = models.CharField(
        max_length=12, choices=[(kind.value, kind.value) for kind in Dimension], default="time"
    )
    basis = models.CharField(max_length=12, default="forecast")
    reads = models.CharField(
        max_length=8, choices=[(kind.value, kind.value) for kind in Reads], default="typed"
    )
    milestone = models.ForeignKey(
        "planning.Activity", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    amber_limit = models.FloatField(null=True, blank=True)
    red_limit = models.FloatField(null=True, blank=True)
    is_advisory = models.BooleanField(default=False)
    agreed = models.FloatField(null=True, blank=True)
    forecast = models.FloatField(null=True, blank=True)
    remaining_days = models.FloatField(null=True, blank=True)
    measured_on = models.DateField(null=True, blank=True)
    cycle_days = models.IntegerField(default=CYCLE_DAYS)
    fresh_until = models.DateField(null=True, blank=True)
    reported = models.CharField(
        max_length=8,
        choices=[(color.value, color.value) for color in Color if color is not Color.GRAY],
        default="",
        blank=True,
    )
    reported_reason = models.TextField(default="", blank=True)
    reported_on = models.DateField(null=True, blank=True)
    reported_until = models.DateField(null=True, blank=True)
    judged_deviation = models.FloatField(null=True, blank=True)
    judged_color = models.CharField(
        max_length=8, choices=[(color.value, color.value) for color in Color], default=Color.GRAY.value
    )
    judged_why = models.CharField(max_length=60, default="", blank=True)
    judged_until = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(dimension__in=[kind.value for kind in Dimension]),
                name="governance_tolerance_dimension",
            ),
            models.CheckConstraint(
                condition=models.Q(amber_limit__isnull=True)
                | models.Q(red_limit__isnull=True)
                | models.Q(red_limit__gte=models.F("amber_limit")),
                name="governance_tolerance_red_beyond_amber",
            ),
            models.CheckConstraint(condition=models.Q(cycle_days__gte=1), name="governance_tolerance_cycle"),
        ]


class ToleranceReading(models.Model):
    """What the plan and the registers say of a tolerance that is read live; computed, so it is no input."""

    tolerance = models.OneToOneField(Tolerance, on_delete=models.CASCADE, related_name="reading")
    agreed = models.FloatField(null=True, blank=True)
    forecast = models.FloatField(null=True, blank=True)
    remaining_days = models.FloatField(null=True, blank=True)
    fresh_until = models.DateField(null=True, blank=True)
    measured_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=300, default="", blank=True)

    def __str__(self) -> str:
        return f"reading of {self.tolerance_id}"


class ColorKept(models.Model):
    """The computed and the reported color of a tolerance from a day on, until the next one; computed, so no input."""

    tolerance = models.ForeignKey(Tolerance, on_delete=models.CASCADE, related_name="colors")
    since = models.DateField()
    computed = models.CharField(max_length=8)
    reported = models.CharField(max_length=8, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tolerance", "since"], name="governance_color_is_one_a_day")
        ]

    def __str__(self) -> str:
        return f"color of {self.tolerance_id} since {self.since}"


class ColorRule(Versioned):
    """How the colors at and below a node are rolled up; holds below it too, where nothing else is chosen."""

    node = models.OneToOneField("access.Node", on_delete=models.PROTECT, related_name="+")
    roll_up = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in RollUp])

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(roll_up__in=[kind.value for kind in RollUp]),
                name="governance_color_rule_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"roll-up of {self.node_id}"
