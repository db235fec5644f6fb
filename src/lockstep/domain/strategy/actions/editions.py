"""New editions of signed papers."""

from lockstep.domain.ledger import Work, action
from lockstep.domain.records.actions import move_record
from lockstep.domain.strategy.models import Charter, ScopeStatement


@action("strategy.revise_scope", version=1)
def revise_scope(work: Work, *, scope: int, version: int) -> ScopeStatement:
    """Begin the next edition of a signed scope statement, and return it; it supersedes the one before."""
    move_record(work, register="scope-statements", record=scope, version=version, move="revise")
    return ScopeStatement.objects.filter(previous_id=scope).latest("pk")


@action("strategy.revise_charter", version=1)
def revise_charter(work: Work, *, charter: int, version: int) -> Charter:
    """Begin the next edition of a signed charter, and return it; it supersedes the one before."""
    move_record(work, register="charters", record=charter, version=version, move="revise")
    return Charter.objects.filter(previous_id=charter).latest("pk")
