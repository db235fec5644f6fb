"""`lockstep inspect`: what a plan holds."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Answer
from tests.cli.plans import activity, bridge, write_plan
from tests.cli.promises import check

Lockstep = Callable[..., Answer]


def test_the_counts_are_those_of_the_plan(lockstep: Lockstep, tmp_path: Path) -> None:
    """The bridge has five rows, one of them a summary and one a milestone, and three links."""
    answer = lockstep("inspect", bridge(tmp_path), "--json", "-")
    assert answer.code == 0
    check(answer.json, "inspect")
    counts = answer.json["counts"]
    assert (counts["activities"], counts["summaries"], counts["milestones"]) == (5, 1, 1)
    assert counts["links"] == {"FS": 3, "SS": 0, "FF": 0, "SF": 0}
    assert (counts["lags"], counts["constraints"], counts["deadlines"], counts["baselines"]) == (0, 0, 0, 0)


def test_deadlines_are_counted_beside_the_constraints(lockstep: Lockstep, tmp_path: Path) -> None:
    """A deadline constrains nothing, so it is not counted among what does."""
    more = (
        "<ConstraintType>4</ConstraintType><ConstraintDate>2026-03-04T08:00:00</ConstraintDate>"
        "<Deadline>2026-03-09T17:00:00</Deadline>"
    )
    path = write_plan(tmp_path / "plan.xml", activity(1, "Dig", 2, more=more))
    counts = lockstep("inspect", path, "--json", "-").json["counts"]
    assert (counts["constraints"], counts["deadlines"]) == (1, 1)
    assert counts["constraints_by_kind"] == {"start_no_earlier_than": 1}


def test_people_see_a_table(lockstep: Lockstep, tmp_path: Path) -> None:
    """Without `--json` the format and the counts are printed."""
    out = lockstep("inspect", bridge(tmp_path)).out
    assert "bridge.xml: Microsoft Project XML" in out
    assert "Milestones" in out
