"""Named ways of looking at a register."""

from django.conf import settings
from django.db import models

from lockstep.domain.ledger import Versioned


class SavedView(Versioned):
    """A named way of looking at a register at a node; `query` is what stands in the address."""

    register = models.CharField(max_length=60)
    node = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=120)
    query = models.CharField(max_length=2000, default="", blank=True)
    is_shared = models.BooleanField(default=False)
    is_default = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["register", "node"], name="records_view_place")]

    def __str__(self) -> str:
        return self.name
