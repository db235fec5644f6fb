"""Me, accounts, grants and invitations."""

from datetime import datetime

from pydantic import AwareDatetime, Field

from lockstep.api.schemas.tree import NodeLine
from lockstep.api.shapes import Body, Id, Line, Name, Shape, shape_of
from lockstep.domain.access.queries.accounts import AccountRow, InvitationRow
from lockstep.domain.access.queries.grants import GrantRow
from lockstep.domain.access.vocabulary import Role

Account = shape_of(AccountRow, "Account")
GrantLine = shape_of(GrantRow, "Grant")
InvitationLine = shape_of(InvitationRow, "Invitation")


class Me(Shape):
    """The caller: the account, its roles, and the nodes that it manages or was given a role on."""

    account: Account
    grants: list[GrantLine]
    nodes: list[NodeLine]


class Accounts(Shape):
    """Accounts by name."""

    items: list[Account]
    next: str | None


class Grants(Shape):
    """Roles in force."""

    items: list[GrantLine]
    next: str | None


class Invitations(Shape):
    """Invitations that wait."""

    items: list[InvitationLine]
    next: str | None


class AccountName(Body):
    """A new name of an account."""

    name: Name


class ExpectedVersion(Body):
    """The version that the change is based on."""

    version: int = Field(ge=1, le=2**31 - 1)


class NewGrant(Body):
    """A role to be given; without a node, on the whole installation."""

    user: Id
    role: Role
    node: Id | None = None
    until: AwareDatetime | None = None


class ChangedGrant(Body):
    """Another role in place of the held one."""

    role: Role
    until: AwareDatetime | None = None


class StoredGrant(Shape):
    """A role as it is stored now."""

    id: int
    version: int
    user_id: int
    node_id: int | None
    role: Role
    since: datetime
    until: datetime | None


class NewInvitation(Body):
    """A person to be invited, and the role that the person gets."""

    email: Line = Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    role: Role
    node: Id | None = None
    days: int = Field(default=7, ge=1, le=90)


class IssuedInvitation(Shape):
    """A new invitation with its link, which is never shown again."""

    id: int
    version: int
    email: str
    role: Role
    node_id: int | None
    expires_at: datetime
    token: str
