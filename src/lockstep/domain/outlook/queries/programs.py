"""Many programs side by side: dates, confidence, colors, and what is open in each with all below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from lockstep.domain.access.queries.nodes import nodes_by_id, readable_nodes_below
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.governance.queries import Rolled, colors_at, rolled_by_choice
from lockstep.domain.governance.vocabulary import Color, NodeColors
from lockstep.domain.outlook.queries.confidence import confidence
from lockstep.domain.planning.queries import schedule_stamp
from lockstep.domain.portfolio.queries import TreeRow, reviews_of, tree
from lockstep.domain.records.queries import open_by_node, overdue_by_node
from lockstep.domain.risks.vocabulary import Band

_WORST = {Color.RED: 0, Color.AMBER: 1, Color.GRAY: 2, Color.GREEN: 3}


@dataclass(frozen=True, slots=True)
class ProgramLine:
    """One program with what its manager wants to know of it first."""

    id: int
    name: str
    code: str
    kind: NodeKind
    depth: int
    manager: str
    finish_ticks: int | None
    baseline_finish_ticks: int | None
    slip_days: float | None
    baseline_name: str
    progress: float | None
    is_stale: bool
    p80_ticks: int | None
    color: Color | None
    color_driver: str
    risks: Mapping[str, int]
    overdue: int
    red_hand_offs: int
    decisions: int
    """Decisions and votes that wait for the asker."""
    next_review_on: date | None
    is_review_due: bool
    has_end: bool

    @property
    def grave_risks(self) -> int:
        """Return how many open risks are high or extreme."""
        return self.risks.get(Band.HIGH.value, 0) + self.risks.get(Band.EXTREME.value, 0)


def programs(user: Any, *, below: int | None = None) -> tuple[ProgramLine, ...]:
    """Return the portfolios and programs that the user may see, each with all below it; `below` only those of a node.

    The number of statements does not grow with the programs of one network.
    """
    rows = [row for row in tree(user, below=below) if row.kind is not NodeKind.PROJECT]
    ids = [row.id for row in rows]
    if not ids:
        return ()
    paths = {node.id: node.path for node in nodes_by_id(ids).values()}
    figures = {row.id: row.slots.get("schedule") for row in rows}
    reviews = reviews_of(user, ids)
    counted = _Counted(user, rows)
    tops = [row for row in rows if row.depth == 0]
    found = [colors for top in tops for colors in colors_at(user, top.id)]
    colors, chosen = _colors(found), rolled_by_choice(user, paths, found)
    p80 = _p80(user, [row for row in rows if figures[row.id] is not None])
    return tuple(
        _line(
            row, paths[row.id], figures[row.id], counted, (colors, chosen.get(row.id)), p80, reviews[row.id]
        )
        for row in rows
    )


class _Counted:
    """What is open, by the path of the node at which it stands."""

    def __init__(self, user: Any, rows: Sequence[TreeRow]) -> None:
        self.risks = open_by_node(user, "risks", by="band")
        self.red = open_by_node(user, "hand-offs", flags=("late", "broken"))
        waiting = open_by_node(user, "decisions", where={"decider": user.pk, "state": "ready"})
        votes = open_by_node(user, "proposal-votes", where={"owner": user.pk, "state": "asked"})
        self.waiting = [*waiting.items(), *votes.items()]
        self.overdue = overdue_by_node(user)
        tops = [row.id for row in rows if row.depth == 0]
        self.paths = {node.id: node.path for top in tops for node in readable_nodes_below(user, top)}

    def inside(self, node: int, path: str) -> bool:
        """Tell whether a node lies at or below a path."""
        return self.paths.get(node, "").startswith(path)


def _line(
    row: TreeRow,
    path: str,
    figures: Any,
    counted: _Counted,
    told: tuple[list[tuple[str, Color, str]], Rolled | None],
    p80: Mapping[int, int],
    review: Any,
) -> ProgramLine:
    risks: dict[str, int] = {}
    for (node, band), count in counted.risks.items():
        if counted.inside(node, path):
            risks[band or "none"] = risks.get(band or "none", 0) + count
    colors, rolled = told
    inside = [(color, driver) for place, color, driver in colors if place.startswith(path)]
    worst = min(inside, key=lambda item: _WORST[item[0]], default=None)
    if rolled is not None:
        worst = rolled.color, rolled.driver
    return ProgramLine(
        id=row.id,
        name=row.name,
        code=row.code,
        kind=row.kind,
        depth=row.depth,
        manager=row.manager,
        finish_ticks=figures.finish_ticks if figures else None,
        baseline_finish_ticks=figures.baseline_finish_ticks if figures else None,
        slip_days=figures.slip_days if figures else None,
        baseline_name=figures.baseline_name if figures else "",
        progress=figures.progress if figures else None,
        is_stale=bool(figures and figures.is_stale),
        p80_ticks=p80.get(row.id),
        color=worst[0] if worst else None,
        color_driver=worst[1] if worst else "",
        risks=risks,
        overdue=sum(count for node, count in counted.overdue.items() if counted.inside(node, path)),
        red_hand_offs=sum(count for (node, _), count in counted.red.items() if counted.inside(node, path)),
        decisions=sum(count for (node, _), count in counted.waiting if counted.inside(node, path)),
        next_review_on=review.next_on,
        is_review_due=review.is_due,
        has_end=review.has_end,
    )


def _colors(found: Sequence[NodeColors]) -> list[tuple[str, Color, str]]:
    """Return path, overall color and driver of each node that has tolerances."""
    paths = {node.id: node.path for node in nodes_by_id([colors.node for colors in found]).values()}
    return [(paths[colors.node], colors.overall.color, colors.overall.driver) for colors in found]


def _p80(user: Any, rows: Sequence[TreeRow]) -> dict[int, int]:
    """Return the P80 of the finish of each node of which the newest analysis of its network knows one."""
    values: dict[int, int] = {}
    seen: set[int] = set()
    for row in rows:
        if row.depth:
            continue
        network = schedule_stamp(user, row.id).network
        if network in seen:
            continue
        seen.add(network)
        known = confidence(network)
        if known is None:
            continue
        for node in rows:
            at = int(np.searchsorted(known.ids, -node.id))
            if at < len(known.ids) and int(known.ids[at]) == -node.id:
                values[node.id] = int(known.p80_ticks[at])
    return values
