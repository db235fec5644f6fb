"""Who works on what."""

from django.db import models

from lockstep.domain.ledger import Versioned
from lockstep.plan import Contour


class Assignment(Versioned):
    """A resource on an activity; without a resource, work that nobody is named for yet."""

    activity = models.ForeignKey("planning.Activity", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    resource = models.ForeignKey(
        "people.Resource", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Identity in the source, "" where it was made here.
    source_key = models.CharField(max_length=120, default="", blank=True)
    units = models.FloatField(default=1.0)
    work_ticks = models.BigIntegerField(default=0)
    actual_work_ticks = models.BigIntegerField(default=0)
    remaining_work_ticks = models.BigIntegerField(default=0)
    overtime_work_ticks = models.BigIntegerField(default=0)
    delay_ticks = models.BigIntegerField(default=0)
    leveling_delay_ticks = models.BigIntegerField(default=0)
    contour = models.SmallIntegerField(choices=[(c.value, c.name) for c in Contour], default=0)
    actual_start_ticks = models.BigIntegerField(null=True, blank=True)
    actual_finish_ticks = models.BigIntegerField(null=True, blank=True)
    stop_ticks = models.BigIntegerField(null=True, blank=True)
    resume_ticks = models.BigIntegerField(null=True, blank=True)
    planned_start_ticks = models.BigIntegerField(null=True, blank=True)
    planned_finish_ticks = models.BigIntegerField(null=True, blank=True)
    # Work by period where it was spread by hand: [[start, finish, work, is_actual], ...], ascending.
    timephased = models.JSONField(null=True, blank=True)
    # Name and shares of its curve where the contour is one: {"name": ..., "shares": [21 numbers]}.
    curve = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return f"assignment of resource {self.resource_id} to activity {self.activity_id}"
