"""Which stored fields the plan is made of, model by model."""

from typing import Final

from lockstep.domain.planning.bridge.sheets import ANY, FLAG, INT, REF, SHARE, SMALL, TICKS, WORDS, Column

ACTIVITY: Final[dict[str, Column]] = {
    "id": INT,
    "version": INT,
    "project_id": INT,
    "parent_id": REF,
    "position": INT,
    "uid": INT,
    "code": WORDS,
    "name": WORDS,
    "wbs": WORDS,
    "guid": WORDS,
    "state": SMALL,
    "kind": SMALL,
    "mode": SMALL,
    "work_rule": SMALL,
    "calendar_id": REF,
    "ignores_resource_calendars": FLAG,
    "duration_ticks": INT,
    "remaining_ticks": INT,
    "is_elapsed": FLAG,
    "is_effort_driven": FLAG,
    "actual_start_ticks": TICKS,
    "actual_finish_ticks": TICKS,
    "share_complete": SHARE,
    "planned_start_ticks": TICKS,
    "planned_finish_ticks": TICKS,
    "leveling_delay_ticks": INT,
    "priority": INT,
    "constraint": SMALL,
    "constraint_at_ticks": TICKS,
    "deadline_ticks": TICKS,
    "fixed_cost_minor": INT,
}

LINK: Final[dict[str, Column]] = {
    "id": INT,
    "version": INT,
    "predecessor_id": INT,
    "successor_id": INT,
    "project_id": INT,
    "is_cross_project": FLAG,
    "kind": SMALL,
    "lag_unit": SMALL,
    "lag_ticks": INT,
    "lag_share": SHARE,
    "is_hard": FLAG,
    "state": SMALL,
}

FURTHER_CONSTRAINT: Final[dict[str, Column]] = {
    "id": INT,
    "activity_id": INT,
    "kind": SMALL,
    "at_ticks": TICKS,
}

SPLIT: Final[dict[str, Column]] = {"id": INT, "activity_id": INT, "after_ticks": INT, "gap_ticks": INT}

SUSPENSION: Final[dict[str, Column]] = {
    "id": INT,
    "activity_id": INT,
    "suspend_ticks": TICKS,
    "resume_ticks": TICKS,
}

ASSIGNMENT: Final[dict[str, Column]] = {
    "id": INT,
    "activity_id": INT,
    "resource_id": REF,
    "units": SHARE,
    "work_ticks": INT,
    "actual_work_ticks": INT,
    "remaining_work_ticks": INT,
    "overtime_work_ticks": INT,
    "delay_ticks": INT,
    "leveling_delay_ticks": INT,
    "contour": SMALL,
    "actual_start_ticks": TICKS,
    "actual_finish_ticks": TICKS,
    "stop_ticks": TICKS,
    "resume_ticks": TICKS,
    "planned_start_ticks": TICKS,
    "planned_finish_ticks": TICKS,
    "timephased": ANY,
    "curve": ANY,
}

PROJECT: Final[dict[str, Column]] = {
    "id": INT,
    "version": INT,
    "node_id": INT,
    "code": WORDS,
    "dialect": SMALL,
    "start_ticks": TICKS,
    "finish_ticks": TICKS,
    "data_date_ticks": TICKS,
    "schedule_from": SMALL,
    "options": ANY,
    "calendar_id": INT,
    "minutes_per_day": SHARE,
    "minutes_per_week": SHARE,
    "days_per_month": SHARE,
    "default_start_minute": INT,
    "default_finish_minute": INT,
    "priority": INT,
    "mastered": WORDS,
    "currency": WORDS,
}
