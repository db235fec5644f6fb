"""Networks: all projects that a link or a shared resource may join."""

from django.db import models


class Network(models.Model):
    """One network of activities, by default one a portfolio.

    `revision` counts the changes of its input. It is written by the actions, never through the ledger, and is not
    an editable record itself.
    """

    root = models.OneToOneField("access.Node", on_delete=models.CASCADE, related_name="+")
    revision = models.PositiveBigIntegerField(default=1)
    # Name of the one zone whose civil time all plan dates are.
    zone = models.CharField(max_length=64, default="UTC")

    def __str__(self) -> str:
        return f"network {self.pk}"
