"""P6's tables as columns of text, under the names that XER gives them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from lockstep.exchange import texts
from lockstep.exchange.document import RawValues
from lockstep.exchange.noticing import Notices
from lockstep.exchange.texts import Parse
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_HOUR
from lockstep.plan import CURVE_POINTS

CURVE_FIELDS: Final = tuple(f"pct_usage_{point}" for point in range(CURVE_POINTS))

WANTED: Final[dict[str, tuple[str, ...]]] = {
    "PROJECT": (
        "proj_id",
        "proj_short_name",
        "guid",
        "clndr_id",
        "plan_start_date",
        "plan_end_date",
        "last_recalc_date",
        "critical_path_type",
        "critical_drtn_hr_cnt",
        "orig_proj_id",
    ),
    "SCHEDOPTIONS": (
        "proj_id",
        "sched_outer_depend_type",
        "sched_open_critical_flag",
        "sched_lag_early_start_flag",
        "sched_retained_logic",
        "sched_progress_override",
        "sched_float_type",
        "sched_calendar_on_relationship_lag",
        "sched_use_expect_end_flag",
        "sched_use_project_end_date_for_float",
    ),
    "CALENDAR": (
        "clndr_id",
        "clndr_name",
        "base_clndr_id",
        "day_hr_cnt",
        "week_hr_cnt",
        "month_hr_cnt",
        "clndr_data",
    ),
    "PROJWBS": (
        "wbs_id",
        "proj_id",
        "seq_num",
        "proj_node_flag",
        "wbs_short_name",
        "wbs_name",
        "parent_wbs_id",
        "guid",
    ),
    "TASK": (
        "task_id",
        "proj_id",
        "wbs_id",
        "clndr_id",
        "guid",
        "task_code",
        "task_name",
        "task_type",
        "duration_type",
        "status_code",
        "complete_pct_type",
        "phys_complete_pct",
        "priority_type",
        "target_drtn_hr_cnt",
        "remain_drtn_hr_cnt",
        "at_completion_hr_cnt",
        "act_work_qty",
        "remain_work_qty",
        "act_start_date",
        "act_end_date",
        "target_start_date",
        "target_end_date",
        "expect_end_date",
        "suspend_date",
        "resume_date",
        "cstr_type",
        "cstr_date",
        "cstr_type2",
        "cstr_date2",
        "external_early_start_date",
        "external_late_end_date",
        "early_start_date",
        "early_end_date",
        "late_start_date",
        "late_end_date",
        "total_float_hr_cnt",
        "free_float_hr_cnt",
        "driving_path_flag",
    ),
    "TASKPRED": (
        "task_pred_id",
        "task_id",
        "pred_task_id",
        "proj_id",
        "pred_proj_id",
        "pred_type",
        "lag_hr_cnt",
    ),
    "RSRC": ("rsrc_id", "rsrc_name", "rsrc_short_name", "guid", "rsrc_type", "clndr_id", "role_id"),
    "RSRCRATE": ("rsrc_id", "max_qty_per_hr", "start_date", "cost_per_qty"),
    "ROLES": ("role_id", "role_name", "role_short_name"),
    "ROLERATE": ("role_id", "max_qty_per_hr", "start_date", "cost_per_qty"),
    "RSRCROLE": ("rsrc_id", "role_id", "skill_level"),
    "RSRCCURV": ("curv_id", "curv_name", *CURVE_FIELDS),
    "RSRCCURVDATA": ("curv_id", "curv_name", *CURVE_FIELDS),
    "TASKRSRC": (
        "taskrsrc_id",
        "task_id",
        "proj_id",
        "rsrc_id",
        "role_id",
        "target_qty",
        "remain_qty",
        "target_qty_per_hr",
        "remain_qty_per_hr",
        "act_reg_qty",
        "act_ot_qty",
        "target_lag_drtn_hr_cnt",
        "act_start_date",
        "act_end_date",
        "curv_id",
        "act_reg_cost",
        "act_ot_cost",
        "remain_cost",
    ),
    "PROJCOST": ("cost_item_id", "task_id", "act_cost", "remain_cost"),
    "CURRTYPE": ("curr_id", "curr_short_name", "base_exch_rate"),
}
"""Tables and fields that are mapped; all others are kept raw."""


@dataclass(slots=True)
class P6Table:
    """One table by column; every column is as long as the table."""

    name: str
    columns: dict[str, list[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    def column(self, name: str) -> list[str]:
        """Return one field of all rows; empty texts where the file does not have it."""
        found = self.columns.get(name)
        return [""] * len(self) if found is None else found

    def keep(self, rows: Sequence[int], raw: RawValues) -> None:
        """Keep whole rows that cannot be mapped."""
        ids = next(iter(self.columns.values()), [])
        for name, column in self.columns.items():
            raw.keep_column(self.name, name, [ids[row] for row in rows], [column[row] for row in rows])


@dataclass(slots=True)
class P6Tables:
    """Everything of one file, as text, with the converters and the place for what is not mapped."""

    notices: Notices
    raw: RawValues = field(default_factory=RawValues)
    tables: dict[str, P6Table] = field(default_factory=dict)
    calendars: dict[str, Any] = field(default_factory=dict)
    """Calendars that were parsed already, by id, as `(week, exceptions)`; for formats other than XER."""
    names: dict[str, str] = field(default_factory=dict)
    """Names of projects by id, where the format gives them apart from the WBS."""
    moments: Parse = field(default_factory=lambda: Parse(texts.moment, NO_TICKS, "date"))

    def __getitem__(self, name: str) -> P6Table:
        return self.tables.get(name) or P6Table(name)

    def values(self, table: str, name: str, parse: Parse) -> list[Any]:
        """Return a parsed column, with a finding for each text that could not be read."""
        column = self[table].column(name)
        values = parse.column(column)
        if parse.bad:
            names = self[table].column("task_code" if table == "TASK" else WANTED[table][0])
            texts.report_bad(parse, column, lambda row: f"{table} {names[row]}", name, self.notices)
        return values

    def wholes(self, table: str, name: str, missing: int) -> list[int]:
        """Return a column of whole numbers; the ordinary case at once."""
        try:
            found = list(map(int, self[table].column(name)))
        except ValueError:
            return self.values(table, name, Parse(texts.whole, missing, "whole number"))
        return found if max(map(abs, found), default=0) < 2**62 else [missing] * len(found)

    def dates(self, table: str, name: str) -> list[int]:
        """Return a column of moments."""
        return self.values(table, name, self.moments)


def hours(text: str) -> int:
    """Return the ticks of a count of hours. Raises ValueError."""
    return texts.within(round(texts.real(text) * TICKS_PER_HOUR))


def index_by(keys: Iterable[str]) -> dict[str, int]:
    """Return the row of each key; the first where a key stands twice."""
    found: dict[str, int] = {}
    for row, key in enumerate(keys):
        found.setdefault(key, row)
    return found
