"""Tokens by which programs use the interface in a person's name."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from lockstep.domain.access.models.versioned import Versioned
from lockstep.domain.access.vocabulary import TokenScope


class ApiToken(Versioned):
    """A secret that acts for one account, at most with its roles. Only a hash of it is stored."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=200)
    # What the owner sees again, to tell tokens apart.
    start = models.CharField(max_length=12)
    token_hash = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=5, choices=[(scope.value, scope.value) for scope in TokenScope])
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scope__in=[scope.value for scope in TokenScope]),
                name="access_token_scope_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"token {self.name}"
