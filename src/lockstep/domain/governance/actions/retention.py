"""Discarding what has been kept long enough."""

from django.db import IntegrityError
from django.db.models import ProtectedError

from lockstep.domain.access.actions.nodes import lock_node
from lockstep.domain.access.policies import may_decide
from lockstep.domain.governance.models import RetentionRule
from lockstep.domain.governance.queries.retention import covered, retention_at
from lockstep.domain.ledger import Refused, Work, action


@action("governance.discard_kept", version=1)
def discard_kept(work: Work, *, rule: int, node: int, record_count: int) -> int:
    """Remove the records of a closed node that a rule lets go, as many as whoever confirms it has seen."""
    place = lock_node(work, node)
    work.require(may_decide, place)
    known = work.get(RetentionRule, rule)
    due = next(
        (kept for kept in retention_at(work.actor, node) if (kept.rule, kept.node) == (rule, node)), None
    )
    if due is None or not due.is_due:
        raise Refused(place.name, f"{known.key} keeps its records still.")
    if due.record_count != record_count:
        raise Refused(place.name, f"There are {due.record_count} records now; look again before they go.")
    removed = 0
    try:
        for register in covered(known.covers):
            rows = list(register.model.objects.filter(node_id=node).values_list("pk", "version"))
            if rows:
                work.delete_many(register.model, rows)
                removed += len(rows)
    except (ProtectedError, IntegrityError):
        raise Refused(
            place.name, "Records that are kept refer to these; a wider rule has to let go first."
        ) from None
    return removed
