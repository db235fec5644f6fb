"""Proposals: edits of a project that is mastered outside, for its manager."""

import csv
import io
from dataclasses import replace
from typing import Any

from typing_extensions import TypedDict

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_comment
from lockstep.domain.ledger import DraftWork, Edit, Work, action
from lockstep.domain.planning.actions.proposal_rows import proposal_rows
from lockstep.domain.planning.models import Proposal
from lockstep.domain.planning.queries.preview import preview_edits
from lockstep.domain.planning.vocabulary import EditError, MasteredOutside, ProposalState

# The permission to comment, in the words of what is done with it.
may_answer = replace(may_comment, words="note what became of a proposal here")
may_propose = replace(may_comment, words="propose edits here")


class ProposedEdit(TypedDict):
    """An edit as plain data."""

    action: str
    arguments: dict[str, Any]


@action("planning.propose_edit", version=1)
def propose_edit(work: Work, *, project: int, edits: list[ProposedEdit], note: str = "") -> Proposal:
    """Propose edits to the manager of a project that is mastered outside. Nothing of the plan changes.

    The same edits are proposed once: while they wait for an answer, the proposal that waits is returned.
    """
    node = load_node(work, project)
    work.require(may_propose, node)
    plain = [dict(edit) for edit in edits]
    for waiting in Proposal.objects.filter(project_id=project, state=ProposalState.OPEN.value):
        if waiting.edits == plain:
            return waiting
    asked = [Edit(edit["action"], edit["arguments"]) for edit in edits]
    draft = DraftWork(work.actor)
    draft.carry_out(asked)
    if project not in draft.notes.get(MasteredOutside.code, ()):
        raise EditError(
            node.name, "These edits do not touch a plan that is mastered outside; save them instead."
        )
    impact = preview_edits(work.actor, project, asked).impact
    return work.create(
        Proposal,
        project=project,
        author=work.user_id,
        edits=plain,
        rows=proposal_rows(draft, asked, impact),
        sentence=impact.sentence,
        note=note,
    )


@action("planning.decide_proposal", version=1)
def decide_proposal(work: Work, *, proposal: int, version: int, state: ProposalState) -> Proposal:
    """Note what became of a proposal: sent to the project's manager, accepted, declined, withdrawn."""
    row = work.get(Proposal, proposal)
    work.require(may_answer, row)
    return work.change(row, version=version, state=state.value)


def proposal_csv(rows: list[dict[str, Any]]) -> str:
    """Return a proposal as a table that a spreadsheet opens; text is never taken for a formula there."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["uid", "code", "activity", "field", "now", "proposed"])
    for row in rows:
        cells = (row["uid"], row["code"], row["name"], row["field"], row["now"], row["proposed"])
        writer.writerow([_safe(cell) for cell in cells])
    return out.getvalue()


def _safe(cell: Any) -> Any:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
