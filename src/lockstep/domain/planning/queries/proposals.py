"""Proposals to managers of projects that are mastered outside, and saved views."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from lockstep.domain.access.policies import Standing, may_edit_details, may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.ledger import NotFound
from lockstep.domain.planning.models import Proposal, SavedView
from lockstep.domain.planning.vocabulary import ProposalState


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One proposal. `rows` hold activity, field, value now and value proposed, as its export does."""

    id: int
    version: int
    project: int
    project_name: str
    author: str
    sentence: str
    note: str
    state: ProposalState
    rows: tuple[dict[str, Any], ...]
    edits: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class SavedViewRow:
    """A saved view that the user made or that is shared."""

    id: int
    version: int
    name: str
    query: str
    is_shared: bool
    is_default: bool
    is_mine: bool
    may_edit: bool

    @property
    def is_own(self) -> bool:
        """Tell whether the user made it."""
        return self.is_mine


def proposals(
    user: Any, node: int, *, before: int | None = None, limit: int | None = None
) -> tuple[ProposalRow, ...]:
    """Return the proposals for projects at and below a node, the newest first.

    `before` keeps those older than a proposal, by its id; without `limit` it is all of them.
    """
    place = readable_node(user, node)
    found = Proposal.objects.select_related("project", "author").filter(
        may_read.readable(user, "project"), project__path__startswith=place.path
    )
    if before is not None:
        found = found.filter(pk__lt=before)
    return tuple(_row(row) for row in found.order_by("-pk")[:limit])


def proposal(user: Any, proposal_id: int) -> ProposalRow:
    """Return one proposal; NotFound when it is absent or may not be read."""
    found = Proposal.objects.select_related("project", "author").filter(may_read.readable(user, "project"))
    row = found.filter(pk=proposal_id).first()
    if row is None:
        raise NotFound(f"proposal {proposal_id}", "There is no such proposal, or you may not see it.")
    return _row(row)


def saved_views(user: Any, node: int) -> tuple[SavedViewRow, ...]:
    """Return the views of a node that the user made or that are shared, by name."""
    place = readable_node(user, node)
    own_id = getattr(user, "pk", None)
    mine = Q(owner_id=own_id)
    may_edit = may_edit_details.holds(Standing.of(user), place.path, place)
    found = SavedView.objects.filter(mine | Q(is_shared=True), node_id=place.id)
    return tuple(
        SavedViewRow(
            row.pk,
            row.version,
            row.name,
            row.query,
            row.is_shared,
            row.is_default,
            row.owner_id == own_id,
            row.owner_id == own_id or may_edit,
        )
        for row in sorted(found, key=lambda row: (row.name.casefold(), row.pk))
    )


def default_of(known: Iterable[SavedViewRow]) -> SavedViewRow | None:
    """Return what a schedule opens with: one's own default, else the shared one."""
    found = sorted((view for view in known if view.is_default), key=lambda view: not view.is_mine)
    return found[0] if found else None


def _row(row: Proposal) -> ProposalRow:
    return ProposalRow(
        id=row.pk,
        version=row.version,
        project=row.project_id,
        project_name=row.project.name,
        author=row.author.name if row.author else "Lockstep",
        sentence=row.sentence,
        note=row.note,
        state=ProposalState(row.state),
        rows=tuple(row.rows),
        edits=tuple(row.edits),
    )
