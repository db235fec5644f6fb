"""Who may do what with a record."""

from typing import Any

from lockstep.domain.access.policies import POLICIES, Policy, Standing
from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.ledger import NotFound, Work
from lockstep.domain.records.declarations import Field, Register

_BY_PERMISSION = {policy.permission: policy for policy in POLICIES.values()}


def policy_for(permission: Permission) -> Policy:
    """Return the policy that asks for a permission."""
    return _BY_PERMISSION[permission]


def writing_policy(register: Register, row: Any, user_id: int | None) -> Policy:
    """Return the policy of whoever writes a record: its owner needs no more than whoever raises one."""
    is_own = user_id is not None and row.owner_id == user_id
    if is_own and register.write is Permission.EDIT_RECORDS:
        return policy_for(register.raise_)
    return policy_for(register.write)


def readable_fields(register: Register, standing: Standing, path: str) -> dict[str, Field]:
    """Return the fields that exist for someone at a path."""
    return {
        name: field
        for name, field in register.all_fields.items()
        if field.secrecy is None or standing.may(field.secrecy, path)
    }


def fields_anywhere(register: Register, standing: Standing) -> dict[str, Field]:
    """Return the fields that exist for someone at some node: what a list may be filtered by is decided by row."""
    return {
        name: field
        for name, field in register.all_fields.items()
        if field.secrecy is None or standing.may_anywhere(field.secrecy)
    }


def require_reading(work: Work, register: Register, row: Any) -> None:
    """Go on only if the actor may read the record; reading may need more than in other registers."""
    if register.read is not Permission.READ and not work.may_at(register.read, row.node_id):
        raise NotFound(
            f"{register.singular} {row.pk}", f"There is no such {register.singular}, or you may not see it."
        )
