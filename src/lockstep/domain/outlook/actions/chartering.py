"""Writing charters from what is known."""

from typing import Any

from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.outlook.queries.chartering import charter_draft
from lockstep.domain.records.actions import change_record, raise_record
from lockstep.domain.strategy.actions import revise_charter
from lockstep.domain.strategy.queries.editions import newest_edition


@action("outlook.write_charter", version=1)
def write_charter(work: Work, *, node: int) -> Any:
    """Write the charter of a node anew from data, and return it.

    A draft is written over where data says something; what is signed gets a next edition; without a charter the
    first one is begun. What data does not know stays as people wrote it.
    """
    draft = charter_draft(work.actor, node)
    known = {name: text for name, text in draft.fields.items() if text.strip()}
    newest = newest_edition(work.actor, "charters", node)
    if newest is None:
        return raise_record(work, register="charters", node=node, fields={"title": draft.title, **known})
    if newest.state == "review":
        raise Refused(newest.key, "It is in review; send it back to draft before it is written anew.")
    record, version = newest.id, newest.version
    if newest.state == "signed":
        made = revise_charter(work, charter=record, version=version)
        record, version = made.pk, made.version
    return change_record(work, register="charters", record=record, version=version, changes=known)
