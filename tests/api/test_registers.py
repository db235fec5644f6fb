"""A register's life through the interface: filter, raise, move, link, import, look back, and what it refuses."""

from typing import Any

import pytest

from lockstep.domain.access.vocabulary import Role
from tests.api.asking import Asker
from tests.api.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(world: World) -> Asker:
    """The manager of the program."""
    return Asker(world.people[Role.PROGRAM_MANAGER])


def test_a_risk_is_raised_analyzed_and_found(world: World, manager: Asker) -> None:
    """Fields stand under the names of the schema; a refused move says why; filters are read or refused."""
    schema = manager.get("/registers/risks/schema").json()
    assert {"title", "probability", "due_on"} <= schema["fields"]["properties"].keys()
    body = {"node": world.own["project"], "fields": {"title": "Crane is late", "probability": 0.25}}
    made = manager.post("/registers/risks", body)
    assert made.status_code == 201
    record = made.json()["record"]
    assert made.headers["ETag"] == f'"risks-{record["id"]}-1"'
    path = f"/registers/risks/{record['id']}"
    changed = manager.patch(path, {"fields": {"title": "Crane is very late"}}, If_Match=made.headers["ETag"])
    assert changed.json()["record"]["words"]["probability"] == "25 %"
    stale = manager.patch(path, {"fields": {"title": "No"}}, If_Match=made.headers["ETag"])
    assert stale.status_code == 412
    assert {(item["yours"], item["current"]) for item in stale.json()["conflicts"]} >= {
        ("No", "Crane is very late")
    }
    wrong = manager.post("/registers/risks", {"node": world.own["project"], "fields": {"probability": 7}})
    assert wrong.status_code == 422
    assert {finding["place"] for finding in wrong.json()["findings"]} == {"title", "probability"}
    found = manager.get(
        "/registers/risks?filter=probability=0.2..0.3&q=crane&sort=-due_on&group=state"
    ).json()
    assert [row["key"] for row in found["items"]] == [record["key"]]
    assert found["groups"][0]["count"] == 1
    assert manager.get("/registers/risks?filter=nonsense=1").status_code == 422
    assert manager.get("/registers/risks?as_of=2020-01-01").json()["total"] == 0
    assert manager.get("/registers/nonsense").status_code == 404
    assert [row["key"] for row in manager.get("/search?text=crane").json()["records"]] == [record["key"]]


def test_rows_are_imported_after_a_dry_run_that_names_cells(world: World, manager: Asker) -> None:
    """Nothing is stored by the dry run; faulty rows stop the import unless they are left out."""
    rows = [{"title": "From a sheet", "Probability": "40%"}, {"title": "Faulty", "due_on": "soon"}]
    body: dict[str, Any] = {"node": world.own["project"], "rows": rows}
    dry = manager.post("/registers/risks/rows", body).json()
    assert dry["changeSet"] is None
    assert dry["report"]["counts"] == {"new": 1, "changed": 0, "same": 0, "faulty": 1}
    assert [(item["row"], item["field"]) for item in dry["report"]["findings"]] == [(3, "due_on")]
    assert manager.post("/registers/risks/rows", {**body, "isDryRun": False}).status_code == 422
    done = manager.post("/registers/risks/rows", {**body, "isDryRun": False, "skipsFaulty": True}).json()
    assert manager.get("/registers/risks?q=sheet").json()["total"] == 1
    assert manager.post(f"/change-sets/{done['changeSet']}/undo", {}).status_code == 200
    assert manager.get("/registers/risks?q=sheet").json()["total"] == 0
