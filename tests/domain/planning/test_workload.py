"""The load of people by week: hours against capacity, the work behind each number, and what others ask for."""

from collections.abc import Callable
from typing import Any

import pytest

from lockstep.domain.access.models import User
from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import NotFound
from lockstep.domain.people.vocabulary import ResourceKind
from lockstep.domain.planning.actions import keep_leveling
from lockstep.domain.planning.queries import capacity_worth, people_load, work_behind, workload
from lockstep.domain.planning.queries.assigned_work import assigned_work
from lockstep.domain.planning.vocabulary import LevelingAim, LevelingOrder
from lockstep.foundation.ticks import TICKS_PER_DAY

from .conftest import MONDAY, Program, do

FIRST = MONDAY // TICKS_PER_DAY


class Silent:
    is_stopped = False

    def report(self, share: float, phase: str) -> None:
        """Hear nothing."""


@pytest.fixture
def staffed(program: Program) -> Any:
    """Ann works five days in each of two projects at once; the crew of two has one of them too."""
    program.ann = do("people.add_resource", node=program.program, name="Ann")  # type: ignore[attr-defined]
    program.crew = do(  # type: ignore[attr-defined]
        "people.add_resource", node=program.program, name="Crew", kind="role", max_units=2.0
    )
    for name, project in {"dig": program.dig, "pour": program.pour}.items():
        row = program.add(project, name.title(), 5)
        do("planning.assign", activity=row.pk, resource=program.ann.pk)  # type: ignore[attr-defined]
        setattr(program, f"work_{name}", row)
    do("planning.assign", activity=program.work_dig.pk, resource=program.crew.pk)  # type: ignore[attr-defined]
    return program


def test_hours_are_held_against_capacity_week_by_week(staffed: Any) -> None:
    page = workload(SYSTEM, staffed.program, first_day=FIRST, weeks=2)
    ann, crew = page.rows
    assert page.weeks == (FIRST, FIRST + 7)
    assert (ann.name, ann.kind, crew.kind) == ("Ann", ResourceKind.PERSON, ResourceKind.ROLE)
    week = ann.cells[0]
    assert (week.demand_hours, week.capacity_hours, week.overload_hours, week.days_over) == (80, 40, 40, 5)
    assert (crew.cells[0].demand_hours, crew.cells[0].capacity_hours) == (40, 80)
    assert ann.cells[1].demand_hours == 0


def test_a_role_has_the_work_and_the_capacity_of_its_people(staffed: Any) -> None:
    """Bob and the crew that he is of: 40 hours nobody is named for and 40 of Bob, in 80 of two units."""
    bob = do("people.add_resource", node=staffed.program, name="Bob", role=staffed.crew.pk)
    do("planning.assign", activity=staffed.work_pour.pk, resource=bob.pk)
    _, person, crew = workload(SYSTEM, staffed.program, first_day=FIRST, weeks=1).rows
    assert (person.role, person.role_name, crew.people, crew.unnamed_hours) == (
        staffed.crew.pk,
        "Crew",
        1,
        40,
    )
    assert (crew.demand_hours, crew.capacity_hours, crew.overload_hours, crew.projects) == (80, 80, 0, 2)
    items = work_behind(SYSTEM, staffed.program, staffed.crew.pk, first_day=FIRST)
    assert {(item.resource_name, item.name) for item in items} == {("Crew", "Dig"), ("Bob", "Pour")}
    assert workload(SYSTEM, staffed.dig, first_day=FIRST, weeks=1).rows[1].people == 0  # Bob works elsewhere


def test_a_role_to_which_nobody_is_assigned_is_shown_with_its_people(program: Program) -> None:
    """Two people of one role: 80 hours asked for, and as many there as the two have, more than the role's one unit."""
    role = do("people.add_resource", node=program.program, name="Welder", kind="role").pk
    for name in ("Ann", "Bob"):
        row = program.add(program.dig, name, 5)
        person = do("people.add_resource", node=program.program, name=name, role=role)
        do("planning.assign", activity=row.pk, resource=person.pk)
    page = workload(SYSTEM, program.program, first_day=FIRST, weeks=1)
    assert [(row.name, row.people, row.demand_hours, row.capacity_hours) for row in page.rows] == [
        ("Ann", 0, 40, 40),
        ("Bob", 0, 40, 40),
        ("Welder", 2, 80, 80),
    ]


def test_overload_on_work_that_cannot_wait_makes_a_bottleneck(staffed: Any) -> None:
    """Ann has 80 hours in a week of 40, all of which set the finish of a project; with a link only the first does."""
    ann, crew = workload(SYSTEM, staffed.program, first_day=FIRST, weeks=1).rows
    assert (ann.bottleneck, ann.tight_overload_hours, crew.bottleneck) == (1.0, 40.0, 0.0)
    staffed.link(staffed.work_dig, staffed.add(staffed.pour, "Last", 5))
    ann, _ = workload(SYSTEM, staffed.program, first_day=FIRST, weeks=1).rows
    assert (ann.bottleneck, ann.tight_overload_hours) == (0.5, 20.0)
    page = workload(SYSTEM, staffed.program, first_day=FIRST, weeks=1, threshold_ticks=5 * 4_800)
    assert page.rows[0].bottleneck == 1.0


