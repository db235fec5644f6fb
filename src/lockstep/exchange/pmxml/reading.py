"""Reading PMXML: gather P6's business objects as tables under XER's names, then map them as XER's."""

from typing import BinaryIO

from lockstep.exchange.document import Document, Format, Source
from lockstep.exchange.limits import DEFAULT_LIMITS, Limits, refuse_over
from lockstep.exchange.memory import collector_at_rest
from lockstep.exchange.noticing import Notices
from lockstep.exchange.pmxml.baselines import map_baselines
from lockstep.exchange.pmxml.calendars import parse_calendar
from lockstep.exchange.pmxml.gathering import Gathered
from lockstep.exchange.pmxml.words import FIELDS, PROJECT_LEVEL_OPTIONS, SHARES, TABLES, VALUES
from lockstep.exchange.primavera import P6Table, P6Tables, map_primavera
from lockstep.exchange.streaming import records
from lockstep.exchange.xmlrows import Rows
from lockstep.foundation.findings import LockstepError

CONTAINERS = frozenset({"Project", "BaselineProject"})


def read_pmxml(stream: BinaryIO, file_name: str = "", limits: Limits = DEFAULT_LIMITS) -> Document:
    """Return the document of a PMXML file. Raises LockstepError where it cannot be read."""
    notices = Notices(file_name or "the file")
    tables = P6Tables(notices)
    with collector_at_rest():
        gathered = Gathered(tables.raw)
        for name, container, element in records(stream, CONTAINERS, notices.file_place, limits):
            if name == "" and not element.tag.endswith("APIBusinessObjects"):
                raise LockstepError(
                    notices.file_place,
                    "This XML is not a Primavera file: its root is not <APIBusinessObjects>. Export it from P6 as XML.",
                    code="exchange.unknown_format",
                )
            gathered.take(name, container, element)
            _refuse_too_large(gathered, limits, notices.file_place)
        gathered.finish()
        for name, rows in gathered.rows.items():
            tables.tables[TABLES[name]] = _table(name, rows)
        _take_project_options(tables, gathered)
        tables.names = {fields.get("ObjectId", ""): fields.get("Name", "") for fields in gathered.projects}
        for element in gathered.calendars:
            uid, parsed = parse_calendar(element, notices)
            tables.calendars[uid] = parsed
        source = Source(Format.PMXML, file_name, gathered.version, f"Primavera P6 {gathered.version}".strip())
        document = map_primavera(tables, source)
        return map_baselines(document, gathered.baselines)


def _refuse_too_large(gathered: Gathered, limits: Limits, place: str) -> None:
    refuse_over(gathered.count("Activity"), limits.activities, "activities", place)
    refuse_over(gathered.count("Relationship"), limits.links, "links", place)
    refuse_over(gathered.count("ResourceAssignment"), limits.assignments, "assignments", place)


def _table(name: str, rows: Rows) -> P6Table:
    table = TABLES[name]
    fields = FIELDS[name]
    columns: dict[str, list[str]] = {}
    for element, field in fields.items():
        texts = rows.column(element)
        words = VALUES.get((table, field))
        if words is not None:
            columns[field] = [words.get(text, text) if text else "" for text in texts]
        elif (table, field) in SHARES:
            columns[field] = [_percent(text) for text in texts]
        else:
            columns[field] = [text or "" for text in texts]
    if table == "SCHEDOPTIONS":
        columns["sched_retained_logic"] = _retained(rows.column("OutOfSequenceScheduleType"))
    return P6Table(table, columns)


def _retained(texts: list[str | None]) -> list[str]:
    return ["N" if text in ("Progress Override", "Actual Dates") else "Y" for text in texts]


def _percent(text: str | None) -> str:
    try:
        return str(float(text or "") * 100.0)
    except ValueError:
        return text or ""


def _take_project_options(tables: P6Tables, gathered: Gathered) -> None:
    """Options that stand on the project count where it has no row of scheduling options."""
    options = tables.tables.setdefault("SCHEDOPTIONS", P6Table("SCHEDOPTIONS", {}))
    known = set(options.column("proj_id"))
    rows = Rows("ScheduleOptions", tuple(FIELDS["ScheduleOptions"]), frozenset(), tables.raw)
    for fields in gathered.projects:
        if fields.get("ObjectId") not in known and any(name in fields for name in PROJECT_LEVEL_OPTIONS):
            rows.rows.append(
                (fields.get("ObjectId", ""), *(fields.get(name) for name in PROJECT_LEVEL_OPTIONS))
            )
    if rows.rows:
        more = _table("ScheduleOptions", rows)
        for field, column in more.columns.items():
            options.columns[field] = options.column(field) + column
