"""Secret links by which a calendar program fetches dates."""

from django.conf import settings
from django.db import models

from lockstep.domain.ledger import Versioned


class FeedToken(Versioned):
    """A link to the dates of a node in the name of one person. Only a hash of it is stored."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    node = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"feed of node {self.node_id}"