def test_the_load_by_week_is_that_of_the_workload(staffed: Any) -> None:
    """Ann's ten days on the first Monday's week, at two units at once."""
    ann, crew = people_load(SYSTEM, staffed.program)
    assert (ann.name, ann.hours, ann.hours_by_week, ann.peak_units) == ("Ann", 80.0, (80.0,), 2.0)
    assert (ann.activities, ann.projects, ann.weeks) == (2, 2, (FIRST * TICKS_PER_DAY,))
    assert [load.hours for load in people_load(SYSTEM, staffed.dig)] == [40.0, 40.0]
    assert crew.max_units == 2.0


def test_without_a_day_it_begins_where_the_work_is(staffed: Any) -> None:
    """The plan lies in the past or in the future of the machine's clock: its first week is shown."""
    page = workload(SYSTEM, staffed.program, weeks=1)
    assert page.first_day == FIRST
    assert page.rows[0].cells[0].demand_hours == 80


def test_what_other_nodes_ask_for_counts_and_is_told_apart(
    staffed: Any, make_person: Callable[..., User]
) -> None:
    page = workload(SYSTEM, staffed.dig, first_day=FIRST, weeks=1)
    assert [(row.cells[0].demand_hours, row.cells[0].elsewhere_hours) for row in page.rows] == [
        (80, 40),
        (40, 0),
    ]
    manager = make_person("Nora", "project_manager", staffed.dig)
    items = work_behind(manager, staffed.dig, staffed.ann.pk, first_day=FIRST)
    assert {(item.activity, item.name, item.is_elsewhere, item.hours) for item in items} == {
        (staffed.work_dig.pk, "Dig", False, 40.0),
        (None, "work outside your view", True, 40.0),
    }
    with pytest.raises(NotFound):
        work_behind(manager, staffed.dig, 999_999, first_day=FIRST)


def test_a_proposal_shows_the_load_after_leveling(staffed: Any) -> None:
    order = LevelingOrder(LevelingAim.AS_SHORT_AS_POSSIBLE, 0.0, {})
    proposal = keep_leveling(SYSTEM, staffed.program, None, order, Silent())
    page = workload(SYSTEM, staffed.program, first_day=FIRST, weeks=2, proposal=proposal)
    assert [cell.demand_hours for cell in page.rows[0].cells] == [40, 40]
    assert page.rows[0].overload_hours == 0
    items = work_behind(SYSTEM, staffed.program, staffed.ann.pk, first_day=FIRST + 7, proposal=proposal)
    assert [item.name for item in items] == ["Pour"]
    worth = capacity_worth(SYSTEM, staffed.program)
    assert worth is not None
    assert (worth.proposal, worth.node_name, worth.is_current) == (proposal, "Depot", True)
    assert [(value.name, value.gained_days) for value in worth.values] == [("Ann", 5.0)]
    assert capacity_worth(SYSTEM, staffed.dig) == worth
    assert capacity_worth(SYSTEM, staffed.portfolio) is None


def test_the_load_costs_the_same_for_two_activities_and_for_many(
    staffed: Any, statements: Callable[[Callable[[], Any]], int]
) -> None:
    workload(SYSTEM, staffed.program)
    few = statements(lambda: workload(SYSTEM, staffed.program))
    for number in range(20):
        row = staffed.add(staffed.pour, f"More {number}", 1)
        person = do("people.add_resource", node=staffed.program, name=f"P{number}")
        do("planning.assign", activity=row.pk, resource=person.pk)
    workload(SYSTEM, staffed.program)
    assert statements(lambda: workload(SYSTEM, staffed.program)) == few


def test_where_nobody_is_assigned_there_is_no_line(program: Program) -> None:
    assert workload(SYSTEM, program.program).rows == ()
    program.add(program.dig, "Dig", 5)
    assert workload(SYSTEM, program.program).rows == ()


def test_the_work_of_one_person_is_told_over_all_projects_that_may_use_it(
    staffed: Any, statements: Any
) -> None:
    """What is open comes first; the number of rows costs no statement."""
    found = assigned_work(SYSTEM, staffed.program, staffed.ann.pk)
    assert [(row.name, row.units, row.left_hours) for row in found] == [("Dig", 1, 40), ("Pour", 1, 40)]
    start = {"actual_start_ticks": MONDAY, "actual_finish_ticks": MONDAY + 14_400}
    done = staffed.work_dig
    do("planning.set_progress", activity=done.pk, version=done.version, **start)
    few = statements(lambda: assigned_work(SYSTEM, staffed.program, staffed.ann.pk))
    found = assigned_work(SYSTEM, staffed.program, staffed.ann.pk)
    assert [(row.name, row.is_done) for row in found] == [("Pour", False), ("Dig", True)]
    for number in range(5):
        row = staffed.add(staffed.pour, f"More {number}", 1)
        do("planning.assign", activity=row.pk, resource=staffed.ann.pk)
    assigned_work(SYSTEM, staffed.program, staffed.ann.pk)
    assert statements(lambda: assigned_work(SYSTEM, staffed.program, staffed.ann.pk)) == few
