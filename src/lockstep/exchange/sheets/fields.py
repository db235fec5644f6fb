"""What a column of a spreadsheet can be, and the words under which people head it."""

import re
from enum import StrEnum
from typing import Final


class Field(StrEnum):
    """One thing that a column may hold."""

    PROJECT = "project"
    UID = "uid"
    ID = "id"
    WBS = "wbs"
    LEVEL = "level"
    NAME = "name"
    KIND = "kind"
    DURATION = "duration"
    REMAINING = "remaining"
    START = "start"
    FINISH = "finish"
    ACTUAL_START = "actual_start"
    ACTUAL_FINISH = "actual_finish"
    PERCENT = "percent"
    PREDECESSORS = "predecessors"
    SUCCESSORS = "successors"
    CONSTRAINT = "constraint"
    CONSTRAINT_DATE = "constraint_date"
    DEADLINE = "deadline"
    MODE = "mode"
    ACTIVE = "active"
    PRIORITY = "priority"
    RESOURCES = "resources"
    WORK = "work"
    BASELINE_START = "baseline_start"
    BASELINE_FINISH = "baseline_finish"
    EARLY_START = "early_start"
    EARLY_FINISH = "early_finish"
    LATE_START = "late_start"
    LATE_FINISH = "late_finish"
    TOTAL_FLOAT = "total_float"
    FREE_FLOAT = "free_float"


SHEET_FIELDS: Final = tuple(str(field) for field in Field)
"""The names that a mapping of columns knows."""

SPELLINGS: Final[dict[Field, tuple[str, ...]]] = {
    Field.PROJECT: ("project", "project name", "projekt"),
    Field.UID: ("unique id", "uid", "uniqueid", "guid"),
    Field.ID: (
        "id",
        "activity id",
        "task id",
        "code",
        "activity code",
        "no",
        "nr",
        "number",
        "#",
        "key",
        "ref",
        "task code",
        "line",
        "item",
    ),
    Field.WBS: ("wbs", "wbs code", "outline number", "wbs path", "wbs id", "psp", "structure"),
    Field.LEVEL: ("level", "outline level", "outline", "indent", "wbs level", "ebene"),
    Field.NAME: (
        "name",
        "activity name",
        "task name",
        "activity",
        "task",
        "title",
        "description",
        "summary",
        "work item",
        "vorgang",
        "vorgangsname",
        "what",
    ),
    Field.KIND: ("kind", "activity type", "task type", "type", "milestone"),
    Field.DURATION: (
        "duration",
        "original duration",
        "dur",
        "days",
        "duration days",
        "od",
        "dauer",
        "planned duration",
    ),
    Field.REMAINING: ("remaining", "remaining duration", "rd"),
    Field.START: (
        "start",
        "start date",
        "begin",
        "planned start",
        "from",
        "scheduled start",
        "anfang",
        "early start date",
    ),
    Field.FINISH: (
        "finish",
        "finish date",
        "end",
        "end date",
        "due",
        "due date",
        "planned finish",
        "to",
        "scheduled finish",
        "ende",
        "target date",
    ),
    Field.ACTUAL_START: ("actual start", "actual start date", "started", "started on"),
    Field.ACTUAL_FINISH: (
        "actual finish",
        "actual finish date",
        "actual end",
        "finished",
        "completed",
        "completed on",
    ),
    Field.PERCENT: (
        "percent complete",
        "% complete",
        "complete",
        "progress",
        "% done",
        "activity % complete",
        "percent",
        "done",
        "duration % complete",
    ),
    Field.PREDECESSORS: (
        "predecessors",
        "predecessor",
        "depends on",
        "dependencies",
        "pred",
        "after",
        "vorgänger",
        "blocked by",
    ),
    Field.SUCCESSORS: ("successors", "successor", "succ", "nachfolger", "blocks"),
    Field.CONSTRAINT: ("constraint", "constraint type", "primary constraint"),
    Field.CONSTRAINT_DATE: ("constraint date", "primary constraint date"),
    Field.DEADLINE: ("deadline", "must finish by"),
    Field.MODE: ("mode", "task mode", "scheduling"),
    Field.ACTIVE: ("active",),
    Field.PRIORITY: ("priority", "leveling priority"),
    Field.RESOURCES: (
        "resources",
        "resource names",
        "resource",
        "assigned to",
        "assignee",
        "owner",
        "who",
        "responsible",
    ),
    Field.WORK: ("work", "effort", "hours", "budgeted units", "estimate"),
    Field.BASELINE_START: ("baseline start", "bl start", "bl1 start", "bl project start"),
    Field.BASELINE_FINISH: (
        "baseline finish",
        "bl finish",
        "bl1 finish",
        "bl project finish",
        "baseline end",
    ),
    Field.EARLY_START: ("early start",),
    Field.EARLY_FINISH: ("early finish",),
    Field.LATE_START: ("late start",),
    Field.LATE_FINISH: ("late finish",),
    Field.TOTAL_FLOAT: ("total float", "total slack", "float", "slack"),
    Field.FREE_FLOAT: ("free float", "free slack"),
}
"""Heads in plain words: lower case, without punctuation and units."""

DATES: Final = frozenset(
    {
        Field.START,
        Field.FINISH,
        Field.ACTUAL_START,
        Field.ACTUAL_FINISH,
        Field.CONSTRAINT_DATE,
        Field.DEADLINE,
        Field.BASELINE_START,
        Field.BASELINE_FINISH,
        Field.EARLY_START,
        Field.EARLY_FINISH,
        Field.LATE_START,
        Field.LATE_FINISH,
    }
)
DURATIONS: Final = frozenset(
    {Field.DURATION, Field.REMAINING, Field.TOTAL_FLOAT, Field.FREE_FLOAT, Field.WORK}
)

_FIELD_OF = {spelling: field for field, spellings in SPELLINGS.items() for spelling in spellings}
_NOISE = re.compile(r"\(\*\)|[_\-–:.*]+|\s+")
_UNIT = re.compile(
    r"[(\[]\s*(d|days?|h|hrs?|hours?|w|weeks?|m|min|minutes|months?)\s*[)\]]\s*$", re.IGNORECASE
)


def field_of(head: str) -> Field | None:
    """Return what a column head means, or None."""
    return _FIELD_OF.get(plain(head))


def plain(head: str) -> str:
    """Return a head in lower case without punctuation and unit."""
    return _NOISE.sub(" ", _UNIT.sub("", head)).strip().lower()


def unit_in(head: str) -> str | None:
    """Return the unit that a head gives in brackets: "Duration (d)" is in days."""
    found = _UNIT.search(head)
    return found.group(1).lower() if found else None
