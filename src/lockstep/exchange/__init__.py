"""Files to plans and back: Microsoft Project XML and MPP, Primavera XER and PMXML, spreadsheets.

Pure functions: bytes in, a neutral plan with findings out. Nothing here knows a database or the scheduler.
"""

from lockstep.exchange.dates import ScheduledDates
from lockstep.exchange.document import Count, Document, Format, RawValues, Source
from lockstep.exchange.limits import DEFAULT_LIMITS, Limits
from lockstep.exchange.reading import read
from lockstep.exchange.sheets import SHEET_FIELDS, Mapping, NoColumns
from lockstep.exchange.writing import write

__all__ = [
    "DEFAULT_LIMITS",
    "SHEET_FIELDS",
    "Count",
    "Document",
    "Format",
    "Limits",
    "Mapping",
    "NoColumns",
    "RawValues",
    "ScheduledDates",
    "Source",
    "read",
    "write",
]
