"""The abstract record with a version; the ledger offers it to all apps above."""

from django.db import models


class Versioned(models.Model):
    """A record that is only ever written through the ledger, one version at a time."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
