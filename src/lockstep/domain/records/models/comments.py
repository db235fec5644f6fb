"""What people say about a record."""

from django.conf import settings
from django.db import models

from lockstep.domain.ledger import Versioned


class Comment(Versioned):
    """A remark on a record or an activity, perhaps in answer to another."""

    record_type = models.CharField(max_length=100)
    record_id = models.BigIntegerField()
    node = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    text = models.TextField()
    reply_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["record_type", "record_id"], name="records_comment_place")]

    def __str__(self) -> str:
        return self.text[:80]
