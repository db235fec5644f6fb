"""What the server remembers of requests for a while: answers to repeat, and how many came."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class KeptAnswer(models.Model):
    """The answer to a request with an Idempotency-Key; while `status` is null the request is still at work."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=bytes)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="access_answer_key_once")]

    def __str__(self) -> str:
        return self.key


class RequestCount(models.Model):
    """How many requests of one kind one account or address made in one window of time."""

    place = models.CharField(max_length=200)
    window = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "window"], name="access_count_once")]

    def __str__(self) -> str:
        return f"{self.place}: {self.count}"
