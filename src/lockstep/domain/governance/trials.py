"""The trial of a change request: its edits tried out, and what they do kept with the revision."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from lockstep.domain.governance.models import ChangeRequest, ChangeTrial
from lockstep.domain.governance.vocabulary import Band, Stake, TrialKept
from lockstep.domain.ledger import Edit, Refused, Work, carry_out
from lockstep.domain.planning.actions.proposals import propose_edit
from lockstep.domain.planning.queries.trying import Trial, brought_up_to_date, try_edits
from lockstep.domain.planning.queries.uncertain import network_revision
from lockstep.foundation.ticks import date_of_day

MOST_EDITS = 500


def edits_of(trial: ChangeTrial) -> list[Edit]:
    """Return the edits of a trial."""
    return [Edit(edit["action"], edit["arguments"]) for edit in trial.edits]


def trial_of(request: int) -> ChangeTrial | None:
    """Return the trial of a request, None where it has none."""
    return ChangeTrial.objects.filter(request_id=request).first()


def is_outdated(trial: ChangeTrial) -> bool:
    """Tell whether the plan moved on since the effect was computed."""
    return network_revision(trial.network_id) != trial.revision


def stake_of(request: ChangeRequest) -> Stake:
    """Return what is at stake: days from the trial, money and risk as they were said."""
    trial = trial_of(request.pk)
    return Stake(
        trial.finish_days if trial is not None else None,
        request.cost_change,
        request.currency,
        Band(request.risk_band) if request.risk_band else None,
    )


def keep_trial(work: Work, request: ChangeRequest, edits: Sequence[Edit], source: str) -> ChangeTrial:
    """Try edits out and keep them with what they do; what an earlier trial did is gone."""
    found = tried(work, request.node_id, request.key, edits)
    return keep_found(work, request, edits, found, source)


def tried(work: Work, home: int, name: str, edits: Sequence[Edit]) -> Trial:
    """Try edits out below a node. Before the running action writes: what is tried is laid over a stored revision."""
    if not edits:
        raise Refused(name, "There is no edit to try; add one first.")
    if len(edits) > MOST_EDITS:
        raise Refused(name, f"A trial has at most {MOST_EDITS} edits; part the change.")
    for edit in edits:
        if not edit.action.startswith("planning."):
            raise Refused(name, f"{edit.action} is no edit of a plan; only those can be tried.")
    found = try_edits(work.actor, home, edits)
    _refuse_foreign(work, home, name, found)
    return found


def keep_found(
    work: Work, request: ChangeRequest, edits: Sequence[Edit], found: Trial, source: str
) -> ChangeTrial:
    """Keep edits with a request and what they were found to do."""
    values = {
        **_figures(found),
        "edits": [{"action": edit.action, "arguments": dict(edit.arguments)} for edit in edits],
        "before": {key: dict(value) for key, value in found.before.items()},
        "source": source[:200],
        "computed_at": work.at,
    }
    trial = trial_of(request.pk)
    if trial is None:
        trial = work.create(ChangeTrial, request=request, node_id=request.node_id, **values)
    else:
        trial = work.change(trial, version=trial.version, **values)
    work.announce(TrialKept(request.pk, request.node_id, found.revision))
    return trial


def compute_again(work: Work, request: ChangeRequest) -> ChangeTrial:
    """Compute what the edits of a request do at the newest revision; refused with what was changed meanwhile."""
    trial = trial_of(request.pk)
    if trial is None:
        raise Refused(request.key, "It has no trial yet; add the edits that it asks for first.")
    edits = brought_up_to_date(edits_of(trial), trial.before)
    return keep_trial(work, request, edits, trial.source)


def adopt(work: Work, request: ChangeRequest) -> None:
    """Carry the edits out as part of the running action; those of plans mastered outside become proposals."""
    trial = trial_of(request.pk)
    if trial is None:
        return
    for edit, project in zip(edits_of(trial), trial.outside, strict=True):
        if project is None:
            carry_out(work, [edit])
            continue
        plain: Any = [{"action": edit.action, "arguments": dict(edit.arguments)}]
        propose_edit(work, project=project, edits=plain, note=f"{request.key} {request.title}"[:500])


def _figures(found: Trial) -> dict[str, Any]:
    impact, before, after = found.impact, found.needs_before, found.needs_after
    is_priced = before.currency == after.currency or not (before.currency and after.currency)
    return {
        "cost_before": before.cost_minor if is_priced else None,
        "cost_after": after.cost_minor if is_priced else None,
        "cost_currency": (after.currency or before.currency) if is_priced else "",
        "peak_before": before.peak_people,
        "peak_after": after.peak_people,
        "peak_on_before": _day(before.peak_day),
        "peak_on_after": _day(after.peak_day),
        "network_id": found.network,
        "revision": found.revision,
        "sentence": impact.sentence[:500],
        "moved": impact.moved,
        "added": found.added,
        "removed": found.removed,
        "finish_before": impact.finish_before,
        "finish_after": impact.finish_after,
        "finish_days": found.days,
        # The risk analysis of the trial follows after commit.
        "p80_before": None,
        "p80_after": None,
        "p80_days": None,
        "projects": [asdict(project) for project in found.projects],
        "milestones": [asdict(milestone) for milestone in impact.milestones],
        "rows": list(found.rows),
        "outside": list(found.outside),
    }


def _day(number: int | None) -> date | None:
    return None if number is None else date_of_day(number)


def _refuse_foreign(work: Work, home: int, name: str, found: Trial) -> None:
    """Refuse edits of projects that do not lie below the home of the request."""
    path = work.path_of(home)
    for project in found.projects:
        if project.is_edited and not work.path_of(project.node).startswith(path):
            raise Refused(
                name, f"It edits {project.name}, which lies elsewhere; raise the request above both."
            )
