"""Files that hang on a record."""

from django.conf import settings
from django.db import models

from lockstep.domain.ledger import Versioned


class StoredFile(models.Model):
    """Content known by its digest, kept once however often it is attached."""

    digest = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    size_bytes = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.digest


class Attachment(Versioned):
    """A file on a record, under a name."""

    record_type = models.CharField(max_length=100)
    record_id = models.BigIntegerField()
    node = models.ForeignKey("access.Node", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    file = models.ForeignKey("records.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["record_type", "record_id"], name="records_attachment_place")]

    def __str__(self) -> str:
        return self.name
