"""P6's own computed dates, kept for comparison."""

import numpy as np

from lockstep.exchange.primavera.activities import Scatter
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import Activities, CriticalBy, Project, StoredDates
from lockstep.plan.columns import frozen


def map_stored(scatter: Scatter, activities: Activities, projects: list[Project]) -> StoredDates | None:
    """Return the stored dates, or None where the file holds no early dates.

    Start and finish are what P6 shows: actual dates where there are any, early ones otherwise. The critical flag is
    P6's own rule on its own stored values: longest path where the project says so, else total float.
    """
    early_start, early_finish = scatter.dates("early_start_date"), scatter.dates("early_end_date")
    if not len(early_start) or (early_start == NO_TICKS).all():
        scatter.tables.notices.note(
            "exchange.no_stored_dates",
            "",
            "It holds no early dates, so there is nothing to compare the schedule with.",
        )
        return None
    total_float = scatter.hours("total_float_hr_cnt", NO_TICKS)
    by_path = np.array([project.options.critical_by == CriticalBy.LONGEST_PATH for project in projects])
    limit = np.array([project.options.critical_limit_ticks for project in projects])
    on_path = scatter.coded("driving_path_flag", {"Y": 1, "N": 0}, -1, -1)
    by_float = np.where(
        total_float == NO_TICKS, -1, (total_float <= limit[activities.project]).astype(np.int64)
    )
    started, finished = activities.actual_start_ticks, activities.actual_finish_ticks
    return StoredDates(
        start_ticks=frozen(np.where(started != NO_TICKS, started, early_start), np.int64),
        finish_ticks=frozen(np.where(finished != NO_TICKS, finished, early_finish), np.int64),
        early_start_ticks=frozen(early_start, np.int64),
        early_finish_ticks=frozen(early_finish, np.int64),
        late_start_ticks=frozen(scatter.dates("late_start_date"), np.int64),
        late_finish_ticks=frozen(scatter.dates("late_end_date"), np.int64),
        total_float_ticks=frozen(total_float, np.int64),
        free_float_ticks=frozen(scatter.hours("free_float_hr_cnt", NO_TICKS), np.int64),
        is_critical=frozen(np.where(by_path[activities.project], on_path, by_float), np.int8),
    )
