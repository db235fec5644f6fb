"""Dry runs that wait: those without a decision can be carried out at once, the others are named with why."""

from typing import Any

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import undo
from lockstep.domain.planning.actions import apply_import, ask_apply, prepare_import
from lockstep.domain.planning.models import Activity, ImportRun
from lockstep.domain.planning.queries.ready_imports import ready_imports
from lockstep.domain.planning.vocabulary import HeldBack
from tests.domain.planning.conftest import DAY, Program, do, plan_file

ROWS = [(1, "Survey", 3), (2, "Design", 5)]
LATER = [(1, "Survey it", 4), (2, "Design", 9)]


def waiting(program: Program) -> dict[int, HeldBack | None]:
    return {row.id: row.held_back for row in ready_imports(SYSTEM, program.program)}


def test_several_files_are_ready_until_somebody_asked_for_them(program: Program) -> None:
    first = prepare_import(SYSTEM, program.program, "depot.xml", plan_file(ROWS, name="Depot"))
    second = prepare_import(SYSTEM, program.program, "yard.xml", plan_file(ROWS, name="Yard"))
    assert waiting(program) == {first: None, second: None}
    job = ask_apply(SYSTEM, program.program, first)
    asked, other = ready_imports(SYSTEM, program.program)
    assert (asked.created, asked.conflicts, asked.job.id if asked.job else None) == (2, 0, job)
    assert other.job is None


def test_what_was_edited_on_both_sides_is_held_back_also_in_a_dry_run_of_before(program: Program) -> None:
    run = prepare_import(SYSTEM, program.program, "vendor.xml", plan_file(ROWS))
    (project,) = apply_import(SYSTEM, run).value
    row = Activity.objects.get(project=project, uid=1)
    do("planning.change_activity", activity=row.pk, version=row.version, changes={"duration_ticks": 7 * DAY})
    run = prepare_import(SYSTEM, project, "vendor.xml", plan_file(LATER))
    assert waiting(program) == {run: HeldBack.CONFLICTS}
    stored = ImportRun.objects.get(pk=run)
    assert stored.summary.pop("conflicts") == 2
    stored.save()
    assert waiting(program) == {run: HeldBack.CONFLICTS}


def test_an_older_dry_run_and_a_file_that_is_in_already_are_held_back(program: Program) -> None:
    old = prepare_import(SYSTEM, program.program, "vendor.xml", plan_file(ROWS))
    new = prepare_import(SYSTEM, program.program, "vendor.xml", plan_file(LATER))
    assert waiting(program) == {old: HeldBack.REPLACED, new: None}
    made: Any = apply_import(SYSTEM, new)
    again = prepare_import(SYSTEM, program.program, "again.xml", plan_file(LATER))
    assert waiting(program)[again] is HeldBack.IMPORTED
    (project,) = made.value
    update = prepare_import(SYSTEM, project, "vendor.xml", plan_file(ROWS))
    apply_import(SYSTEM, prepare_import(SYSTEM, project, "vendor.xml", plan_file(LATER)))
    assert waiting(program)[update] is HeldBack.REPLACED


def test_the_same_file_is_ready_again_when_its_import_was_undone(program: Program) -> None:
    made = apply_import(SYSTEM, prepare_import(SYSTEM, program.program, "vendor.xml", plan_file(ROWS)))
    undo(made.change_set_id, actor=SYSTEM)
    run = prepare_import(SYSTEM, program.program, "vendor.xml", plan_file(ROWS))
    assert waiting(program) == {run: None}


def test_a_file_without_its_end_is_held_back(program: Program) -> None:
    run = prepare_import(SYSTEM, program.program, "vendor.xml", plan_file(ROWS))
    stored = ImportRun.objects.get(pk=run)
    stored.summary["isTruncated"] = True
    stored.save()
    assert waiting(program) == {run: HeldBack.TRUNCATED}
