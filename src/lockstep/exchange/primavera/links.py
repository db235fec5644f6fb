"""P6 relationships, within and across the projects of a file."""

import numpy as np

from lockstep.exchange.primavera import words
from lockstep.exchange.primavera.tables import P6Tables, hours
from lockstep.exchange.texts import Parse
from lockstep.plan import LagUnit, LinkKind, Links
from lockstep.plan.columns import frozen


def map_links(tables: P6Tables, of_task: list[int]) -> tuple[Links, int]:
    """Return the links whose ends are both in the file, and how many were kept aside."""
    table = tables["TASKPRED"]
    index_of = dict(zip(reversed(tables["TASK"].column("task_id")), reversed(of_task), strict=True))
    lags = np.array(
        tables.values("TASKPRED", "lag_hr_cnt", Parse(hours, 0, "number of hours")), dtype=np.int64
    )
    uids = np.array(tables.wholes("TASKPRED", "task_pred_id", 0), dtype=np.int64)
    after = np.array([index_of.get(uid, -1) for uid in table.column("task_id")], dtype=np.int64)
    before = np.array([index_of.get(uid, -1) for uid in table.column("pred_task_id")], dtype=np.int64)
    kinds = np.array(
        tables.values("TASKPRED", "pred_type", Parse(_kind, LinkKind.FS, "link type")), dtype=np.int64
    )
    is_lost = (after < 0) | (before < 0) | (after == before)
    _keep(tables, np.flatnonzero(is_lost).tolist())
    rows = np.flatnonzero(~is_lost)
    links = Links(
        uids=frozen(uids[rows], np.int64),
        predecessor=frozen(before[rows], np.int32),
        successor=frozen(after[rows], np.int32),
        kind=frozen(kinds[rows], np.int8),
        lag_unit=frozen(np.full(len(rows), LagUnit.WORKING), np.int8),
        lag_ticks=frozen(lags[rows], np.int64),
        lag_share=frozen(np.zeros(len(rows)), np.float64),
        is_hard=frozen(np.ones(len(rows)), np.bool_),
    )
    return links, int(is_lost.sum())


def _kind(text: str) -> LinkKind:
    if text not in words.LINK_KINDS:
        raise ValueError(text)
    return words.LINK_KINDS[text]


def _keep(tables: P6Tables, rows: list[int]) -> None:
    table = tables["TASKPRED"]
    table.keep(rows, tables.raw)
    for row in rows:
        predecessor, successor = table.column("pred_task_id")[row], table.column("task_id")[row]
        tables.notices.warn(
            "exchange.lost_link",
            f"link {predecessor} to {successor}",
            "One of its activities is not in the file and it was kept aside; import the other project and link there.",
        )
