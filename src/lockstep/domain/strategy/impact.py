"""Which projects a change of the strategy hits: those that serve an objective that it affects."""

from lockstep.domain.access.queries.nodes import NodeRow, nodes_below
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.records.queries.graph import every_link
from lockstep.domain.strategy.coverage import effective
from lockstep.domain.strategy.models import Alignment, StrategyChange
from lockstep.domain.strategy.vocabulary import LIVE_ALIGNMENTS


def affected_objectives(change: int) -> tuple[int, ...]:
    """Return the objectives that a change is linked to."""
    links = every_link().filter(
        kind="affects",
        source_type="strategy.strategychange",
        source_id=change,
        target_type="strategy.objective",
    )
    return tuple(links.order_by("target_id").values_list("target_id", flat=True))


def projects_hit(change: StrategyChange) -> tuple[NodeRow, ...]:
    """Return the projects below the home of a change that serve what it affects, themselves or by their program."""
    goals = affected_objectives(change.pk)
    rows = Alignment.objects.filter(objective_id__in=goals, state__in=LIVE_ALIGNMENTS).order_by("pk")
    stated = {(row.node_id, row.objective_id): row for row in rows}
    projects = nodes_below(change.node_id, kind=NodeKind.PROJECT)

    def is_hit(project: NodeRow) -> bool:
        found = (effective(stated, project.ancestor_ids, goal) for goal in goals)
        return any(row is not None and row.strength > 0 for row in found)

    return tuple(project for project in projects if is_hit(project))
