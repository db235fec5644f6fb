"""The form of an activity: its range with a form and a picture, its cost, its priority."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from lockstep.domain.ledger import perform
from lockstep.domain.planning.queries.activity_record import activity_record
from lockstep.plan import Shape

DAY = 4_800


def test_range_cost_and_priority_are_given_on_the_page(
    forest: Any, administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """The form shows a picture of each distribution; what is sent is stored, money in minor units."""
    dig = perform(
        "planning.add_activity",
        actor=administrator,
        arguments={"project": forest.dig, "name": "Dig", "duration_ticks": 5 * DAY},
    ).value
    client, address = sign_in(administrator), reverse("web:activity", args=[dig.pk])
    page = client.get(address).content.decode()
    assert page.count('<svg class="shape"') == 4
    assert "lognormal, long tail" in page
    sent = {
        "version": str(dig.version),
        "name": "Dig",
        "duration_days": "5",
        "percent_complete": "0",
        "constraint": "0",
        "low_ticks": "4d",
        "high_ticks": "9d",
        "range_shape": str(Shape.LOGNORMAL.value),
        "reading": "trigen",
        "fixed_cost": "12500.50",
        "cost_high": "150",
        "priority": "700",
    }
    assert client.post(address, sent).status_code == 302
    record = activity_record(administrator, dig.pk)
    assert (record.fixed_cost_minor, record.priority) == (1_250_050, 700)
    assert (record.layer.range_shape, record.layer.is_trigen) == (Shape.LOGNORMAL, True)
    assert (record.layer.cost_low_share, record.layer.cost_high_share) == (None, 1.5)
    again = client.post(address, {**sent, "version": str(record.version), "cost_high": "90"})
    assert again.status_code == 422
    # A caller that does not know of cost leaves it as it is.
    plain = {name: sent[name] for name in ("name", "duration_days", "percent_complete", "constraint")}
    assert client.post(address, {**plain, "version": str(record.version)}).status_code == 302
    assert activity_record(administrator, dig.pk).fixed_cost_minor == 1_250_050
