"""Reading plan files for a command, with a progress line for people."""

from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lockstep.exchange import Document, Mapping
    from lockstep.foundation.findings import Finding
    from lockstep.plan import Plan

PlanFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        exists=True,
        dir_okay=False,
        readable=True,
        help="A plan: Microsoft Project XML or MPP, Primavera XER or PMXML, XLSX or CSV.",
    ),
]
PlanFiles = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...",
        exists=True,
        dir_okay=False,
        readable=True,
        help="One or more plans; several are joined into one network.",
    ),
]
JsonOut = Annotated[
    Path | None,
    typer.Option("--json", metavar="OUT", help="Write the result as JSON to OUT; - is standard output."),
]
MappingFile = Annotated[
    Path | None,
    typer.Option(
        "--mapping",
        metavar="MAP",
        exists=True,
        dir_okay=False,
        readable=True,
        help="Which column of a spreadsheet is what: JSON as lockstep inspect --propose-mapping writes it.",
    ),
]


@contextmanager
def working(words: str) -> "Iterator[None]":
    """Show a spinner beside `words` on the error stream while the body runs; nothing where nobody looks."""
    from rich.console import Console

    with Console(stderr=True).status(words):
        yield


def read_document(path: Path, mapping: Path | None = None) -> "Document":
    """Read one plan file; `mapping` is the file that says which column of a spreadsheet is what."""
    from lockstep.exchange import read

    chosen = read_mapping(mapping)
    with working(f"Reading {path.name}"):
        return read(path, mapping=chosen)


def read_mapping(path: Path | None) -> "Mapping | None":
    """Return the mapping of columns in a file, None for none. Raises LockstepError where it holds none."""
    from lockstep.exchange import Mapping

    return None if path is None else Mapping.from_json(path.read_text(encoding="utf-8", errors="replace"))


def read_joined(paths: Sequence[Path], mapping: Path | None = None) -> "tuple[Plan, tuple[Finding, ...]]":
    """Read plan files and join them into one network, with what was noticed in all of them."""
    from lockstep.plan import join

    documents = [read_document(path, mapping) for path in paths]
    findings = tuple(finding for document in documents for finding in document.findings)
    return join([document.plan for document in documents]), findings
