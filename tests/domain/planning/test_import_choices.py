"""Fields that were edited both here and in the source: ours stays, unless theirs is chosen field by field."""

import pytest

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import InvalidInput, undo
from lockstep.domain.planning.actions import apply_import, ask_apply, prepare_import
from lockstep.domain.planning.models import Activity, Link
from lockstep.domain.planning.queries import import_page
from tests.domain.planning.conftest import DAY, Program, do, plan_file

FIRST = [(1, "Survey", 3), (2, "Design", 5)]
LATER = [(1, "Survey it", 4), (2, "Design", 9)]


def conflicting(program: Program) -> tuple[int, dict[tuple[str, str], str]]:
    """Return a dry run with a conflict in each of three fields, and the keys of conflicts by name and field."""
    run = prepare_import(SYSTEM, program.program, "vendor.xml", plan_file(FIRST, [(1, 2)]))
    (project,) = apply_import(SYSTEM, run).value
    for uid, changes in (
        (1, {"name": "Survey here", "duration_ticks": 7 * DAY}),
        (2, {"duration_ticks": DAY}),
    ):
        row = Activity.objects.get(project=project, uid=uid)
        do("planning.change_activity", activity=row.pk, version=row.version, changes=changes)
    run = prepare_import(SYSTEM, project, "vendor.xml", plan_file(LATER, [(1, 2)]))
    conflicts = import_page(SYSTEM, run).report["projects"][0]["conflicts"]
    assert len({found["key"] for found in conflicts}) == len(conflicts)
    return run, {(found["code"], found["field"]): found["key"] for found in conflicts}


def now() -> dict[str, tuple[str, int]]:
    rows = Activity.objects.filter(code__in=("V1", "V2"))
    return {row.code: (row.name, row.duration_ticks) for row in rows}


def test_theirs_is_taken_in_the_conflicts_that_are_named_and_in_no_other(program: Program) -> None:
    run, keys = conflicting(program)
    before = now()
    outcome = apply_import(SYSTEM, run, theirs=[keys["V1", "name"], keys["V2", "duration_ticks"]])
    assert now() == {"V1": ("Survey it", 7 * DAY), "V2": ("Design", 9 * DAY)}
    undo(outcome.change_set_id, actor=SYSTEM)
    assert now() == before


def test_without_a_choice_ours_stays(program: Program) -> None:
    run, _ = conflicting(program)
    apply_import(SYSTEM, run)
    assert now() == {"V1": ("Survey here", 7 * DAY), "V2": ("Design", DAY)}


def test_a_conflict_of_a_link_can_be_chosen_too(program: Program) -> None:
    run = prepare_import(SYSTEM, program.program, "vendor.xml", plan_file(FIRST, [(1, 2)]))
    (project,) = apply_import(SYSTEM, run).value
    link = Link.objects.get(project=project)
    Link.objects.filter(pk=link.pk).update(
        lag_ticks=DAY, last_values={**link.last_values, "lag_ticks": 2 * DAY}
    )
    run = prepare_import(SYSTEM, project, "vendor.xml", plan_file(FIRST, [(1, 2)]))
    (conflict,) = import_page(SYSTEM, run).report["projects"][0]["conflicts"]
    assert (conflict["record"], conflict["field"], conflict["code"]) == ("link", "lag_ticks", "V2")
    apply_import(SYSTEM, run, theirs=[conflict["key"]])
    assert Link.objects.get(pk=link.pk).lag_ticks == 0


def test_a_key_that_names_no_conflict_is_refused_before_anything_happens(program: Program) -> None:
    run, keys = conflicting(program)
    before = now()
    chosen = [*keys.values(), "activity:1:priority"]
    node = import_page(SYSTEM, run).row.node
    with pytest.raises(InvalidInput, match="no conflict of this import"):
        apply_import(SYSTEM, run, theirs=chosen)
    with pytest.raises(InvalidInput, match="no conflict of this import"):
        ask_apply(SYSTEM, node, run, theirs=chosen)
    assert now() == before
