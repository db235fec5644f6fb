"""The writes of the app, by the names under which the ledger registers them.

`nodes` holds the parts that higher apps build their actions from: plain functions on a running work.
"""

from collections.abc import Callable
from typing import Any

from lockstep.domain.access.actions.accounts import (
    accept_invitation,
    deactivate_account,
    invite,
    open_set_up,
    reactivate_account,
    rename_account,
    withdraw_invitation,
)
from lockstep.domain.access.actions.grants import (
    change_grant,
    end_roles,
    grant_role,
    lend_roles,
    revoke_grant,
)
from lockstep.domain.access.actions.tokens import make_token, revoke_token

ACTIONS: dict[str, Callable[..., Any]] = {
    "access.open_set_up": open_set_up,
    "access.invite": invite,
    "access.withdraw_invitation": withdraw_invitation,
    "access.accept_invitation": accept_invitation,
    "access.rename_account": rename_account,
    "access.deactivate_account": deactivate_account,
    "access.reactivate_account": reactivate_account,
    "access.grant_role": grant_role,
    "access.change_grant": change_grant,
    "access.revoke_grant": revoke_grant,
    "access.make_token": make_token,
    "access.revoke_token": revoke_token,
}

__all__ = [
    "ACTIONS",
    "accept_invitation",
    "change_grant",
    "deactivate_account",
    "end_roles",
    "grant_role",
    "invite",
    "lend_roles",
    "make_token",
    "open_set_up",
    "reactivate_account",
    "rename_account",
    "revoke_grant",
    "revoke_token",
    "withdraw_invitation",
]
