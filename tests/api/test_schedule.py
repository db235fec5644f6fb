"""The schedule through the interface: columns, tags, preview, changes, undo."""

from typing import Any

import pytest

from lockstep.domain.access.models import Grant
from lockstep.domain.access.vocabulary import Role
from tests.api.asking import Asker
from tests.api.world import World, taken_back

pytestmark = pytest.mark.django_db

LATER = 29_500_000


@pytest.fixture
def manager(world: World) -> Asker:
    return Asker(world.people[Role.PROJECT_MANAGER])


@pytest.fixture(autouse=True)
def _rolled_back(world: World) -> Any:
    with taken_back():
        yield


def at(world: World) -> str:
    return f"/nodes/{world.own['program']}/schedule"


def move(world: World, version: int = 1, name: str = "activity") -> dict[str, Any]:
    arguments = {"activity": world.own[name], "version": version, "start_ticks": LATER}
    return {"edits": [{"action": "planning.move_activity", "arguments": arguments}]}


def start_of(document: dict[str, Any], activity: int) -> int:
    rows = document["activities"]
    return rows["start"][rows["id"].index(activity)]


def test_all_columns_of_a_table_have_the_same_length_and_parents_come_first(
    world: World, manager: Asker
) -> None:
    """One value a row in every column; rows in outline order; links point at rows."""
    document = manager.get(at(world)).json()
    for table in ("projects", "activities", "links"):
        columns = {k: v for k, v in document[table].items() if k not in {"kinds", "constraints", "segments"}}
        assert len({len(values) for values in columns.values()}) == 1, table
    rows = document["activities"]
    assert all(parent < row for row, parent in enumerate(rows["parent"]))
    assert set(document["links"]["from"]) <= set(range(len(rows["id"])))
    assert rows["name"][:2] == ["Ours program", "Ours renamed"]
    assert rows["id"][0] == -world.own["program"]


def test_a_poll_without_news_answers_304_for_few_statements(
    world: World, manager: Asker, django_assert_max_num_queries: Any
) -> None:
    """The tag names the revision; nothing of the schedule is read to answer it."""
    known = manager.get(at(world)).headers["ETag"]
    with django_assert_max_num_queries(8):
        again = manager.get(at(world), If_None_Match=known)
    assert (again.status_code, again.headers["ETag"]) == (304, known)


def test_a_change_makes_a_new_tag(world: World, manager: Asker) -> None:
    """After an edit the poll answers the new revision."""
    first = manager.get(at(world))
    assert manager.post("/changes", move(world)).status_code == 200
    again = manager.get(at(world), If_None_Match=first.headers["ETag"])
    assert again.status_code == 200
    assert again.json()["revision"] == first.json()["revision"] + 1


def test_a_new_role_makes_a_new_tag(world: World, manager: Asker) -> None:
    """What one may see belongs to what a tag stands for."""
    known = manager.get(at(world)).headers["ETag"]
    Grant.objects.create(user=manager.user, node_id=world.foreign["portfolio"], role=Role.VIEWER)
    assert manager.get(at(world), If_None_Match=known).status_code == 200


def test_a_preview_says_what_moves_and_stores_nothing(world: World, manager: Asker) -> None:
    """The knock-on is told before anything is saved; the schedule stays at its revision."""
    before = manager.get(at(world)).json()
    answer = manager.post(f"{at(world)}/preview", move(world)).json()
    assert answer["moved"] == 3
    assert {world.own["activity"], world.own["second"]} <= set(answer["rows"]["id"])
    assert answer["mayApply"] is True
    assert answer["mustPropose"] is False
    assert [milestone["name"] for milestone in answer["milestones"]] == []
    assert manager.get(at(world)).json()["revision"] == before["revision"]


def test_a_preview_tells_a_reader_that_it_may_not_be_saved(world: World) -> None:
    """A viewer may try out, and is told so."""
    viewer = Asker(world.people[Role.VIEWER])
    answer = viewer.post(f"{at(world)}/preview", move(world)).json()
    assert answer["mayApply"] is False
    assert answer["findings"][0]["code"] == "domain.forbidden"
    assert viewer.post("/changes", move(world)).status_code == 403


