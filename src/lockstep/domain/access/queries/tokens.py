"""Who speaks when a program sends a token."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from lockstep.domain.access.actions.accounts import hash_of
from lockstep.domain.access.models import ApiToken, User
from lockstep.domain.access.vocabulary import TokenScope


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token as its owner sees it again: without the secret."""

    id: int
    version: int
    name: str
    start: str
    scope: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


def bearer_of(secret: str) -> tuple[User, TokenScope] | None:
    """Return the account and the scope of a token in force, or None."""
    row = (
        ApiToken.objects.select_related("user")
        .filter(
            token_hash=hash_of(secret),
            revoked_at__isnull=True,
            expires_at__gt=timezone.now(),
            user__is_active=True,
        )
        .first()
    )
    return (row.user, TokenScope(row.scope)) if row else None


def tokens_of(user: User) -> list[TokenRow]:
    """Return a person's own tokens, the newest first."""
    return [_row(token) for token in ApiToken.objects.filter(user=user).order_by("-pk")]


def _row(token: ApiToken) -> TokenRow:
    return TokenRow(
        token.pk,
        token.version,
        token.name,
        token.start,
        token.scope,
        token.created_at,
        token.expires_at,
        token.revoked_at,
    )
