"""`lockstep explain`: the chain that sets a date."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Answer
from tests.cli.plans import activity, bridge, write_plan
from tests.cli.promises import check

Lockstep = Callable[..., Answer]


def test_the_chain_leads_back_to_the_root(lockstep: Lockstep, tmp_path: Path) -> None:
    """Opening waits for build, build for dig, and dig starts with the project."""
    answer = lockstep("explain", bridge(tmp_path), "5", "--json", "-")
    assert answer.code == 0
    check(answer.json, "explain")
    steps = answer.json["steps"]
    assert [step["activity"]["name"] for step in steps] == ["Opening", "Build", "Dig"]
    assert [step["kind"] for step in steps] == ["link", "link", "project_start"]
    assert steps[0]["cause"]["uid"] == 4


@pytest.mark.parametrize("asked", ["4", "build", "Build"])
def test_an_activity_is_found_by_id_or_name(asked: str, lockstep: Lockstep, tmp_path: Path) -> None:
    """People see sentences, the asked activity first."""
    out = lockstep("explain", bridge(tmp_path), asked).out
    assert out.startswith("Activity 4 'Build' starts 2026-03-05 08:00, after activity 2 'Dig' finishes")


def test_an_activity_that_is_not_there_is_misuse(lockstep: Lockstep, tmp_path: Path) -> None:
    """Nothing is guessed: an unknown name ends with 2."""
    assert lockstep("explain", bridge(tmp_path), "Tunnel").code == 2


def test_a_name_that_two_activities_have_is_misuse(lockstep: Lockstep, tmp_path: Path) -> None:
    """The answer lists both with their uids, so that one can ask again."""
    path = write_plan(tmp_path / "plan.xml", activity(7, "Dig", 1), activity(9, "Dig", 1))
    answer = lockstep("explain", path, "Dig")
    assert answer.code == 2
    assert "uid 7" in answer.err
    assert "uid 9" in answer.err
