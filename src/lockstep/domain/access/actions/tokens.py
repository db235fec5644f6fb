"""Tokens for programs: made by their owner, shown once, ended by their owner or an administrator."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from pydantic import Field

from lockstep.domain.access.actions.accounts import hash_of
from lockstep.domain.access.errors import NotFound, Refused
from lockstep.domain.access.models import ApiToken
from lockstep.domain.access.policies import may_administer
from lockstep.domain.access.vocabulary import TokenScope
from lockstep.domain.access.work import Work

PREFIX = "lockstep_"
SHOWN = 12
LONGEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A stored token with its secret, which is shown once and never stored."""

    token: ApiToken
    secret: str


def make_token(
    work: Work,
    *,
    name: Annotated[str, Field(min_length=1, max_length=200)],
    scope: TokenScope = TokenScope.READ,
    days: Annotated[int, Field(ge=1, le=LONGEST_DAYS)] = 90,
) -> IssuedToken:
    """Make a token that acts in the name of the one who makes it."""
    work.open_to("every account, for itself")
    if work.user_id is None:
        raise Refused(
            "Lockstep", "Only an account can have a token. Sign in as the person whom it stands for."
        )
    secret = PREFIX + secrets.token_urlsafe(32)
    token = work.create(
        ApiToken,
        user_id=work.user_id,
        name=name.strip() or "token",
        start=secret[:SHOWN],
        token_hash=hash_of(secret),
        scope=scope.value,
        created_at=work.at,
        expires_at=work.at + timedelta(days=days),
    )
    return IssuedToken(token, secret)


def revoke_token(work: Work, *, token: int, version: int) -> ApiToken:
    """End a token now; the next request that carries it is refused."""
    row = work.lock(ApiToken, token)
    if row.user_id == work.user_id:
        work.open_to("the owner of the token")
    elif work.standing.may(may_administer.permission, ""):
        work.require(may_administer, None)
    else:
        raise NotFound(f"token {token}", "There is no such token, or you may not see it.")
    if row.revoked_at is not None:
        raise Refused(str(row), "It was revoked already. There is nothing left to do.")
    return work.change(row, version=version, revoked_at=work.at)
