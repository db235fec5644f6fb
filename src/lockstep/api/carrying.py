"""Carrying out actions in the name of the caller."""

from typing import Any

from django.http import HttpRequest

from lockstep.domain.ledger import Outcome, perform


def carry_out(request: HttpRequest, action: str, *, because: str = "", **arguments: Any) -> Outcome:
    """Carry out one action; it checks who may, and every refusal becomes a problem at the door."""
    return perform(action, actor=request.auth, arguments=arguments, reason=because)  # type: ignore[attr-defined]
