"""The last number given in each register."""

from django.db import models


class Counter(models.Model):
    """The last number of a register; numbers are never given twice."""

    register = models.CharField(max_length=60, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.register}: {self.last}"
