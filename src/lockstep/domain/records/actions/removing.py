"""Removing records; what hangs on them goes with them, and comes back with undo."""

from lockstep.domain.ledger import Work, action
from lockstep.domain.records.policies import policy_for, require_reading
from lockstep.domain.records.registry import register_of


@action("records.remove_record", version=1)
def remove_record(work: Work, *, register: str, record: int, version: int) -> None:
    """Remove a record that was raised by mistake; what is over is closed instead."""
    found = register_of(register)
    row = work.get(found.model, record)
    require_reading(work, found, row)
    work.require(policy_for(found.write), row)
    work.delete(row, version=version)
