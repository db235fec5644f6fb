"""The health page: checks by word and shape, offenders linked, nothing green without data."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lockstep.domain.ledger import perform
from lockstep.domain.planning.models import ProjectPlan
from lockstep.foundation.ticks import ticks_of_iso

DAY = 4_800


@pytest.fixture
def plan(forest: Any, administrator: Any) -> dict[str, int]:
    """Two activities in two projects, linked with a lead, and one that stands alone."""

    def do(action: str, **arguments: Any) -> int:
        return perform(action, actor=administrator, arguments=arguments).value.pk

    dig = do("planning.add_activity", project=forest.dig, name="Dig the hole", duration_ticks=5 * DAY)
    pour = do("planning.add_activity", project=forest.pour, name="Pour the floor", duration_ticks=3 * DAY)
    alone = do("planning.add_activity", project=forest.pour, name="Stand alone", duration_ticks=DAY)
    do("planning.link_activities", predecessor=dig, successor=pour, lag_ticks=-DAY)
    return {"dig": dig, "pour": pour, "alone": alone}


def test_the_page_names_what_stands_against_each_check(
    forest: Any, plan: dict[str, int], administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """A lead and missing logic fail by word, with the activity linked and the fix beside it."""
    row = ProjectPlan.objects.get(node=forest.dig)
    told = {"project": forest.dig, "version": row.version, "data_date_ticks": ticks_of_iso("2026-01-04")}
    perform("planning.set_data_date", actor=administrator, arguments=told)
    body = sign_in(administrator).get(reverse("web:health", args=[forest.alpha])).content.decode()
    assert "fails" in body
    assert "has no predecessor and no successor." in body
    assert reverse("web:activity", args=[plan["alone"]]) in body
    assert "Replace the negative lag" in body
    assert "Without a baseline, as of 3 Jan" in body
    assert "(1 project without a data date)" in body
    assert "Check" not in body.split("<h1>")[1].split("</h1>")[0]


def test_what_cannot_be_measured_is_never_good(
    forest: Any, plan: dict[str, int], administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    """Without a baseline and a data date the checks that need them say so."""
    body = sign_in(administrator).get(reverse("web:health", args=[forest.pour])).content.decode()
    assert "Without a baseline, without a data date" in body
    for code in ("8", "9a", "9b", "11", "13", "14"):
        part = body.split(f'id="check-{code}"')[1].split("</summary>")[0]
        assert "not measurable" in part, code
        assert "is-good" not in part, code


def test_the_findings_of_a_check_are_a_list_with_an_export(
    forest: Any, plan: dict[str, int], administrator: Any, sign_in: Callable[[Any], Client]
) -> None:
    client = sign_in(administrator)
    address = reverse("web:health-check", args=[forest.alpha, "2"])
    body = client.get(address).content.decode()
    assert "Pour the floor" in body
    table = client.get(f"{address}?export=csv").content.decode()
    assert "Pour the floor" in table
    everything = client.get(reverse("web:health", args=[forest.alpha]) + "?export=csv").content.decode()
    assert "2 Leads" in everything
    assert client.get(reverse("web:health-check", args=[forest.alpha, "99"])).status_code == 404


def test_a_predecessor_outside_the_view_is_not_named(
    forest: Any, plan: dict[str, int], make_person: Callable[..., Any], sign_in: Callable[[Any], Client]
) -> None:
    """Whoever may read only one project sees its lead, and not the name at the other end."""
    reader = make_person("Reader of Pour", "viewer", forest.pour)
    client = sign_in(reader)
    body = client.get(reverse("web:health", args=[forest.pour])).content.decode()
    assert "an activity outside your view" in body
    assert "Dig the hole" not in body
    assert client.get(reverse("web:health", args=[forest.dig])).status_code == 404


def test_an_empty_node_says_so(forest: Any, administrator: Any, sign_in: Callable[[Any], Client]) -> None:
    body = sign_in(administrator).get(reverse("web:health", args=[forest.dig])).content.decode()
    assert "There is no schedule to look at" in body
