"""Spreadsheets: XLSX and CSV with a mapping of columns that is proposed and can be changed and saved."""

from lockstep.exchange.sheets.fields import SHEET_FIELDS
from lockstep.exchange.sheets.mapping import Mapping, propose
from lockstep.exchange.sheets.reading import NoColumns, propose_mapping, read_csv, read_xlsx

__all__ = ["SHEET_FIELDS", "Mapping", "NoColumns", "propose", "propose_mapping", "read_csv", "read_xlsx"]
