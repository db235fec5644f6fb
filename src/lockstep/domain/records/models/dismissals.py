"""Offers that were turned down."""

from django.db import models

from lockstep.domain.ledger import Versioned


class Dismissal(Versioned):
    """That something offered does not apply to a thing, so that it is not offered for it again."""

    offering = models.CharField(max_length=40)
    offered_id = models.BigIntegerField()
    record_type = models.CharField(max_length=100)
    record_id = models.BigIntegerField()
    node = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record_type", "record_id", "offering", "offered_id"], name="records_dismissal_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.offering} {self.offered_id} not for {self.record_type} {self.record_id}"
