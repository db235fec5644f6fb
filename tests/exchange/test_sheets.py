"""Spreadsheets: proposed mappings, cells in the ways people write them, findings with their place."""

import io
from dataclasses import replace
from datetime import datetime

import pytest
import xlsxwriter

from lockstep.exchange import Document, Format, Mapping, read
from lockstep.exchange.sheets import cells, propose
from lockstep.exchange.sheets.fields import Field, field_of, unit_in
from lockstep.exchange.sheets.grid import Grid
from lockstep.exchange.sheets.predecessors import Reference, parse
from lockstep.foundation.findings import LockstepError, Severity
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY, TICKS_PER_HOUR, ticks_of_iso
from lockstep.plan import ActivityKind, ActivityMode, ConstraintKind, LagUnit, LinkKind, unsound
from tests.exchange.samples import CSV


@pytest.fixture(scope="module")
def document() -> Document:
    return read(CSV.encode(), "site.csv")


def table(text: str, **values: object) -> Document:
    return read(text.encode(), "t.csv", **values)  # type: ignore[arg-type]


def test_a_sheet_with_a_title_indents_and_odd_heads_is_understood(document: Document) -> None:
    activities = document.plan.activities
    assert activities.names == ("Site", "Dig", "Pour", "Done", "Test")
    assert activities.parent.tolist() == [-1, 0, 0, 0, -1]
    assert activities.kind.tolist() == [
        ActivityKind.SUMMARY,
        ActivityKind.ACTIVITY,
        ActivityKind.ACTIVITY,
        ActivityKind.FINISH_MILESTONE,
        ActivityKind.ACTIVITY,
    ]
    assert activities.duration_ticks.tolist() == [hours * TICKS_PER_HOUR for hours in (0, 40, 80, 0, 24)]
    assert unsound(document.plan) == ()


def test_progress_without_actual_dates_takes_the_planned_ones(document: Document) -> None:
    activities = document.plan.activities
    assert activities.share_complete[1] == 0.5
    assert activities.remaining_ticks[1] == 20 * TICKS_PER_HOUR
    assert activities.actual_start_ticks[1] == ticks_of_iso("2026-01-05T08:00")
    assert "exchange.assumed_start" in [finding.code for finding in document.findings]


def test_links_and_people(document: Document) -> None:
    links = document.plan.links
    assert links.kind.tolist() == [LinkKind.FS, LinkKind.FS, LinkKind.SS, LinkKind.FF]
    assert links.lag_ticks.tolist() == [16 * TICKS_PER_HOUR, 0, -8 * TICKS_PER_HOUR, 0]
    assert links.lag_share.tolist() == [0.0, 0.0, 0.0, 0.5]
    assert document.plan.resources.names == ("Ann", "Excavator", "Bob")
    assert document.plan.assignments.units.tolist() == [0.5, 1.0, 1.0]


def test_each_bad_cell_is_a_finding_with_its_place(document: Document) -> None:
    places = {
        (finding.place, finding.code) for finding in document.findings if finding.code == "exchange.bad_cell"
    }
    assert places == {(f"site.csv, row 7, column {letter}", "exchange.bad_cell") for letter in "DFH"}
    assert document.raw.of_row("row", 7) == {
        "start": ["31.02.2026"],
        "predecessors": ["4SS-1 day, 3FF+50%, 99"],
        "percent": ["x"],
    }


def test_columns_that_mean_nothing_are_kept_raw(document: Document) -> None:
    assert list(document.raw.values("row", "Notes")) == [(4, "wet")]


def test_counts_in_are_counts_out(document: Document) -> None:
    assert all(count.found == count.mapped + count.kept for count in document.source.counts)
    assert (document.source.format, document.source.encoding) == (Format.CSV, "utf-8")


def test_a_start_that_no_link_explains_holds_the_activity() -> None:
    plan = table("Name,Start,Duration,Predecessors\nA,2026-03-02,5d,\nB,2026-03-09,2d,A\n").plan
    assert plan.constraints.activity.tolist() == [0]
    assert plan.constraints.kind.tolist() == [ConstraintKind.START_NO_EARLIER_THAN]
    assert plan.projects[0].start_ticks == ticks_of_iso("2026-03-02T08:00")


