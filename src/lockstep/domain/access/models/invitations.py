"""One-time links: an invitation to a role, or the link of the first run."""

from django.conf import settings
from django.db import models

from lockstep.domain.access.models.versioned import Versioned
from lockstep.domain.access.vocabulary import Role


class Invitation(Versioned):
    """A link that makes one account with one role. Only a hash of its token is stored."""

    email = models.EmailField(max_length=250, blank=True)
    node = models.ForeignKey("access.Node", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=[(role.value, role.words) for role in Role])
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return f"invitation of {self.email or 'the first administrator'}"
