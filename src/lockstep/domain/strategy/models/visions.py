"""What shall be: the vision, and the target state that makes it tangible; both in editions."""

from django.db import models
from django.db.models import Q

from lockstep.domain.records.models import Record
from lockstep.domain.strategy.models.conditions import between


class Vision(Record):
    """The future in a few sentences, as those who will live in it would say it."""

    statement = models.TextField(default="", blank=True)
    for_whom = models.TextField(default="", blank=True)
    why = models.TextField(default="", blank=True)
    horizon_year = models.IntegerField(null=True, blank=True)
    edition = models.IntegerField(default=1)
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(edition__gte=1), name="strategy_vision_edition"),
            models.CheckConstraint(
                condition=between("horizon_year", 1900, 2300), name="strategy_vision_horizon"
            ),
        ]


class TargetState(Record):
    """How work is done, and measured, once a vision is true; `reached` follows from measures and readings."""

    vision = models.ForeignKey(Vision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    processes = models.TextField(default="", blank=True)
    organization = models.TextField(default="", blank=True)
    technology = models.TextField(default="", blank=True)
    information = models.TextField(default="", blank=True)
    measures = models.TextField(default="", blank=True)
    readings = models.TextField(default="", blank=True)
    measured_on = models.DateField(null=True, blank=True)
    reached = models.FloatField(null=True, blank=True)
    edition = models.IntegerField(default=1)
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(edition__gte=1), name="strategy_target_state_edition"),
            models.CheckConstraint(condition=between("reached", 0, 1), name="strategy_target_state_reached"),
        ]