def test_a_sheet_with_a_constraint_column_says_itself_what_holds() -> None:
    plan = table(
        "Name,Start,Duration,Constraint,Constraint date\nA,2026-03-02,5d,MFO,2026-03-06\nB,2026-03-02,1d,,\n"
    ).plan
    assert plan.constraints.kind.tolist() == [ConstraintKind.MUST_FINISH_ON]
    assert plan.constraints.at_ticks.tolist() == [ticks_of_iso("2026-03-06T08:00")]


def test_durations_follow_from_dates_where_none_is_given() -> None:
    plan = table("Name,Start,Finish\nA,2026-03-02,2026-03-06\n").plan
    assert plan.activities.duration_ticks.tolist() == [40 * TICKS_PER_HOUR]


def test_outline_by_wbs_codes_and_by_levels() -> None:
    assert table("WBS,Name\n1,A\n1.1,B\n1.1.1,C\n1.2,D\n2,E\n").plan.activities.parent.tolist() == [
        -1,
        0,
        1,
        0,
        -1,
    ]
    assert table("Level,Name\n1,A\n2,B\n3,C\n2,D\n1,E\n").plan.activities.parent.tolist() == [-1, 0, 1, 0, -1]


def test_several_projects_in_one_sheet() -> None:
    plan = table("Project,ID,Name,Predecessors\nNorth,1,A,\nSouth,1,B,\nSouth,2,C,1\n").plan
    assert [project.name for project in plan.projects] == ["North", "South"]
    assert (plan.links.predecessor.tolist(), plan.links.successor.tolist()) == ([1], [2])


def test_successors_and_predecessors_that_say_the_same_are_one_link() -> None:
    plan = table("ID,Name,Predecessors,Successors\n1,A,,2\n2,B,1FS,\n").plan
    assert len(plan.links) == 1


def test_manual_inactive_and_elapsed() -> None:
    heads = "Name,Mode,Active,Start,Finish,Duration\n"
    rows = "A,Manually Scheduled,Yes,2026-03-02,2026-03-03,2d\nB,Auto,No,2026-03-02,,3 edays\n"
    plan = table(heads + rows).plan
    assert plan.activities.mode.tolist() == [ActivityMode.MANUAL, ActivityMode.INACTIVE]
    assert plan.activities.planned_start_ticks.tolist() == [ticks_of_iso("2026-03-02T08:00")] * 2
    assert plan.activities.is_elapsed.tolist() == [False, True]
    assert plan.activities.duration_ticks[1] == 3 * TICKS_PER_DAY


def workbook(*rows: list[object], hidden: bool = False) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        book.add_worksheet("Notes").write_string(0, 0, "About this file")
        sheet = book.add_worksheet("Plan")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(number, column, value, date)
                else:
                    sheet.write(number, column, value)
        if hidden:
            sheet.hide()
    return stream.getvalue()


def test_a_workbook_is_read_from_the_sheet_that_is_a_plan() -> None:
    document = read(
        workbook(["Task Name", "Duration (h)", "Start"], ["Dig", 16, datetime(2026, 3, 2)]), "plan.xlsx"
    )
    assert document.source.format == Format.XLSX
    assert document.plan.activities.duration_ticks.tolist() == [16 * TICKS_PER_HOUR]
    assert document.stored is not None
    assert document.stored.start_ticks.tolist() == [ticks_of_iso("2026-03-02T08:00")]


def test_hidden_sheets_are_left_out() -> None:
    with pytest.raises(LockstepError, match="No column"):
        read(workbook(["Task Name"], ["Dig"], hidden=True))


def test_a_table_without_names_is_refused_with_what_to_do() -> None:
    with pytest.raises(LockstepError, match="name one 'Name'"):
        table("1,2,3\n4,5,6\n")


