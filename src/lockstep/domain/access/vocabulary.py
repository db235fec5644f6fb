"""Roles, permissions and the one matrix that joins them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class NodeKind(StrEnum):
    """What a node of the tree is."""

    PORTFOLIO = "portfolio"
    PROGRAM = "program"
    PROJECT = "project"


class Role(StrEnum):
    """A role that is granted on a node and holds for everything below it."""

    VIEWER = "viewer"
    CONTRIBUTOR = "contributor"
    PROJECT_MANAGER = "project_manager"
    PROGRAM_MANAGER = "program_manager"
    ADMINISTRATOR = "administrator"

    @property
    def words(self) -> str:
        """Return the role as people read it."""
        return self.value.replace("_", " ")


class TokenScope(StrEnum):
    """What a token for programs may do at most; its owner's roles still decide."""

    READ = "read"
    WRITE = "write"


class Permission(StrEnum):
    """One thing that a role may allow."""

    READ = "read"
    COMMENT = "comment"
    RAISE_RECORDS = "raise_records"
    REPORT_PROGRESS = "report_progress"
    EDIT_SCHEDULE = "edit_schedule"
    IMPORT_PLANS = "import_plans"
    SET_BASELINES = "set_baselines"
    EDIT_PEOPLE = "edit_people"
    EDIT_DETAILS = "edit_details"
    EDIT_RECORDS = "edit_records"
    READ_SECRETS = "read_secrets"
    DECIDE = "decide"
    EDIT_STRUCTURE = "edit_structure"
    GRANT_ROLES = "grant_roles"
    ADMINISTER = "administer"


STILL_OPEN: frozenset[Permission] = frozenset(
    {
        Permission.READ,
        Permission.READ_SECRETS,
        Permission.DECIDE,
        Permission.GRANT_ROLES,
        Permission.ADMINISTER,
    }
)
"""What may still be done at a node that is closed."""

_VIEWER = frozenset({Permission.READ})
_CONTRIBUTOR = _VIEWER | {Permission.COMMENT, Permission.RAISE_RECORDS, Permission.REPORT_PROGRESS}
_PROJECT_MANAGER = _CONTRIBUTOR | {
    Permission.EDIT_SCHEDULE,
    Permission.IMPORT_PLANS,
    Permission.SET_BASELINES,
    Permission.EDIT_PEOPLE,
    Permission.EDIT_DETAILS,
    Permission.EDIT_RECORDS,
}
_PROGRAM_MANAGER = _PROJECT_MANAGER | {
    Permission.READ_SECRETS,
    Permission.DECIDE,
    Permission.EDIT_STRUCTURE,
    Permission.GRANT_ROLES,
}

MATRIX: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.VIEWER: _VIEWER,
        Role.CONTRIBUTOR: _CONTRIBUTOR,
        Role.PROJECT_MANAGER: _PROJECT_MANAGER,
        Role.PROGRAM_MANAGER: _PROGRAM_MANAGER,
        Role.ADMINISTRATOR: _PROGRAM_MANAGER | {Permission.ADMINISTER},
    }
)


def roles_with(permission: Permission) -> tuple[Role, ...]:
    """Return the roles that hold a permission: the one source of object checks and of list filters."""
    return tuple(role for role in Role if permission in MATRIX[role])


class SystemActor:
    """The server itself as an actor: scheduled work and the set-up. It may do everything."""

    pk = None
    is_active = True

    def __str__(self) -> str:
        return "Lockstep"


SYSTEM = SystemActor()
