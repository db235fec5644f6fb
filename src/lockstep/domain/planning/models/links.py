"""Links between activities, within a project and across projects."""

from django.db import models

from lockstep.domain.ledger import Versioned
from lockstep.domain.planning.vocabulary import Layer, RowState
from lockstep.plan import LagUnit, LinkKind


class Link(Versioned):
    """A link; it never cares which project its ends are in.

    `project` is that of the successor, kept so that a network's links are read by one filter. `layer` says who
    owns it: the source of the plan, or the program.
    """

    predecessor = models.ForeignKey("planning.Activity", on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey("planning.Activity", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    is_cross_project = models.BooleanField(default=False)
    kind = models.SmallIntegerField(choices=[(k.value, k.name) for k in LinkKind], default=0)
    lag_unit = models.SmallIntegerField(choices=[(u.value, u.name) for u in LagUnit], default=0)
    lag_ticks = models.BigIntegerField(default=0)
    lag_share = models.FloatField(default=0.0)
    is_hard = models.BooleanField(default=True)
    layer = models.CharField(
        max_length=8, choices=[(y.value, y.value) for y in Layer], default=Layer.PLAN.value
    )
    state = models.SmallIntegerField(
        choices=[(s.value, s.name) for s in RowState], default=RowState.ACTIVE.value
    )
    note = models.CharField(max_length=500, default="", blank=True)
    # Identity in the source, "" where it was made here, and the fields as last imported.
    source_key = models.CharField(max_length=120, default="", blank=True)
    last_values = models.JSONField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["project"], name="planning_link_cross", condition=models.Q(is_cross_project=True)
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")),
                name="planning_link_joins_two_activities",
            ),
            models.CheckConstraint(
                condition=models.Q(layer__in=[y.value for y in Layer]), name="planning_link_layer_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} {LinkKind(self.kind).name} {self.successor_id}"
