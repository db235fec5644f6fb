"""Failed sign-ins of the last minutes."""

from django.db import models
from django.utils import timezone


class SignInFailure(models.Model):
    """One failed attempt at an account or from an address; forgotten after an hour."""

    place = models.CharField(max_length=280)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["place", "at"], name="access_failure_place")]

    def __str__(self) -> str:
        return self.place
