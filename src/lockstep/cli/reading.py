"""Reading plan files for a command, with a progress line for people."""

from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lockstep.exchange import Document
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


@contextmanager
def working(words: str) -> "Iterator[None]":
    """Show a spinner beside `words` on the error stream while the body runs; nothing where nobody looks."""
    from rich.console import Console

    with Console(stderr=True).status(words):
        yield


def read_document(path: Path) -> "Document":
    """Read one plan file."""
    from lockstep.exchange import read

    with working(f"Reading {path.name}"):
        return read(path)


def read_joined(paths: Sequence[Path]) -> "tuple[Plan, tuple[Finding, ...]]":
    """Read plan files and join them into one network, with what was noticed in all of them."""
    from lockstep.plan import join

    documents = [read_document(path) for path in paths]
    findings = tuple(finding for document in documents for finding in document.findings)
    return join([document.plan for document in documents]), findings
