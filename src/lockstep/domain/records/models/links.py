"""Typed links between any two things that can be linked."""

from django.db import models

from lockstep.domain.ledger import Versioned


class Link(Versioned):
    """That one thing means something for another: a risk threatens a milestone.

    The ends are plain pairs of type and id, because they lie in any app; `node` is the home of the source, whose
    grants decide, and `target_node` that of the target. `share` is how strongly, where the kind has a strength.
    """

    kind = models.CharField(max_length=40)
    source_type = models.CharField(max_length=100)
    source_id = models.BigIntegerField()
    target_type = models.CharField(max_length=100)
    target_id = models.BigIntegerField()
    node = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    target_node = models.ForeignKey(
        "access.Node", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    share = models.FloatField(null=True, blank=True)
    note = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_type", "source_id", "target_type", "target_id", "kind"],
                name="records_link_once",
            )
        ]
        indexes = [models.Index(fields=["target_type", "target_id"], name="records_link_target")]

    def __str__(self) -> str:
        return f"{self.source_type} {self.source_id} {self.kind} {self.target_type} {self.target_id}"
