"""One person of several plans: found by name, made one, found again by the next update, undone."""

from typing import Any

import pytest

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import Edit, NotFound, perform, undo
from lockstep.domain.people.queries import calendars, people
from lockstep.domain.people.vocabulary import ResourceError
from lockstep.domain.planning.queries import Namesakes, impact_of_saving, namesakes, workload
from lockstep.domain.planning.vocabulary import EditError
from lockstep.foundation.ticks import TICKS_PER_DAY
from tests.domain.planning.conftest import MONDAY, Program, do, plan_file
from tests.domain.planning.test_imports import bring, everything

FOUR_DAYS = [[[4_800, 9_600]]] * 4 + [[]] * 3
ROWS = [(1, "Survey", 5), (2, "Design", 5)]


def joining(found: Namesakes) -> dict[str, Any]:
    """Return what makes namesakes one, the first of them."""
    first, *rest = (member.person for member in found.members)
    others = [{"resource": row.id, "version": row.version} for row in rest]
    return {"resource": first.id, "version": first.version, "others": others, "node": found.node}


@pytest.fixture
def two_plans(program: Program) -> Program:
    """Two imported plans with an Ann each, who works on two activities of the second."""
    bring(program.dig, plan_file(ROWS, people={1: "Ann", 2: "Ben"}))
    bring(program.pour, plan_file(ROWS, people={1: "ann ", 2: "ann "}))
    return program


def test_one_name_in_two_plans_is_found_and_made_one_with_all_its_work(two_plans: Program) -> None:
    (found,) = namesakes(SYSTEM, two_plans.program)
    assert (found.name.strip(), found.kind, found.node_name) == ("ann", "person", "Depot")
    assert [member.activities for member in found.members] == [2, 1]
    before = everything()
    outcome = perform("planning.join_resources", actor=SYSTEM, arguments=joining(found))
    assert namesakes(SYSTEM, two_plans.program) == ()
    page = workload(SYSTEM, two_plans.program, first_day=MONDAY // TICKS_PER_DAY, weeks=1)
    assert sorted((row.name.strip(), row.cells[0].demand_hours) for row in page.rows) == [
        ("Ben", 40),
        ("ann", 120),
    ]
    undo(outcome.change_set_id, actor=SYSTEM)
    assert everything() == before


def test_the_next_update_of_each_file_finds_the_one(two_plans: Program) -> None:
    (found,) = namesakes(SYSTEM, two_plans.program)
    do("planning.join_resources", **joining(found))
    for project, names in ((two_plans.dig, {1: "Ann", 2: "Ben"}), (two_plans.pour, {1: "ann ", 2: "ann "})):
        _, again = bring(project, plan_file(ROWS, people=names))
        assert again.changes == ()
    assert len(people(SYSTEM, node=two_plans.program).people) == 2


def test_what_moves_is_told_before(two_plans: Program) -> None:
    """The one that stays works four days a week, and takes the calendar along to where all her work is."""
    (found,) = namesakes(SYSTEM, two_plans.program)
    first = found.members[0].person
    assert first.node == two_plans.pour
    free = do("people.add_calendar", node=two_plans.pour, name="Four days", week=FOUR_DAYS)
    do("people.change_resource", resource=first.id, version=first.version, changes={"calendar": free.pk})
    (found,) = namesakes(SYSTEM, two_plans.program)
    assert found.differences == ("calendar",)
    before = everything()
    told = impact_of_saving(SYSTEM, two_plans.program, [Edit("planning.join_resources", joining(found))])
    assert told.moved > 0
    assert everything() == before
    do("planning.join_resources", **joining(found))
    assert "Four days" in [row.name for row in calendars(SYSTEM, node=two_plans.program)]


def test_who_works_twice_on_an_activity_is_not_made_one(program: Program) -> None:
    row = program.add(program.dig, "Dig", 5)
    ids = [do("people.add_resource", node=place, name="Ann") for place in (program.dig, program.program)]
    for found in ids:
        do("planning.assign", activity=row.pk, resource=found.pk)
    (group,) = namesakes(SYSTEM, program.program)
    with pytest.raises(EditError, match="work on it twice"):
        do("planning.join_resources", **joining(group))


def test_two_of_one_file_and_two_kinds_stay_two(program: Program) -> None:
    bring(program.dig, plan_file(ROWS, people={1: "Ann", 2: "Ben"}))
    ann, ben = sorted(people(SYSTEM, node=program.dig).people, key=lambda row: row.name)
    crew = do("people.add_resource", node=program.pour, name="Ann", kind="role")
    ask = {"resource": ann.id, "version": ann.version, "node": program.program}
    with pytest.raises(EditError, match="two of one file stay two"):
        do("planning.join_resources", others=[{"resource": ben.id, "version": ben.version}], **ask)
    with pytest.raises(ResourceError, match="of one kind"):
        do("planning.join_resources", others=[{"resource": crew.pk, "version": crew.version}], **ask)
    assert namesakes(SYSTEM, program.program) == ()


def test_roles_go_first_and_take_those_who_fill_them_along(program: Program) -> None:
    for project in (program.dig, program.pour):
        role = do("people.add_resource", node=project, name="Welder", kind="role")
        do("people.add_resource", node=project, name="Ann", role=role.pk)
    roles, anns = namesakes(SYSTEM, program.program)
    assert (roles.kind, anns.differences, anns.waits_for_role) == ("role", ("role",), True)
    with pytest.raises(ResourceError, match="make the roles one first"):
        do("planning.join_resources", **joining(anns))
    do("planning.join_resources", **joining(roles))
    (anns,) = namesakes(SYSTEM, program.program)
    assert (anns.differences, anns.waits_for_role) == ((), False)
    do("planning.join_resources", **joining(anns))
    assert {row.role_name for row in people(SYSTEM, node=program.program).people if row.name == "Ann"} == {
        "Welder"
    }


def test_who_manages_one_of_the_plans_only_may_not(two_plans: Program, make_person: Any) -> None:
    (found,) = namesakes(SYSTEM, two_plans.program)
    manager = make_person("Paul", "project_manager", two_plans.dig)
    with pytest.raises(NotFound):
        perform("planning.join_resources", actor=manager, arguments=joining(found))
    assert namesakes(manager, two_plans.dig) == ()
