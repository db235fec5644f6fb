"""The trial of a change request, and the baseline that follows its approval."""

from typing import Any

from typing_extensions import TypedDict

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_administer, may_edit_records, may_raise_records
from lockstep.domain.governance.models import ChangeRequest, ChangeTrial
from lockstep.domain.governance.trials import (
    compute_again,
    edits_of,
    keep_found,
    keep_trial,
    trial_of,
    tried,
)
from lockstep.domain.ledger import Edit, Refused, Work, action
from lockstep.domain.planning.actions.baselines import approve_baseline, capture_baseline
from lockstep.domain.planning.queries.proposals import proposal as proposal_query
from lockstep.domain.planning.queries.viewpoint import home_of_edits
from lockstep.domain.records.actions import raise_record

FROM_SCHEDULE = "Edits tried on the schedule"
OPEN = ("draft", "submitted", "deferred")


class TriedEdit(TypedDict):
    """An edit of a plan as plain data."""

    action: str
    arguments: dict[str, Any]


@action("governance.request_change", version=1)
def request_change(work: Work, *, title: str, edits: list[TriedEdit], reason: str = "") -> ChangeRequest:
    """Ask for edits instead of saving them: a change request in their project, or above all of them, with its trial."""
    asked = [Edit(edit["action"], edit["arguments"]) for edit in edits]
    home = home_of_edits(work.actor, asked)
    found = tried(work, home, title, asked)
    fields = {"title": title[:300], "reason": reason, "owner": work.user_id}
    row: ChangeRequest = raise_record(work, register="change-requests", node=home, fields=fields)
    keep_found(work, row, asked, found, FROM_SCHEDULE)
    return row


@action("governance.attach_trial", version=1)
def attach_trial(
    work: Work,
    *,
    request: int,
    version: int,
    edits: list[TriedEdit] | None = None,
    proposal: int | None = None,
) -> ChangeTrial:
    """Add edits, or those of a proposal, to the trial of a change request; nothing of the plan changes."""
    row = _opened(work, request, version)
    asked = [Edit(edit["action"], edit["arguments"]) for edit in edits or []]
    source = FROM_SCHEDULE
    if proposal is not None:
        found = proposal_query(work.actor, proposal)
        asked += [Edit(edit["action"], edit["arguments"]) for edit in found.edits]
        source = f"Proposal {found.id}: {found.sentence}"
    known = trial_of(row.pk)
    earlier = edits_of(known) if known is not None else []
    trial = keep_trial(work, row, [*earlier, *asked], source)
    _stamp(work, row)
    return trial


@action("governance.detach_trial", version=1)
def detach_trial(work: Work, *, request: int, version: int, edit: int | None = None) -> ChangeTrial | None:
    """Take one edit out of a trial, by its place from 0 on, or all of them."""
    row = _opened(work, request, version)
    trial = trial_of(row.pk)
    if trial is None:
        raise Refused(row.key, "It has no trial that could be taken away.")
    left = [] if edit is None else [item for at, item in enumerate(edits_of(trial)) if at != edit]
    if left:
        found: ChangeTrial | None = keep_trial(work, row, left, trial.source)
    else:
        work.delete(trial, version=trial.version)
        found = None
    _stamp(work, row)
    return found


@action("governance.compute_trial", version=1)
def compute_trial(work: Work, *, request: int, version: int) -> ChangeTrial:
    """Compute what the trial does at the newest revision of the plan."""
    row = _opened(work, request, version)
    return compute_again(work, row)


@action("governance.keep_p80", version=1)
def keep_p80(work: Work, *, request: int, revision: int, before: int, after: int, days: float) -> bool:
    """Keep by how much a trial moves the P80; computed after its edits were kept, so that it is the server's."""
    work.require(may_administer, None)
    trial = trial_of(request)
    if trial is None or trial.revision != revision:
        return False
    ChangeTrial.objects.filter(pk=trial.pk).update(p80_before=before, p80_after=after, p80_days=days)
    return True


@action("governance.rebaseline", version=1)
def rebaseline(work: Work, *, request: int, name: str = "") -> Any:
    """Capture and approve a baseline of the plan as an approved change has made it."""
    row = work.get(ChangeRequest, request)
    work.require(may_edit_records, row)
    trial = trial_of(row.pk)
    if row.state != "approved" or trial is None:
        raise Refused(row.key, "Only an approved request with a trial moves the baseline.")
    if trial.baseline_id is not None:
        raise Refused(row.key, "Its baseline was captured already.")
    load_node(work, row.node_id)
    baseline = capture_baseline(work, node=row.node_id, name=name.strip() or f"After {row.key}")
    work.change(trial, version=trial.version, baseline=baseline)
    return approve_baseline(work, baseline=baseline.pk, version=baseline.version)


def _opened(work: Work, request: int, version: int) -> ChangeRequest:
    """Return an open request for a change of its trial; its owner may do so too."""
    row = work.get(ChangeRequest, request)
    is_own = row.owner_id is not None and row.owner_id == work.user_id
    work.require(may_raise_records if is_own else may_edit_records, row)
    if row.version != version:
        work.change(row, version=version, changed_at=work.at)
    if row.state not in OPEN:
        raise Refused(row.key, "It is decided; raise another request for what is to change now.")
    return row


def _stamp(work: Work, row: ChangeRequest) -> None:
    """Count the version of the request up, so that nobody decides on a trial that they have not seen."""
    work.change(row, version=row.version, changed_at=work.at)
