"""`lockstep reconcile`: the source's own dates beside ours."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Answer
from tests.cli.plans import activity, bridge, write_plan
from tests.cli.promises import check

Lockstep = Callable[..., Answer]


def stored(start: str, finish: str, total: int = 0) -> str:
    """Return the elements in which a file stores its own result; float in tenths of a minute."""
    return (
        f"<EarlyStart>2026-03-{start}:00</EarlyStart><EarlyFinish>2026-03-{finish}:00</EarlyFinish>"
        f"<LateStart>2026-03-{start}:00</LateStart><LateFinish>2026-03-{finish}:00</LateFinish>"
        f"<TotalSlack>{total}</TotalSlack><FreeSlack>{total}</FreeSlack>"
    )


def test_what_the_file_computed_itself_agrees(lockstep: Lockstep, tmp_path: Path) -> None:
    """The right dates agree, a wrong one differs, and the file as a whole is trustworthy."""
    path = write_plan(
        tmp_path / "plan.xml",
        activity(1, "Dig", 3, more=stored("02T08:00", "04T17:00")),
        activity(2, "Pour", 2, after=(1,), more=stored("05T08:00", "06T17:00")),
        activity(3, "Paint", 1, after=(2,), more=stored("10T08:00", "10T17:00")),
    )
    answer = lockstep("reconcile", path, "--json", "-")
    assert answer.code == 0
    check(answer.json, "reconcile")
    rows = answer.json["activities"]
    assert [row["agrees"] for row in rows] == [True, True, False]
    assert rows[2]["cause"] == "unknown"
    assert rows[2]["ours"]["early_start"] == "2026-03-09T08:00:00"
    assert rows[2]["stored"]["early_start"] == "2026-03-10T08:00:00"
    file = answer.json["files"][0]
    assert (file["file"], file["is_trustworthy"]) == ("plan.xml", True)
    assert (file["shares"]["compared"], file["shares"]["agreed"]) == (3, 2)


def test_a_file_that_breaks_its_own_links_is_not_trusted(lockstep: Lockstep, tmp_path: Path) -> None:
    """A successor stored before its predecessor's finish is no computed schedule; the verdict says so."""
    path = write_plan(
        tmp_path / "plan.xml",
        activity(1, "Dig", 3, more=stored("02T08:00", "04T17:00")),
        activity(2, "Pour", 2, after=(1,), more=stored("03T08:00", "04T17:00")),
    )
    answer = lockstep("reconcile", path)
    assert answer.code == 0
    assert "Not trusted" in answer.out


def test_a_file_without_stored_dates_says_so(lockstep: Lockstep, tmp_path: Path) -> None:
    """There is nothing to compare with; the line says what to do instead."""
    answer = lockstep("reconcile", bridge(tmp_path))
    assert answer.code == 1
    assert "reconcile.nothing_stored" in answer.err
    assert "Traceback" not in answer.err
