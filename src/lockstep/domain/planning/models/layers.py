"""The program's own layer on top of plans, mastered here or outside; it survives every re-import."""

from django.conf import settings
from django.db import models

from lockstep.domain.ledger import Versioned
from lockstep.domain.planning.vocabulary import ProposalState


class ActivityLayer(Versioned):
    """What the program knows of an activity beyond its source: owner, range, notes."""

    activity = models.OneToOneField("planning.Activity", on_delete=models.PROTECT, related_name="layer")
    project = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        "people.Resource", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Range of the duration, working ticks: the best case, the most likely one, the worst.
    low_ticks = models.BigIntegerField(null=True, blank=True)
    likely_ticks = models.BigIntegerField(null=True, blank=True)
    high_ticks = models.BigIntegerField(null=True, blank=True)
    notes = models.TextField(default="", blank=True)

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

    def __str__(self) -> str:
        return self.name
