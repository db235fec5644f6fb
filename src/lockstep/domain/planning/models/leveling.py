"""Leveling proposals: delays that were computed, for a person to take or leave."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from lockstep.domain.planning.vocabulary import LevelingState


class LevelingProposal(models.Model):
    """What leveling a node found. Evidence, not an editable record: taking it writes an ordinary change set.

    What was taken is not stored here but seen in the activities, so that an undo needs to tell nobody.
    """

    node = models.ForeignKey("access.Node", on_delete=models.CASCADE, related_name="+")
    network = models.ForeignKey("planning.Network", on_delete=models.CASCADE, related_name="+")
    # A worker that dies after storing is followed by one that stores the same again.
    job = models.BigIntegerField(null=True, blank=True, unique=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(
        max_length=10,
        choices=[(s.value, s.value) for s in LevelingState],
        default=LevelingState.OPEN.value,
    )
    settings = models.JSONField(default=dict, blank=True)
    network_revision = models.PositiveBigIntegerField()
    # Of everything that leveling looks at but the delays themselves: equal means that the proposal still holds.
    inputs_digest = models.CharField(max_length=64)
    summary = models.JSONField(default=dict, blank=True)
    # Delays, dates, resources and values, compressed JSON (bridge/packing.py).
    report = models.BinaryField(default=b"")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in LevelingState]),
                name="planning_leveling_state_is_known",
            )
        ]
        indexes = [models.Index(fields=["node", "-id"], name="planning_leveling_node")]

    def __str__(self) -> str:
        return f"leveling proposal {self.pk}"
