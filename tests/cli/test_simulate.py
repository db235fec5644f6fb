"""`lockstep simulate`: P-values of a plan's dates."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Answer
from tests.cli.plans import activity, bridge, write_plan
from tests.cli.promises import check

Lockstep = Callable[..., Answer]


def test_the_form_is_the_documented_one(lockstep: Lockstep, tmp_path: Path) -> None:
    """The bridge ends on Friday 17:00 without uncertainty; the opening ends with the whole."""
    answer = lockstep("simulate", bridge(tmp_path), "--iterations", "500", "--json", "-")
    assert answer.code == 0
    check(answer.json, "simulate")
    form = answer.json
    assert (form["seed"], form["iterations"]) == (1, 500)
    assert form["whole"]["deterministic"] == "2026-03-06T17:00:00"
    assert form["whole"]["p80"] > form["whole"]["p50"] > form["whole"]["p10"]
    assert form["ranges"]["policy default"] == 3
    opening = form["activities"][4]
    assert opening["is_milestone"]
    assert opening["p80"] == form["whole"]["p80"]
    by_name = {row["name"]: row for row in form["activities"]}
    assert by_name["Dig"]["criticality"] == 1.0
    assert by_name["Order [steel]"]["criticality"] == 0.0
    assert by_name["Works"]["criticality"] is None


def test_the_same_seed_writes_the_same_bytes(lockstep: Lockstep, tmp_path: Path) -> None:
    path = bridge(tmp_path)
    for name, seed in (("one", "4"), ("two", "4"), ("three", "5")):
        lockstep("simulate", path, "--iterations", "300", "--seed", seed, "--json", tmp_path / name)
    one, two, three = ((tmp_path / name).read_bytes() for name in ("one", "two", "three"))
    assert one == two != three


def test_a_deadline_has_its_probability(lockstep: Lockstep, tmp_path: Path) -> None:
    more = "<Deadline>2026-03-09T17:00:00</Deadline>"
    path = write_plan(tmp_path / "plan.xml", activity(1, "Dig", 5, more=more))
    form = lockstep("simulate", path, "--iterations", "300", "--json", "-").json
    check(form, "simulate")
    [deadline] = form["deadlines"]
    assert deadline["deadline"] == "2026-03-09T17:00:00"
    assert 0.9 < deadline["share"] <= 1.0


def test_people_see_finishes_and_what_decides_them(lockstep: Lockstep, tmp_path: Path) -> None:
    out = lockstep("simulate", bridge(tmp_path), "--iterations", "200").out
    assert "P80" in out
    assert "policy default" in out
    assert "What decides the finish" in out
    assert "Dig" in out
