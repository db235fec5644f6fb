"""P6 relationships, within and across the projects of a file."""

import numpy as np

from lockstep.exchange import texts
from lockstep.exchange.primavera import words
from lockstep.exchange.primavera.tables import P6Tables, hours, index_by
from lockstep.exchange.texts import Parse
from lockstep.plan import LagUnit, LinkKind, Links
from lockstep.plan.columns import frozen


def map_links(tables: P6Tables, of_task: list[int]) -> tuple[Links, int]:
    """Return the links whose ends are both in the file, and how many were kept aside."""
    table = tables["TASKPRED"]
    rows = index_by(tables["TASK"].column("task_id"))
    lags = tables.values("TASKPRED", "lag_hr_cnt", Parse(hours, 0, "number of hours"))
    uids = tables.values("TASKPRED", "task_pred_id", Parse(texts.whole, 0, "whole number"))
    found: list[tuple[int, int, int, int, int]] = []
    kept = 0
    columns = (table.column(name) for name in ("task_id", "pred_task_id", "pred_type"))
    for number, (successor, predecessor, word) in enumerate(zip(*columns, strict=True)):
        after = of_task[rows[successor]] if successor in rows else -1
        before = of_task[rows[predecessor]] if predecessor in rows else -1
        if after < 0 or before < 0 or after == before:
            kept += 1
            _keep(tables, number, successor, predecessor)
            continue
        kind = words.LINK_KINDS.get(word)
        if kind is None:
            tables.notices.warn(
                "exchange.bad_value",
                f"link {number + 1}",
                f"Its type {word[:40]!r} is unknown; it was read as finish-to-start.",
            )
            kind = LinkKind.FS
        found.append((uids[number], before, after, kind, lags[number]))
    ready = list(zip(*found, strict=True)) if found else [()] * 5
    count = len(found)
    links = Links(
        uids=frozen(ready[0], np.int64),
        predecessor=frozen(ready[1], np.int32),
        successor=frozen(ready[2], np.int32),
        kind=frozen(ready[3], np.int8),
        lag_unit=frozen(np.full(count, LagUnit.WORKING), np.int8),
        lag_ticks=frozen(ready[4], np.int64),
        lag_share=frozen(np.zeros(count), np.float64),
        is_hard=frozen(np.ones(count), np.bool_),
    )
    return links, kept


def _keep(tables: P6Tables, number: int, successor: str, predecessor: str) -> None:
    table = tables["TASKPRED"]
    row = table.rows[number]
    tables.raw.keep_rows("TASKPRED", table.fields, [row[0]], [row])
    tables.notices.warn(
        "exchange.lost_link",
        f"link {predecessor} to {successor}",
        "One of its activities is not in the file; it was kept aside. Import the other project too and link them there.",
    )
