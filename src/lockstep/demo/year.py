"""The year that is told: monthly updates of each project, what went wrong, what was added, and two baselines."""

from collections.abc import Callable, Iterator
from typing import Any, Final
from zlib import crc32

from lockstep.demo.cast import Cast
from lockstep.demo.stage import Stage
from lockstep.demo.story import happenings
from lockstep.demo.timeline import WORKDAY, Timeline, working_ticks_between
from lockstep.domain.ledger import Edit, perform, perform_edits, told_at, undo
from lockstep.domain.planning.queries import schedule

UPDATE_WEEKS: Final = (3, 7, 11, 15, 19, 23, 27, 31, 35, 39, 43, 47, 51, 53)
LAST_REPORT: Final = {"RD": 47, "TK": 51}
"""The week of the last report of those who report late; everyone else has reported in the last week."""
FORGOTTEN: Final = frozenset({"SG414", "SG416"})
"""Work that has begun, or is done, and that nobody reports: its forecast stays in the past."""
UNREPORTED_KINDS: Final = frozenset({"summary", "project", "program", "portfolio", "stub", "level_of_effort"})


def tell_year(stage: Stage, cast: Cast, time: Timeline, say: Callable[[str, float], None]) -> None:
    """Carry out everything that happened, week by week, as made on that week's Friday."""
    capture_baseline(stage, cast, time, week=1, name="Approved plan")
    for number, week in enumerate(UPDATE_WEEKS):
        say(f"Week {week} of the story", number / len(UPDATE_WEEKS))
        for happening in happenings.between(UPDATE_WEEKS[number - 1] if number else 0, week):
            with told_at(time.told(happening.week, hour=11)):
                _happen(stage, cast, happening)
        for code in stage.projects:
            if week <= LAST_REPORT.get(code, week):
                report(stage, cast, time, code, week)
        if week == happenings.REBASELINE_WEEK:
            capture_baseline(stage, cast, time, week=week, name="After the vehicle delay")


def capture_baseline(stage: Stage, cast: Cast, time: Timeline, *, week: int, name: str) -> None:
    """Capture and approve a baseline of the whole program."""
    with told_at(time.told(week, hour=16)):
        arguments = {"node": stage.program, "name": name}
        made = perform(
            "planning.capture_baseline",
            actor=cast.program_manager,
            arguments=arguments,
            reason="Steering committee",
        ).value
        approved = {"baseline": made.pk, "version": made.version}
        perform(
            "planning.approve_baseline",
            actor=cast.program_manager,
            arguments=approved,
            reason="Steering committee",
        )


def report(stage: Stage, cast: Cast, time: Timeline, code: str, week: int) -> None:
    """Write one project's update: what started, what ended, what is left, and the data date."""
    manager, project = cast.project_managers[code], stage.projects[code]
    cutoff = time.end_of(week)
    columns = schedule(manager, project).payload
    edits = list(_progress(columns, week, cutoff))
    settings = {
        "project": project,
        "version": columns["projects"]["version"][0],
        "data_date_ticks": cutoff,
    }
    with told_at(time.told(week)):
        changes = [Edit("planning.set_data_date", settings)]
        if edits:
            changes.append(Edit("planning.change_activities", {"edits": edits}))
        perform_edits(changes, actor=manager, reason=f"Status of week {week}")


def _progress(columns: dict[str, Any], week: int, cutoff: int) -> Iterator[dict[str, Any]]:
    rows, kinds = columns["activities"], columns["activities"]["kinds"]
    for row, activity in enumerate(rows["id"]):
        if activity <= 0 or rows["outside"][row] or kinds[rows["kind"][row]] in UNREPORTED_KINDS:
            continue
        if rows["code"][row] in FORGOTTEN:
            continue
        start, finish = rows["start"][row], rows["finish"][row]
        if rows["actualFinish"][row] is not None or start is None or start >= cutoff:
            continue
        changes: dict[str, Any] = {}
        if rows["actualStart"][row] is None:
            changes["actual_start_ticks"] = start
        if finish <= cutoff:
            changes["actual_finish_ticks"] = finish
        else:
            left = working_ticks_between(cutoff, finish) * slowness(rows["code"][row], week)
            changes["remaining_ticks"] = max(WORKDAY // 2, round(left / WORKDAY * 2) * WORKDAY // 2)
        yield {"activity": activity, "version": rows["version"][row], "changes": changes}


def slowness(code: str, week: int) -> float:
    """Return by how much the remaining work of an activity turned out longer; the same in every telling."""
    roll = crc32(f"{code} {week}".encode()) % 100 / 100
    if code.startswith("VH3"):
        return 1.10 + 0.15 * roll
    return 0.94 + 0.20 * roll


def _happen(stage: Stage, cast: Cast, happening: "happenings.Happening") -> None:
    actor = cast.project_managers.get(happening.by, cast.program_manager)
    outcome = perform_edits(list(happening.edits(stage, actor)), actor=actor, reason=happening.reason)
    made = outcome.value if isinstance(outcome.value, list) else [outcome.value]
    for name, row in zip(happening.codes, made, strict=False):
        stage.activities[name] = row.pk
    if happening.is_taken_back and outcome.change_set_id is not None:
        undo(outcome.change_set_id, actor=actor, reason="Entered in the wrong project")
