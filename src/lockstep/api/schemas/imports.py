"""Plan files coming in and going out."""

from typing import Any, Literal

from pydantic import Field

from lockstep.api.shapes import Body, Id, Line, Reason, Shape, shape_of
from lockstep.domain.planning.queries.imports import ImportPage, ImportRow
from lockstep.domain.planning.vocabulary import Mastered

ImportLine = shape_of(ImportRow, "ImportLine")

Format = Literal["mspdi", "xlsx", "csv"]


class Imports(Shape):
    """Imports, the newest first."""

    items: list[ImportLine]
    next: str | None


class Import(shape_of(ImportPage, "ImportFields", frozenset({"row"}))):  # type: ignore[misc]
    """An import with its report: what it would create or change, conflicts, and the reconciliation of its dates."""

    run: ImportLine
    arguments: dict[str, Any]
    report: dict[str, Any]


class ImportForm(Body):
    """Where a file goes. `only` picks one project of the file; `name` names the new project.

    `mapping` says in JSON which column of a spreadsheet is what; by default as for the project's last file. The
    report of a dry run holds it as `mapping`, to be changed and sent again.
    """

    node: Id
    mastered: Mastered | None = None
    name: Line = Field(default="", max_length=250)
    only: Line = ""
    mapping: str = Field(default="", max_length=100_000)


class ApplyBody(Body):
    """How conflicts are resolved: fields edited on both sides stay as they are here, unless their value is taken."""

    takes_theirs: bool = Field(default=False, description="take the file's value in every conflict")
    theirs: list[Line] = Field(
        default=[],
        max_length=100_000,
        description="keys of the conflicts, as the report names them, in which the file's value is taken",
    )
    withdraws_vanished: bool = Field(
        default=False, description="take what the file no longer has out of the plan"
    )
    accepts_truncated: bool = Field(
        default=False, description="import a file whose end, and so maybe rows, is missing"
    )
    reason: Reason = ""


class ExportBody(Body):
    """The form of the file."""

    format: Format
