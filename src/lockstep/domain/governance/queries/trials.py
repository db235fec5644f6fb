"""The trials of change requests as pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lockstep.domain.access.policies import Standing, may_edit_records, may_raise_records, may_read
from lockstep.domain.access.queries.nodes import readable_node, readable_nodes
from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.governance.authority import able, holder_words, limit_of, limit_words, refusal
from lockstep.domain.governance.models import ChangeRequest, ChangeResponse, ChangeTrial
from lockstep.domain.governance.trials import stake_of
from lockstep.domain.governance.vocabulary import Matter
from lockstep.domain.ledger import NotFound
from lockstep.domain.planning.queries.uncertain import network_revision
from lockstep.domain.records.registry import linkable

OPEN = ("draft", "submitted", "deferred")
OUTSIDE = "a project outside your view"
MOST_OPEN = 50
ACTIVITY = "planning.activity"


@dataclass(frozen=True, slots=True)
class Approver:
    """Somebody who may approve, and up to where; the narrowest comes first."""

    key: str
    holder: str
    limit: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a project that a change hits says of it; without a view of it there is no link."""

    id: int | None
    project: str
    state: str
    answer: str
    answered_on: date | None
    moved: int
    days: float


@dataclass(frozen=True, slots=True)
class TrialPage:
    """A change request with its trial: what it edits, what that does, who is hit and who may approve."""

    request: int
    version: int
    key: str
    title: str
    node: int
    state: str
    may_edit: bool
    may_decide: str
    approvers: tuple[Approver, ...]
    answers: tuple[Answer, ...]
    trial: ChangeTrial | None
    is_outdated: bool
    edits: tuple[str, ...]
    baseline: str
    sees_cost: bool
    """The asker may know rates, which could be told from what an edit costs."""


@dataclass(frozen=True, slots=True)
class TrialLine:
    """The newest result of a trial, short: what its home's finish and P80 do, and which projects are hit."""

    request: int
    finish_before: int | None
    finish_after: int | None
    finish_days: float
    p80_before: int | None
    p80_after: int | None
    p80_days: float | None
    projects: tuple[str, ...]
    is_outdated: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """One open change request in the comparison of all of them."""

    request: int
    key: str
    title: str
    state: str
    node_name: str
    due_on: date | None
    sentence: str
    days: float | None
    p80_days: float | None
    cost: int | None
    currency: str
    plan_cost: int | None
    """What the work costs more at the rates of the plan; None as well where the asker may not know rates."""
    plan_currency: str
    peak_people: float | None
    """How many more people the busiest week takes."""
    added: int
    removed: int
    computed_at: datetime | None
    is_outdated: bool
    answered: int
    asked: int
    against: int
    approver: str


def trial_page(user: Any, request: int) -> TrialPage:
    """Return a request with its trial; NotFound when it is absent or may not be read."""
    row = (
        ChangeRequest.objects.filter(may_read.readable(user, "node"), pk=request)
        .select_related("node", "trial__baseline", "trial__network")
        .first()
    )
    if row is None:
        raise NotFound(f"change request {request}", "There is no such change request, or you may not see it.")
    standing = Standing.of(user)
    trial = getattr(row, "trial", None)
    is_own = row.owner_id is not None and row.owner_id == getattr(user, "pk", None)
    policy = may_raise_records if is_own else may_edit_records
    stake = stake_of(row)
    path = row.node.path
    return TrialPage(
        request=row.pk,
        version=row.version,
        key=row.key,
        title=row.title,
        node=row.node_id,
        state=row.state,
        may_edit=row.state in OPEN and policy.holds(standing, path, row),
        may_decide=refusal(user, standing, path, Matter.CHANGES, stake, forum=row.forum_id),
        approvers=tuple(
            Approver(found.key, holder_words(found), limit_words(limit_of(found)))
            for found in able(path, Matter.CHANGES, stake)
        ),
        answers=_answers(user, row, trial),
        trial=trial,
        is_outdated=trial is not None
        and row.state in OPEN
        and network_revision(trial.network_id) != trial.revision,
        edits=_edits_in_words(user, trial.edits) if trial is not None else (),
        baseline=trial.baseline.name if trial is not None and trial.baseline else "",
        sees_cost=standing.may(Permission.READ_SECRETS, path),
    )


