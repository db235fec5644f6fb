"""What every record of every register has."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from lockstep.domain.ledger import Versioned


class Record(Versioned):
    """A record of a register: known by its key, at home at a node, owned by a person, in a state.

    A concrete model adds its own columns and constraints; with a `Meta` of its own it inherits `Record.Meta`.
    `folded` is what search compares, `changed_at` the moment of the last write, `origin_key` what the record is
    called where it was imported from; the machine keeps the first two.
    """

    node = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=30)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    raised_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    origin_key = models.CharField(max_length=120, default="", blank=True)
    folded = models.TextField(default="", blank=True)

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["node", "state"]),
            models.Index(fields=["due_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"
