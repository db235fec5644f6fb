"""MPXJ as a second opinion on every real file: names, dates, durations, links, lags, splits, working time."""

import json
import os
import subprocess
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lockstep.exchange import Document, Format
from lockstep.exchange.worktime import WorkTime
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY, day_number, ticks_of_iso
from lockstep.plan import ActivityKind, ConstraintKind, LagUnit
from tests.exchange.test_real_files import MPP_FILES, TEXT_FILES, document_of, params

pytestmark = [pytest.mark.real_data, pytest.mark.java]

FIRST_SAMPLE_DAY, LAST_SAMPLE_DAY = -40, 330
P6 = (Format.XER, Format.PMXML)


@pytest.fixture(scope="module")
def opinions() -> dict[str, Any]:
    """What MPXJ makes of all files, from one process."""
    script = Path(__file__).with_name("mpxj_values.py")
    run = subprocess.run(
        [sys.executable, str(script), *map(str, [*TEXT_FILES, *MPP_FILES])],
        capture_output=True,
        text=True,
        timeout=600,
        env={
            name: value for name, value in os.environ.items() if name in ("PATH", "JAVA_HOME", "HOME", "LANG")
        },
    )
    assert run.returncode == 0, run.stderr[-2_000:]
    return json.loads(run.stdout.strip().splitlines()[-1])


def ticks(text: str | None) -> int:
    return NO_TICKS if text is None else ticks_of_iso(text)


class Comparison:
    """Collects where a document and MPXJ differ."""

    def __init__(self, document: Document, theirs: dict[str, Any]) -> None:
        self.document = document
        self.plan = document.plan
        self.theirs = theirs
        self.found: dict[str, list[Any]] = defaultdict(list)
        self.row_of = {int(uid): row for row, uid in enumerate(self.plan.activities.uids)}
        self.is_p6 = document.source.format in P6

    def all(self) -> dict[str, list[Any]]:
        for task in self.theirs["tasks"]:
            if not task["is_null"]:
                self.task(task)
        self.links()
        self.calendars()
        self.expect("resources", sorted(self.theirs["resources"]), sorted(self.plan.resources.names))
        self.expect("assignments", self.theirs["assignments"], len(self.plan.assignments))
        return dict(self.found)

    def expect(self, what: str, theirs: Any, ours: Any, where: Any = "") -> None:
        if theirs != ours:
            self.found[what].append((where, theirs, ours))

    def row(self, task: dict[str, Any]) -> int:
        codes = self.plan.activities.codes
        if self.is_p6 and task["activity_id"] in codes:
            return codes.index(task["activity_id"])
        return self.row_of[task["uid"]]

    def task(self, task: dict[str, Any]) -> None:
        row, activities = self.row(task), self.plan.activities
        self.expect("name", task["name"], activities.names[row], task["uid"])
        if task["is_summary"] and self.is_p6:
            return
        self.expect(
            "actual start", ticks(task["actual_start"]), int(activities.actual_start_ticks[row]), task["uid"]
        )
        if not task["is_summary"]:
            self.amounts(task, row)
        if self.document.stored is not None and not (self.is_p6 and task["actual_start"]):
            for name in ("start", "finish", "early_start", "late_finish"):
                ours = getattr(self.document.stored, f"{name}_ticks")[row]
                self.expect(name, ticks(task[name]), int(ours), task["uid"])

    def amounts(self, task: dict[str, Any], row: int) -> None:
        activities, constraints = self.plan.activities, self.plan.constraints
        for name in ("duration", "remaining"):
            theirs, ours = (task[name] or 0.0) * 10, float(getattr(activities, f"{name}_ticks")[row])
            if task[name] is not None and abs(theirs - ours) > 1.0:
                self.found[name].append((task["uid"], theirs, ours))
        is_split = activities.kind[row] != ActivityKind.SUMMARY
        if is_split:
            self.expect(
                "splits",
                max(0, len(task["splits"]) - 1),
                int((self.plan.splits.activity == row).sum()),
                task["uid"],
            )
        kinds = constraints.kind[constraints.activity == row].tolist()
        has_constraint = task["constraint"] not in (None, "AS_SOON_AS_POSSIBLE")
        self.expect(
            "constraint", has_constraint, any(kind != ConstraintKind.DEADLINE for kind in kinds), task["uid"]
        )
        self.expect("deadline", task["deadline"] is not None, ConstraintKind.DEADLINE in kinds, task["uid"])

    def links(self) -> None:
        links, activities = self.plan.links, self.plan.activities
        ours = []
        for row in range(len(links)):
            unit = LagUnit(int(links.lag_unit[row]))
            is_percent = unit in (LagUnit.PERCENT, LagUnit.PERCENT_ELAPSED)
            lag = float(links.lag_share[row]) * 100 if is_percent else float(links.lag_ticks[row]) / 10
            ends = (
                activities.names[int(links.predecessor[row])],
                activities.names[int(links.successor[row])],
            )
            is_elapsed = unit in (LagUnit.ELAPSED, LagUnit.PERCENT_ELAPSED)
            ours.append([*ends, int(links.kind[row]), is_elapsed, lag])
        names = {task["uid"]: task["name"] for task in self.theirs["tasks"]}
        theirs = [[names[link[0]], names[link[1]], *link[2:]] for link in self.theirs["links"]]
        self.expect("links", sorted(theirs), sorted(ours))

    def calendars(self) -> None:
        worktime = WorkTime(self.plan.calendars)
        first = day_number(date.fromisoformat(self.theirs["first"]))
        rows: dict[str, list[int]] = defaultdict(list)
        for row, calendar in enumerate(self.plan.calendars):
            rows[calendar.name].append(row)
        days = range(first + FIRST_SAMPLE_DAY, first + LAST_SAMPLE_DAY)
        for calendar in self.theirs["calendars"]:
            ours = [
                [worktime.between(row, day * TICKS_PER_DAY, (day + 1) * TICKS_PER_DAY) / 10 for day in days]
                for row in rows[calendar["name"]]
            ]
            if calendar["days"] not in ours:
                self.found["calendar"].append(calendar["name"])


@pytest.mark.parametrize("path", params([*TEXT_FILES, *MPP_FILES]))
def test_a_real_file_holds_what_mpxj_finds_in_it(path: Path, opinions: dict[str, Any]) -> None:
    theirs = opinions[str(path)]
    if isinstance(theirs, str):
        pytest.skip(f"MPXJ does not read it: {theirs[:80]}")
    assert Comparison(document_of(path), theirs[0]).all() == {}
