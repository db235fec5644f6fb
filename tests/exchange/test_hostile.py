"""Harmful and damaged files give findings or a clear error, in bounded time and memory, and never anything else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.exchange.hostile import MAKERS

SECONDS = 30
MEBIBYTES = 512
ROOT = Path(__file__).parents[2]

READ = """
import json, sys, time
from lockstep.exchange import read
from lockstep.foundation.findings import LockstepError
began = time.monotonic()
try:
    document = read(sys.argv[1], "hostile")
    outcome = {"read": len(document.plan.activities), "codes": [finding.code for finding in document.findings]}
except LockstepError as error:
    outcome = {"code": error.code, "sentence": error.sentence}
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps(outcome | {"seconds": time.monotonic() - began, "mebibytes": peak / 1024}))
"""

REFUSED = {
    "entity_expansion": "exchange.forbidden_xml",
    "external_entity": "exchange.forbidden_xml",
    "external_dtd_utf16": "exchange.forbidden_xml",
    "truncated_xml": "exchange.unreadable",
    "unknown_encoding": "exchange.unreadable",
    "million_tasks": "exchange.too_large",
    "million_links": "exchange.too_large",
    "deep_nesting": "exchange.too_large",
    "endless_text": "exchange.too_large",
    "many_leaves": "exchange.too_large",
    "zip_bomb": "exchange.archive",
    "nested_zip": "exchange.archive",
    "zip_with_paths": "exchange.archive",
    "truncated_zip": "exchange.unreadable",
    "workbook_bomb": "exchange.archive",
    "broken_workbook": "exchange.unreadable",
    "million_row_csv": "exchange.too_large",
    "endless_line": "exchange.too_large",
    "million_row_xer": "exchange.too_large",
    "nul_csv": "exchange.unknown_format",
    "empty": "exchange.unknown_format",
    "rubbish": "exchange.unknown_format",
}
NOTICED = {
    "wrong_encoding": "exchange.encoding",
    "absurd_dates": "exchange.bad_value",
    "absurd_numbers": "exchange.bad_value",
    "cycle": "exchange.lost_link",
    "circle_of_calendars": "exchange.missing_calendar",
    "endless_recurrence": "exchange.bad_value",
    "huge_cells": "exchange.long_text",
    "damaged_xer": "exchange.outline_circle",
}


def outcome_of(path: Path) -> dict:
    """Read a file in a process of its own and return what came of it."""
    run = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        capture_output=True,
        text=True,
        timeout=4 * SECONDS,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
    )
    assert run.returncode == 0, run.stderr[-2_000:]
    return json.loads(run.stdout)


@pytest.mark.parametrize("name", MAKERS)
def test_a_hostile_file_is_refused_or_noticed(name: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile"
    path.write_bytes(MAKERS[name]())
    found = outcome_of(path)
    assert found["seconds"] < SECONDS
    assert found["mebibytes"] < MEBIBYTES
    if name in REFUSED:
        assert found.get("code") == REFUSED[name]
    else:
        assert NOTICED[name] in found["codes"]
