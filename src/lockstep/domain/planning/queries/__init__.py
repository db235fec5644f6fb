"""Reads of the app."""

from lockstep.domain.planning.queries.preview import Preview, finding_payload, impact_payload, preview_edits
from lockstep.domain.planning.queries.schedule import (
    ScheduleColumns,
    ScheduleStamp,
    schedule,
    schedule_stamp,
)

__all__ = [
    "Preview",
    "ScheduleColumns",
    "ScheduleStamp",
    "finding_payload",
    "impact_payload",
    "preview_edits",
    "schedule",
    "schedule_stamp",
]
