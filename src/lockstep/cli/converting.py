"""`lockstep convert IN OUT`: a plan in another format, with what that format cannot carry listed."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lockstep.cli.exits import exit_by
from lockstep.cli.findings import print_findings
from lockstep.cli.output import plural
from lockstep.cli.reading import MappingFile, PlanFile, read_document

if TYPE_CHECKING:
    from lockstep.exchange import Document, Format, ScheduledDates


class Dates(StrEnum):
    """Which dates the written file holds beside what is input."""

    OURS = "ours"
    STORED = "stored"
    NONE = "none"


Out = Annotated[
    Path,
    typer.Argument(
        metavar="OUT", dir_okay=False, help="The file to write: .xml (Microsoft Project), .xlsx or .csv."
    ),
]
DatesOption = Annotated[
    Dates,
    typer.Option(
        "--dates", help="Write the dates that Lockstep computes, those that the source stores, or none."
    ),
]


def command(file: PlanFile, out: Out, dates: DatesOption = Dates.OURS, mapping: MappingFile = None) -> None:
    """Write a plan in another format; what that format cannot carry is listed."""
    written_format = format_of(out)
    if out.exists() and out.samefile(file):
        raise typer.BadParameter("IN and OUT are the same file; name another OUT.")
    from lockstep.exchange import write

    document = read_document(file, mapping)
    lost = write(document.plan, out, written_format, _dates(document, dates))
    typer.echo(f"{out}: {plural(len(document.plan.activities), 'activity', 'activities')}")
    findings = (*document.findings, *lost)
    print_findings(findings)
    exit_by(findings)


def format_of(out: Path) -> "Format":
    """Return the format that a file name asks for. Raises typer.BadParameter for one that cannot be written."""
    from lockstep.exchange import Format

    formats = {".xml": Format.MSPDI, ".xlsx": Format.XLSX, ".csv": Format.CSV}
    found = formats.get(out.suffix.lower())
    if found is None:
        known = ", ".join(f"{suffix} ({kind.words})" for suffix, kind in formats.items())
        raise typer.BadParameter(f"{out.name!r} names no format that can be written; use one of {known}.")
    return found


def _dates(document: "Document", dates: Dates) -> "ScheduledDates | None":
    if dates is Dates.NONE:
        return None
    if dates is Dates.STORED:
        return document.stored
    from lockstep.engine import schedule

    return schedule(document.plan)
