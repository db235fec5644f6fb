"""Which baseline each project is compared with."""

from collections.abc import Iterable
from dataclasses import dataclass

from lockstep.domain.access.queries.nodes import NodeRow
from lockstep.domain.ledger import NotFound
from lockstep.domain.planning.models import Baseline
from lockstep.domain.planning.vocabulary import BaselineState

STATE_ORDER = {BaselineState.APPROVED: 0, BaselineState.DRAFT: 1, BaselineState.SUPERSEDED: 2}


@dataclass(frozen=True, slots=True)
class BaselineRow:
    """A baseline that may be looked at from a node."""

    id: int
    version: int
    name: str
    node: int
    state: BaselineState


def baselines_for(top: NodeRow, nodes: Iterable[NodeRow]) -> list[Baseline]:
    """Return the baselines of a node, of those above it and of those below it, the one to be shown first first.

    Approved ones come before others, then the newest. Those above are shown with their name only, which their
    project's readers need to know what they are held against.
    """
    wanted = {*top.ancestor_ids, *(node.id for node in nodes)}
    found = Baseline.objects.filter(node_id__in=wanted).exclude(state=BaselineState.DELETED)
    return sorted(found, key=_rank)


def choice_by_project(
    baselines: list[Baseline], projects: Iterable[NodeRow], wanted: int | None
) -> dict[int, Baseline]:
    """Return the baseline of each project: the wanted one, else the first that covers the project."""
    if wanted is not None:
        baselines = [found for found in baselines if found.pk == wanted]
        if not baselines:
            raise NotFound(f"baseline {wanted}", "There is no such baseline here, or you may not see it.")
    chosen = {}
    for project in projects:
        covering = [found for found in baselines if found.node_id in project.ancestor_ids]
        if covering:
            chosen[project.id] = covering[0]
    return chosen


def _rank(row: Baseline) -> tuple[int, float, int]:
    return STATE_ORDER[BaselineState(row.state)], -row.captured_at.timestamp(), -row.pk
