"""Microsoft Project's own computed dates, kept for comparison. Slack is written in tenths of a minute."""

from typing import Any

import numpy as np

from lockstep.exchange import texts
from lockstep.exchange.mspdi.tasks import MappedTasks
from lockstep.exchange.noticing import Notices
from lockstep.exchange.texts import Parse
from lockstep.exchange.xmlrows import Rows
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import StoredDates
from lockstep.plan.columns import frozen


def map_stored(rows: Rows, tasks: MappedTasks, notices: Notices) -> StoredDates | None:
    """Return the stored dates, or None where the file holds no early dates at all."""

    def column(name: str, parse: Parse) -> Any:
        found = rows.column(name)
        return parse.column(found[row] for row in tasks.kept_rows)

    def moments(name: str) -> Any:
        return frozen(column(name, tasks.moments), np.int64)

    def floats(name: str) -> Any:
        return frozen(column(name, Parse(texts.tenths, NO_TICKS, "slack")), np.int64)

    early_start = moments("EarlyStart")
    if not len(early_start) or (early_start == NO_TICKS).all():
        notices.note(
            "exchange.no_stored_dates",
            "",
            "It holds no early dates, so there is nothing to compare the schedule with.",
        )
        return None
    critical = Parse(lambda text: int(texts.flag(text)), -1, "yes or no")
    return StoredDates(
        start_ticks=moments("Start"),
        finish_ticks=moments("Finish"),
        early_start_ticks=early_start,
        early_finish_ticks=moments("EarlyFinish"),
        late_start_ticks=moments("LateStart"),
        late_finish_ticks=moments("LateFinish"),
        total_float_ticks=floats("TotalSlack"),
        free_float_ticks=floats("FreeSlack"),
        is_critical=frozen(column("Critical", critical), np.int8),
    )