def test_a_mapping_can_be_changed_saved_and_used_again() -> None:
    text = "Thing;Begins;Lasts\nDig;02/03/2026;3\nFill;03/03/2026;4\n"
    grid = Grid("", [line.split(";") for line in text.splitlines()])
    proposed = propose(grid)
    assert proposed.columns == {Field.NAME: 1, Field.START: 2}
    mine = Mapping(
        header_row=1,
        columns={**proposed.columns, Field.DURATION: 3},
        date_order=cells.DateOrder.MDY,
        duration_unit="w",
    )
    again = Mapping.from_json(mine.to_json())
    assert again == mine
    document = table(text, mapping=again)
    assert document.plan.activities.duration_ticks.tolist() == [120 * TICKS_PER_HOUR, 160 * TICKS_PER_HOUR]
    assert document.stored is not None
    assert document.stored.start_ticks.tolist() == [
        ticks_of_iso("2026-02-03T08:00"),
        ticks_of_iso("2026-03-03T08:00"),
    ]


@pytest.mark.parametrize(
    "text", ["", "[]", '{"version": 9}', '{"version": 1, "columns": {"nonsense": 1}}', '{"version":1}']
)
def test_a_mapping_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(LockstepError, match="mapping cannot be read"):
        Mapping.from_json(text)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Task Name", Field.NAME),
        ("  activity_name ", Field.NAME),
        ("(*)Activity ID", Field.ID),
        ("% Complete", Field.PERCENT),
        ("Original Duration(d)", Field.DURATION),
        ("BL1 Start", Field.BASELINE_START),
        ("Vorgänger", Field.PREDECESSORS),
        ("Weather", None),
    ],
)
def test_heads_are_known_in_several_spellings(head: str, expected: Field | None) -> None:
    assert field_of(head) == expected


def test_a_head_may_say_the_unit() -> None:
    assert (unit_in("Duration (h)"), unit_in("Original Duration(d)"), unit_in("Duration")) == ("h", "d", None)


@pytest.mark.parametrize(
    ("cell", "ticks", "is_elapsed"),
    [
        ("5d", 40 * TICKS_PER_HOUR, False),
        ("2 wks", 80 * TICKS_PER_HOUR, False),
        ("1.5 days?", 12 * TICKS_PER_HOUR, False),
        ("0,5 t", 4 * TICKS_PER_HOUR, False),
        ("90 min", 900, False),
        ("1 mon", 160 * TICKS_PER_HOUR, False),
        ("3ed", 3 * TICKS_PER_DAY, True),
        (4, 32 * TICKS_PER_HOUR, False),
        (0.25, 2 * TICKS_PER_HOUR, False),
    ],
)
def test_durations(cell: cells.Cell, ticks: int, is_elapsed: bool) -> None:
    assert cells.duration(cell) == (ticks, is_elapsed)


@pytest.mark.parametrize("cell", ["soon", "5 parsecs", "", None, True, "5d 3h", "--5d"])
def test_what_is_no_duration(cell: cells.Cell) -> None:
    with pytest.raises(ValueError, match="no"):
        cells.duration(cell)


@pytest.mark.parametrize(
    ("cell", "order", "expected"),
    [
        ("2026-03-02", "ymd", "2026-03-02T08:00"),
        ("2026-03-02 13:30", "ymd", "2026-03-02T13:30"),
        ("02.03.2026", "dmy", "2026-03-02T08:00"),
        ("03/02/2026", "mdy", "2026-03-02T08:00"),
        ("13/02/2026", "mdy", "2026-02-13T08:00"),
        ("02-Mar-26", "dmy", "2026-03-02T08:00"),
        ("Mon 02.03.26 17:00", "dmy", "2026-03-02T17:00"),
        ("March 2, 2026 5:00 PM", "dmy", "2026-03-02T17:00"),
        ("2. März 2026", "dmy", "2026-03-02T08:00"),
        ("02-Mar-26 08:30 A", "dmy", "2026-03-02T08:30"),
        (datetime(2026, 3, 2), "ymd", "2026-03-02T08:00"),
        (46083, "ymd", "2026-03-02T08:00"),
        (46083.5, "ymd", "2026-03-02T12:00"),
    ],
)
def test_dates(cell: cells.Cell, order: str, expected: str) -> None:
    ticks, _ = cells.moment(cell, cells.DateOrder(order), 480)
    assert ticks == ticks_of_iso(expected)


