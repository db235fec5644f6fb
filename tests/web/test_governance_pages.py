"""Pictures of steering: matrices, briefs, colors, readiness of gates."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from lockstep.domain.ledger import perform


def raised(actor: Any, register: str, node: int, **fields: Any) -> Any:
    """Raise a record and return it."""
    arguments = {"register": register, "node": node, "fields": fields}
    return perform("records.raise_record", actor=actor, arguments=arguments).value


def test_matrices_and_the_brief_say_who_is_ahead_and_what_would_change_it(
    forest: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    row = raised(
        administrator,
        "decisions",
        forest.alpha,
        title="Crossing",
        question="How do we cross?",
        criteria="Cost: 40\nTime: 30\nRisk: 30",
        options="Bridge: 8, 4, 6\nTunnel: 4, 8, 7",
    )
    client = sign_in(administrator)
    for address in (
        reverse("web:decision-matrices", args=[forest.alpha]),
        reverse("web:decision-brief", args=[row.pk]),
    ):
        body = client.get(address).content.decode()
        assert "Bridge is ahead by 0.10" in body
        assert "37.50 (-2.50)" in body
    assert "How do we cross?" in body


def test_a_brief_of_elsewhere_does_not_exist(
    forest: Any, administrator: Any, make_person: Any, sign_in: Callable[[Any], Client]
) -> None:
    row = raised(administrator, "decisions", forest.alpha, title="Crossing")
    stranger = make_person("Sam Stranger", "viewer", forest.beta)
    assert sign_in(stranger).get(reverse("web:decision-brief", args=[row.pk])).status_code == 404


def test_colors_show_the_overall_one_and_its_driver(
    forest: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    row = raised(
        administrator,
        "tolerances",
        forest.alpha,
        title="Budget of the depot",
        dimension="cost",
        agreed=1000,
        forecast=1101,
        owner=administrator.pk,
    )
    arguments = {
        "register": "tolerances",
        "record": row.pk,
        "version": row.version,
        "move": "agree",
        "fields": {},
    }
    perform("records.move_record", actor=administrator, arguments=arguments)
    body = sign_in(administrator).get(reverse("web:tolerance-colors", args=[forest.alpha])).content.decode()
    assert "driven by Budget of the depot" in body


def test_readiness_shows_what_is_missing(
    forest: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    gate = raised(administrator, "gates", forest.alpha, title="Test running", due_on=date.today().isoformat())
    raised(administrator, "gate-criteria", forest.alpha, title="Drivers trained", gate=gate.pk)
    body = sign_in(administrator).get(reverse("web:gate-readiness", args=[forest.alpha])).content.decode()
    assert "Missing to pass: Drivers trained" in body


def test_a_gate_says_once_why_it_is_not_moved_by_hand_and_leads_to_its_review(
    forest: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """The reason stands once for all moves, with the way to a new review; an open review is led to instead."""
    gate = raised(administrator, "gates", forest.alpha, title="Test running", due_on=date.today().isoformat())
    client, address = sign_in(administrator), reverse("web:record", args=["gates", gate.pk])
    body = client.get(address).content.decode()
    assert body.count("Record the outcome on a review of this gate") == 1
    new = f"{reverse('web:record-new', args=[forest.alpha, 'gate-reviews'])}?gate={gate.pk}"
    assert f'href="{new}"' in body
    assert f'value="{gate.key}' in client.get(new).content.decode()
    review = raised(administrator, "gate-reviews", forest.alpha, title="Second look", gate=gate.pk)
    body = client.get(address).content.decode()
    assert f'href="{reverse("web:record", args=["gate-reviews", review.pk])}">Open its review' in body
    assert new not in body


def test_an_empty_computed_field_says_to_everybody_what_it_would_hold(
    forest: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    row = raised(administrator, "demands", forest.alpha, title="Wi-Fi")
    body = sign_in(administrator).get(reverse("web:record", args=["demands", row.pk])).content.decode()
    assert '<small class="help">By the weights of its home, from 0 to 100' in body
