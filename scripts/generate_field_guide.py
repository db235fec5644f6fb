#!/usr/bin/env python3
"""Write docs/reference/field-guide.md: which field of the plan each file format carries.

Nothing is claimed that was not seen: each format's sample of the reader tests is read, and for formats that are
written it is written and read again; a field counts as carried where any row has another value than the default.
"""

import io
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from lockstep.exchange import Format, read, write  # noqa: E402
from lockstep.foundation.ticks import NO_TICKS  # noqa: E402
from lockstep.plan import CURVE_POINTS, Plan, SchedulingOptions  # noqa: E402
from tests.exchange.samples import CSV, MSPDI, PMXML, XER  # noqa: E402

PAGE = ROOT / "docs" / "reference" / "field-guide.md"
TABLES = (
    "activities",
    "links",
    "constraints",
    "splits",
    "suspensions",
    "resources",
    "availability",
    "assignments",
    "timephased",
    "curves",
    "fillings",
)
REFERENCES = {"project", "activity", "resource", "assignment", "predecessor", "successor", "role"}
DEFAULTS = {
    "priority": 500,
    "calendar": -1,
    "parent": -1,
    "units": 1.0,
    "max_units": 1.0,
    "is_hard": True,
    "kind": None,
}
COLUMNS = (
    "Microsoft Project XML, MPP",
    "XER",
    "PMXML",
    "XLSX, CSV",
    "written as XML",
    "written as XLSX, CSV",
)


def is_carried(table: str, name: str, column: Any) -> bool:
    """Tell whether a column holds anything but its default."""
    if isinstance(column, tuple):
        return any(column)
    if not len(column):
        return False
    default = DEFAULTS.get(name, 0)
    if name == "kind" or name in REFERENCES:
        return True
    return bool(np.any((column != default) & (column != NO_TICKS)))


def carried(plans: list[Plan]) -> set[str]:
    """Return the names of the fields that any of the plans holds."""
    found = set()
    for plan in plans:
        for table in TABLES:
            columns = getattr(plan, table)
            found |= {
                f"{table}.{f.name}"
                for f in fields(columns)
                if is_carried(table, f.name, getattr(columns, f.name))
            }
        found |= {"baselines"} if plan.baselines else set()
        found |= {f"calendars.{name}" for calendar in plan.calendars for name in calendar_parts(calendar)}
        for project in plan.projects:
            known = SchedulingOptions()
            options = project.options
            found |= {
                f"options.{f.name}"
                for f in fields(options)
                if getattr(options, f.name) != getattr(known, f.name)
            }
            found |= {
                f"project.{f.name}"
                for f in fields(project)
                if f.name.endswith("_ticks") and getattr(project, f.name) != NO_TICKS
            }
    return found


def calendar_parts(calendar: Any) -> list[str]:
    """Return what a calendar holds beyond a standard week."""
    return [name for name in ("exceptions", "work_weeks") if getattr(calendar, name)] + (
        ["base"] if calendar.base >= 0 else []
    )


def again(plan: Plan, schedule: Any, kind: Format) -> Plan:
    """Return a plan after writing and reading."""
    stream = io.BytesIO()
    write(plan, stream, kind, schedule)
    return read(stream.getvalue(), "again").plan


