"""Importing plan files: the dry run tells the truth, applying is one change set, an update keeps what is ours."""

from typing import Any

import pytest

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import Edit, Refused, perform, undo
from lockstep.domain.ledger.registry import registrations
from lockstep.domain.planning.actions import apply_edits, apply_import, prepare_import
from lockstep.domain.planning.bridge.compiled import compiled_network
from lockstep.domain.planning.bridge.files import read_kept
from lockstep.domain.planning.models import (
    Activity,
    ActivityLayer,
    ExternalId,
    ImportRun,
    Link,
    Network,
    ProjectPlan,
    Proposal,
)
from lockstep.domain.planning.queries import (
    import_page,
    imports,
    preview_edits,
    schedule,
    vanished_activities,
)
from lockstep.domain.planning.vocabulary import ImportState, Mastered, MasteredOutside, RowState
from tests.domain.planning.conftest import DAY, Program, do, plan_file

FIRST = [(1, "Survey", 3), (2, "Design", 5), (3, "Build", 10), (4, "Test", 4)]
CHAIN = [(1, 2), (2, 3), (3, 4)]


def bring(node: int, content: bytes, **options: Any) -> tuple[int, Any]:
    run = prepare_import(SYSTEM, node, "vendor.xml", content, **options)
    return run, apply_import(SYSTEM, run)


def everything() -> dict[str, list[dict]]:
    """Return all stored rows that the ledger writes, without versions."""
    rows = {}
    for registration in registrations():
        values = list(registration.model.objects.order_by("pk").values())
        for row in values:
            row.pop("version", None)
        rows[registration.record_type] = values
    return rows


def test_a_dry_run_changes_nothing_and_applying_does_what_it_said(program: Program) -> None:
    before = everything()
    run = prepare_import(
        SYSTEM, program.program, "vendor.xml", plan_file(FIRST, CHAIN, people={1: "Ann", 2: "Bo"})
    )
    assert everything() == before
    page = import_page(SYSTEM, run)
    counts = page.row.summary["counts"]
    assert counts["activities"]["inFile"] == counts["activities"]["created"] == 4
    assert counts["links"]["created"] == 3
    assert counts["assignments"]["created"] == 2
    outcome = apply_import(SYSTEM, run)
    (project,) = outcome.value
    assert Activity.objects.filter(project=project).count() == 4
    assert Link.objects.filter(project=project).count() == 3
    assert imports(SYSTEM, node=program.program)[0].state == ImportState.APPLIED
    with pytest.raises(Refused):
        apply_import(SYSTEM, run)


def test_what_is_stored_computes_to_what_the_file_computes(program: Program) -> None:
    from lockstep.engine import schedule as compute

    run, outcome = bring(program.program, plan_file(FIRST, CHAIN, people={1: "Ann", 3: "Ann"}))
    row = ImportRun.objects.get(pk=run)
    source = read_kept(row.file_digest, row.file_name).plan
    theirs = dict(zip(source.activities.names, compute(source).finish_ticks.tolist(), strict=True))
    network = compiled_network(Network.objects.get(root=program.portfolio).pk)
    rows = network.rows_of_projects(outcome.value)
    names = [network.plan.activities.names[row] for row in rows]
    assert dict(zip(names, network.schedule.finish_ticks[rows].tolist(), strict=True)) == theirs


def test_undo_of_an_import_restores_exactly(program: Program) -> None:
    program.add(program.dig, "Dig")
    before = everything()
    _, outcome = bring(program.program, plan_file(FIRST, CHAIN, people={1: "Ann"}))
    undo(outcome.change_set_id, actor=SYSTEM)
    assert everything() == before


def test_undo_of_an_update_restores_exactly(program: Program) -> None:
    _, outcome = bring(program.program, plan_file(FIRST, CHAIN, people={1: "Ann"}))
    (project,) = outcome.value
    before = everything()
    changed = [(1, "Survey", 6), (3, "Build it", 10), (4, "Test", 4), (9, "Hand over", 1)]
    _, update = bring(project, plan_file(changed, [(1, 3), (3, 4), (4, 9)], people={1: "Ann", 3: "Cy"}))
    assert everything() != before
    undo(update.change_set_id, actor=SYSTEM)
    assert everything() == before


