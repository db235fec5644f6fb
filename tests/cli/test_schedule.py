"""`lockstep schedule`: tables for people, a promised JSON form for programs, an exit code for scripts."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Answer
from tests.cli.plans import activity, bridge, loop, write_plan
from tests.cli.promises import check

Lockstep = Callable[..., Answer]


def test_the_json_form_is_what_the_docs_promise(lockstep: Lockstep, tmp_path: Path) -> None:
    """`--json -` writes the documented form and nothing else to standard output."""
    answer = lockstep("schedule", bridge(tmp_path), "--json", "-")
    assert answer.code == 0
    check(answer.json, "schedule")


def test_dates_floats_and_drivers_stand_in_the_json_form(lockstep: Lockstep, tmp_path: Path) -> None:
    """Order has two working days of float; build is driven by dig alone, by project and uid."""
    rows = {
        row["uid"]: row for row in lockstep("schedule", bridge(tmp_path), "--json", "-").json["activities"]
    }
    order, build, opening = rows[3], rows[4], rows[5]
    assert (order["early_start"], order["late_finish"]) == ("2026-03-02T08:00:00", "2026-03-04T17:00:00")
    assert (order["total_float_min"], order["free_float_min"]) == (960.0, 960.0)
    assert (order["is_critical"], order["is_on_longest_path"]) == (False, False)
    assert build["driving"] == [{"kind": "FS", "project": build["project"], "uid": 2}]
    assert (opening["is_milestone"], opening["early_finish"]) == (True, "2026-03-06T17:00:00")
    assert rows[1]["is_summary"]


def test_the_json_goes_to_a_file_while_the_table_goes_to_the_terminal(
    lockstep: Lockstep, tmp_path: Path
) -> None:
    """A path after `--json` gets the form; people still see the table."""
    out = tmp_path / "out.json"
    answer = lockstep("schedule", bridge(tmp_path), "--json", out)
    check(json.loads(out.read_text()), "schedule")
    assert "Order [steel]" in answer.out
    assert "16.0 h" in answer.out


def test_several_files_become_one_network(lockstep: Lockstep, tmp_path: Path) -> None:
    """Each file keeps its project; (project, uid) stays unique even where both files are called the same."""
    first = bridge(tmp_path)
    second = write_plan(tmp_path / "road.xml", activity(2, "Pave", 9), name="Bridge")
    rows = lockstep("schedule", first, second, "--json", "-").json["activities"]
    assert len(rows) == 6
    assert len({(row["project"], row["uid"]) for row in rows}) == 6


def test_an_error_finding_is_printed_and_ends_with_one(lockstep: Lockstep, tmp_path: Path) -> None:
    """A loop is named in order on the error stream, as place, code and sentence."""
    answer = lockstep("schedule", loop(tmp_path), "--json", "-")
    assert answer.code == 1
    check(answer.json, "schedule")
    assert answer.json["findings"][0]["code"] == "plan.loop"
    assert answer.err.startswith("activity 1 'Hen': plan.loop: ")


def test_a_missing_file_is_misuse(lockstep: Lockstep, tmp_path: Path) -> None:
    """A path that does not exist ends with 2, before anything is computed."""
    assert lockstep("schedule", tmp_path / "nothing.xml").code == 2


def test_an_unknown_command_is_misuse(lockstep: Lockstep) -> None:
    """A word that is no command ends with 2."""
    assert lockstep("shedule").code == 2


def test_a_file_that_is_no_plan_is_one_line_and_no_traceback(lockstep: Lockstep, tmp_path: Path) -> None:
    """What cannot be read ends with 1 and says what to do."""
    path = tmp_path / "noise.xml"
    path.write_bytes(b"\x00\x01 this is no plan")
    answer = lockstep("schedule", path)
    assert answer.code == 1
    assert answer.err.startswith("noise.xml: ")
    assert "Traceback" not in answer.err


def test_many_activities_are_cut_to_the_longest_path(lockstep: Lockstep, tmp_path: Path) -> None:
    """Beyond `--rows` the table shows the longest path and says how much is left out."""
    answer = lockstep("schedule", bridge(tmp_path), "--rows", "3")
    assert "Order" not in answer.out
    assert "Dig" in answer.out
    assert "--rows 0 shows all" in answer.out
    assert "Order" in lockstep("schedule", bridge(tmp_path), "--rows", "0").out


@pytest.mark.parametrize("command", ["--version", "--help"])
def test_help_and_version_load_neither_engine_nor_server(command: str) -> None:
    """Asking for help is answered at once, because only a command that runs loads what it needs."""
    code = (
        "import sys\nfrom lockstep.cli.app import run\n"
        f"try: run([{command!r}])\n"
        "except SystemExit: print('loaded:', {'numpy', 'numba', 'django', 'openpyxl'} & set(sys.modules))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "lockstep" in answer.stdout
    assert "loaded: set()" in answer.stdout
