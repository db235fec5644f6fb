"""Making one of several people of a name, on the page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lockstep.domain.ledger import perform
from lockstep.domain.people.queries import people
from tests.domain.conftest import Forest


@pytest.mark.django_db(transaction=True)
def test_one_name_in_two_plans_is_tried_and_then_made_one(
    forest: Forest, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """The list of people says so; trying changes nothing; a stale page is refused and keeps what was chosen."""
    for node in (forest.dig, forest.pour):
        perform("people.add_resource", actor=administrator, arguments={"node": node, "name": "Ann"})
    client = sign_in(administrator)
    address = reverse("web:namesakes", args=[forest.alpha])
    assert address in client.get(reverse("web:people", args=[forest.alpha])).content.decode()
    one, two = (row for row in people(administrator, node=forest.alpha).people if row.name == "Ann")
    form = {
        "join": str(one.id),
        f"member-{one.id}": [f"{one.id}:{one.version}", f"{two.id}:{two.version}"],
        f"keep-{one.id}": str(two.id),
        f"node-{one.id}": str(forest.alpha),
    }
    tried = client.post(address, {**form, "do": "try"}).content.decode()
    assert "Nothing is changed yet" in tried
    assert f'value="{two.id}" aria-label="Keep the details from Pour" checked' in tried
    stale = client.post(address, {**form, f"member-{one.id}": [f"{one.id}:7", f"{two.id}:7"], "do": "join"})
    assert stale.status_code == 422
    assert client.post(address, {"do": "join"}).status_code == 422
    assert client.post(address, {**form, "do": "join"}).status_code == 302
    (left,) = [row for row in people(administrator, node=forest.alpha).people if row.name == "Ann"]
    assert (left.id, left.node) == (two.id, forest.alpha)
    assert "Everybody stands here once" in client.get(address).content.decode()
