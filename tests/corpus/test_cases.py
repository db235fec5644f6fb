"""One folder a case: a plan as a product writes it, and the dates or findings that it must give."""

import json
from pathlib import Path

import pytest

from lockstep.engine import schedule
from lockstep.exchange import read
from lockstep.foundation.ticks import NO_TICKS, datetime_of

FOLDER = Path(__file__).parent
CASES = sorted(path.parent for path in FOLDER.glob("*/expected.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_plan_gives_the_dates_and_findings_of_its_case(case: Path) -> None:
    """Early start, early finish and total float in days by code, and the codes of findings with their places."""
    expected = json.loads((case / "expected.json").read_text())
    (file,) = case.glob("plan.*")
    document = read(file)
    plan = document.plan
    found = schedule(plan)
    row_of = {code: row for row, code in enumerate(plan.activities.codes)}
    dates = {}
    for code in expected.get("activities", {}):
        row = row_of[code]
        moments = (found.early_start_ticks[row], found.early_finish_ticks[row])
        day = 10 * plan.projects[int(plan.activities.project[row])].minutes_per_day
        assert found.total_float_ticks[row] != NO_TICKS
        float_days = found.total_float_ticks[row] / day
        dates[code] = [*(datetime_of(int(at)).isoformat()[:16] for at in moments), float_days]
    assert dates == expected.get("activities", {})
    findings = [[finding.code, finding.place] for finding in (*document.findings, *found.findings)]
    assert [finding for finding in expected.get("findings", []) if finding not in findings] == []
