"""Predecessor links. Lag is written in tenths of a minute, or in percent where its format says so."""

from dataclasses import dataclass

import numpy as np

from lockstep.exchange import texts
from lockstep.exchange.mspdi.gathering import Gathered
from lockstep.exchange.mspdi.tasks import MappedTasks
from lockstep.exchange.mspdi.words import LAG_UNIT_OF_FORMAT, LINK_KINDS
from lockstep.exchange.noticing import Notices
from lockstep.exchange.texts import Parse
from lockstep.plan import LagUnit, LinkKind, Links
from lockstep.plan.columns import frozen


@dataclass(frozen=True, slots=True)
class MappedLinks:
    """Links, and how many had to be left out."""

    links: Links
    kept: int


def map_links(gathered: Gathered, tasks: MappedTasks, notices: Notices) -> MappedLinks:
    """Return the links whose ends are both in the file."""
    whole = Parse(texts.whole, None, "whole number")
    lag = Parse(texts.real, 0.0, "lag")
    found: list[tuple[int, int, int, int, int, float]] = []
    kept = 0
    for row, (uid, kind, cross, cross_name, amount, unit) in gathered.links:
        successor = tasks.index_of_row[row]
        predecessor = tasks.row_of_uid.get(whole[uid], -1)
        if predecessor < 0 or successor < 0 or predecessor == successor:
            kept += 1
            _keep(gathered, tasks, notices, row, uid, cross_name or cross)
            continue
        lag_unit = LAG_UNIT_OF_FORMAT.get(whole[unit], LagUnit.WORKING)
        value = lag[amount]
        is_percent = lag_unit in (LagUnit.PERCENT, LagUnit.PERCENT_ELAPSED)
        ticks = 0 if is_percent or abs(value) > texts.LONGEST_TICKS else round(value)
        share = value / 100.0 if is_percent else 0.0
        found.append(
            (predecessor, successor, LINK_KINDS.get(whole[kind], LinkKind.FS), lag_unit, ticks, share)
        )
    columns = list(zip(*found, strict=True)) if found else [()] * 6
    count = len(found)
    return MappedLinks(
        Links(
            uids=frozen(np.arange(1, count + 1), np.int64),
            predecessor=frozen(columns[0], np.int32),
            successor=frozen(columns[1], np.int32),
            kind=frozen(columns[2], np.int8),
            lag_unit=frozen(columns[3], np.int8),
            lag_ticks=frozen(columns[4], np.int64),
            lag_share=frozen(columns[5], np.float64),
            is_hard=frozen(np.ones(count), np.bool_),
        ),
        kept,
    )


def _keep(
    gathered: Gathered, tasks: MappedTasks, notices: Notices, row: int, uid: str | None, other: str | None
) -> None:
    index = tasks.index_of_row[row]
    place = tasks.place(index) if index >= 0 else f"blank row {row}"
    gathered.raw.keep(
        "task", gathered.tasks.rows[row][0] or str(row), "PredecessorLink", f"{uid} {other or ''}".strip()
    )
    notices.warn(
        "exchange.lost_link",
        place,
        f"Its predecessor {uid} is not among the activities of this file; the link was kept aside. Import the other "
        "project too and link them there, or correct the source.",
    )
