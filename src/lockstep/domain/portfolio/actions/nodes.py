"""Nodes: adding, naming, describing, removing."""

from datetime import date
from typing import Any

from lockstep.domain.access.actions import nodes as tree
from lockstep.domain.access.policies import may_edit_details, may_edit_structure
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.portfolio.actions.answering import keep_tenures
from lockstep.domain.portfolio.actions.placing import check_kinds, place, today
from lockstep.domain.portfolio.models import Membership, Profile, Tenure
from lockstep.domain.portfolio.vocabulary import MembershipStatus, Period


@action("portfolio.add_node", version=1)
def add_node(
    work: Work,
    *,
    kind: NodeKind,
    name: str,
    parent: int | None = None,
    code: str = "",
    manager: int | None = None,
    sponsor: str = "",
    description: str = "",
    target_start: date | None = None,
    target_finish: date | None = None,
    from_date: date | None = None,
) -> Any:
    """Add a portfolio, program or project below a parent, from today or from another day; return the node."""
    tree.hold_trees(parent)
    above = tree.load_node(work, parent) if parent is not None else None
    work.require(may_edit_structure, above)
    check_kinds(kind, name, above)
    node = tree.add_node(work, kind=kind, name=name.strip(), parent=above, code=code)
    work.create(
        Profile,
        node=node,
        code=code,
        manager=manager,
        sponsor=sponsor,
        description=description,
        target_start=target_start,
        target_finish=target_finish,
    )
    if above is not None:
        start = from_date or today(work)
        place(work, node, Period(start, None, above.pk, MembershipStatus.ACTIVE, work.reason))
    return node


@action("portfolio.rename_node", version=1)
def rename_node(work: Work, *, node: int, version: int, name: str) -> Any:
    """Give a node another name."""
    row = tree.load_node(work, node)
    work.require(may_edit_details, row)
    profile = Profile.objects.get(node_id=row.pk)
    return tree.rename_node(work, row, version=version, name=name.strip(), code=profile.code)


@action("portfolio.change_details", version=1)
def change_details(work: Work, *, node: int, version: int, changes: dict[str, Any]) -> Profile:
    """Change what is said about a node; `version` is that of its details."""
    row = tree.load_node(work, node)
    work.require(may_edit_details, row)
    if "node" in changes or "node_id" in changes:
        raise Refused(row.name, "Details stay with their node. Move the node instead.")
    known = Profile.objects.get(node_id=row.pk)
    keep_tenures(work, known, changes, today(work))
    profile = work.change(known, version=version, **changes)
    if "code" in changes:
        tree.rename_node(work, row, version=row.version, name=row.name, code=profile.code)
    return profile


@action("portfolio.remove_node", version=1)
def remove_node(work: Work, *, node: int, version: int) -> None:
    """Remove an empty node that was added by mistake; what took part is withdrawn instead."""
    tree.hold_trees(node)
    row = tree.lock_node(work, node)
    work.require(may_edit_structure, row.parent)
    if Membership.objects.filter(parent_id=row.pk).exists() or row.children.exists():
        raise Refused(row.name, "Other nodes belong or belonged to it. Withdraw it instead of removing it.")
    memberships = Membership.objects.filter(child_id=row.pk)
    work.delete_many(Membership, [(membership.pk, None) for membership in memberships])
    tenures = Tenure.objects.filter(node_id=row.pk)
    work.delete_many(Tenure, [(tenure.pk, None) for tenure in tenures])
    profile = Profile.objects.get(node_id=row.pk)
    work.delete(profile, version=profile.version)
    work.delete(row, version=version)
