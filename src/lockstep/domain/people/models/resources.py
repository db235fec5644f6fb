"""People, roles, machines, material and cost."""

from django.conf import settings
from django.db import models

from lockstep.domain.ledger import Versioned
from lockstep.domain.people.vocabulary import ResourceKind


class Resource(Versioned):
    """Who or what does the work. May be assigned to activities at and below its node."""

    node = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=250)
    folded = models.CharField(max_length=400, default="", blank=True)
    kind = models.CharField(
        max_length=12,
        choices=[(kind.value, kind.value) for kind in ResourceKind],
        default=ResourceKind.PERSON,
    )
    email = models.EmailField(max_length=250, default="", blank=True)
    calendar = models.ForeignKey(
        "people.WorkCalendar", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The role that a person fills, or the kind of machine: what stands in for all who could do the work.
    role = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    max_units = models.FloatField(default=1.0)
    # [[from_ticks | null, until_ticks | null, units], ...], ascending
    capacity = models.JSONField(default=list, blank=True)
    # What an hour of one full-time unit costs, in minor units; the currency of the plan that pays where it is "".
    cost_per_hour_minor = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="", blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    guid = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in ResourceKind]),
                name="people_resource_kind_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(max_units__gte=0), name="people_resource_units_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.name
