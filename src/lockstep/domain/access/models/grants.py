"""Roles that people hold on nodes, dated."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from lockstep.domain.access.models.versioned import Versioned
from lockstep.domain.access.vocabulary import Role


class Grant(Versioned):
    """A role on a node and all below it; without a node, on the whole installation.

    In force from `since` up to, not including, `until`. A grant is revoked by setting `until`, so that the past
    stays explainable.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants")
    node = models.ForeignKey(
        "access.Node", null=True, blank=True, on_delete=models.PROTECT, related_name="grants"
    )
    role = models.CharField(max_length=20, choices=[(role.value, role.words) for role in Role])
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="access_grant_role_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="access_grant_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{Role(self.role).words} for account {self.user_id}"