def test_the_same_file_again_changes_nothing(program: Program) -> None:
    content = plan_file(FIRST, CHAIN, people={1: "Ann"})
    _, outcome = bring(program.program, content)
    _, again = bring(outcome.value[0], content)
    assert again.changes == ()


def test_an_update_of_a_plan_mastered_outside_keeps_the_programs_layer(program: Program) -> None:
    """Moved, added, dropped and renamed activities; link, owner, range and notes survive."""
    _, outcome = bring(program.program, plan_file(FIRST, CHAIN), mastered=Mastered.OUTSIDE)
    (project,) = outcome.value
    by_uid = {row.uid: row for row in Activity.objects.filter(project=project)}
    pour = program.add(program.pour, "Pour")
    link = program.link(by_uid[3], pour)
    person = do("people.add_resource", node=program.program, name="Ines")
    layer = {
        "owner": person.pk,
        "low_ticks": 8 * DAY,
        "likely_ticks": 10 * DAY,
        "high_ticks": 20 * DAY,
        "notes": "Ask",
    }
    do("planning.set_layer", activity=by_uid[3].pk, changes=layer)
    do("planning.set_layer", activity=by_uid[2].pk, changes={"notes": "Dropped, but remembered"})

    changed = [(1, "Survey", 3), (4, "Test", 4), (3, "Build the hall", 15), (7, "Inspect", 2)]
    run = prepare_import(SYSTEM, project, "vendor.xml", plan_file(changed, [(1, 3), (3, 4), (4, 7)]))
    report = import_page(SYSTEM, run).report["projects"][0]
    what = {row["name"]: row["what"] for row in report["rows"]}
    assert what["Build the hall"] == "changed"
    assert what["Inspect"] == "created"
    assert what["Design"] == "vanished"
    fields = {f["field"] for row in report["rows"] if row["name"] == "Build the hall" for f in row["fields"]}
    assert {"name", "duration_ticks"} <= fields
    assert report["rules"]["guid"] == 3
    apply_import(SYSTEM, run)

    assert Activity.objects.get(pk=by_uid[3].pk).name == "Build the hall"
    assert Activity.objects.get(pk=by_uid[2].pk).state == RowState.VANISHED
    kept = ActivityLayer.objects.get(activity=by_uid[3].pk)
    assert (kept.owner_id, kept.high_ticks, kept.notes) == (person.pk, 20 * DAY, "Ask")
    assert ActivityLayer.objects.filter(activity=by_uid[2].pk).exists()
    assert Link.objects.filter(pk=link.pk, state=RowState.ACTIVE).exists()
    assert [row.name for row in vanished_activities(SYSTEM, program.program)] == ["Design"]
    do("planning.confirm_withdrawal", activities=[by_uid[2].pk])
    assert "Design" not in schedule(SYSTEM, project).payload["activities"]["name"]


def test_an_edit_of_a_plan_mastered_outside_becomes_a_proposal_with_an_export(program: Program) -> None:
    from lockstep.domain.planning.actions import proposal_csv

    _, outcome = bring(program.program, plan_file(FIRST, CHAIN), mastered=Mastered.OUTSIDE)
    (project,) = outcome.value
    build = Activity.objects.get(project=project, uid=3)
    edit = {"action": "planning.change_activity"}
    edit["arguments"] = {
        "activity": build.pk,
        "version": build.version,
        "changes": {"duration_ticks": 12 * DAY},
    }
    with pytest.raises(MasteredOutside):
        apply_edits(SYSTEM, program.program, [Edit(**edit)])
    preview = preview_edits(SYSTEM, program.program, [Edit(**edit)])
    assert preview.must_propose
    assert preview.impact.moved == 2
    proposal = do("planning.propose_edit", project=project, edits=[edit], note="=cmd|1")
    assert proposal.sentence == "Moves 2 activities; project finish slips 2 days."
    assert Activity.objects.get(pk=build.pk).duration_ticks == 10 * DAY
    lines = proposal_csv(Proposal.objects.get().rows).splitlines()
    assert lines[1].startswith("3,V3,Build,duration,10 d,12 d")
    fields = [line.split(",")[3] for line in lines[1:]]
    assert "finish" in fields
    assert "remaining_ticks" not in fields


