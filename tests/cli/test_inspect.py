"""`lockstep inspect`: what a plan holds."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Answer
from tests.cli.plans import activity, bridge, loop, write_plan
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


def test_the_health_names_the_activities_against_each_check(lockstep: Lockstep, tmp_path: Path) -> None:
    """Dig and order start the bridge and nothing follows the opening: three open ends among four activities."""
    health = lockstep("inspect", bridge(tmp_path), "--json", "-").json["health"]
    checks = {check["code"]: check for check in health["total"]["checks"]}
    assert len(checks) == 15
    assert (checks["1"]["value"], checks["1"]["outcome"]) == (0.75, "failed")
    assert [offense["activity"]["uid"] for offense in checks["1"]["offenses"]] == [2, 3, 5]
    assert (checks["12"]["outcome"], checks["14"]["outcome"]) == ("passed", "not applicable")
    assert len(health["projects"]) == 1
    assert health["rules"]["open_ends"] == "none"


def test_people_see_the_checks_and_what_to_do(lockstep: Lockstep, tmp_path: Path) -> None:
    """The table holds the offenders, and below it stands the suggestion for what failed."""
    out = lockstep("inspect", bridge(tmp_path)).out
    assert "not a verdict" in out
    assert "Activity 2 'Dig' has no predecessor." in out
    assert "1 Logic: Link each activity" in " ".join(out.split())


def test_a_plan_that_cannot_be_scheduled_has_no_health(lockstep: Lockstep, tmp_path: Path) -> None:
    """Two activities that wait for each other are an error; the form says null and people are told why."""
    answer = lockstep("inspect", loop(tmp_path), "--json", "-")
    assert answer.code == 1
    check(answer.json, "inspect")
    assert answer.json["health"] is None
    assert "not assessed" in lockstep("inspect", loop(tmp_path)).out


def test_the_columns_of_a_sheet_are_proposed_changed_and_used(lockstep: Lockstep, tmp_path: Path) -> None:
    """A column that is not recognized is warned of; with the mapping that people changed its links are read."""
    sheet, mapping = tmp_path / "plan.csv", tmp_path / "map.json"
    sheet.write_text("Id,Name,Duration,Follows on\n1,Dig,2d,\n2,Pour,3d,1FS+2d\n")
    answer = lockstep("inspect", sheet, "--propose-mapping", mapping)
    assert "looks like predecessors" in answer.err
    chosen = json.loads(mapping.read_text())
    chosen["columns"]["predecessors"] = 4
    mapping.write_text(json.dumps(chosen))
    answer = lockstep("inspect", sheet, "--mapping", mapping, "--json", "-")
    assert answer.json["counts"]["links"]["FS"] == 1
    assert "exchange.unknown_column" not in answer.err
    assert "2026" not in lockstep("schedule", sheet, "--mapping", mapping).err
    assert lockstep("convert", sheet, tmp_path / "plan.xml", "--mapping", mapping).code == 0


def test_a_sheet_with_no_known_head_still_gets_a_mapping_to_complete(
    lockstep: Lockstep, tmp_path: Path
) -> None:
    """The file cannot be read before somebody says which column is the name, and the heads help to say it."""
    sheet, mapping = tmp_path / "plan.csv", tmp_path / "map.json"
    sheet.write_text("Quoi,Combien\nCreuser,2\nCouler,3\n")
    assert lockstep("inspect", sheet, "--propose-mapping", mapping).code == 1
    chosen = json.loads(mapping.read_text())
    assert chosen["heads"] == {"1": "Quoi", "2": "Combien"}
    chosen["columns"] = {"name": 1, "duration": 2}
    mapping.write_text(json.dumps(chosen))
    counts = lockstep("inspect", sheet, "--mapping", mapping, "--json", "-").json["counts"]
    assert counts["activities"] == 2


def test_switches_and_limits_of_the_rules_can_be_given(lockstep: Lockstep, tmp_path: Path) -> None:
    """Forgiving one start and one finish leaves one open end, and a higher limit lets it pass."""
    options = ["--rule", "open_ends=one_start_and_one_finish", "--rule", "most_missing_logic=30%"]
    health = lockstep("inspect", bridge(tmp_path), "--json", "-", *options).json["health"]
    found = health["total"]["checks"][0]
    assert (found["value"], found["threshold"], found["outcome"]) == (0.25, 0.3, "passed")
    assert health["rules"]["open_ends"] == "one start and one finish"


def test_the_plan_of_the_period_before_gives_trends(lockstep: Lockstep, tmp_path: Path) -> None:
    """A plan beside itself is the same in every check that can be measured."""
    path = bridge(tmp_path)
    checks = lockstep("inspect", path, "--before", path, "--json", "-").json["health"]["total"]["checks"]
    assert {check["trend"] for check in checks if check["value"] is not None} == {"same"}


def test_the_target_and_its_finish_can_be_given(lockstep: Lockstep, tmp_path: Path) -> None:
    """An id that does not exist is refused with a sentence, one that does becomes the target."""
    path = bridge(tmp_path)
    health = lockstep("inspect", path, "--target", "3", "--target-finish", "2030-01-31", "--json", "-").json[
        "health"
    ]
    assert health["total"]["target"]["uid"] == 3
    assert health["rules"]["agreed_finish_ticks"] is not None
    refused = lockstep("inspect", path, "--target", "999")
    assert refused.code == 1
    assert "No activity has the id '999'." in refused.out + refused.err
    assert "is no rule" in lockstep("inspect", path, "--rule", "speed=9").err
    assert "No baseline is called 'Old'" in lockstep("inspect", path, "--baseline", "Old").err
