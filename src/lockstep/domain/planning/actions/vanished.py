"""Activities that are gone from their source: someone decides whether they go here too."""

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_edit_schedule
from lockstep.domain.ledger import Work, action
from lockstep.domain.planning.editing import hold_network
from lockstep.domain.planning.models import Activity
from lockstep.domain.planning.vocabulary import EditError, RowState


@action("planning.confirm_withdrawal", version=1)
def confirm_withdrawal(work: Work, *, activities: list[int]) -> list[Activity]:
    """Take activities that vanished from their source out of the computation; they are kept and can be restored."""
    return _decide(work, activities, RowState.WITHDRAWN)


@action("planning.keep_vanished", version=1)
def keep_vanished(work: Work, *, activities: list[int]) -> list[Activity]:
    """Keep activities that vanished from their source as ordinary ones of this plan."""
    return _decide(work, activities, RowState.ACTIVE)


def _decide(work: Work, activities: list[int], state: RowState) -> list[Activity]:
    rows = work.get_many(Activity, activities)
    for row in {row.project_id: row for row in rows}.values():
        work.require(may_edit_schedule, row)
        hold_network(work, load_node(work, row.project_id))
    for row in rows:
        if row.state != RowState.VANISHED:
            raise EditError(str(row), "It has not vanished from its source; load the page again.")
    return work.change_many(Activity, [(row.pk, None, {"state": state}) for row in rows])
