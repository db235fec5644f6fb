"""Which projects count, and that results do not depend on how the network came to be."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.planning.bridge import compiled
from lockstep.domain.planning.bridge.compiled import compiled_network
from lockstep.domain.planning.models import Activity, Network
from lockstep.domain.planning.queries import schedule
from lockstep.foundation.ticks import ticks_of_iso
from tests.domain.planning.conftest import DAY, Program, do


def dates(node: int) -> dict[int, tuple[int, int]]:
    columns = schedule(SYSTEM, node).payload["activities"]
    rows = zip(columns["id"], columns["start"], columns["finish"], columns["totalFloat"], strict=True)
    return {row[0]: row[1:] for row in rows}


def test_a_withdrawn_project_leaves_the_computation_and_comes_back_the_same(program: Program) -> None:
    dig, pour = program.add(program.dig, "Dig", 5), program.add(program.pour, "Pour", 2)
    program.link(dig, pour)
    before = dates(program.program)
    do("portfolio.withdraw_node", node=program.dig, reason="sold")
    without = dates(program.program)
    assert dig.pk not in without
    assert without[pour.pk][0] < before[pour.pk][0]
    do("portfolio.rejoin_node", node=program.dig, reason="bought back")
    assert dates(program.program) == before


def test_a_stale_project_runs_at_its_own_data_date(program: Program) -> None:
    program.add(program.dig, "Dig", 5)
    program.add(program.pour, "Pour", 2)
    for project, day in ((program.dig, "2026-01-09T17:00"), (program.pour, "2026-02-27T17:00")):
        do(
            "planning.change_plan",
            project=project,
            version=_plan_version(project),
            changes={"data_date_ticks": ticks_of_iso(day)},
        )
    projects = schedule(SYSTEM, program.program).payload["projects"]
    assert dict(zip(projects["id"], projects["stale"], strict=True)) == {
        program.dig: True,
        program.pour: False,
    }


def _plan_version(project: int) -> int:
    from lockstep.domain.planning.models import ProjectPlan

    return ProjectPlan.objects.get(node=project).version


edit = st.tuples(
    st.sampled_from(["add", "change", "link", "remove", "indent"]), st.integers(0, 9), st.integers(0, 9)
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(edit, min_size=1, max_size=12))
def test_what_is_laid_over_equals_what_is_read_anew(program: Program, steps: list) -> None:
    """The cached network after any edits is the one that another process reads from the database."""
    from lockstep.foundation.findings import LockstepError

    for kind, one, other in steps:
        rows = list(Activity.objects.filter(state=0).order_by("pk"))
        if kind == "add" or len(rows) < 2:
            program.add((program.dig, program.pour)[one % 2], f"A{other}", one + 1)
            continue
        a, b = rows[one % len(rows)], rows[other % len(rows)]
        try:
            if kind == "change":
                do(
                    "planning.change_activity",
                    activity=a.pk,
                    version=a.version,
                    changes={"duration_ticks": other * DAY},
                )
            elif kind == "link":
                program.link(a, b)
            elif kind == "remove":
                do("planning.remove_activity", activity=a.pk, version=a.version)
            else:
                do("planning.indent_activity", activity=a.pk, version=a.version)
        except LockstepError:
            continue
    network = Network.objects.get(root=program.portfolio).pk
    kept = compiled_network(network)
    mine, my_dates = kept.plan, kept.schedule
    compiled.forget()
    fresh = compiled_network(network)
    assert fresh is not kept
    assert mine.activities.uids.tolist() == fresh.plan.activities.uids.tolist()
    assert mine.activities.parent.tolist() == fresh.plan.activities.parent.tolist()
    assert mine.links.uids.tolist() == fresh.plan.links.uids.tolist()
    assert my_dates.start_ticks.tolist() == fresh.schedule.start_ticks.tolist()
    assert my_dates.total_float_ticks.tolist() == compiled.computed(fresh.plan).total_float_ticks.tolist()


@pytest.mark.parametrize("rows", [3, 300])
def test_reading_a_schedule_costs_the_same_number_of_statements(
    program: Program, statements, rows: int
) -> None:
    add_many(program, rows)
    compiled.forget()
    cold = statements(lambda: schedule(SYSTEM, program.program))
    warm = statements(lambda: schedule(SYSTEM, program.program))
    assert (cold, warm) == (COLD, WARM)


COLD, WARM = 23, 9


def add_many(program: Program, count: int) -> None:
    for number in range(count):
        program.add(program.dig, f"A{number}", 1) if number < 3 else None
    Activity.objects.bulk_create(
        [
            Activity(
                project_id=program.dig,
                uid=100 + n,
                name=f"B{n}",
                duration_ticks=DAY,
                remaining_ticks=DAY,
                position=n,
            )
            for n in range(count)
        ]
    )
    Network.objects.update(revision=99)
