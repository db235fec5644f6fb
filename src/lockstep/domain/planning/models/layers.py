"""The program's own layer on top of plans, mastered here or outside; it survives every re-import."""

from django.conf import settings
from django.db import models

from lockstep.domain.ledger import Versioned
from lockstep.domain.planning.vocabulary import ProposalState
from lockstep.plan import RangeSource, Shape


class ActivityLayer(Versioned):
    """What the program knows of an activity beyond its source: owner, range, notes."""

    activity = models.OneToOneField("planning.Activity", on_delete=models.PROTECT, related_name="layer")
    project = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        "people.Resource", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Range of the duration: the best case, the most likely one, the worst. Either working ticks of the whole
    # duration, or shares of what remains of it.
    low_ticks = models.BigIntegerField(null=True, blank=True)
    likely_ticks = models.BigIntegerField(null=True, blank=True)
    high_ticks = models.BigIntegerField(null=True, blank=True)
    low_share = models.FloatField(null=True, blank=True)
    likely_share = models.FloatField(null=True, blank=True)
    high_share = models.FloatField(null=True, blank=True)
    range_shape = models.SmallIntegerField(
        choices=[(shape.value, shape.name) for shape in Shape], null=True, blank=True
    )
    # Low and high are read as P10 and P90, not as the ends.
    is_trigen = models.BooleanField(default=False)
    range_source = models.SmallIntegerField(
        choices=[(source.value, source.name) for source in RangeSource], null=True, blank=True
    )
    # Range of the fixed cost, as shares of it.
    cost_low_share = models.FloatField(null=True, blank=True)
    cost_high_share = models.FloatField(null=True, blank=True)
    notes = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(low_share__isnull=True, high_share__isnull=True)
                | models.Q(low_ticks__isnull=True, high_ticks__isnull=True),
                name="planning_range_in_ticks_or_in_shares",
            )
        ]

    def __str__(self) -> str:
        return f"layer of activity {self.activity_id}"


class Proposal(Versioned):
    """Edits proposed to the manager of a project that is mastered outside."""

    project = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    edits = models.JSONField()
    sentence = models.CharField(max_length=500, default="", blank=True)
    # One entry a field: activity, source uid, code, name, field, value now, value proposed.
    rows = models.JSONField(default=list, blank=True)
    note = models.TextField(default="", blank=True)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in ProposalState], default=ProposalState.OPEN.value
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in ProposalState]),
                name="planning_proposal_state_is_known",
            )
        ]

    def __str__(self) -> str:
        return self.sentence or f"proposal {self.pk}"


class SavedView(Versioned):
    """A named way of looking at a node's schedule; `query` is what stands in the address."""

    node = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=120)
    query = models.CharField(max_length=2000, default="", blank=True)
    is_shared = models.BooleanField(default=False)
    is_default = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name
