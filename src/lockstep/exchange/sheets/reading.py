"""Reading a spreadsheet: take the cells, propose or use a mapping, build the plan."""

import zipfile
from typing import BinaryIO

from lockstep.exchange.document import Document, Format
from lockstep.exchange.limits import DEFAULT_LIMITS, Limits
from lockstep.exchange.noticing import Notices
from lockstep.exchange.sheets.building import build
from lockstep.exchange.sheets.fields import Field
from lockstep.exchange.sheets.grid import Grid, csv_grid, workbook_grids
from lockstep.exchange.sheets.mapping import Mapping, propose
from lockstep.exchange.sheets.unknown import warn_of_unknown
from lockstep.foundation.findings import LockstepError


class NoColumns(LockstepError):
    """No column can be the name; `mapping` holds the heads that were seen, to be completed by people."""

    def __init__(self, place: str, mapping: Mapping) -> None:
        super().__init__(
            place,
            "No column with the names of activities was found; name one 'Name', or give a mapping of columns.",
            code="exchange.no_columns",
        )
        self.mapping = mapping


def read_csv(
    stream: BinaryIO, file_name: str = "", limits: Limits = DEFAULT_LIMITS, mapping: Mapping | None = None
) -> Document:
    """Return the document of delimited text. Raises LockstepError where no column can be a name."""
    notices = Notices(file_name or "the file")
    grid = csv_grid(stream, notices, limits)
    return _document([grid], Format.CSV, file_name, notices, mapping)


def read_xlsx(
    archive: zipfile.ZipFile,
    file_name: str = "",
    limits: Limits = DEFAULT_LIMITS,
    mapping: Mapping | None = None,
) -> Document:
    """Return the document of a workbook. Raises LockstepError where no column can be a name."""
    notices = Notices(file_name or "the file")
    grids = workbook_grids(archive, notices, limits)
    return _document(grids, Format.XLSX, file_name, notices, mapping)


def propose_mapping(grids: list[Grid], place: str) -> Mapping:
    """Return the proposed mapping of the sheet that looks most like a plan."""
    proposals = [propose(grid) for grid in grids]
    usable = [proposal for proposal in proposals if Field.NAME in proposal.columns]
    if not usable:
        raise NoColumns(place, max(proposals, key=lambda proposal: len(proposal.heads), default=Mapping()))
    return max(usable, key=lambda proposal: len(proposal.columns))


def _document(
    grids: list[Grid], file_format: Format, file_name: str, notices: Notices, mapping: Mapping | None
) -> Document:
    is_proposed = mapping is None
    if mapping is None:
        mapping = propose_mapping(grids, notices.file_place)
    chosen = [grid for grid in grids if not mapping.sheet or grid.name == mapping.sheet]
    if not chosen or Field.NAME not in mapping.columns:
        raise LockstepError(
            notices.file_place,
            f"The mapping names sheet '{mapping.sheet}' with a column of names, which is not there; propose one.",
            code="exchange.mapping",
        )
    if is_proposed:
        warn_of_unknown(chosen[0], mapping, notices)
    return build(chosen[0], mapping, file_format, file_name, notices)
