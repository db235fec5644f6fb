"""P6 projects and their scheduling options."""

from lockstep.exchange import texts
from lockstep.exchange.primavera.tables import P6Tables, hours, index_by
from lockstep.exchange.texts import Parse
from lockstep.plan import (
    CriticalBy,
    Dialect,
    FloatBasis,
    LagCalendar,
    ProgressRule,
    Project,
    SchedulingOptions,
    StartToStartLag,
)

_LAG_CALENDARS = {
    "rcal_Predecessor": LagCalendar.PREDECESSOR,
    "rcal_Successor": LagCalendar.SUCCESSOR,
    "rcal_ProjDefault": LagCalendar.PROJECT,
    "rcal_24Hour": LagCalendar.CONTINUOUS,
}
_FLOAT_BASES = {"FT_FF": FloatBasis.FINISH, "FT_SF": FloatBasis.START, "FT_Min": FloatBasis.SMALLEST}

NO_OUTSIDE_LINKS = "SD_None"


def map_projects(
    tables: P6Tables, calendar_rows: dict[str, int], calendar_hours: list[tuple[float, float, float]]
) -> list[Project]:
    """Return the projects in file order."""
    found = tables["PROJECT"]
    starts = tables.dates("PROJECT", "plan_start_date")
    finishes = tables.dates("PROJECT", "plan_end_date")
    data_dates = tables.dates("PROJECT", "last_recalc_date")
    limits = tables.values("PROJECT", "critical_drtn_hr_cnt", Parse(hours, 0, "number of hours"))
    names = _names(tables)
    options = _Options(tables)
    currency = _currency(tables)
    projects = []
    for row, uid in enumerate(found.column("proj_id")):
        calendar = calendar_rows.get(found.column("clndr_id")[row], 0)
        day, week, month = calendar_hours[calendar] if calendar_hours else (8.0, 40.0, 172.0)
        by = (
            CriticalBy.LONGEST_PATH
            if found.column("critical_path_type")[row] == "CT_DrivPath"
            else CriticalBy.TOTAL_FLOAT
        )
        projects.append(
            Project(
                uid=uid or f"project {row + 1}",
                name=names.get(uid) or found.column("proj_short_name")[row] or f"Project {uid}",
                dialect=Dialect.PRIMAVERA,
                start_ticks=starts[row],
                finish_ticks=finishes[row],
                data_date_ticks=data_dates[row],
                calendar=calendar,
                options=options.of(uid, by, limits[row]),
                minutes_per_day=day * 60.0,
                minutes_per_week=week * 60.0,
                days_per_month=month / day,
                currency=currency,
            )
        )
    return projects


def _currency(tables: P6Tables) -> str:
    """Return the base currency, in which P6 keeps all its money."""
    found = tables["CURRTYPE"]
    for name, rate in zip(found.column("curr_short_name"), found.column("base_exch_rate"), strict=True):
        if rate and rate.rstrip("0").rstrip(".") == "1":
            return texts.currency(name)
    return ""


def _names(tables: P6Tables) -> dict[str, str]:
    """The name of a project is that of its top WBS row."""
    wbs = tables["PROJWBS"]
    rows = zip(wbs.column("proj_id"), wbs.column("proj_node_flag"), wbs.column("wbs_name"), strict=True)
    return {project: name for project, is_top, name in rows if is_top == "Y"} | tables.names


class _Options:
    """P6's scheduling options by project; P6's own defaults where the file has no row for one."""

    def __init__(self, tables: P6Tables) -> None:
        self._table = tables["SCHEDOPTIONS"]
        self._rows = index_by(self._table.column("proj_id"))

    def _text(self, project: str, name: str, default: str) -> str:
        row = self._rows.get(project)
        return default if row is None else self._table.column(name)[row] or default

    def _is_set(self, project: str, name: str, default: str) -> bool:
        return self._text(project, name, default).upper() == "Y"

    def of(self, project: str, critical_by: CriticalBy, critical_limit_ticks: int) -> SchedulingOptions:
        """Return the options of one project."""
        lag = self._text(project, "sched_calendar_on_relationship_lag", "rcal_Predecessor")
        basis = self._text(project, "sched_float_type", "FT_FF")
        from_early = self._is_set(project, "sched_lag_early_start_flag", "Y")
        return SchedulingOptions(
            progress_rule=self._progress_rule(project),
            lag_calendar=_LAG_CALENDARS.get(lag, LagCalendar.PREDECESSOR),
            float_basis=_FLOAT_BASES.get(basis, FloatBasis.FINISH),
            critical_by=critical_by,
            critical_limit_ticks=critical_limit_ticks,
            is_every_open_end_critical=self._is_set(project, "sched_open_critical_flag", "N"),
            uses_expected_finish=self._is_set(project, "sched_use_expect_end_flag", "Y"),
            ignores_other_projects=self._text(project, "sched_outer_depend_type", "SD_Both")
            == NO_OUTSIDE_LINKS,
            start_to_start_lag=StartToStartLag.EARLY_START if from_early else StartToStartLag.ACTUAL_START,
            is_float_by_project=self._is_set(project, "sched_use_project_end_date_for_float", "Y"),
        )

    def _progress_rule(self, project: str) -> ProgressRule:
        if self._is_set(project, "sched_retained_logic", "Y"):
            return ProgressRule.RETAINED_LOGIC
        if self._is_set(project, "sched_progress_override", "N"):
            return ProgressRule.PROGRESS_OVERRIDE
        return ProgressRule.ACTUAL_DATES


def calendar_hours(tables: P6Tables) -> list[tuple[float, float, float]]:
    """Return hours per day, week and month of each calendar."""
    number = Parse(texts.between(0, 10_000), 0.0, "likely number of hours")
    columns = [
        tables.values("CALENDAR", name, number) for name in ("day_hr_cnt", "week_hr_cnt", "month_hr_cnt")
    ]
    return [
        (day or 8.0, week or 5 * (day or 8.0), month or 21.5 * (day or 8.0))
        for day, week, month in zip(*columns, strict=True)
    ]
