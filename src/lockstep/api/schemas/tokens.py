"""Tokens of programs."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from lockstep.api.shapes import Body, Name, Shape


class Token(Shape):
    """A token as its owner sees it again."""

    id: int
    version: int
    name: str
    start: str = Field(description="the first characters of the secret, to tell tokens apart")
    scope: Literal["read", "write"]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


class Tokens(Shape):
    """A person's own tokens, the newest first."""

    items: list[Token]


class NewToken(Body):
    """A token to be made."""

    name: Name
    scope: Literal["read", "write"] = "read"
    days: int = Field(default=90, ge=1, le=366)


class IssuedToken(Token):
    """A new token with its secret, which is never shown again."""

    secret: str
