"""A small program with ranges, and its analysis carried out at once."""

from typing import Any

import pytest

from lockstep.domain.outlook.actions import run_simulation
from lockstep.domain.outlook.models import SimulationRun
from tests.domain.planning.conftest import DAY, MONDAY, Program, do

__all__ = ["DAY", "MONDAY", "do"]


def silent(share: float, phase: str) -> None:
    """Hear of progress and do nothing."""


def analyzed(node: int, **more: Any) -> SimulationRun:
    """Ask for an analysis and carry it out."""
    row = do("outlook.start_simulation", node=node, **{"iterations": 512, **more})
    run_simulation(row.pk, silent)
    return row


@pytest.fixture
def program(db: None, settings: Any, tmp_path: Any) -> Program:
    """Two projects: digging, then pouring, then a gate; half of the work with ranges."""
    settings.MEDIA_ROOT = str(tmp_path / "files")
    found = Program()
    found.survey = found.add(found.dig, "Survey", 5)
    found.trench = found.add(found.dig, "Trench", 20)
    found.slab = found.add(found.pour, "Slab", 10)
    found.gate = found.add(found.pour, "Gate", 0, changes={"kind": "finish_milestone"})
    for before, after in ((found.survey, found.trench), (found.trench, found.slab), (found.slab, found.gate)):
        found.link(before, after)
    do("planning.set_ranges", activities=[found.trench.pk], low_share=0.8, high_share=2.0)
    do("planning.set_ranges", activities=[found.slab.pk], low_share=0.9, high_share=1.2)
    return found
