"""Gates as they stand today."""

from typing import Any

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.governance.gating import states_of
from lockstep.domain.governance.models import Gate
from lockstep.domain.governance.vocabulary import GateStanding

MOST_GATES = 12
"""So many gates are held against live data at once: the next ones."""


def gates_at(user: Any, node: int) -> tuple[GateStanding, ...]:
    """Return the next gates at and below a node, each with its criteria held against live data."""
    path = readable_node(user, node).path
    rows = list(
        Gate.objects.filter(may_read.readable(user, "node"), node__path__startswith=path)
        .exclude(state__in=("passed", "stopped"))
        .select_related("node", "owner")
        .order_by("due_on", "pk")[:MOST_GATES]
    )
    found = states_of(user, [(row, row.node.path) for row in rows])
    return tuple(
        GateStanding(
            row.pk,
            row.key,
            row.title,
            row.node.name,
            row.state,
            row.due_on,
            row.owner.name if row.owner else "",
            found[row.pk],
        )
        for row in rows
    )
