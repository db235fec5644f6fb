"""Plan files through the interface: upload, dry run, apply, undo, export; and proposals to who masters a plan."""

from typing import Any

import pytest

from lockstep.domain.access.models import Grant, User
from lockstep.domain.access.vocabulary import Role
from lockstep.domain.ledger import perform
from lockstep.domain.planning.models import Activity, ProjectPlan, Proposal
from lockstep.domain.planning.queries import proposals
from lockstep.domain.planning.vocabulary import Mastered
from lockstep.domain.runs.models import Job
from lockstep.jobs.worker import Worker
from tests.api.asking import Asker
from tests.api.world import PASSWORD, World, build_world

pytestmark = pytest.mark.django_db(transaction=True)

PLAN = b"Name,Duration,Start\nCut,3 days,2026-03-02\nSew,2 days,2026-03-05\n"


@pytest.fixture
def committed(transactional_db: None) -> World:
    Job.objects.all().delete()
    world = build_world()
    Job.objects.all().delete()  # nobody knows the kind of the world's own jobs
    return world


def done(who: Asker, started: Any) -> Any:
    """Work a job off and return its result; a poll with the known tag answers 304."""
    address = f"/jobs/{started.json()['job']}"
    assert started.headers["Location"] == f"/api/v1{address}"
    before = who.get(address)
    assert who.get(address, If_None_Match=before.headers["ETag"]).status_code == 304
    Worker(lease_seconds=30.0, poll_seconds=0.02).work_off()
    after = who.get(address, If_None_Match=before.headers["ETag"])
    assert after.json()["status"] == "done", after.json()
    return after.json()["result"]


def test_a_file_is_tried_applied_and_taken_back(committed: World) -> None:
    """Upload gives a job, its dry run a report; applying it is one change set, which undo takes back."""
    who = Asker(committed.root)
    program = committed.own["program"]
    started = who.upload("/imports", {"node": program}, {"file": ("shop.csv", PLAN)})
    assert started.status_code == 202
    run = done(who, started)["run"]
    report = who.get(f"/imports/{run}").json()
    assert (report["run"]["state"], report["mayApply"]) == ("ready", True)
    names = who.get(f"/activities?node={program}").json()["columns"]["name"]
    assert "Cut" not in names
    applied = done(who, who.post(f"/imports/{run}/apply", {"reason": "weekly"}))
    names = who.get(f"/activities?node={program}").json()["columns"]["name"]
    assert {"Cut", "Sew"} <= set(names)
    assert who.post(f"/imports/{run}/apply", {}).status_code == 422
    assert who.post(f"/change-sets/{applied['changeSet']}/undo").status_code == 200
    names = who.get(f"/activities?node={program}").json()["columns"]["name"]
    assert "Cut" not in names
    assert who.get(f"/imports/{run}").json()["run"]["state"] == "undone"


def test_conflicts_of_an_update_are_chosen_field_by_field(committed: World) -> None:
    """The report names each conflict by a key; those that are sent take the file's value, the others keep ours."""
    who = Asker(committed.root)
    program = committed.own["program"]
    first = done(who, who.upload("/imports", {"node": program}, {"file": ("shop.csv", PLAN)}))["run"]
    done(who, who.post(f"/imports/{first}/apply", {}))
    project = who.get(f"/imports/{first}").json()["run"]["project"]
    for row in Activity.objects.filter(project=project):
        changes = {"duration_ticks": 9 * 4_800}
        arguments = {"activity": row.pk, "version": row.version, "changes": changes}
        perform("planning.change_activity", actor=committed.root, arguments=arguments)
    later = PLAN.replace(b"3 days", b"4 days").replace(b"2 days", b"6 days")
    run = done(who, who.upload("/imports", {"node": project}, {"file": ("shop.csv", later)}))["run"]
    conflicts = who.get(f"/imports/{run}").json()["report"]["projects"][0]["conflicts"]
    keys = {(row["name"], row["field"]): row["key"] for row in conflicts}
    refused = who.post(f"/imports/{run}/apply", {"theirs": ["activity:0:name"]})
    assert refused.status_code == 422
    assert "no conflict of this import" in str(refused.json())
    done(who, who.post(f"/imports/{run}/apply", {"theirs": [keys["Cut", "duration_ticks"]]}))
    found = dict(Activity.objects.filter(project=project).values_list("name", "duration_ticks"))
    assert found == {"Cut": 4 * 4_800, "Sew": 9 * 4_800}


