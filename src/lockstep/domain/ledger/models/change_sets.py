"""One carried-out action."""

from django.conf import settings
from django.db import models


class ChangeSet(models.Model):
    """One action as it was carried out: by whom, when, why, with which arguments.

    `requirements` lists what the policies asked, as [permission, node id] pairs: whoever undoes it needs the same.
    `revisions` maps the id of each network that it touched to the revision that it made.
    """

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(db_index=True)
    reason = models.TextField(blank=True, default="")
    action = models.CharField(max_length=100)
    action_version = models.PositiveIntegerField()
    arguments = models.JSONField(default=dict)
    inverse_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="inverses"
    )
    requirements = models.JSONField(default=list)
    revisions = models.JSONField(default=dict)
    request_key = models.CharField(max_length=200, null=True, blank=True)  # noqa: DJ001  null is "none", unique else

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "request_key"], name="ledger_request_key_is_used_once")
        ]

    def __str__(self) -> str:
        return f"{self.action} at {self.at:%Y-%m-%d %H:%M}"
