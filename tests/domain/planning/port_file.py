"""A P6 file of two projects that are linked, made by hand."""

# ruff: noqa: E501 - lines of the file itself


def two_projects(
    links: list[tuple[str, str, str, int]],
    *,
    days: int = 5,
) -> bytes:
    """Return a P6 file of the projects Yard (Y1, Y2) and Quay (Q1, Q2); links are (from, to, kind, lag in hours)."""
    ids = {"Y1": (11, 100, 1000), "Y2": (12, 100, 1000), "Q1": (21, 200, 2000), "Q2": (22, 200, 2000)}
    rows = [
        "ERMHDR\t19.12\t2026-01-30\tProject\tplanner\tPlanner\tdbxDatabaseNoName\tProject Management\tUSD",
        "%T\tPROJECT",
        "%F\tproj_id\tclndr_id\tproj_short_name\tplan_start_date\texport_flag\tlast_recalc_date",
        *(f"%R\t{project}\t1\t{name}\t2026-01-05 08:00\tY\t2026-01-05 08:00" for project, name in ((100, "YARD"), (200, "QUAY"))),
        "%T\tCALENDAR",
        "%F\tclndr_id\tdefault_flag\tclndr_name\tday_hr_cnt\tweek_hr_cnt\tclndr_data",
        f"%R\t1\tY\tStandard\t8\t40\t{_FIVE_DAYS}",
        "%T\tPROJWBS",
        "%F\twbs_id\tproj_id\tseq_num\tproj_node_flag\twbs_short_name\twbs_name\tparent_wbs_id",
        "%R\t1000\t100\t0\tY\tYARD\tYard\t",
        "%R\t2000\t200\t0\tY\tQUAY\tQuay\t",
        "%T\tTASK",
        "%F\ttask_id\tproj_id\twbs_id\tclndr_id\ttask_code\ttask_name\tduration_type\tstatus_code\ttask_type\ttarget_drtn_hr_cnt\tremain_drtn_hr_cnt",
        *(
            f"%R\t{task}\t{project}\t{wbs}\t1\t{code}\tWork {code}\tDT_FixedDrtn\tTK_NotStart\tTT_Task\t{days * 8}\t{days * 8}"
            for code, (task, project, wbs) in ids.items()
        ),
        "%T\tTASKPRED",
        "%F\ttask_pred_id\ttask_id\tpred_task_id\tproj_id\tpred_proj_id\tpred_type\tlag_hr_cnt",
        *(
            f"%R\t{number}\t{ids[after][0]}\t{ids[before][0]}\t{ids[after][1]}\t{ids[before][1]}\tPR_{kind}\t{lag}"
            for number, (before, after, kind, lag) in enumerate(links, 1)
        ),
        "%E",
    ]  # fmt: skip
    return "\n".join(rows).encode("cp1252")


_DAYS = "".join(
    f"(0||{day}()({'' if day in (1, 7) else '(0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())'}))"
    for day in range(1, 8)
)
_FIVE_DAYS = f"(0||CalendarData()((0||DaysOfWeek()({_DAYS}))))"
