"""Steering through the interface: votes, messages around milestones, requests from a preview, scales."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from lockstep.api.shapes import in_camel
from lockstep.domain.access.vocabulary import Role
from lockstep.domain.ledger import perform
from lockstep.foundation.ticks import ticks_of
from tests.api.asking import Asker
from tests.api.world import GRID, World, taken_back

pytestmark = pytest.mark.django_db

SOON = date.today() + timedelta(days=30)


@pytest.fixture(autouse=True)
def _rolled_back(world: World) -> Iterator[None]:
    with taken_back():
        yield


def raised(world: World, register: str, **fields: Any) -> Any:
    arguments = {"register": register, "node": world.own["project"], "fields": fields}
    return perform("records.raise_record", actor=world.root, arguments=arguments).value


def test_a_vote_is_asked_for_cast_and_closed_and_gives_a_mandate(world: World) -> None:
    """Who was asked votes; the last vote lets the proposal be carried, and a mandate sets objective and program."""
    goal = raised(
        world, "objective-proposals", title="Nights", measure="Nights", target_value=7.0, why="Shifts"
    )
    options = [
        raised(world, "options", title=title, proposal=goal.pk, cost=cost, benefit=2 * cost)
        for title, cost in (("Every night", 300), ("Nothing", 0))
    ]
    changes = {"recommended": options[0].pk, "recommendation": "It pays", "owner": world.root.pk}
    edit = {"register": "objective-proposals", "record": goal.pk, "version": 1, "changes": changes}
    perform("records.change_record", actor=world.root, arguments=edit)
    voter = world.people[Role.PROGRAM_MANAGER]
    who, at = Asker(voter), f"/objective-proposals/{goal.pk}/vote"
    early = who.post(f"/objective-proposals/{goal.pk}/mandate", {"version": 2})
    assert (early.status_code, "carried by a vote" in early.json()["message"]) == (422, True)
    wish = {"voters": [voter.pk], "dueOn": SOON.isoformat(), "quorum": 1.0, "majority": "absolute"}
    assert Asker(world.root).post(f"{at}/opening", {"version": 1, **wish}).status_code == 412
    asked = Asker(world.root).post(f"{at}/opening", {"version": 2, **wish})
    assert asked.status_code == 200, asked.content
    assert {name: asked.json()[name] for name in ("state", "dueOn", "quorum", "majority")} == {
        "state": "voting",
        "dueOn": SOON.isoformat(),
        "quorum": 1.0,
        "majority": "absolute",
    }
    cast = who.post(at, {"choice": "for"})
    assert (cast.status_code, cast.json()["tally"]) == (
        200,
        {"asked": 1, "inFavor": 1, "against": 0, "abstained": 0},
    )
    closed = who.post(f"{at}/closing", {"version": cast.json()["version"], "outcome": "From spring on"})
    assert (closed.status_code, closed.json()["state"]) == (200, "carried"), closed.content
    assert who.get(at).json()["comparison"]["winner"]["name"] == "Every night"
    founded = {"name": "Nights", "parent": world.own["portfolio"]}
    wish = {"version": closed.json()["version"], "program": founded}
    mandate = Asker(world.root).post(f"/objective-proposals/{goal.pk}/mandate", wish)
    assert (mandate.status_code, mandate.json()["state"]) == (201, "mandated"), mandate.content
    assert mandate.headers["Location"].endswith(f"/{mandate.json()['mandateObjectiveId']}")
    program = Asker(world.root).get(f"/nodes/{mandate.json()['mandateProgramId']}").json()
    assert program["node"]["name"] == "Nights", program


def test_messages_around_a_milestone_are_planned_and_dismissed(world: World) -> None:
    """Of two that are proposed one goes into the plan, the other is gone for good."""
    who = Asker(world.root)
    start = ticks_of(datetime(SOON.year, SOON.month, SOON.day, 8))
    mayor = raised(world, "stakeholders", title="Mayor")
    project = world.own["project"]
    arguments = {"project": project, "changes": {"start_ticks": start}}
    perform("planning.open_plan", actor=world.root, arguments=arguments)
    edit = {"activity": world.own["third"], "version": 1, "changes": {"kind": 2}}
    perform("planning.change_activity", actor=world.root, arguments=edit)
    ends = {
        "source": {"type": "planning.activity", "id": world.own["third"]},
        "target": {"type": "stakeholders.stakeholder", "id": mayor.pk},
    }
    perform("records.link_records", actor=world.root, arguments={"kind": "affects", **ends})
    path = f"/nodes/{project}/milestone-messages"
    (found,) = who.get(path).json()["items"]
    keys = [
        {name: item[name] for name in ("activity", "stakeholder", "around")} for item in found["messages"]
    ]
    assert [key["around"] for key in keys] == ["before", "after"]
    (planned,) = who.post(path, {"messages": keys[:1]}).json()["items"]
    assert [item["plan"] is not None for item in planned["messages"]] == [True, False]
    (left,) = who.post(f"{path}/dismissal", {"messages": keys[1:]}).json()["items"]
    assert [item["around"] for item in left["messages"]] == ["before"]


def test_a_preview_is_asked_for_and_scales_are_set(world: World) -> None:
    """The request names its home and its trial; own scales hold until they are removed."""
    who = Asker(world.people[Role.PROGRAM_MANAGER])
    changes = {"activity": world.own["activity"], "version": 1, "changes": {"duration_ticks": 9_600}}
    edits = [{"action": "planning.change_activity", "arguments": changes}]
    asked = who.post("/change-requests", {"title": "Longer", "reason": "Rock", "edits": edits})
    assert (asked.status_code, asked.json()["state"], asked.json()["edits"]) == (201, "draft", 1)
    assert asked.headers["Location"].endswith(f"/change-requests/{asked.json()['request']}")
    path = f"/nodes/{world.own['node']}/risk-scales"
    own = who.post(path, in_camel(GRID))
    assert (own.json()["isOwn"], own.headers["ETag"]) == (True, f'"risk-scales-{world.own["node"]}-1"')
    assert who.ask("delete", path, None, If_Match=own.headers["ETag"]).status_code == 204
    assert who.get(path).json()["home"] is None
