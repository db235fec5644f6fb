"""From rows of a sheet to the plan."""

from dataclasses import dataclass, replace

import numpy as np

from lockstep.exchange.document import Count, Document, Format, RawValues, Source
from lockstep.exchange.noticing import Notices
from lockstep.exchange.sheets.activities import ActivityValues, read_activity
from lockstep.exchange.sheets.fields import Field
from lockstep.exchange.sheets.grid import Grid
from lockstep.exchange.sheets.linking import Linker
from lockstep.exchange.sheets.mapping import Mapping
from lockstep.exchange.sheets.outline import outline
from lockstep.exchange.sheets.people import People
from lockstep.exchange.sheets.rows import Row, column_letters
from lockstep.exchange.worktime import WorkTime
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import Calendar, ConstraintKind, PlanBuilder, Project, StoredDates
from lockstep.plan.columns import frozen

_STORED = {
    "early_start_ticks": Field.EARLY_START,
    "early_finish_ticks": Field.EARLY_FINISH,
    "late_start_ticks": Field.LATE_START,
    "late_finish_ticks": Field.LATE_FINISH,
}


@dataclass(slots=True)
class _Sheet:
    rows: list[Row]
    blank: int


def build(grid: Grid, mapping: Mapping, file_format: Format, file_name: str, notices: Notices) -> Document:
    """Return the document of one sheet."""
    raw = RawValues()
    sheet = _rows(grid, mapping, notices, raw)
    _keep_unmapped(grid, mapping, sheet.rows, raw)
    builder = PlanBuilder(file_name or grid.name or "Plan")
    calendar = builder.add_calendar(Calendar("1", "Standard", minutes_per_day=480.0))
    projects = _projects(sheet.rows, builder, file_name or grid.name or "Plan", calendar)
    parents = outline(sheet.rows, projects, notices)
    worktime = WorkTime(tuple(builder.calendars))
    has_child = np.zeros(len(sheet.rows), dtype=bool)
    has_child[[parent for parent in parents if parent >= 0]] = True
    values = [
        read_activity(row, bool(has_child[index]), worktime, calendar) for index, row in enumerate(sheet.rows)
    ]
    _add_activities(builder, sheet.rows, values, projects, parents)
    linker = Linker(sheet.rows, projects)
    linked = linker.add_links(builder)
    people = People(builder)
    for index, row in enumerate(sheet.rows):
        people.assign(index, row, values[index].duration_ticks)
    _add_constraints(builder, sheet.rows, values, linked, Field.CONSTRAINT in mapping.columns)
    _add_baseline(builder, sheet.rows, mapping)
    builder.projects = _with_starts(builder.projects, projects, values)
    counts = (
        Count("rows", len(sheet.rows) + sheet.blank, len(sheet.rows), sheet.blank, "they hold no name"),
        Count(
            "links",
            linker.found,
            linker.mapped,
            linker.found - linker.mapped,
            "their other end is not in the sheet",
        ),
    )
    source = Source(file_format, file_name, product="", encoding=grid.encoding, counts=counts)
    return Document(
        builder.build(), _stored(sheet.rows, values, mapping), raw, notices.all(), source, mapping
    )


def _rows(grid: Grid, mapping: Mapping, notices: Notices, raw: RawValues) -> _Sheet:
    rows, blank = [], 0
    for number, cells in enumerate(grid.rows[mapping.header_row :], start=mapping.header_row + 1):
        row = Row(number, cells, mapping, notices, raw)
        if row.text(Field.NAME) or _says_enough(row):
            rows.append(row)
        elif cells:
            blank += 1
            raw.keep(
                "row",
                number,
                "without a name",
                " | ".join(str(cell) for cell in cells if cell is not None)[:2_000],
            )
            notices.note("exchange.no_name", f"row {number}", "It holds no name and was kept aside.")
    return _Sheet(rows, blank)


def _says_enough(row: Row) -> bool:
    """A row without a name is an activity where it has an id, and dates or a duration."""
    has_id = row.cell(Field.ID) is not None or row.cell(Field.UID) is not None
    return has_id and any(
        row.cell(field) is not None for field in (Field.DURATION, Field.START, Field.FINISH)
    )


def _keep_unmapped(grid: Grid, mapping: Mapping, rows: list[Row], raw: RawValues) -> None:
    """Keep the cells of columns that the mapping does not use."""
    used = set(mapping.columns.values())
    width = max((len(row.cells) for row in rows), default=0)
    for column in range(1, width + 1):
        if column not in used:
            head = mapping.heads.get(column) or f"column {column_letters(column)}"
            found = [(row.number, row.cells[column - 1]) for row in rows if column <= len(row.cells)]
            kept = [(number, str(cell)) for number, cell in found if cell is not None]
            raw.keep_column("row", head, [number for number, _ in kept], [text for _, text in kept])


