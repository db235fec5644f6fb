"""The baselines of a node in pages: for lists that do not compare dates."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When

from lockstep.domain.access.policies import Standing, may_set_baselines
from lockstep.domain.access.queries.nodes import readable_node, readable_nodes_below
from lockstep.domain.planning.models import Baseline
from lockstep.domain.planning.queries.baseline_choice import STATE_ORDER
from lockstep.domain.planning.queries.variance import BaselineSummary, summary_of
from lockstep.domain.planning.vocabulary import BaselineState


@dataclass(frozen=True, slots=True)
class BaselineList:
    """A page of baselines, in the order in which they are shown."""

    baselines: tuple[BaselineSummary, ...]
    may_edit: bool


@dataclass(frozen=True, slots=True)
class BaselineSeen:
    """Where a page starts: after the baseline with these values."""

    state: BaselineState
    captured_at: datetime
    id: int


def baseline_list(
    user: Any, node: int, *, after: BaselineSeen | None = None, limit: int | None = None
) -> BaselineList:
    """Return the baselines of a node, of those above it and below it: approved ones first, then the newest."""
    top = readable_node(user, node)
    nodes = readable_nodes_below(user, top.id)
    rank = Case(
        *(When(state=state.value, then=Value(order)) for state, order in STATE_ORDER.items()),
        output_field=IntegerField(),
    )
    found = Baseline.objects.filter(node_id__in={*top.ancestor_ids, *(row.id for row in nodes)})
    found = found.exclude(state=BaselineState.DELETED).annotate(rank=rank)
    if after is not None:
        order = STATE_ORDER[after.state]
        older = Q(captured_at__lt=after.captured_at) | Q(captured_at=after.captured_at, pk__lt=after.id)
        found = found.filter(Q(rank__gt=order) | Q(rank=order) & older)
    names = {row.id: row.name for row in nodes}
    return BaselineList(
        tuple(
            summary_of(row, names, top.id) for row in found.order_by("rank", "-captured_at", "-pk")[:limit]
        ),
        Standing.of(user).may(may_set_baselines.permission, top.path),
    )