def test_a_written_file_is_fetched_by_its_owner_only(committed: World) -> None:
    """The file holds what its owner may see, so nobody else gets it."""
    who = Asker(committed.root)
    started = who.post(f"/nodes/{committed.own['program']}/exports", {"format": "csv"})
    done(who, started)
    address = f"/jobs/{started.json()['job']}/file"
    file = who.get(address)
    assert (file.status_code, file.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert file.headers["Content-Disposition"].startswith("attachment;")
    assert file.headers["Content-Security-Policy"].startswith("sandbox")
    assert b"Ours dig" in file.content
    assert Asker(committed.people[Role.ADMINISTRATOR]).get(address).status_code == 404


def test_an_export_holds_only_what_its_reader_may_see(committed: World) -> None:
    """Someone who reads one program gets nothing of the other."""
    user = User.objects.create_user("half@example.org", PASSWORD, name="Half")
    Grant.objects.create(user=user, node_id=committed.own["program"], role=Role.VIEWER)
    file = Asker(user).get(f"/nodes/{committed.own['program']}/export?format=csv")
    assert b"Ours dig" in file.content
    assert b"Theirs" not in file.content


def test_an_edit_of_a_plan_mastered_outside_becomes_a_proposal(committed: World) -> None:
    """The preview says that it must be proposed; the proposal changes nothing and is a table for its manager."""
    ProjectPlan.objects.filter(node_id=committed.own["project"]).update(mastered=Mastered.OUTSIDE)
    who = Asker(committed.root)
    arguments = {"activity": committed.own["activity"], "version": 1, "start_ticks": 29_500_000}
    edits = {"edits": [{"action": "planning.move_activity", "arguments": arguments}]}
    preview = who.post(f"/nodes/{committed.own['program']}/schedule/preview", edits).json()
    assert (preview["mustPropose"], preview["mayApply"]) == (True, False)
    refused = who.post("/changes", edits)
    assert (refused.status_code, refused.json()["code"]) == (422, "planning.mastered_outside")
    before = who.get(f"/activities/{committed.own['activity']}").json()
    filed = who.post("/changes", {**edits, "propose": True, "reason": "crane is late"}).json()
    assert filed["changeSet"] is None
    assert who.get(f"/activities/{committed.own['activity']}").json() == before
    proposal = who.get(f"/proposals/{filed['proposal']}").json()
    assert (proposal["state"], proposal["note"]) == ("open", "crane is late")
    table = who.get(f"/proposals/{filed['proposal']}/table")
    assert b"Ours dig" in table.content


def test_a_long_list_of_proposals_comes_in_pages(committed: World) -> None:
    """However many there are, following `next` gives each once, the newest first."""
    project = committed.own["project"]
    filed = Proposal.objects.bulk_create(
        [Proposal(project_id=project, sentence=f"Idea {number}", rows=[], edits=[]) for number in range(205)]
    )
    assert len(proposals(committed.root, project)) >= 205
    who = Asker(committed.root)
    found, cursor = [], ""
    for _ in range(4):
        page = who.get(f"/nodes/{project}/proposals?limit=100&cursor={cursor}").json()
        found += [row["id"] for row in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert cursor is None
    assert found == sorted(found, reverse=True)
    assert {row.pk for row in filed} <= set(found)
    assert who.get(f"/nodes/{project}/proposals?cursor=nonsense").status_code == 422