def _projects(rows: list[Row], builder: PlanBuilder, name: str, calendar: int) -> list[int]:
    """Add a project for each name in the project column, or one; return the project of each row."""
    index_of: dict[str, int] = {}
    found = []
    for row in rows:
        key = row.text(Field.PROJECT) or (next(iter(index_of), "") if index_of else name)
        if key not in index_of:
            index_of[key] = builder.add_project(Project(uid=key, name=key, calendar=calendar))
        found.append(index_of[key])
    if not index_of:
        builder.add_project(Project(uid=name, name=name, calendar=calendar))
    return found


def _add_activities(
    builder: PlanBuilder,
    rows: list[Row],
    values: list[ActivityValues],
    projects: list[int],
    parents: list[int],
) -> None:
    uids = _uids(rows)
    for index, (row, value) in enumerate(zip(rows, values, strict=True)):
        builder.add_activity(
            uids=uids[index],
            codes=row.text(Field.ID) or str(index + 1),
            names=row.text(Field.NAME),
            wbs=row.text(Field.WBS),
            project=projects[index],
            parent=parents[index],
            **value.columns(),
        )


def _uids(rows: list[Row]) -> list[int]:
    """Return the unique ids of the sheet, else its ids where all are numbers, else row by row."""
    for field in (Field.UID, Field.ID):
        texts = [row.text(field) for row in rows]
        if all(text.isascii() and text.isdigit() and len(text) < 16 for text in texts):
            numbers = [int(text) for text in texts]
            if len(set(numbers)) == len(numbers):
                return numbers
    return list(range(1, len(rows) + 1))


def _add_constraints(
    builder: PlanBuilder,
    rows: list[Row],
    values: list[ActivityValues],
    linked: set[int],
    says_constraints: bool,
) -> None:
    """Add constraints and deadlines; a start that nothing else explains holds the activity, as if it was typed in."""
    for index, (row, value) in enumerate(zip(rows, values, strict=True)):
        if value.constraint is not None:
            builder.add_constraint(index, value.constraint, value.constraint_ticks)
        elif not says_constraints and index not in linked and value.may_be_held:
            builder.add_constraint(index, ConstraintKind.START_NO_EARLIER_THAN, value.start_ticks)
        deadline = row.moment(Field.DEADLINE)
        if deadline != NO_TICKS:
            builder.add_constraint(index, ConstraintKind.DEADLINE, deadline)


def _add_baseline(builder: PlanBuilder, rows: list[Row], mapping: Mapping) -> None:
    if not {Field.BASELINE_START, Field.BASELINE_FINISH} & mapping.columns.keys():
        return
    for index, row in enumerate(rows):
        start, finish = row.moment(Field.BASELINE_START), row.moment(Field.BASELINE_FINISH)
        if (start, finish) != (NO_TICKS, NO_TICKS):
            builder.set_baseline("Baseline", index, start_ticks=start, finish_ticks=finish)


def _with_starts(projects: list[Project], of_row: list[int], values: list[ActivityValues]) -> list[Project]:
    """Let each project start with its earliest date."""

    starts: dict[int, int] = {}
    for project, value in zip(of_row, values, strict=True):
        dates = [ticks for ticks in (value.start_ticks, value.actual_start_ticks) if ticks != NO_TICKS]
        if dates:
            starts[project] = min(min(dates), starts.get(project, min(dates)))
    return [
        replace(project, start_ticks=starts.get(index, NO_TICKS)) for index, project in enumerate(projects)
    ]


def _stored(rows: list[Row], values: list[ActivityValues], mapping: Mapping) -> StoredDates | None:
    """Return the dates of the sheet for comparison, or None where it holds none."""
    if not {Field.START, Field.FINISH, *_STORED.values()} & mapping.columns.keys() or not rows:
        return None
    dates = {name: frozen([row.moment(field) for row in rows], np.int64) for name, field in _STORED.items()}
    return StoredDates(
        start_ticks=frozen([value.start_ticks for value in values], np.int64),
        finish_ticks=frozen([value.finish_ticks for value in values], np.int64),
        **dates,
        total_float_ticks=frozen([row.duration(Field.TOTAL_FLOAT)[0] for row in rows], np.int64),
        free_float_ticks=frozen([row.duration(Field.FREE_FLOAT)[0] for row in rows], np.int64),
        is_critical=frozen(np.full(len(rows), -1), np.int8),
    )