PROJECT_VARIANTS = (
    ("<ScheduleFromStart>1<", "<ScheduleFromStart>0<"),
    ("<HonorConstraints>0<", "<HonorConstraints>1<"),
    ("<Name>bridge.xml</Name>", "<Name>b</Name><MoveCompletedEndsBack>1</MoveCompletedEndsBack>"),
    ("</ActualStart>", "</ActualStart><ActualFinish>2026-01-09T17:00:00</ActualFinish>"),
    (
        "<WorkContour>8<",
        "<ActualStart>2026-01-05T09:00:00</ActualStart><ActualFinish>2026-01-06T09:00:00</ActualFinish>"
        "<Stop>2026-01-05T17:00:00</Stop><Resume>2026-01-06T08:00:00</Resume><WorkContour>8<",
    ),
    ("<AvailableFrom>1984-01-01", "<AvailableFrom>2026-01-01"),
    (
        "<UID>1</UID><ID>1</ID><Name>Ann",
        "<UID>1</UID><GUID>G-9</GUID><IsGeneric>1</IsGeneric><ID>1</ID><Name>Ann",
    ),
)
_POINTS = "\t".join(f"pct_usage_{point}" for point in range(CURVE_POINTS))
_CURVES = (
    f"%T\tRSRCCURVDATA\r\n%F\tcurv_id\tcurv_name\t{_POINTS}\r\n%R\t4\tEarly\t{'	'.join(map(str, range(CURVE_POINTS)))}"
    "\r\n%E"
)
XER_VARIANTS = (
    ("\tlocation_name\r", "\tguid\r"),
    ("\tlocation_name\r", "\tduration_type\r"),
    ("rsrc_id\trsrc_name\trsrc_type\tclndr_id", "rsrc_id\trsrc_name\trsrc_type\tguid"),
    ("target_lag_drtn_hr_cnt\r", "act_start_date\r", "\t0\t0\t4\r", "\t0\t0\t2026-01-05 08:00\r"),
    ("target_lag_drtn_hr_cnt\r", "act_end_date\r", "\t0\t0\t4\r", "\t0\t0\t2026-01-05 08:00\r"),
    (
        "target_lag_drtn_hr_cnt\r",
        "curv_id\r",
        "%E",
        _CURVES,
    ),
)
_MORE_ACTIVITY = (
    "<GUID>G-1</GUID><LevelingPriority>High</LevelingPriority><DurationType>Fixed Units</DurationType>"
    "<PlannedStartDate>2026-01-05T08:00:00</PlannedStartDate><PlannedFinishDate>2026-01-09T17:00:00</PlannedFinishDate>"
    "<SuspendDate>2026-01-06T17:00:00</SuspendDate><ResumeDate>2026-01-08T08:00:00</ResumeDate>"
)
_VALUES = "".join(f"<Value{5 * at}>{at}</Value{5 * at}>" for at in range(CURVE_POINTS))
PMXML_VARIANTS = (
    ("<OwnerNames>", f"{_MORE_ACTIVITY}<OwnerNames>"),
    ("<OwnerNames>", "<ActualFinishDate>2026-01-09T17:00:00</ActualFinishDate><OwnerNames>"),
    (
        "<PlannedUnits>40</PlannedUnits>",
        "<ActualRegularUnits>4</ActualRegularUnits><ActualOvertimeUnits>2</ActualOvertimeUnits><PlannedLag>4</PlannedLag>"
        "<ActualStartDate>2026-01-05T08:00:00</ActualStartDate><ActualFinishDate>2026-01-06T08:00:00</ActualFinishDate>"
        "<ResourceCurveObjectId>4</ResourceCurveObjectId>",
        "<Name>Crew</Name>",
        "<Name>Crew</Name></Resource>"
        "<Role><ObjectId>7</ObjectId><Name>Welder</Name></Role>"
        f"<ResourceCurve><ObjectId>4</ObjectId><Name>Early</Name><Values>{_VALUES}</Values></ResourceCurve><Resource>",
    ),
    ("<PlannedUnitsPerTime>1<", "<PlannedUnitsPerTime>2<"),
    (
        "<Name>Crew</Name>",
        "<Name>Crew</Name><GUID>G-2</GUID><CalendarObjectId>1</CalendarObjectId></Resource>"
        "<ResourceRate><ResourceObjectId>1</ResourceObjectId><MaxUnitsPerTime>2</MaxUnitsPerTime>"
        "<EffectiveDate>2026-01-01T00:00:00</EffectiveDate></ResourceRate>"
        "<ResourceRate><ResourceObjectId>1</ResourceObjectId><MaxUnitsPerTime>3</MaxUnitsPerTime>"
        "<EffectiveDate>2026-06-01T00:00:00</EffectiveDate></ResourceRate><Resource><ObjectId>2</ObjectId>",
    ),
    (
        "<WBS>",
        "<MustFinishByDate>2026-03-01T17:00:00</MustFinishByDate><ScheduleOptions><ProjectObjectId>10</ProjectObjectId>"
        "<IgnoreOtherProjectRelationships>1</IgnoreOtherProjectRelationships>"
        "<MakeOpenEndedActivitiesCritical>1</MakeOpenEndedActivitiesCritical>"
        "<StartToStartLagCalculationType>0</StartToStartLagCalculationType>"
        "<UseExpectedFinishDates>1</UseExpectedFinishDates>"
        "<CalculateFloatBasedOnFinishDate>0</CalculateFloatBasedOnFinishDate></ScheduleOptions><WBS>",
    ),
    (
        "<CriticalActivityPathType>",
        "<CriticalActivityFloatLimit>8</CriticalActivityFloatLimit><CriticalActivityPathType>",
    ),
)
SHEET_VARIANTS = (
    "WBS,Name,Actual start,Actual finish,Work,Resources,Baseline start,Priority\n"
    "1,A,2026-01-05,2026-01-06,16,Ann,2026-01-05,700\n",
)


def variants(text: str, changes: tuple[tuple[str, ...], ...]) -> list[str]:
    """Return a sample and what it becomes by each change: pairs of an old and a new text, made together."""
    found = [text]
    for change in changes:
        changed = text
        for old, new in zip(change[::2], change[1::2], strict=True):
            changed = changed.replace(old, new)
        found.append(changed)
    return found


def everything() -> list[set[str]]:
    """Return the fields that each column of the guide carries, in the order of `COLUMNS`."""
    project = [read(text.encode()) for text in variants(MSPDI, PROJECT_VARIANTS)]
    xer = [read(text.encode()).plan for text in variants(XER, XER_VARIANTS)]
    pmxml = [read(text.encode()).plan for text in variants(PMXML, PMXML_VARIANTS)]
    sheets = [read(text.encode()) for text in (CSV, *SHEET_VARIANTS)]
    written = [again(document.plan, document.stored, Format.CSV) for document in [*project, *sheets]]
    return [
        carried([document.plan for document in project]),
        carried(xer),
        carried(pmxml),
        carried([*(document.plan for document in sheets), *written]),
        carried(
            [again(plan, document.stored, Format.MSPDI) for document in project for plan in [document.plan]]
        ),
        carried([*written, again(sheets[0].plan, sheets[0].stored, Format.XLSX)]),
    ]


def page() -> str:
    """Return the text of the page."""
    columns = everything()
    names = sorted(set().union(*columns), key=lambda name: (name.partition(".")[0], name))
    lines = [
        "# Field guide",
        "",
        "Which field of the plan each file format carries. This page is generated by",
        "`scripts/generate_field_guide.py` from the samples of the reader tests: a field is marked where it was seen",
        "with a value of its own. What a file holds beyond these fields is kept raw with its row, and listed by count.",
        "A source's own computed dates are never part of the plan; they are kept beside it for comparison.",
        "",
        f"| Field | {' | '.join(COLUMNS)} |",
        f"| --- | {' | '.join([':-:'] * len(COLUMNS))} |",
    ]
    lines += [
        f"| `{name}` | {' | '.join('x' if name in column else '' for column in columns)} |" for name in names
    ]
    return "\n".join(lines).replace("|  |", "| |").replace("|  |", "| |") + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
