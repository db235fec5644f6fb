"""Open findings by how bad and how old they are."""

from typing import Any

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.governance.assuring import OPEN_FINDING, OpenFinding, Severity, age_days
from lockstep.domain.governance.models import AssuranceFinding
from lockstep.domain.governance.register.assurance import FINDINGS, severity_place
from lockstep.domain.records.vocabulary import today


def open_findings(user: Any, node: int) -> tuple[OpenFinding, ...]:
    """Return the open findings at and below a node, the worst first, then the oldest."""
    path = readable_node(user, node).path
    now = today()
    rows = (
        AssuranceFinding.objects.filter(
            may_read.readable(user, "node"), node__path__startswith=path, state__in=OPEN_FINDING
        )
        .select_related("node", "owner")
        .order_by(severity_place(), "raised_on", "pk")
    )
    return tuple(
        OpenFinding(
            row.pk,
            row.key,
            row.title,
            row.node.name,
            row.owner.name if row.owner else "",
            Severity(row.severity),
            FINDINGS.states_by_name[row.state].label,
            age_days(row.raised_on, None, now),
            row.due_on,
            row.due_on is not None and row.due_on < now,
        )
        for row in rows
    )
