"""Every register goes out as a file and comes back from one."""

from typing import Any

import pytest

from lockstep.domain.ledger import InvalidInput, perform, undo
from lockstep.domain.records.actions import store_file
from lockstep.domain.records.declarations import Register
from lockstep.domain.records.queries import ListQuery, Scope, SheetFormat, exported, import_preview, listing
from lockstep.domain.records.sheets import read_table, written
from tests.domain.conftest import Forest
from tests.domain.records.samples import raise_sample


@pytest.mark.parametrize("format_", list(SheetFormat), ids=lambda f: f.value)
def test_an_export_comes_back_as_no_change_and_an_edited_one_as_its_edits(
    register: Register, administrator: Any, forest: Forest, format_: SheetFormat
) -> None:
    """Rows are found by their key; a changed title changes one record, a row without a key is new."""
    for number in (1, 2, 3):
        raise_sample(register, number, administrator, forest.dig)
    scope = Scope(forest.portfolio)
    content = exported(administrator, register.name, scope, ListQuery(sort="key"), format_)
    report = import_preview(administrator, register.name, forest.dig, name="x", content=content)
    assert report.findings == ()
    assert report.counts == {"new": 0, "changed": 0, "same": 3, "faulty": 0}, report.rows
    table = read_table("x", content)
    title, key = table[0].index("Title") if "Title" in table[0] else 1, 0
    table[1][title] = "=1+1"
    table[2][key] = "OLD-7"
    edited = written(format_, "x", table)
    arguments = {"register": register.name, "node": forest.dig, "name": "x", "digest": store_file(edited)}
    outcome = perform("records.import_records", actor=administrator, arguments=arguments)
    assert outcome.value == {"new": 1, "changed": 1, "faulty": 0, "same": 1}
    page = listing(administrator, register.name, scope, ListQuery(search="=1+1"))
    assert [row.title for row in page.rows] == ["=1+1"]
    again = perform("records.import_records", actor=administrator, arguments=arguments)
    assert again.value == {"new": 0, "changed": 0, "faulty": 0, "same": 3}, "found by its origin"
    undo(outcome.change_set_id, actor=administrator)
    assert listing(administrator, register.name, scope, ListQuery()).total == 3


def test_a_cell_that_cannot_be_used_is_named_and_nothing_is_written(
    register: Register, administrator: Any, forest: Forest
) -> None:
    """The dry run names row and column; the import refuses unless faulty rows are left out."""
    row = raise_sample(register, 1, administrator, forest.dig)
    rows = [{"key": row.key, "title": "Better", "due_on": "soon"}, {"key": row.key, "owner": "Nobody Known"}]
    report = import_preview(administrator, register.name, forest.dig, rows=rows)
    assert report.counts["faulty"] == 2
    assert {(finding.row, finding.field) for finding in report.findings} >= {(2, "due_on"), (3, "owner")}
    arguments = {"register": register.name, "node": forest.dig, "rows": rows}
    with pytest.raises(InvalidInput):
        perform("records.import_records", actor=administrator, arguments=arguments)
    skipped = perform(
        "records.import_records", actor=administrator, arguments={**arguments, "skips_faulty": True}
    )
    assert skipped.value["faulty"] == 2
    assert skipped.change_set_id is None
