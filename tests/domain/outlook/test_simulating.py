"""A risk analysis: asked for by an action, carried out by a job, stored as columns."""

from typing import Any

import numpy as np
import pytest

from lockstep.domain.outlook.actions import run_simulation
from lockstep.domain.outlook.bridge.storing import pack, unpack
from lockstep.domain.outlook.models import SimulationResult, SimulationRun
from lockstep.domain.outlook.vocabulary import DriverKind
from lockstep.domain.planning.bridge import compiled, sheets

from .conftest import analyzed, do, silent


def columns_of(row: SimulationRun) -> dict[str, Any]:
    return unpack(SimulationResult.objects.get(run=row).columns)


def test_columns_come_back_as_they_were() -> None:
    wanted = {
        "a": np.array([[5, 3], [2**62, -(2**62)]]),
        "b": np.array([True]),
        "c": np.zeros((0, 3), np.int64),
    }
    found = unpack(pack(wanted))
    assert all(np.array_equal(found[name], wanted[name]) for name in wanted)


def test_an_analysis_has_p_values_of_activities_milestones_projects_and_programs(program: Any) -> None:
    row = analyzed(program.program)
    result, columns = SimulationResult.objects.get(run=row), columns_of(row)
    assert result.planned_ticks < result.p10_ticks < result.p50_ticks < result.p80_ticks < result.p90_ticks
    assert set(columns["node"].tolist()) == {program.portfolio, program.program, program.dig, program.pour}
    gate = columns["milestone"].tolist().index(program.gate.pk)
    assert columns["milestone_curve"][gate][80] == pytest.approx(result.p80_ticks, abs=14_400)
    assert result.sources == {"policy_default": 1, "expert": 2}


def test_the_widest_range_on_the_path_is_the_largest_driver(program: Any) -> None:
    row = analyzed(program.program, together="nothing")
    columns = columns_of(row)
    assert columns["driver_kind"][0] == DriverKind.ACTIVITY
    assert columns["driver_id"][0] == program.trench.pk
    assert columns["driver_p80"][0] < columns["driver_base"][1]
    assert (np.diff(columns["step_p80"]) <= 0).all()


def test_the_same_seed_gives_the_same_bytes_and_a_second_attempt_changes_nothing(program: Any) -> None:
    one, other = analyzed(program.program), analyzed(program.program)
    first = SimulationResult.objects.get(run=one)
    assert bytes(first.columns) == bytes(SimulationResult.objects.get(run=other).columns)
    assert run_simulation(one.pk, silent) == {"analysis": one.pk, "node": program.program}
    assert SimulationResult.objects.filter(run=one).count() == 1
    assert bytes(first.columns) != bytes(
        SimulationResult.objects.get(run=analyzed(program.program, seed=2)).columns
    )


class Canceled(Exception):
    """The owner asked to stop."""


def test_a_cancel_while_the_plan_is_put_together_ends_the_run(
    program: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever of the questions is answered with it, in reading a part of a table or in any source that adds to it."""
    monkeypatch.setattr(sheets, "CHUNK", 2)
    row = do("outlook.start_simulation", node=program.program, iterations=512)
    heard: list[int] = []
    for stop_at in (2, 9, 70, None):
        heard.clear()
        compiled.forget()

        def progress(share: float, phase: str, stop_at: int | None = stop_at) -> None:
            heard.append(1)
            if phase != "Putting the plan together" or len(heard) == stop_at:
                raise Canceled(phase)

        with pytest.raises(Canceled) as raised:
            run_simulation(row.pk, progress)
        assert str(raised.value) == ("Putting the plan together" if stop_at else "Making the plan ready")
    assert not SimulationResult.objects.exists()
    assert len(heard) > 70
    run_simulation(row.pk, silent)
    assert SimulationResult.objects.filter(run=row).exists()


def test_projects_that_move_together_spread_wider(program: Any) -> None:
    apart = SimulationResult.objects.get(run=analyzed(program.program, together="nothing"))
    together = SimulationResult.objects.get(run=analyzed(program.program))
    assert together.p90_ticks - together.p10_ticks > apart.p90_ticks - apart.p10_ticks


def test_work_without_a_range_may_count_as_certain(program: Any) -> None:
    found = SimulationResult.objects.get(run=analyzed(program.program, unranged="certain"))
    assert found.sources == {"expert": 2}


def test_a_removed_analysis_takes_its_result_along(program: Any) -> None:
    row = analyzed(program.program)
    do("outlook.remove_simulation", run=row.pk, version=1)
    assert not SimulationResult.objects.exists()
