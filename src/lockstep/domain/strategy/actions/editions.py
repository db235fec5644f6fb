"""New editions of signed papers."""

from typing import Any

from lockstep.domain.access.policies import may_edit_records
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.records.actions import raise_record
from lockstep.domain.records.models import Link
from lockstep.domain.records.registry import register_of
from lockstep.domain.strategy.models import Charter, ScopeStatement
from lockstep.domain.strategy.register.charters import CONTENT as CHARTER_CONTENT
from lockstep.domain.strategy.register.scope import CONTENT as SCOPE_CONTENT


@action("strategy.revise_scope", version=1)
def revise_scope(work: Work, *, scope: int, version: int) -> Any:
    """Begin the next edition of a signed scope statement; it supersedes the one before."""
    return _revise(work, "scope-statements", work.get(ScopeStatement, scope), version, SCOPE_CONTENT)


@action("strategy.revise_charter", version=1)
def revise_charter(work: Work, *, charter: int, version: int) -> Any:
    """Begin the next edition of a signed charter; it supersedes the one before."""
    return _revise(work, "charters", work.get(Charter, charter), version, CHARTER_CONTENT)


def _revise(work: Work, name: str, row: Any, version: int, content: tuple[str, ...]) -> Any:
    work.require(may_edit_records, row)
    if row.state != "signed":
        raise Refused(row.key, "Only what is signed off gets a new edition; change this one.")
    register = register_of(name)
    fields = {"title": row.title, **{column: getattr(row, column) for column in content}}
    made = raise_record(work, register=name, node=row.node_id, fields=fields)
    made = work.change(
        made, version=made.version, edition=row.edition + 1, previous_id=row.pk, changed_at=work.at
    )
    work.change(row, version=version, state="superseded", closed_on=work.at.date(), changed_at=work.at)
    work.create(
        Link,
        kind="supersedes",
        source_type=register.record_type,
        source_id=made.pk,
        target_type=register.record_type,
        target_id=row.pk,
        node_id=made.node_id,
        target_node_id=row.node_id,
    )
    return made
