"""Handing a risk to the level above."""

from typing import Any

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_edit_records
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.risks.models import Risk


@action("risks.escalate_risk", version=1)
def escalate_risk(work: Work, *, risk: int, version: int, reason: str = "") -> Any:
    """Make the node above the home of a risk; it stays the same record, with its key, links and history."""
    row = work.get(Risk, risk)
    work.require(may_edit_records, row)
    above = load_node(work, row.node_id).parent_id
    if above is None:
        raise Refused(row.key, "It is at the top already; there is no level above to hand it to.")
    load_node(work, above)
    if not reason.strip():
        raise Refused(row.key, "Say why it goes up; the level above reads that first.")
    return work.change(row, version=version, node_id=above, changed_at=work.at)
