"""Who plays: the accounts that sign in, and the people, crews and machines that do the work."""

from dataclasses import dataclass
from typing import Any, Final

from lockstep.demo.outline import ProjectOutline
from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import perform
from lockstep.domain.portfolio.queries import node_page

PASSWORD: Final = "demo-eastern-line"  # noqa: S105  shown to everyone who loads the demo
SIGN_IN: Final = "leila.haddad@demo.example"

_ADMINISTRATOR: Final = "Robin Hale"
_PROGRAM_MANAGER: Final = "Leila Haddad"
_CONTRIBUTOR: Final = ("Elif Kaya", "TK")
_VIEWER: Final = "Jonas Berg"

CAPACITY: Final = {
    "Civil crew": 2.0,
    "Track crew": 2.0,
    "Power crew": 2.0,
    "Utilities crew": 2.0,
    "Depot builders": 3.0,
    "Vehicle maker": 6.0,
    "Vehicle test team": 1.5,
    "Software team": 1.0,
    "Signaling crew": 2.0,
    "Training team": 2.0,
    "Stops crew": 2.0,
    "Machine maker": 2.0,
    "Design office": 2.0,
    "Signaling supplier": 4.0,
}
"""Full-time units of crews and companies; everyone else is one person."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The accounts of the story."""

    administrator: Any
    program_manager: Any
    project_managers: dict[str, Any]
    """By project code."""


def open_accounts() -> Any:
    """Make the administrator, through the set-up link of a first run, and return it."""
    link = perform("access.open_set_up", actor=SYSTEM, arguments={}).value
    accepted = {
        "token": link.token,
        "name": _ADMINISTRATOR,
        "email": _address(_ADMINISTRATOR),
        "password": PASSWORD,
    }
    return perform("access.accept_invitation", actor=None, arguments=accepted).value


def invite_cast(
    administrator: Any, program: int, projects: dict[str, int], story: tuple[ProjectOutline, ...]
) -> Cast:
    """Give everyone an account with a role on the part of the tree that is theirs."""
    manager = _join(administrator, _PROGRAM_MANAGER, "program_manager", program)
    managers = {
        outline.code: _join(manager, outline.manager, "project_manager", projects[outline.code])
        for outline in story
    }
    for user in managers.values():
        reading = {"user": user.pk, "role": "viewer", "node": program}
        perform(
            "access.grant_role", actor=manager, arguments=reading, reason="Everyone sees the whole program"
        )
    contributor, code = _CONTRIBUTOR
    _join(manager, contributor, "contributor", projects[code])
    _join(manager, _VIEWER, "viewer", program)
    for node, user in {program: manager, **{projects[code]: user for code, user in managers.items()}}.items():
        version = node_page(administrator, node).row.details_version
        named = {"node": node, "version": version, "changes": {"manager": user.pk}}
        perform("portfolio.change_details", actor=administrator, arguments=named, reason="Managers named")
    return Cast(administrator, manager, managers)


def _join(host: Any, name: str, role: str, node: int) -> Any:
    link = perform(
        "access.invite", actor=host, arguments={"email": _address(name), "role": role, "node": node}
    ).value
    accepted = {"token": link.token, "name": name, "password": PASSWORD}
    return perform("access.accept_invitation", actor=None, arguments=accepted).value


def _address(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@demo.example"
