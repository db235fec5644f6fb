"""Make the sample plan files of `examples/` from the demo's story: `python -m scripts.make_examples`.

Three projects as three tools would save them, with the dates that those tools would have computed: the depot in
Microsoft Project XML, the vehicles as a Primavera XER, ticketing as a spreadsheet. A second depot file is the update
of a later week, with activities that moved, were added, dropped and renamed.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lockstep.demo.outline import OutlineRow, ProjectOutline
from lockstep.demo.story import project_outlines
from lockstep.engine import Schedule, schedule
from lockstep.exchange import Format, write
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_HOUR, TICKS_PER_WEEK, datetime_of, ticks_of_iso
from lockstep.plan import (
    ActivityKind,
    Calendar,
    CalendarException,
    ConstraintKind,
    Dialect,
    LagCalendar,
    LinkKind,
    Plan,
    PlanBuilder,
    Project,
    SchedulingOptions,
)
from lockstep.plan.calendars import STANDARD_WEEK

FOLDER = Path(__file__).parent.parent / "examples"
FIRST_MONDAY = ticks_of_iso("2026-01-05T08:00")
WORKDAY = 8 * TICKS_PER_HOUR
_HOLIDAY = 20_550
"""Day number of a Monday in spring on which nobody works."""
_HOLIDAYS = (CalendarException(_HOLIDAY, _HOLIDAY, name="Spring holiday"),)
_KINDS = {"margin": ActivityKind.MARGIN, "loe": ActivityKind.LEVEL_OF_EFFORT}
_CONSTRAINTS = {
    "deadline": ConstraintKind.DEADLINE,
    "snet": ConstraintKind.START_NO_EARLIER_THAN,
    "fnlt": ConstraintKind.FINISH_NO_LATER_THAN,
}


def main() -> None:
    """Write all files."""
    FOLDER.mkdir(exist_ok=True)
    outlines = {outline.code: outline for outline in project_outlines()}
    depot = outlines["DP"]
    for name, outline in (("depot.xml", depot), ("depot-update.xml", updated(depot))):
        plan = plan_of(outline, Dialect.MICROSOFT)
        write(plan, FOLDER / name, Format.MSPDI, schedule(plan))
    # A spreadsheet holds no calendar, so this one was planned in the plain week that it is read in.
    ticketing = plan_of(outlines["TK"], Dialect.MICROSOFT, holidays=())
    write(ticketing, FOLDER / "ticketing.csv", Format.CSV, schedule(ticketing))
    vehicles = plan_of(outlines["VH"], Dialect.PRIMAVERA)
    text = "".join(xer_lines(vehicles, schedule(vehicles)))
    (FOLDER / "vehicles.xer").write_bytes(text.encode("cp1252"))


def updated(outline: ProjectOutline) -> ProjectOutline:
    """Return the depot of a later week: one activity longer, one renamed, one added, one dropped."""
    rows = [row for row in outline.rows if row.code != "DP334"]
    changed = {
        "DP230": lambda row: replace(row, duration_ticks=row.duration_ticks + 10 * WORKDAY),
        "DP420": lambda row: replace(row, name="Workshop equipment tested and certified"),
        "DP460": lambda row: replace(row, links=tuple(link for link in row.links if link.code != "DP334")),
    }
    rows = [changed.get(row.code, lambda same: same)(row) for row in rows]
    at = next(number for number, row in enumerate(rows) if row.code == "DP342") + 1
    fresh = OutlineRow(
        "DP343", "Water permit for the washing plant", 2, 20 * WORKDAY, links=rows[at - 1].links
    )
    return replace(outline, rows=(*rows[:at], fresh, *rows[at:]))


def plan_of(
    outline: ProjectOutline, dialect: Dialect, holidays: tuple[CalendarException, ...] = _HOLIDAYS
) -> Plan:
    """Return one project of the story as a plan of its own, without its links to other projects."""
    builder = PlanBuilder(outline.name)
    calendar = builder.add_calendar(
        Calendar("1", "Standard", STANDARD_WEEK, exceptions=holidays, minutes_per_day=480)
    )
    options = SchedulingOptions()
    if dialect is Dialect.PRIMAVERA:
        options = SchedulingOptions(lag_calendar=LagCalendar.PREDECESSOR)
    start = FIRST_MONDAY + outline.start_week * TICKS_PER_WEEK
    builder.add_project(
        Project(outline.code, outline.name, dialect, start_ticks=start, calendar=calendar, options=options)
    )
    rows = _add_rows(builder, outline)
    people = dict.fromkeys(name for row in outline.rows for name, _ in row.people)
    pool = {
        name: builder.add_resource(uids=number, names=name) for number, name in enumerate(people, start=1)
    }
    for row in outline.rows:
        for link in row.links:
            if link.code in rows:
                kind, lag = LinkKind[link.kind], link.lag_days * WORKDAY
                builder.add_link(rows[link.code], rows[row.code], kind=kind, lag_ticks=lag)
        for number, (name, units) in enumerate(row.people):
            if row.duration_ticks:
                work = round(row.duration_ticks * units)
                uid = rows[row.code] * 10 + number + 1
                builder.add_assignment(
                    rows[row.code], uids=uid, resource=pool[name], units=units, work_ticks=work
                )
    return builder.build()


def _add_rows(builder: PlanBuilder, outline: ProjectOutline) -> dict[str, int]:
    rows: dict[str, int] = {}
    above: list[int] = []
    for row in outline.rows:
        del above[row.level :]
        words = [word for word, _ in row.remarks]
        kind = next((_KINDS[word] for word in words if word in _KINDS), ActivityKind.ACTIVITY)
        if row.is_summary:
            kind = ActivityKind.SUMMARY
        elif not row.duration_ticks:
            kind = ActivityKind.FINISH_MILESTONE
        # The number in the code is the identity that stays when rows are added or dropped.
        rows[row.code] = builder.add_activity(
            uids=int(row.code[2:]),
            codes=row.code,
            names=row.name,
            kind=kind,
            parent=above[-1] if above else -1,
            duration_ticks=row.duration_ticks or 0,
        )
        if row.is_summary:
            above.append(rows[row.code])
        for word, week in row.remarks:
            if week is not None and word in _CONSTRAINTS:
                late = 0 if word == "snet" else 4 * 24 * TICKS_PER_HOUR + 9 * TICKS_PER_HOUR
                builder.add_constraint(
                    rows[row.code], _CONSTRAINTS[word], FIRST_MONDAY + week * TICKS_PER_WEEK + late
                )
    return rows


_P6_KINDS = {ActivityKind.FINISH_MILESTONE: "TT_FinMile", ActivityKind.LEVEL_OF_EFFORT: "TT_LOE"}
_P6_CONSTRAINTS = {
    ConstraintKind.START_NO_EARLIER_THAN: "CS_MSOA",
    ConstraintKind.FINISH_NO_LATER_THAN: "CS_MEOB",
    ConstraintKind.DEADLINE: "CS_MEOB",
}


def xer_lines(plan: Plan, computed: Schedule) -> Iterator[str]:
    """Yield the lines of a small Primavera XER."""
    project = plan.projects[0]
    yield "ERMHDR\t18.8\t2026-01-05\tProject\tsample\tsample\tdb\tProject Management\tEUR\r\n"
    start = _p6(project.start_ticks)
    yield from _table(
        "PROJECT",
        "proj_id proj_short_name clndr_id plan_start_date plan_end_date last_recalc_date critical_path_type "
        "critical_drtn_hr_cnt",
        [f"1\t{project.name}\t1\t{start}\t\t{start}\tCT_TotFloat\t0"],
    )
    yield from _table(
        "CALENDAR",
        "clndr_id default_flag clndr_name clndr_type day_hr_cnt week_hr_cnt month_hr_cnt clndr_data",
        [f"1\tY\tStandard\tCA_Base\t8\t40\t172\t{_p6_calendar()}"],
    )
    yield from _table(
        "SCHEDOPTIONS",
        "schedoptions_id proj_id sched_retained_logic sched_progress_override sched_calendar_on_relationship_lag "
        "sched_float_type",
        ["1\t1\tY\tN\trcal_Predecessor\tFT_Min"],
    )
    yield from _table(
        "PROJWBS", "wbs_id proj_id seq_num proj_node_flag wbs_short_name wbs_name parent_wbs_id", _wbs(plan)
    )
    names = plan.resources.names
    yield from _table(
        "RSRC",
        "rsrc_id rsrc_name rsrc_type",
        [f"{number}\t{name}\tRT_Labor" for number, name in enumerate(names, 1)],
    )
    yield from _table(
        "TASK",
        "task_id proj_id wbs_id clndr_id task_code task_name task_type status_code duration_type complete_pct_type "
        "target_drtn_hr_cnt remain_drtn_hr_cnt cstr_type cstr_date early_start_date early_end_date late_start_date "
        "late_end_date total_float_hr_cnt free_float_hr_cnt target_start_date target_end_date",
        _tasks(plan, computed),
    )
    yield from _table(
        "TASKPRED",
        "task_pred_id task_id pred_task_id proj_id pred_proj_id pred_type lag_hr_cnt",
        [
            f"{number}\t{plan.activities.uids[after]}\t{plan.activities.uids[before]}\t1\t1\tPR_{LinkKind(kind).name}\t"
            f"{lag / TICKS_PER_HOUR:g}"
            for number, (before, after, kind, lag) in enumerate(
                zip(
                    plan.links.predecessor,
                    plan.links.successor,
                    plan.links.kind,
                    plan.links.lag_ticks,
                    strict=True,
                ),
                1,
            )
        ],
    )
    yield from _table(
        "TASKRSRC",
        "taskrsrc_id task_id proj_id rsrc_id target_qty remain_qty target_qty_per_hr",
        [
            f"{number}\t{plan.activities.uids[activity]}\t1\t{resource + 1}\t{work / TICKS_PER_HOUR:g}\t"
            f"{work / TICKS_PER_HOUR:g}\t{units:g}"
            for number, (activity, resource, work, units) in enumerate(
                zip(
                    plan.assignments.activity,
                    plan.assignments.resource,
                    plan.assignments.work_ticks,
                    plan.assignments.units,
                    strict=True,
                ),
                1,
            )
        ],
    )
    yield "%E\r\n"


def _table(name: str, columns: str, rows: list[str]) -> Iterator[str]:
    yield f"%T\t{name}\r\n"
    yield "%F\t" + "\t".join(columns.split()) + "\r\n"
    yield from (f"%R\t{row}\r\n" for row in rows)


def _wbs(plan: Plan) -> list[str]:
    activities = plan.activities
    rows = [f"9000\t1\t0\tY\tVH\t{plan.projects[0].name}\t"]
    for row in range(len(activities)):
        if activities.kind[row] == ActivityKind.SUMMARY:
            parent = int(activities.parent[row])
            above = 9000 if parent < 0 else int(activities.uids[parent]) + 9000
            rows.append(
                f"{activities.uids[row] + 9000}\t1\t{row}\tN\t{activities.codes[row]}\t{activities.names[row]}\t{above}"
            )
    return rows


def _tasks(plan: Plan, computed: Schedule) -> list[str]:
    activities = plan.activities
    constraint = {
        int(row): (_P6_CONSTRAINTS[ConstraintKind(int(kind))], _p6(int(at)))
        for row, kind, at in zip(
            plan.constraints.activity, plan.constraints.kind, plan.constraints.at_ticks, strict=True
        )
    }
    rows = []
    for row in range(len(activities)):
        kind = ActivityKind(int(activities.kind[row]))
        if kind is ActivityKind.SUMMARY:
            continue
        parent = int(activities.parent[row])
        wbs = 9000 if parent < 0 else int(activities.uids[parent]) + 9000
        hours = f"{activities.duration_ticks[row] / TICKS_PER_HOUR:g}"
        cstr, at = constraint.get(row, ("", ""))
        dates = [
            _p6(int(column[row]))
            for column in (
                computed.early_start_ticks,
                computed.early_finish_ticks,
                computed.late_start_ticks,
                computed.late_finish_ticks,
            )
        ]
        floats = [
            f"{column[row] / TICKS_PER_HOUR:g}"
            for column in (computed.total_float_ticks, computed.free_float_ticks)
        ]
        planned = [_p6(int(computed.early_start_ticks[row])), _p6(int(computed.early_finish_ticks[row]))]
        rows.append(
            "\t".join(
                [
                    *(
                        str(activities.uids[row]),
                        "1",
                        str(wbs),
                        "1",
                        activities.codes[row],
                        activities.names[row],
                    ),
                    *(_P6_KINDS.get(kind, "TT_Task"), "TK_NotStart", "DT_FixedDUR2", "CP_Drtn", hours, hours),
                    *(cstr, at if cstr else "", *dates, *floats, *planned),
                ]
            )
        )
    return rows


def _p6_calendar() -> str:
    shifts = "(0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())"
    week = "".join(f"(0||{day}()({'' if day in (1, 7) else shifts}))" for day in range(1, 8))
    excel_day = _HOLIDAY + 25_569
    exceptions = f"(0||0(d|{excel_day})())"
    return f"(0||CalendarData()((0||DaysOfWeek()({week}))(0||Exceptions()({exceptions}))))"


def _p6(ticks: int) -> str:
    return "" if ticks == NO_TICKS else f"{datetime_of(ticks):%Y-%m-%d %H:%M}"


if __name__ == "__main__":
    main()
