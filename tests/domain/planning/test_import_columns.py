"""Which column of a spreadsheet is what: chosen for one import, kept for the next file of the project."""

import json

import pytest

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import Refused
from lockstep.domain.planning.actions import apply_import, ask_apply, prepare_import
from lockstep.domain.planning.bridge.columns import changed_columns
from lockstep.domain.planning.models import Link
from lockstep.domain.planning.queries import import_page
from lockstep.foundation.findings import LockstepError
from tests.domain.planning.conftest import Program

SHEET = b"Id,Name,Duration,Follows on\n1,Dig,2d,\n2,Pour,3d,1FS+2d\n"
LATER = b"Id,Follows on,Name,Duration,Cost\n1,,Dig,2d,5\n2,1FS+2d,Pour,3d,\n3,2,Test,1d,\n"


def chosen(run: int) -> str:
    """Return the proposed columns of a dry run with column D as predecessors."""
    proposed = import_page(SYSTEM, run).report["mapping"]
    columns = {column: field for field, column in json.loads(proposed)["columns"].items()}
    return changed_columns(proposed, {**columns, 4: "predecessors"})


def test_the_columns_that_were_chosen_read_next_weeks_file_too(program: Program) -> None:
    """The column of links has moved meanwhile; it is found by its head."""
    first = prepare_import(SYSTEM, program.program, "site.csv", SHEET)
    assert "exchange.unknown_column" in [f["code"] for f in import_page(SYSTEM, first).report["findings"]]
    run = prepare_import(SYSTEM, program.program, "site.csv", SHEET, mapping=chosen(first))
    (project,) = apply_import(SYSTEM, run).value
    assert Link.objects.filter(project=project).count() == 1
    later = prepare_import(SYSTEM, project, "site week 12.csv", LATER)
    counts = import_page(SYSTEM, later).report["projects"][0]["counts"]["links"]
    assert (counts["inFile"], counts["created"]) == (2, 1)
    apply_import(SYSTEM, later)
    assert Link.objects.filter(project=project).count() == 2


def test_one_field_is_one_column(program: Program) -> None:
    run = prepare_import(SYSTEM, program.program, "site.csv", SHEET)
    proposed = import_page(SYSTEM, run).report["mapping"]
    with pytest.raises(LockstepError, match="Two columns are said to be 'name'"):
        changed_columns(proposed, {2: "name", 4: "name"})
    with pytest.raises(LockstepError, match="cannot be read"):
        changed_columns(proposed, {2: "mood"})


def test_a_file_without_its_end_is_imported_only_on_confirmation(program: Program) -> None:
    """Rows may be lost, and what is lost looks as if it vanished."""
    text = (
        "ERMHDR\t19.12\t2026-01-05\n%T\tPROJECT\n%F\tproj_id\tproj_short_name\tplan_start_date\n"
        "%R\t1\tSite\t2026-01-05 08:00\n%T\tTASK\n%F\ttask_id\tproj_id\ttask_code\ttask_name\n%R\t1\t1\tA1\tDig\n"
    )
    run = prepare_import(SYSTEM, program.program, "cut.xer", text.encode())
    node = import_page(SYSTEM, run).row.node
    with pytest.raises(Refused, match="end of the file is missing"):
        ask_apply(SYSTEM, node, run)
    with pytest.raises(Refused, match="end of the file is missing"):
        apply_import(SYSTEM, run)
    assert apply_import(SYSTEM, run, accepts_truncated=True).value
