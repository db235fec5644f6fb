"""Proposals: edits of a project that is mastered outside, for its manager."""

import csv
import io
from typing import Any

from typing_extensions import TypedDict

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_comment
from lockstep.domain.ledger import DraftWork, Edit, Work, action
from lockstep.domain.planning.models import Activity, Proposal
from lockstep.domain.planning.queries.preview import preview_edits
from lockstep.domain.planning.vocabulary import EditError, MasteredOutside, ProposalState
from lockstep.foundation.ticks import iso_of

_HIDDEN = frozenset({"folded", "version"})


class ProposedEdit(TypedDict):
    """An edit as plain data."""

    action: str
    arguments: dict[str, Any]


@action("planning.propose_edit", version=1)
def propose_edit(work: Work, *, project: int, edits: list[ProposedEdit], note: str = "") -> Proposal:
    """Propose edits to the manager of a project that is mastered outside. Nothing of the plan changes."""
    node = load_node(work, project)
    work.require(may_comment, node)
    asked = [Edit(edit["action"], edit["arguments"]) for edit in edits]
    draft = DraftWork(work.actor)
    draft.carry_out(asked)
    if project not in draft.notes.get(MasteredOutside.code, ()):
        raise EditError(
            node.name, "These edits do not touch a plan that is mastered outside; save them instead."
        )
    return work.create(
        Proposal,
        project=project,
        author=work.user_id,
        edits=[dict(edit) for edit in edits],
        rows=_rows(draft),
        sentence=preview_edits(work.actor, project, asked).impact.sentence,
        note=note,
    )


@action("planning.decide_proposal", version=1)
def decide_proposal(work: Work, *, proposal: int, version: int, state: ProposalState) -> Proposal:
    """Note what became of a proposal: sent to the project's manager, accepted, declined, withdrawn."""
    row = work.get(Proposal, proposal)
    work.require(may_comment, row)
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


def _rows(draft: DraftWork) -> list[dict[str, Any]]:
    found = []
    for change in draft.changes:
        if change.registration.record_type != "planning.activity":
            what = "added" if change.is_creation else "removed" if change.is_removal else "changed"
            kind = str(change.model._meta.verbose_name)
            found.append(_row(None, kind, change.label, what, "", change.label))
            continue
        if change.is_creation:
            name = str((change.after or {}).get("name", ""))
            found.append(_row(None, "", name, "added", "", name))
            continue
        row = draft.get(Activity, change.record_id)
        for name, after in (change.after or {}).items():
            if name not in _HIDDEN:
                before = (change.before or {}).get(name)
                found.append(
                    _row(row.uid, row.code, row.name, name, _words(name, before), _words(name, after))
                )
    return found


def _row(uid: int | None, code: str, name: str, field: str, now: Any, proposed: Any) -> dict[str, Any]:
    return {"uid": uid, "code": code, "name": name, "field": field, "now": now, "proposed": proposed}


def _words(name: str, value: Any) -> Any:
    """Return dates as people read them and durations in hours."""
    if value is None or not name.endswith("_ticks"):
        return value
    if name in {"duration_ticks", "remaining_ticks", "leveling_delay_ticks"}:
        return f"{value / 600:g} h"
    return iso_of(value)


def _safe(cell: Any) -> Any:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
