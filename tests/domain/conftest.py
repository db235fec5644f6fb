"""People and a small tree, made by the actions that everyone uses."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

PASSWORD = "a long enough password"


@dataclass(frozen=True)
class Forest:
    """Ids of a portfolio with two programs: `alpha` holds `dig` and `pour`, `beta` holds `wire`."""

    portfolio: int
    alpha: int
    beta: int
    dig: int
    pour: int
    wire: int


@pytest.fixture
def administrator(db: None) -> Any:
    """The first account, made by the set-up link."""
    from lockstep.domain.access.vocabulary import SYSTEM
    from lockstep.domain.ledger import perform

    link = perform("access.open_set_up", actor=SYSTEM, arguments={}).value
    arguments = {"token": link.token, "name": "Ada Admin", "email": "ada@example.org", "password": PASSWORD}
    return perform("access.accept_invitation", actor=None, arguments=arguments).value


@pytest.fixture
def make_person(administrator: Any) -> Callable[..., Any]:
    """Make an account with a role, on a node or (None) everywhere."""
    from lockstep.domain.ledger import perform

    def make(name: str, role: str, node: int | None = None) -> Any:
        email = f"{name.lower().replace(' ', '.')}@example.org"
        invited = {"email": email, "role": role, "node": node}
        link = perform("access.invite", actor=administrator, arguments=invited).value
        accepted = {"token": link.token, "name": name, "password": PASSWORD}
        return perform("access.accept_invitation", actor=None, arguments=accepted).value

    return make


@pytest.fixture
def add_node(administrator: Any) -> Callable[..., int]:
    """Add a node and return its id."""
    from lockstep.domain.ledger import perform

    def add(kind: str, name: str, parent: int | None = None, **details: Any) -> int:
        arguments = {"kind": kind, "name": name, "parent": parent, **details}
        return perform("portfolio.add_node", actor=administrator, arguments=arguments).value.pk

    return add


@pytest.fixture
def forest(add_node: Callable[..., int]) -> Forest:
    """A portfolio with two programs and three projects."""
    portfolio = add_node("portfolio", "Works")
    alpha = add_node("program", "Alpha", portfolio, code="A")
    beta = add_node("program", "Beta", portfolio, code="B")
    return Forest(
        portfolio,
        alpha,
        beta,
        add_node("project", "Dig", alpha, code="A1"),
        add_node("project", "Pour", alpha, code="A2"),
        add_node("project", "Wire", beta, code="B1"),
    )
