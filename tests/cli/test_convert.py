"""`lockstep convert`: a plan in another format."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Answer
from tests.cli.plans import bridge

Lockstep = Callable[..., Answer]


@pytest.mark.parametrize("suffix", [".xml", ".xlsx", ".csv"])
def test_a_converted_plan_reads_back(suffix: str, lockstep: Lockstep, tmp_path: Path) -> None:
    """Activities and links survive the way through each format that can be written."""
    out = tmp_path / f"copy{suffix}"
    assert lockstep("convert", bridge(tmp_path), out).code == 0
    counts = lockstep("inspect", out, "--json", "-").json["counts"]
    assert (counts["activities"], counts["links"]["FS"]) == (5, 3)


def test_the_dates_written_are_those_asked_for(lockstep: Lockstep, tmp_path: Path) -> None:
    """Ours agree with themselves; without dates there is nothing to compare with."""
    ours, none = tmp_path / "ours.xml", tmp_path / "none.xml"
    lockstep("convert", bridge(tmp_path), ours)
    lockstep("convert", bridge(tmp_path), none, "--dates", "none")
    shares = lockstep("reconcile", ours, "--json", "-").json["files"][0]["shares"]
    assert shares["agreed"] == shares["compared"] > 0
    assert lockstep("reconcile", none).code == 1


def test_a_format_that_cannot_be_written_is_misuse(lockstep: Lockstep, tmp_path: Path) -> None:
    """The answer names those that can."""
    answer = lockstep("convert", bridge(tmp_path), tmp_path / "copy.mpp")
    assert answer.code == 2
    assert ".xlsx" in answer.err


def test_a_file_is_never_written_onto_itself(lockstep: Lockstep, tmp_path: Path) -> None:
    """IN and OUT being one file is misuse, and the file stays as it is."""
    path = bridge(tmp_path)
    before = path.read_bytes()
    assert lockstep("convert", path, path).code == 2
    assert path.read_bytes() == before