def test_what_is_saved_is_what_was_previewed_and_undo_restores_it(world: World, manager: Asker) -> None:
    """The same edits give the same rows; undo brings every date back as a new change set."""
    before = manager.get(at(world)).json()
    preview = manager.post(f"{at(world)}/preview", move(world)).json()
    saved = manager.post("/changes", {**move(world), "reason": "rain", "node": world.own["program"]}).json()
    ours = {key: saved[key] for key in ("moved", "sentence", "finish", "milestones")}
    assert ours == {key: preview[key] for key in ours}
    assert saved["rows"]["start"] == preview["rows"]["start"]
    assert saved["revision"] == before["revision"] + 1
    history = manager.get(f"/change-sets/{saved['changeSet']}").json()
    assert (history["reason"], history["changes"][0]["record"]) == ("rain", "activity")
    assert history["changes"][0]["after"]["constraintAtTicks"] == LATER
    undone = manager.post(f"/change-sets/{saved['changeSet']}/undo").json()
    assert undone["inverseOf"] == saved["changeSet"]
    after = manager.get(at(world)).json()
    assert after["activities"]["start"] == before["activities"]["start"]
    assert manager.post(f"/change-sets/{saved['changeSet']}/undo").status_code == 409


def test_a_stale_edit_tells_both_values_and_saves_nothing_of_the_list(world: World, manager: Asker) -> None:
    """All or none: the second edit is stale, so the first is not kept either."""
    rename = {"activity": world.own["second"], "version": 1, "changes": {"name": "Cast"}}
    first = {"edits": [{"action": "planning.change_activity", "arguments": rename}]}
    assert manager.post("/changes", first).status_code == 200
    again = {**rename, "changes": {"name": "Place"}}
    both = {"edits": [*move(world)["edits"], {"action": "planning.change_activity", "arguments": again}]}
    refused = manager.post("/changes", both)
    assert refused.status_code == 412
    assert refused.json()["versions"] == [
        {"record": "activity", "id": world.own["second"], "yours": 1, "current": 2}
    ]
    conflicts = {entry["field"]: (entry["yours"], entry["current"]) for entry in refused.json()["conflicts"]}
    assert conflicts["name"] == ("Place", "Cast")
    document = manager.get(at(world)).json()
    assert start_of(document, world.own["activity"]) != LATER


def test_a_repeated_change_is_made_once(world: World, manager: Asker) -> None:
    """With an Idempotency-Key the same request sent twice gives one change set and the same answer."""
    first = manager.post("/changes", move(world), Idempotency_Key="drag-1")
    again = manager.post("/changes", move(world), Idempotency_Key="drag-1")
    assert again.json() == first.json()
    assert again.headers["Idempotency-Replayed"] == "true"


def test_a_loop_is_named(world: World, manager: Asker) -> None:
    """A link that would close a loop is refused, with the activities in order."""
    arguments = {"predecessor": world.own["third"], "successor": world.own["activity"]}
    refused = manager.post(
        "/changes", {"edits": [{"action": "planning.link_activities", "arguments": arguments}]}
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "planning.loop")


@pytest.mark.parametrize(
    "edit",
    [
        {"action": "access.make_token", "arguments": {"name": "x"}},
        {
            "action": "planning.change_activity",
            "arguments": {"activity": 1, "version": 1, "changes": {"project": 9}},
        },
        {"action": "planning.move_activity", "arguments": {}},
        {
            "action": "planning.move_activity",
            "arguments": {"activity": 2**63, "version": 1, "start_ticks": 5},
        },
    ],
)
def test_an_edit_that_is_none_is_refused(world: World, manager: Asker, edit: dict[str, Any]) -> None:
    """Only edits of a schedule, with their own arguments and fields."""
    for path in (f"{at(world)}/preview", "/changes"):
        assert manager.post(path, {"edits": [edit]}).status_code in (404, 422)
