"""The pictures of hand-offs: pairs of projects, suggestions, and what is owed either way."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lockstep.domain.delivery.models import HandOff
from lockstep.domain.ledger import perform

DAY = 4_800


@pytest.fixture
def linked(forest: Any, administrator: Any) -> Any:
    """Dig and Pour, and a link between them."""

    def do(action: str, /, **arguments: Any) -> Any:
        return perform(action, actor=administrator, arguments=arguments).value

    dig = do("planning.add_activity", project=forest.dig, name="Dig the trench", duration_ticks=20 * DAY)
    pour = do("planning.add_activity", project=forest.pour, name="Pour the slab", duration_ticks=10 * DAY)
    return do("planning.link_activities", predecessor=dig.pk, successor=pour.pk)


def test_hand_offs_are_suggested_proposed_and_listed_by_pair(
    client: Client, administrator: Any, forest: Any, linked: Any
) -> None:
    client.force_login(administrator)
    pairs = reverse("web:hand-off-pairs", args=[forest.alpha])
    text = client.get(pairs).content.decode()
    assert "Links across projects without a hand-off" in text
    assert client.post(pairs, {"link": [linked.pk]}).status_code == 302
    row = HandOff.objects.get()
    text = client.get(pairs, {"giver": forest.dig, "receiver": forest.pour}).content.decode()
    assert "Hand-offs of this pair" in text
    assert row.key in text
    assert "without a hand-off" not in text
    owed = reverse("web:hand-offs-owed", args=[forest.dig])
    text = client.get(owed).content.decode()
    assert row.key in text
    assert "wait for nothing" in text
