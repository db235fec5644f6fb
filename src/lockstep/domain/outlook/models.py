"""Simulations that were asked for, and what came of them."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from lockstep.domain.ledger import Versioned
from lockstep.domain.outlook.vocabulary import Response, Spread, Together, Unranged


class SimulationRun(Versioned):
    """A simulation as it was asked for: of the whole network, seen from one node."""

    node = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    iterations = models.PositiveIntegerField()
    seed = models.PositiveBigIntegerField(default=1)
    spread = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in Spread], default=Spread.EVEN.value
    )
    unranged = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in Unranged], default=Unranged.USUAL.value
    )
    together = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in Together], default=Together.PROJECTS.value
    )
    response = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in Response], default=Response.BEFORE.value
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    job = models.ForeignKey("runs.Job", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["node", "-id"], name="outlook_run_node")]

    def __str__(self) -> str:
        return f"risk analysis {self.pk}"


class SimulationResult(models.Model):
    """What came of a run: the figures of its node, and everything else as compressed columns."""

    run = models.OneToOneField(SimulationRun, on_delete=models.CASCADE, related_name="result")
    network_id = models.BigIntegerField(db_index=True)
    revision = models.PositiveBigIntegerField()
    engine_version = models.CharField(max_length=40)
    finished_at = models.DateTimeField(default=timezone.now)
    # Of the run's node.
    planned_ticks = models.BigIntegerField()
    planned_share = models.FloatField()
    p10_ticks = models.BigIntegerField()
    p50_ticks = models.BigIntegerField()
    p80_ticks = models.BigIntegerField()
    p90_ticks = models.BigIntegerField()
    findings = models.JSONField(default=list)
    # Unfinished activities drawn, by source of the range.
    sources = models.JSONField(default=dict)
    columns = models.BinaryField()

    def __str__(self) -> str:
        return f"result of {self.run_id}"


class SimulationShard(models.Model):
    """Some blocks of a long run; whoever is free counts them."""

    run = models.ForeignKey(SimulationRun, on_delete=models.CASCADE, related_name="shards")
    revision = models.PositiveBigIntegerField()
    first_block = models.PositiveIntegerField()
    last_block = models.PositiveIntegerField()
    taken_until = models.DateTimeField(null=True, blank=True)
    tally = models.BinaryField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "revision", "first_block"], name="outlook_shard_begins_once"
            )
        ]

    def __str__(self) -> str:
        return f"blocks {self.first_block} to {self.last_block} of run {self.run_id}"
