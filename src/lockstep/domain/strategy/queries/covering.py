"""Which project serves which objective."""

from typing import Any

from django.db.models import Q

from lockstep.domain.access.policies import Standing, may_raise_records, may_read
from lockstep.domain.access.queries.nodes import NodeRow, readable_nodes_below
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.strategy.coverage import effective
from lockstep.domain.strategy.models import Alignment, Objective
from lockstep.domain.strategy.rules import alignment_score
from lockstep.domain.strategy.vocabulary import (
    LIVE_ALIGNMENTS,
    Coverage,
    CoverageCell,
    CoverageLine,
    Goal,
)


def coverage(user: Any, node: int) -> Coverage:
    """Return the active objectives of a node, of what is above and below it, and who below it serves them.

    What a program says counts for each project below it that says nothing itself.
    """
    nodes = readable_nodes_below(user, node)
    top, projects = nodes[0], [row for row in nodes if row.kind == NodeKind.PROJECT]
    goals = list(
        Objective.objects.filter(
            Q(node__path__startswith=top.path) | Q(node_id__in=top.ancestor_ids),
            may_read.readable(user, "node"),
            state="active",
        ).order_by("-weight", "pk")
    )
    places = {row.id for row in nodes} | set(top.ancestor_ids)
    rows = Alignment.objects.filter(
        may_read.readable(user, "node"),
        node_id__in=places,
        objective_id__in=[goal.pk for goal in goals],
        state__in=LIVE_ALIGNMENTS,
    ).order_by("pk")
    stated = {(row.node_id, row.objective_id): row for row in rows}
    standing = Standing.of(user)
    lines = tuple(_line(row, goals, stated, standing) for row in projects)
    heads = tuple(_goal(goal, number, lines) for number, goal in enumerate(goals))
    scores = [line.score for line in lines if line.score is not None]
    return Coverage(heads, lines, sum(scores) / len(scores) if scores else None)


def _goal(goal: Objective, number: int, lines: tuple[CoverageLine, ...]) -> Goal:
    serving = sum(bool(line.cells[number].strength) for line in lines)
    return Goal(goal.pk, goal.key, goal.title, goal.weight, serving)


def _line(
    project: NodeRow, goals: list[Objective], stated: dict[tuple[int, int], Alignment], standing: Any
) -> CoverageLine:
    cells = []
    for goal in goals:
        found = effective(stated, project.ancestor_ids, goal.pk)
        cells.append(
            CoverageCell(
                goal.pk,
                found.strength if found else None,
                found.pk if found else None,
                found.reason if found else "",
                found is not None and found.node_id != project.id,
            )
        )
    served = [(goal.weight, cell.strength or 0) for goal, cell in zip(goals, cells, strict=True)]
    score = alignment_score(served, sum(goal.weight for goal in goals))
    is_orphan = bool(goals) and not any(strength for _, strength in served)
    may_say = standing.may(may_raise_records.permission, project.path)
    return CoverageLine(project.id, project.name, tuple(cells), score, is_orphan, may_say)
