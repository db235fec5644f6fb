"""How many statements each page costs: stored, and the same whatever the number of rows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, reverse

from lockstep.web import urls
from tests.budgets.budget_file import compare
from tests.web.conftest import _plain_assets, add_node, administrator, forest, make_person, sign_in

__all__ = ["_plain_assets", "add_node", "administrator", "forest", "make_person", "sign_in"]

STORED = Path(__file__).with_name("queries.json")
NODE_PAGES = sorted(
    pattern.name
    for pattern in urls.urlpatterns
    if isinstance(pattern, URLPattern) and list(pattern.pattern.converters) == ["node"]
)
PLAIN_PAGES = ("home", "search", "jobs", "profile")
MOST = 60


def statements(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def addresses(node: int) -> dict[str, str]:
    plain = {name: reverse(f"web:{name}") for name in PLAIN_PAGES}
    return plain | {name: reverse(f"web:{name}", args=[node]) for name in NODE_PAGES}


def test_each_page_keeps_its_number_of_statements(
    forest: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """A page that asks the database more often than stored fails with the way to accept it."""
    client = sign_in(administrator)
    measured = {name: statements(client, address) for name, address in addresses(forest.alpha).items()}
    assert compare(STORED, measured) == []
    assert max(measured.values()) <= MOST


@pytest.mark.parametrize("name", [*PLAIN_PAGES, *NODE_PAGES])
def test_a_page_costs_the_same_with_more_rows(
    name: str, forest: Any, administrator: Any, add_node: Callable[..., int], sign_in: Callable[[Any], Client]
) -> None:
    """Twenty more projects cost no more statements."""
    client = sign_in(administrator)
    address = addresses(forest.alpha)[name]
    before = statements(client, address)
    for number in range(20):
        add_node("project", f"Further {number}", forest.alpha)
    assert statements(client, address) <= before
