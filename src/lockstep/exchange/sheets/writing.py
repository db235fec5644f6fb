"""Writing a plan as rows of a sheet: CSV and XLSX, with the heads that the reader knows.

No text is ever run as a formula: in XLSX texts are written as texts, in CSV a text that begins like a formula gets
an apostrophe before it, which the reader takes off again.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, time
from typing import IO, BinaryIO, Final

from lockstep.exchange.dates import ScheduledDates
from lockstep.exchange.sheets.cells import CONSTRAINT_WORDS
from lockstep.foundation.findings import Finding, Severity
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, datetime_of
from lockstep.plan import ActivityKind, ActivityMode, ConstraintKind, LagUnit, LinkKind, Plan

Value = str | int | float | datetime | None

KIND_WORDS: Final = {
    ActivityKind.ACTIVITY: "Activity",
    ActivityKind.START_MILESTONE: "Start milestone",
    ActivityKind.FINISH_MILESTONE: "Finish milestone",
    ActivityKind.SUMMARY: "Summary",
    ActivityKind.LEVEL_OF_EFFORT: "Level of effort",
    ActivityKind.MARGIN: "Margin",
    ActivityKind.EXTERNAL: "External",
    ActivityKind.RESOURCE_DEPENDENT: "Resource dependent",
}
_CONSTRAINT_WORDS = {kind: words.capitalize() for words, kind in reversed(CONSTRAINT_WORDS.items())}
_DAY: Final = 8 * TICKS_PER_HOUR

HEADS: Final = (
    "Project",
    "ID",
    "Unique ID",
    "WBS",
    "Level",
    "Name",
    "Kind",
    "Duration",
    "Start",
    "Finish",
    "% Complete",
    "Remaining duration",
    "Actual start",
    "Actual finish",
    "Predecessors",
    "Constraint",
    "Constraint date",
    "Deadline",
    "Mode",
    "Active",
    "Priority",
    "Resources",
    "Baseline start",
    "Baseline finish",
    "Early start",
    "Early finish",
    "Late start",
    "Late finish",
    "Total float",
    "Free float",
)


def write_csv(plan: Plan, stream: IO[str], schedule: ScheduledDates | None = None) -> tuple[Finding, ...]:
    """Write a plan as comma-separated text; return what the format cannot carry."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADS)
    for row in sheet_rows(plan, schedule):
        writer.writerow([_csv_text(value) for value in row])
    return losses(plan, "CSV")


def _csv_text(value: Value) -> Value:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds" if value.second else "minutes")
    return value


def write_xlsx(plan: Plan, stream: BinaryIO, schedule: ScheduledDates | None = None) -> tuple[Finding, ...]:
    """Write a plan as an Excel workbook; return what the format cannot carry."""
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(stream, options) as book:
        bold, date = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet = book.add_worksheet("Plan")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(HEADS) - 1, 16)
        sheet.set_column(HEADS.index("Name"), HEADS.index("Name"), 48)
        for column, head in enumerate(HEADS):
            sheet.write_string(0, column, head, bold)
        for number, row in enumerate(sheet_rows(plan, schedule), start=1):
            for column, value in enumerate(row):
                if isinstance(value, datetime) and value.time() != time(0):
                    sheet.write_datetime(number, column, value, date)
                elif isinstance(value, datetime):
                    # Midnight is written as text: as a number it would read as a date without a time of day.
                    sheet.write_string(number, column, value.isoformat(" ", "minutes"))
                elif isinstance(value, int | float):
                    sheet.write_number(number, column, value)
                elif value:
                    sheet.write_string(number, column, value[:32_767])
    return losses(plan, "XLSX")


def sheet_rows(plan: Plan, schedule: ScheduledDates | None) -> Iterator[list[Value]]:
    """Yield the rows below the heads."""
    activities = plan.activities
    keys = _keys(plan)
    predecessors, resources = _predecessors(plan, keys), _resources(plan)
    constraints = _constraints(plan)
    baseline = plan.baselines[0].columns if plan.baselines else None
    levels: list[int] = []
    for index, parent in enumerate(activities.parent.tolist()):
        levels.append(levels[parent] + 1 if parent >= 0 else 0)
        constraint, constraint_at, deadline = constraints.get(index, ("", NO_TICKS, NO_TICKS))
        mode, is_elapsed = int(activities.mode[index]), bool(activities.is_elapsed[index])
        started = activities.actual_start_ticks[index] != NO_TICKS
        start, finish = _shown(plan, schedule, index)
        yield [
            plan.projects[int(activities.project[index])].name,
            keys[index],
            int(activities.uids[index]),
            activities.wbs[index],
            levels[index],
            activities.names[index],
            KIND_WORDS[ActivityKind(int(activities.kind[index]))],
            duration_text(int(activities.duration_ticks[index]), is_elapsed=is_elapsed),
            _date(start),
            _date(finish),
            f"{float(activities.share_complete[index]) * 100:.10g}%",
            duration_text(int(activities.remaining_ticks[index]), is_elapsed=is_elapsed) if started else "",
            _date(activities.actual_start_ticks[index]),
            _date(activities.actual_finish_ticks[index]),
            predecessors.get(index, ""),
            constraint,
            _date(constraint_at),
            _date(deadline),
            "Manual" if mode == ActivityMode.MANUAL else "Automatic",
            "No" if mode == ActivityMode.INACTIVE else "Yes",
            int(activities.priority[index]),
            resources.get(index, ""),
            _date(baseline.start_ticks[index]) if baseline else None,
            _date(baseline.finish_ticks[index]) if baseline else None,
            *_results(schedule, index, is_elapsed=is_elapsed),
        ]


