"""Files of several projects: the links between them come in, are compared at each update, and go with undo."""

from typing import Any

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import undo
from lockstep.domain.planning.actions import apply_import, prepare_import
from lockstep.domain.planning.models import Activity, Link
from lockstep.domain.planning.queries import import_page, schedule
from lockstep.domain.planning.vocabulary import Layer, RowState
from tests.domain.planning.conftest import DAY, Program, do
from tests.domain.planning.port_file import two_projects

INSIDE = [("Y1", "Y2", "FS", 0), ("Q1", "Q2", "FS", 0)]
ACROSS = [*INSIDE, ("Y2", "Q1", "FS", 16), ("Q1", "Y2", "FF", 0)]


def report(run: int) -> dict[str, Any]:
    return import_page(SYSTEM, run).report


def crossing(run: int) -> dict[str, dict[str, int]]:
    return {found["name"]: found["counts"]["crossLinks"] for found in report(run)["projects"]}


def bring(program: Program) -> tuple[dict[str, int], Any]:
    """Import both projects; return their nodes by the code of an activity, and the outcome."""
    run = prepare_import(SYSTEM, program.program, "port.xer", two_projects(ACROSS[:3]))
    outcome = apply_import(SYSTEM, run)
    found = {row.code[0]: row.project_id for row in Activity.objects.filter(project__in=outcome.value)}
    return found, outcome


def link_into(code: str) -> Link:
    return Link.objects.get(successor__code=code, is_cross_project=True)


def test_links_between_projects_of_a_file_are_created_with_them(program: Program) -> None:
    """The dry run counts them, applying makes them the plan's own, and the schedule follows them."""
    run = prepare_import(SYSTEM, program.program, "port.xer", two_projects(ACROSS))
    counts = import_page(SYSTEM, run).row.summary["counts"]
    assert counts["links"]["created"] == 2
    assert counts["crossLinks"] == {
        "inFile": 2, "created": 2, "changed": 0, "unchanged": 0, "vanished": 0, "notMade": 0
    }  # fmt: skip
    apply_import(SYSTEM, run)
    link = link_into("Q1")
    assert (link.predecessor.code, link.lag_ticks, link.layer) == ("Y2", 2 * DAY, Layer.PLAN)
    assert link.project_id == link.successor.project_id != link.predecessor.project_id
    assert link_into("Y2").kind == 2


def test_the_schedule_follows_the_links_between_imported_projects(program: Program) -> None:
    nodes, _ = bring(program)
    columns = schedule(SYSTEM, program.program).payload["activities"]
    at = {code: row for row, code in enumerate(columns["code"])}
    assert columns["start"][at["Q1"]] > columns["finish"][at["Y2"]] + 2 * DAY
    assert nodes["Y"] != nodes["Q"]


def test_undo_of_the_import_takes_the_links_between_projects_back(program: Program) -> None:
    _, outcome = bring(program)
    undo(outcome.change_set_id, actor=SYSTEM)
    assert not Link.objects.filter(is_cross_project=True).exists()
    assert not Activity.objects.filter(code="Q1").exists()


def test_the_same_file_again_leaves_the_links_between_projects_alone(program: Program) -> None:
    nodes, _ = bring(program)
    for node, key in ((nodes["Q"], "200"), (nodes["Y"], "100")):
        run = prepare_import(SYSTEM, node, "port.xer", two_projects(ACROSS[:3]), only=key)
        outcome = apply_import(SYSTEM, run)
        assert not [change for change in outcome.changes if change.model is Link]
    assert link_into("Q1").state == RowState.ACTIVE


def test_an_update_of_one_project_compares_the_links_into_it(program: Program) -> None:
    """A new lag is taken, a link that is gone is withdrawn, and undo restores it."""
    nodes, _ = bring(program)
    later = two_projects([*INSIDE, ("Y2", "Q1", "FS", 40)])
    run = prepare_import(SYSTEM, nodes["Q"], "port.xer", later, only="200")
    assert crossing(run)["Quay"]["changed"] == 1
    apply_import(SYSTEM, run)
    assert link_into("Q1").lag_ticks == 5 * DAY
    run = prepare_import(SYSTEM, nodes["Q"], "port.xer", two_projects(INSIDE), only="200")
    assert crossing(run)["Quay"]["vanished"] == 1
    outcome = apply_import(SYSTEM, run)
    assert link_into("Q1").state == RowState.WITHDRAWN
    undo(outcome.change_set_id, actor=SYSTEM)
    assert link_into("Q1").state == RowState.ACTIVE


def test_a_link_that_was_drawn_here_is_the_programs_and_never_touched(program: Program) -> None:
    """Neither is it doubled where the file comes to hold the same link."""
    nodes, _ = bring(program)
    ends = {row.code: row for row in Activity.objects.filter(project__in=nodes.values())}
    drawn = do("planning.link_activities", predecessor=ends["Y1"].pk, successor=ends["Q2"].pk)
    same = two_projects([*ACROSS[:3], ("Y1", "Q2", "FS", 24)])
    for content in (same, two_projects(INSIDE)):
        run = prepare_import(SYSTEM, nodes["Q"], "port.xer", content, only="200")
        apply_import(SYSTEM, run)
    kept = link_into("Q2")
    assert (kept.pk, kept.lag_ticks, kept.layer, kept.state) == (drawn.pk, 0, Layer.PROGRAM, RowState.ACTIVE)


def test_a_link_from_a_project_that_is_not_here_is_reported_and_made_later(program: Program) -> None:
    content = two_projects(ACROSS[:3])
    run = prepare_import(SYSTEM, program.program, "port.xer", content, only="200")
    assert crossing(run)["Quay"]["notMade"] == 1
    assert "planning.link_elsewhere" in {found["code"] for found in report(run)["findings"]}
    (quay,) = apply_import(SYSTEM, run).value
    apply_import(SYSTEM, prepare_import(SYSTEM, program.program, "port.xer", content, only="100"))
    run = prepare_import(SYSTEM, quay, "port.xer", content, only="200")
    assert crossing(run)["Quay"]["created"] == 1
    apply_import(SYSTEM, run)
    assert link_into("Q1").predecessor.code == "Y2"
