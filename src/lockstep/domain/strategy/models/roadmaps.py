"""The long view: roadmaps with lanes and time boxes, and the rough work that stands in them."""

from django.db import models
from django.db.models import F, Q

from lockstep.domain.records.models import Record
from lockstep.domain.strategy.models.conditions import between, not_negative

HORIZON_DAYS = 90


class Roadmap(Record):
    """The long view of a program; work that begins within its horizon is to be planned in detail."""

    intent = models.TextField(default="", blank=True)
    horizon_days = models.IntegerField(default=HORIZON_DAYS)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=between("horizon_days", 1, 3_660), name="strategy_roadmap_horizon"
            )
        ]


class Workstream(Record):
    """A lane of a roadmap; links say which projects run in it."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.PROTECT, related_name="+")
    place = models.IntegerField(default=1)
    purpose = models.TextField(default="", blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=between("place", 1, 1_000), name="strategy_workstream_place")
        ]


class Tranche(Record):
    """A time box of a roadmap, a tranche or an increment: from `starts_on` to `due_on`."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, default="tranche")
    goal = models.TextField(default="", blank=True)
    starts_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(due_on__isnull=True) | Q(due_on__gte=F("starts_on")),
                name="strategy_tranche_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["tranche", "increment"]), name="strategy_tranche_kind"
            ),
        ]


class PlanningPackage(Record):
    """Work that is known roughly; `due_on` says until when it is to be detailed.

    `enters_on` is the day on which it comes inside the horizon of its roadmap, kept from dates and horizon.
    """

    tranche = models.ForeignKey(Tranche, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    workstream = models.ForeignKey(
        Workstream, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    what = models.TextField(default="", blank=True)
    size = models.CharField(max_length=2, default="", blank=True)
    effort_days = models.FloatField(null=True, blank=True)
    cost = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    basis = models.TextField(default="", blank=True)
    starts_on = models.DateField(null=True, blank=True)
    finishes_on = models.DateField(null=True, blank=True)
    enters_on = models.DateField(null=True, blank=True)
    detailed_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=not_negative("cost"), name="strategy_package_cost"),
            models.CheckConstraint(condition=not_negative("effort_days"), name="strategy_package_effort"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(finishes_on__isnull=True)
                | Q(finishes_on__gte=F("starts_on")),
                name="strategy_package_finishes_after_it_starts",
            ),
        ]