def _shown(plan: Plan, schedule: ScheduledDates | None, index: int) -> tuple[int, int]:
    activities = plan.activities
    planned = int(activities.planned_start_ticks[index]), int(activities.planned_finish_ticks[index])
    if schedule is None or activities.mode[index] != ActivityMode.AUTOMATIC:
        return planned
    return int(schedule.start_ticks[index]), int(schedule.finish_ticks[index])


def _results(schedule: ScheduledDates | None, index: int, *, is_elapsed: bool) -> list[Value]:
    if schedule is None:
        return [None] * 6
    dates = (
        schedule.early_start_ticks,
        schedule.early_finish_ticks,
        schedule.late_start_ticks,
        schedule.late_finish_ticks,
    )
    floats = (schedule.total_float_ticks, schedule.free_float_ticks)
    return [
        *(_date(column[index]) for column in dates),
        *(
            duration_text(int(column[index]), is_elapsed=is_elapsed) if column[index] != NO_TICKS else ""
            for column in floats
        ),
    ]


def _date(ticks: int) -> datetime | None:
    return None if ticks == NO_TICKS else datetime_of(int(ticks))


def duration_text(ticks: int, *, is_elapsed: bool) -> str:
    """Return a duration in the largest unit that says it exactly with one decimal: `2.5d`, `30m`, `3ed`."""
    e, day = ("e", TICKS_PER_DAY) if is_elapsed else ("", _DAY)
    for unit, size in (("d", day), ("h", TICKS_PER_HOUR), ("m", TICKS_PER_MINUTE)):
        if ticks * 10 % size == 0:
            return f"{ticks / size:.10g}{e}{unit}"
    return f"{ticks / TICKS_PER_MINUTE:.10g}{e}m"


def _keys(plan: Plan) -> list[str]:
    """Return the ids that people and links use: the codes; with the row number where a code is not unique or plain."""
    codes = plan.activities.codes
    counts = Counter(code.lower() for code in codes)
    keys = []
    for row, code in enumerate(codes, start=1):
        is_plain = bool(code) and not set(code) & set(";,\n") and code == code.strip()
        if not is_plain:
            keys.append(f"row {row}")
        elif counts[code.lower()] > 1:
            keys.append(f"{code} (row {row})")
        else:
            keys.append(code)
    return keys


def _predecessors(plan: Plan, keys: list[str]) -> dict[int, str]:
    found: dict[int, list[str]] = defaultdict(list)
    links = plan.links
    for row in range(len(links)):
        if links.is_hard[row]:
            text = keys[int(links.predecessor[row])] + LinkKind(int(links.kind[row])).name + _lag(plan, row)
            found[int(links.successor[row])].append(text)
    return {successor: "; ".join(texts) for successor, texts in found.items()}


def _lag(plan: Plan, row: int) -> str:
    unit, ticks = LagUnit(int(plan.links.lag_unit[row])), int(plan.links.lag_ticks[row])
    if unit in (LagUnit.PERCENT, LagUnit.PERCENT_ELAPSED):
        return (
            f"{float(plan.links.lag_share[row]) * 100:+.10g}{'e' if unit == LagUnit.PERCENT_ELAPSED else ''}%"
        )
    if not ticks:
        return ""
    text = duration_text(ticks, is_elapsed=unit == LagUnit.ELAPSED)
    return text if ticks < 0 else f"+{text}"


def _resources(plan: Plan) -> dict[int, str]:
    found: dict[int, list[str]] = defaultdict(list)
    table = plan.assignments
    for activity, resource, units in zip(
        table.activity.tolist(), table.resource.tolist(), table.units.tolist(), strict=True
    ):
        if resource >= 0:
            name = plan.resources.names[resource].replace(";", " ").replace(",", " ")
            found[activity].append(name if units == 1.0 else f"{name}[{units * 100:.10g}%]")
    return {activity: "; ".join(names) for activity, names in found.items()}


def _constraints(plan: Plan) -> dict[int, tuple[str, int, int]]:
    found: dict[int, tuple[str, int, int]] = {}
    table = plan.constraints
    for activity, kind, at in zip(
        table.activity.tolist(), table.kind.tolist(), table.at_ticks.tolist(), strict=True
    ):
        words, date, deadline = found.get(activity, ("", NO_TICKS, NO_TICKS))
        if kind == ConstraintKind.DEADLINE:
            found[activity] = (words, date, at)
        elif not words:
            found[activity] = (_CONSTRAINT_WORDS[ConstraintKind(kind)], at, deadline)
    return found


def losses(plan: Plan, name: str) -> tuple[Finding, ...]:
    """Return what a sheet has no column for."""
    found = ["calendars and scheduling options are left out"]
    if len(plan.splits) or len(plan.suspensions):
        found.append("splits and suspensions are left out")
    if any(plan.assignments.contour):
        found.append("contours and curves of work are left out")
    if len(plan.fillings):
        found.append("roles are resources like all others")
    if len(plan.baselines) > 1:
        found.append("only the first baseline is kept")
    if not all(plan.links.is_hard):
        found.append("soft links are left out")
    return tuple(
        Finding("exchange.not_carried", Severity.NOTE, plan.name or "plan", f"In {name}, {words}.")
        for words in found
    )
