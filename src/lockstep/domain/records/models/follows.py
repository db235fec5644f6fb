"""Who wants to hear of a record."""

from django.conf import settings
from django.db import models

from lockstep.domain.ledger import Versioned


class Follow(Versioned):
    """A person who is told of every change of a record."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    record_type = models.CharField(max_length=100)
    record_id = models.BigIntegerField()
    node = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id", "user"], name="records_follow_once")
        ]

    def __str__(self) -> str:
        return f"account {self.user_id} follows {self.record_type} {self.record_id}"
