"""The inbox: one line for one person."""

from django.conf import settings
from django.db import models

from lockstep.domain.records.vocabulary import NewsKind


class Notification(models.Model):
    """One thing that one person should know; unread until `read_at`, out of sight until `snoozed_until`."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in NewsKind])
    record_type = models.CharField(max_length=100)
    record_id = models.BigIntegerField()
    node = models.ForeignKey("access.Node", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    label = models.CharField(max_length=200, default="", blank=True)
    sentence = models.CharField(max_length=500, default="", blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    snoozed_until = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "read_at", "-at"], name="records_news_inbox")]

    def __str__(self) -> str:
        return self.sentence