@pytest.mark.parametrize("cell", ["tomorrow", "31.02.2026", 5, True, "0001-01-01", "9999-12-31", "32-Foo-26"])
def test_what_is_no_date(cell: cells.Cell) -> None:
    with pytest.raises((ValueError, OverflowError)):
        cells.moment(cell, cells.DateOrder.DMY, 480)


@pytest.mark.parametrize(
    ("cell", "expected"), [("50%", 0.5), (50, 0.5), (0.5, 0.5), (1, 1.0), ("100", 1.0), ("0", 0.0)]
)
def test_percentages(cell: cells.Cell, expected: float) -> None:
    assert cells.share(cell) == expected


KNOWN = {"12", "14", "a-10", "a-10d", "ba-p1-10"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", [Reference("12")]),
        ("12FS+2d;14SS", [Reference("12", lag_ticks=9600), Reference("14", LinkKind.SS)]),
        ("12, 14 ff - 1 wk", [Reference("12"), Reference("14", LinkKind.FF, lag_ticks=-24_000)]),
        ("12FS+50%", [Reference("12", lag_unit=LagUnit.PERCENT, lag_share=0.5)]),
        ("12SF-3ed", [Reference("12", LinkKind.SF, LagUnit.ELAPSED, -3 * TICKS_PER_DAY)]),
        ("A-10d", [Reference("A-10d")]),
        ("A-10 (SS)", [Reference("A-10", LinkKind.SS)]),
        ("BA-P1-10FS+1d", [Reference("BA-P1-10", lag_ticks=4_800)]),
        ("", []),
    ],
)
def test_predecessors(text: str, expected: list[Reference]) -> None:
    assert parse(text, KNOWN) == expected


def test_missing_values_stay_missing() -> None:
    plan = table("Name\nOnly a name\n").plan
    assert plan.projects[0].start_ticks == NO_TICKS
    assert plan.activities.duration_ticks.tolist() == [0]


UNKNOWN = "Id,Name,Duration,Follows on,Mood\n1,Dig,2d,,calm\n2,Pour,3d,1FS+2d,\n3,Test,1d,1;2,wild\n"


def test_a_column_that_nobody_recognized_is_a_warning_and_one_of_links_says_so() -> None:
    """Cells such as 1FS+2d are most likely predecessors; what else is unknown is named too."""
    found = {f.place: f for f in table(UNKNOWN).findings if f.code == "exchange.unknown_column"}
    assert set(found) == {"t.csv, column D", "t.csv, column E"}
    assert all(finding.severity == Severity.WARNING for finding in found.values())
    assert "'Follows on' looks like predecessors" in found["t.csv, column D"].sentence
    assert '"predecessors": 4' in found["t.csv, column D"].sentence
    assert "'Mood' is not recognized" in found["t.csv, column E"].sentence


def test_a_document_carries_its_mapping_and_a_changed_one_reads_the_links() -> None:
    """Who chose the columns is not warned about those left raw."""
    proposed = table(UNKNOWN).mapping
    assert proposed is not None
    chosen = replace(proposed, columns={**proposed.columns, Field.PREDECESSORS: 4})
    document = table(UNKNOWN, mapping=Mapping.from_json(chosen.to_json()))
    assert len(document.plan.links) == 3
    assert document.mapping == chosen
    assert document.findings == ()


@pytest.mark.parametrize(
    "changed", ['"header_row": -1', '"columns": {"name": 0}', '"duration_unit": "x"', '"columns": {"nam": 1}']
)
def test_a_mapping_of_nonsense_is_refused_with_the_fields_there_are(changed: str) -> None:
    """Later keys win in JSON, so each case spoils one value."""
    text = '{"version": 1, "columns": {"name": 1}, ' + changed + "}"
    with pytest.raises(LockstepError, match="Columns can be project, uid"):
        Mapping.from_json(text)