def trial_line(user: Any, request: int) -> TrialLine | None:
    """Return the newest result of the trial of a request that the user may read; None where it has none."""
    trial = (
        ChangeTrial.objects.filter(may_read.readable(user, "request__node"), request_id=request)
        .select_related("request", "network")
        .first()
    )
    if trial is None:
        return None
    names = readable_nodes(user, {hit["node"] for hit in trial.projects})
    return TrialLine(
        request,
        trial.finish_before,
        trial.finish_after,
        trial.finish_days,
        trial.p80_before,
        trial.p80_after,
        trial.p80_days,
        tuple(names[hit["node"]].name if hit["node"] in names else OUTSIDE for hit in trial.projects),
        trial.request.state in OPEN and trial.network.revision != trial.revision,
    )


def effects_at(user: Any, node: int) -> tuple[Effect, ...]:
    """Return the open change requests at and below a node with what each would do, those to be decided first on top."""
    path = readable_node(user, node).path
    rows = list(
        ChangeRequest.objects.filter(
            may_read.readable(user, "node"), node__path__startswith=path, state__in=OPEN
        )
        .select_related("node", "trial__network")
        .order_by("due_on", "pk")[:MOST_OPEN]
    )
    states: dict[int, list[str]] = {}
    for request, state in ChangeResponse.objects.filter(request__in=rows).values_list("request_id", "state"):
        states.setdefault(request, []).append(state)
    standing = Standing.of(user)
    return tuple(_effect(row, states.get(row.pk, []), standing) for row in rows)


def _effect(row: ChangeRequest, states: Sequence[str], standing: Standing) -> Effect:
    trial = getattr(row, "trial", None)
    sees_cost = trial is not None and standing.may(Permission.READ_SECRETS, row.node.path)
    return Effect(
        request=row.pk,
        key=row.key,
        title=row.title,
        state=row.state,
        node_name=row.node.name,
        due_on=row.due_on,
        sentence=trial.sentence if trial else "",
        days=trial.finish_days if trial else None,
        p80_days=trial.p80_days if trial else None,
        cost=row.cost_change,
        currency=row.currency,
        plan_cost=trial.cost_difference if sees_cost else None,
        plan_currency=trial.cost_currency if sees_cost else "",
        peak_people=trial.peak_difference if trial else None,
        added=trial.added if trial else 0,
        removed=trial.removed if trial else 0,
        computed_at=trial.computed_at if trial else None,
        is_outdated=trial is not None and trial.network.revision != trial.revision,
        answered=sum(state != "asked" for state in states),
        asked=len(states),
        against=sum(state == "objects" for state in states),
        approver="",
    )


def _answers(user: Any, row: ChangeRequest, trial: ChangeTrial | None) -> tuple[Answer, ...]:
    """Return the projects hit with their answers; what a person may not read has no name."""
    given = {found.node_id: found for found in ChangeResponse.objects.filter(request=row).order_by("pk")}
    hit: dict[int, Mapping[str, Any]] = {item["node"]: item for item in (trial.projects if trial else [])}
    nodes = readable_nodes(user, {*given, *hit})
    found = []
    for node in {**hit, **dict.fromkeys(given)}:
        response, move = given.get(node), hit.get(node, {})
        place = nodes.get(node)
        found.append(
            Answer(
                response.pk if response and place else None,
                place.name if place else OUTSIDE,
                response.state if response else "",
                response.answer if response and place else "",
                response.answered_on if response else None,
                int(move.get("moved", 0)),
                float(move.get("days", 0.0)),
            )
        )
    return tuple(found)


def _edits_in_words(user: Any, edits: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return each edit with the activity that it is of, named where the asker may read it."""
    ids = {edit["arguments"]["activity"] for edit in edits if edit["arguments"].get("activity")}
    names = linkable(ACTIVITY).resolve(sorted(ids), user) if ids else {}
    return tuple(_edit_words(edit, names) for edit in edits)


def _edit_words(edit: Mapping[str, Any], names: Mapping[int, Any]) -> str:
    arguments = edit["arguments"]
    what = str(edit["action"]).partition(".")[2].replace("_", " ").capitalize()
    end = names.get(arguments.get("activity"))
    whose = f"{end.key} {end.title}".strip() if end is not None else str(arguments.get("name") or "")
    names_of = [str(key).removesuffix("_ticks").replace("_", " ") for key in arguments.get("changes") or ()]
    fields = f"({', '.join(names_of)})" if names_of else ""
    return " ".join(part for part in (f"{what}:", whose, fields) if part)
