"""`lockstep level`: what is proposed, and that it is said the same way each time."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Answer
from tests.cli.plans import activity, bridge, write_plan
from tests.cli.promises import check

Lockstep = Callable[..., Answer]

STAFF = """</Tasks>
<Resources><Resource><UID>1</UID><ID>1</ID><Name>Ann</Name><Type>1</Type><MaxUnits>1</MaxUnits></Resource></Resources>
<Assignments>{rows}</Assignments></Project>
"""
ROW = (
    "<Assignment><UID>{uid}</UID><TaskUID>{uid}</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units>"
    "<Work>PT40H0M0S</Work><RemainingWork>PT40H0M0S</RemainingWork></Assignment>"
)


def staffed(folder: Path) -> Path:
    """Write a plan of two activities of five days, both for Ann, the first of higher priority."""
    rows = [
        activity(uid, name, 5, more=f"<Priority>{priority}</Priority>")
        for uid, name, priority in ((1, "X", 600), (2, "Y", 500))
    ]
    path = write_plan(folder / "staffed.xml", *rows)
    text = path.read_text(encoding="utf-8")
    staff = STAFF.format(rows="".join(ROW.format(uid=uid) for uid in (1, 2)))
    path.write_text(text.replace("</Tasks></Project>", staff), encoding="utf-8")
    return path


def test_the_delay_is_proposed_with_what_it_waits_for(lockstep: Lockstep, tmp_path: Path) -> None:
    """Y starts a week later because Ann is busy with X; one more of her would gain five days."""
    answer = lockstep("level", staffed(tmp_path), "--seconds", "0", "--json", "-")
    assert answer.code == 0
    check(answer.json, "level")
    first, second = answer.json["activities"]
    assert (first["delay_min"], first["blocked_by"]) == (0, None)
    assert (second["start"], second["finish"]) == ("2026-03-09T08:00:00", "2026-03-13T17:00:00")
    assert (second["delay_min"], second["leveling_delay_min"]) == (2_400, 7 * 1_440)
    assert (second["blocked_by"]["resource"], second["blocked_by"]["priority"]) == ("Ann", 600)
    assert second["blocked_by"]["activity"]["name"] == "X"
    assert answer.json["finish_after"] == "2026-03-13T17:00:00"
    (ann,) = answer.json["resources"]
    assert (ann["overload_before_min"], ann["overload_after_min"]) == (2_400, 0)
    assert ann["one_more_gains_min"] == 2_400


def test_within_float_no_finish_moves(lockstep: Lockstep, tmp_path: Path) -> None:
    """Y has no float, stays, and is named as unresolved."""
    answer = lockstep("level", staffed(tmp_path), "--within-float", "--json", "-")
    assert [row["delay_min"] for row in answer.json["activities"]] == [0, 0]
    assert "leveling.unresolved" in [finding["code"] for finding in answer.json["findings"]]


def test_equal_seed_and_rounds_give_equal_bytes(lockstep: Lockstep, tmp_path: Path) -> None:
    """Two runs write the same."""
    path = staffed(tmp_path)
    runs = [lockstep("level", path, "--seed", "4", "--rounds", "1", "--json", "-").out for _ in range(2)]
    assert runs[0] == runs[1]


def test_people_see_finish_overload_and_delays(lockstep: Lockstep, tmp_path: Path) -> None:
    """Without `--json` tables are printed."""
    out = lockstep("level", staffed(tmp_path), "--seconds", "0").out
    assert "1 delay proposed" in out
    assert "busy with 'X' (priority 600)" in out
    assert "5.0 d" in out


def test_a_plan_without_people_needs_no_delay(lockstep: Lockstep, tmp_path: Path) -> None:
    """Nothing to level is no error."""
    answer = lockstep("level", bridge(tmp_path), "--json", "-")
    check(answer.json, "level")
    assert answer.code == 0
    assert all(row["delay_min"] == 0 for row in answer.json["activities"])


MUST_ON_WEDNESDAY = "<ConstraintType>2</ConstraintType><ConstraintDate>2026-03-04T08:00:00</ConstraintDate>"


def test_with_split_work_pauses_for_other_work(lockstep: Lockstep, tmp_path: Path) -> None:
    """Five days of work pause on Wednesday for the day that must be then, instead of starting on Thursday."""
    path = staffed(tmp_path)
    text = path.read_text(encoding="utf-8")
    name = "<Priority>500</Priority>"
    path.write_text(text.replace(name, name + MUST_ON_WEDNESDAY), encoding="utf-8")
    whole = lockstep("level", path, "--seconds", "0", "--json", "-").json
    split = lockstep("level", path, "--seconds", "0", "--split", "--json", "-").json
    check(split, "level")
    assert whole["pauses"]["rows"] == []
    (pause,) = split["pauses"]["rows"]
    assert (pause["name"], pause["after_min"], pause["pause_min"]) == ("X", 960, 2_400)
    assert split["finish_after"] < whole["finish_after"]
