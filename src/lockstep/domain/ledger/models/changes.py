"""What one action did to one record."""

from django.db import models

from lockstep.domain.ledger.models.change_sets import ChangeSet


class Change(models.Model):
    """One record before and after a change set.

    Created: no `before`. Removed: no `after`. Both are whole rows then; otherwise only the changed columns.
    The record and its node are plain numbers, because they may be gone while their history stays.
    """

    change_set = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, related_name="changes")
    record_type = models.CharField(max_length=100)
    record_id = models.BigIntegerField()
    node_id = models.BigIntegerField(null=True, blank=True)
    label = models.CharField(max_length=200, blank=True, default="")
    version_before = models.PositiveIntegerField(null=True, blank=True)
    version_after = models.PositiveIntegerField(null=True, blank=True)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["record_type", "record_id", "id"], name="ledger_change_record"),
            models.Index(fields=["node_id", "id"], name="ledger_change_node"),
        ]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id}"