def test_an_edit_made_here_is_a_conflict_and_never_overwritten(program: Program) -> None:
    _, outcome = bring(program.program, plan_file(FIRST, CHAIN))
    (project,) = outcome.value
    design = Activity.objects.get(project=project, uid=2)
    build = Activity.objects.get(project=project, uid=3)
    do(
        "planning.change_activity",
        activity=design.pk,
        version=design.version,
        changes={"duration_ticks": 7 * DAY},
    )
    do("planning.change_activity", activity=build.pk, version=build.version, changes={"name": "Build here"})
    changed = [(1, "Survey", 3), (2, "Design", 9), (3, "Build", 10), (4, "Test", 4)]
    run = prepare_import(SYSTEM, project, "vendor.xml", plan_file(changed, CHAIN))
    report = import_page(SYSTEM, run).report["projects"][0]
    conflicts = {(c["name"], c["field"]): (c["base"], c["ours"], c["theirs"]) for c in report["conflicts"]}
    assert conflicts[("Design", "duration_ticks")] == (5 * DAY, 7 * DAY, 9 * DAY)
    assert report["counts"]["activities"]["keptEdits"] >= 1
    apply_import(SYSTEM, run)
    assert Activity.objects.get(pk=design.pk).duration_ticks == 7 * DAY
    assert Activity.objects.get(pk=build.pk).name == "Build here"
    run = prepare_import(
        SYSTEM, project, "vendor.xml", plan_file([(1, "Survey", 3), (2, "Design", 11), *changed[2:]], CHAIN)
    )
    apply_import(SYSTEM, run, takes_theirs=True)
    assert Activity.objects.get(pk=design.pk).duration_ticks == 11 * DAY


@pytest.mark.parametrize(
    ("again", "rule"),
    [
        ({"guids": True}, "guid"),
        ({"guids": False}, "uid"),
    ],
)
def test_the_dry_run_shows_by_what_rows_were_recognized(program: Program, again: dict, rule: str) -> None:
    _, outcome = bring(program.program, plan_file(FIRST, CHAIN, **again))
    run = prepare_import(SYSTEM, outcome.value[0], "vendor.xml", plan_file(FIRST, CHAIN, **again))
    assert import_page(SYSTEM, run).report["projects"][0]["rules"] == {rule: 4}


def test_summaries_come_with_their_children_and_calendars_are_found_again(program: Program) -> None:
    rows = [(10, "Phase", 0), (1, "Survey", 3), (2, "Design", 5)]
    _, outcome = bring(program.program, plan_file(rows, [(1, 2)], parents={1: 10, 2: 10}))
    (project,) = outcome.value
    columns = schedule(SYSTEM, project).payload["activities"]
    assert columns["name"][1:] == ["Phase", "Survey", "Design"]
    assert columns["level"][1:] == [1, 2, 2]
    calendars = ExternalId.objects.filter(project=project, kind="calendar").count()
    assert calendars >= 1
    assert ProjectPlan.objects.get(node=project).mastered == Mastered.HERE


def test_who_may_not_import_is_told_so(program: Program, make_person: Any) -> None:
    from lockstep.domain.ledger import Forbidden

    viewer = make_person("Vera", "viewer", program.program)
    with pytest.raises(Forbidden):
        prepare_import(viewer, program.program, "vendor.xml", plan_file(FIRST))
    run = prepare_import(SYSTEM, program.program, "vendor.xml", plan_file(FIRST))
    assert not import_page(viewer, run).may_apply
    with pytest.raises(Forbidden):
        perform("planning.apply_import", actor=viewer, arguments={"run": run})
