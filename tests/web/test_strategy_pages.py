"""The pictures of strategy: coverage, roll-up, ranked list."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from lockstep.domain.ledger import perform
from lockstep.domain.strategy.models import Demand


@pytest.fixture
def client(administrator: Any, sign_in: Callable[[Any], Client]) -> Client:
    """A signed-in browser."""
    return sign_in(administrator)


@pytest.fixture
def raised(administrator: Any) -> Callable[..., Any]:
    """Raise a record."""

    def raise_one(register: str, node: int, **fields: Any) -> Any:
        arguments = {"register": register, "node": node, "fields": fields}
        return perform("records.raise_record", actor=administrator, arguments=arguments).value

    return raise_one


def body_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_picture_says_what_to_do_when_it_is_empty(forest: Any, client: Client) -> None:
    assert "No objective is active here" in body_of(client, f"/nodes/{forest.alpha}/strategy/coverage/")
    assert "No objective is here" in body_of(client, f"/nodes/{forest.alpha}/strategy/roll-up/")
    assert "No demand is open here" in body_of(client, f"/nodes/{forest.alpha}/strategy/ranked/")


def test_the_matrix_shows_strengths_in_words_and_where_to_say_them(
    forest: Any, client: Client, administrator: Any, raised: Callable[..., Any]
) -> None:
    """A strength leads to its record; where nobody has said anything, to the form with the objective filled in."""
    measure = {"measure": "Trips", "baseline_value": 1.0, "target_value": 2.0, "owner": administrator.pk}
    row = raised("objectives", forest.alpha, title="Riders <b>", **measure)
    perform(
        "records.move_record",
        actor=administrator,
        arguments={"register": "objectives", "record": row.pk, "version": row.version, "move": "activate"},
    )
    said = raised("alignments", forest.dig, title="Own track", objective=row.pk, strength=3)
    body = body_of(client, f"/nodes/{forest.alpha}/strategy/coverage/")
    assert f"/r/alignments/{said.pk}/" in body
    assert "exists for it" in body
    assert f"/nodes/{forest.pour}/r/alignments/new/?objective={row.pk}" in body
    assert "Riders <b>" not in body
    assert "Projects that serve nothing" in body
    rolled = body_of(client, f"/nodes/{forest.alpha}/strategy/roll-up/")
    assert row.key in rolled


def test_a_demand_is_moved_by_a_button_and_the_budget_draws_the_line(
    forest: Any, client: Client, raised: Callable[..., Any]
) -> None:
    first = raised("demands", forest.alpha, title="Wi-Fi", cost=40_000)
    second = raised("demands", forest.alpha, title="Ramp", cost=50_000)
    at = f"/nodes/{forest.alpha}/strategy/ranked/?budget=500"
    body = body_of(client, at)
    assert body.index("Wi-Fi") < body.index("Ramp")
    assert f'aria-label="Move {second.key} up"' in body
    answer = client.post(at, {"demand": second.pk, "place": 1})
    assert (answer.status_code, answer["Location"]) == (302, at)
    body = body_of(client, at)
    assert body.index("Ramp") < body.index("Wi-Fi")
    assert body.index("above the line") < body.index("below the line")
    assert list(Demand.objects.order_by("rank").values_list("pk", flat=True)) == [second.pk, first.pk]
    for order in ("wsjf", "score", "moscow", "nonsense"):
        assert "aria-label" in body_of(client, f"/nodes/{forest.alpha}/strategy/ranked/?order={order}")


def test_settings_of_a_node_are_read_changed_and_given_up_on_their_pages(forest: Any, client: Client) -> None:
    """Weights and scales: what is no number or leaves nothing is refused beside what was typed; others are named."""
    at = f"/nodes/{forest.alpha}/strategy/weights/"
    body = body_of(client, at)
    assert "The shipped weights hold here." in body
    assert "35 %" in body or "35%" in body
    typed = {"what": "save", "fit": "much", "value_level": "60", "risk_level": "20", "technical_fit": "20"}
    refused = client.post(at, typed)
    assert refused.status_code == 422
    assert "Fit to strategy needs a number." in refused.content.decode()
    assert 'value="60"' in refused.content.decode()
    none = client.post(at, {**dict.fromkeys(typed, "0"), "what": "save"})
    assert "one of them counts" in none.content.decode()
    assert client.post(at, {**typed, "fit": "0"}).status_code == 302
    assert "Alpha has weights of its own." in body_of(client, at)
    assert "The weights of Alpha hold here." in body_of(client, f"/nodes/{forest.dig}/strategy/weights/")
    version = {"what": "remove", "version": "1"}
    assert client.post(at, version).status_code == 302
    assert "The shipped weights hold here." in body_of(client, at)
    scales = f"/nodes/{forest.alpha}/stakeholder-scales/"
    assert client.post(scales, {"what": "save", "power": "3", "interest": "5"}).status_code == 302
    body = body_of(client, scales)
    assert "Power is high from 3" in body
    assert "interest from 5" in body
