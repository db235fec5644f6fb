"""The health of the schedule of a node: checks, figures beside them and evidence, as one user may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from lockstep.domain.access.queries.nodes import NodeRow
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.planning.bridge.health import FloatPoint, health_of, past_of, point_now
from lockstep.domain.planning.queries.baseline_choice import baselines_for, choice_by_project
from lockstep.domain.planning.queries.explaining import OUTSIDE_VIEW
from lockstep.domain.planning.queries.figures import silent_projects
from lockstep.domain.planning.queries.looking import Look, look_at, nodes_of, projects_of
from lockstep.foundation.ticks import NO_TICKS

MOST_ASSESSED: Final = 600_000
"""Activities that may be scheduled again to assess projects one by one beside the whole."""


@dataclass(frozen=True, slots=True)
class HealthOffender:
    """An activity that stands against a check.

    `sentence` says why; `reason` is the same without the name, such as "has no successor."; `link` is the link that
    does, None where none does.
    """

    activity: int
    code: str
    name: str
    project: int
    project_name: str
    link: int | None
    sentence: str
    reason: str
    finish_ticks: int | None
    total_float_ticks: int | None


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """One of the fourteen checks; `outcome` is "passed", "failed", "not applicable" or "shown".

    `value` is a share (1 to 8, 10, 11), a count (9a, 9b), a ratio (12) or an index (13, 14), None where it cannot be
    measured; `limit` is None where none is set. `offender_count` counts also the offenders that were not asked for.
    """

    code: str
    title: str
    outcome: str
    value: float | None
    limit: float | None
    counted: float
    out_of: float
    sentence: str
    suggestion: str
    offender_count: int
    offenders: tuple[HealthOffender, ...]


@dataclass(frozen=True, slots=True)
class FigureBeside:
    """A figure that is shown beside the checks and not scored."""

    code: str
    title: str
    value: float | None
    sentence: str
    offender_count: int
    offenders: tuple[HealthOffender, ...]


@dataclass(frozen=True, slots=True)
class PracticeEvidence:
    """One fact of a practice; `activities` is how many activities are concerned."""

    title: str
    outcome: str
    value: float | None
    sentence: str
    activities: int


@dataclass(frozen=True, slots=True)
class PracticeOutcome:
    """One of the ten practices; `score` is 1 (not met) to 5 (met), None where nothing of it can be judged."""

    number: int
    title: str
    characteristic: str
    score: int | None
    evidence: tuple[PracticeEvidence, ...]


@dataclass(frozen=True, slots=True)
class CharacteristicScore:
    """One of the four characteristics of a reliable schedule, with the mean of its practices' scores."""

    title: str
    score: float | None


@dataclass(frozen=True, slots=True)
class FloatCount:
    """Incomplete activities within a band of total float."""

    title: str
    count: int


@dataclass(frozen=True, slots=True)
class FloatTrend:
    """Total float at one stored revision: how many activities, with negative and high float, and its mean in days."""

    revision: int
    at: datetime
    activities: int
    negative: int
    high: int
    mean_days: float | None


@dataclass(frozen=True, slots=True)
class ProjectHealth:
    """The health of one project of a program, in short; `failed` names the codes of the checks that failed."""

    project: int
    name: str
    score: float | None
    passed: int
    failed: tuple[str, ...]
    not_measured: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NodeHealth:
    """The health of a node's schedule, as one plan.

    `silent_count` is how many projects with activities have no data date; `compared_revision` is the older revision
    that the erosion of float is counted from, None where there is none.
    """

    node: int
    name: str
    revision: int
    activities: int
    score: float | None
    baseline: int | None
    baseline_name: str
    target: int | None
    target_name: str
    oldest_data_date_ticks: int | None
    newest_data_date_ticks: int | None
    silent_count: int
    checks: tuple[CheckOutcome, ...]
    beside: tuple[FigureBeside, ...]
    practices: tuple[PracticeOutcome, ...]
    characteristics: tuple[CharacteristicScore, ...]
    float_bands: tuple[FloatCount, ...]
    trend: tuple[FloatTrend, ...]
    compared_revision: int | None
    projects: tuple[ProjectHealth, ...]
    are_projects_left_out: bool


def node_health(user: Any, node: int, *, limit: int | None = None) -> NodeHealth:
    """Return the health of a node's schedule; NotFound when the node is absent or may not be read.

    `limit` is how many offenders of each check are named.
    """
    look = look_at(user, node)
    nodes = nodes_of(look)
    inside = [row for row in projects_of(nodes) if row.id in look.readable]
    ids = tuple(row.id for row in inside)
    known = baselines_for(look.top, nodes)
    chosen = choice_by_project(known, inside, None)
    past = past_of(look.compiled, ids)
    found = health_of(look.compiled, ids, look.top.name, chosen, past)
    shown = next((row for row in known if row.pk in {one.pk for one in chosen.values()}), None)
    target = found.target if found.target >= 0 and look.sees_row(found.target) else -1
    parts, are_left_out = _projects(look, inside, chosen)
    activities = look.compiled.plan.activities
    rows = look.compiled.rows_of_projects(ids)
    return NodeHealth(
        node=look.top.id,
        name=look.top.name,
        revision=look.compiled.revision,
        activities=len(rows),
        score=found.score,
        baseline=shown.pk if shown else None,
        baseline_name=shown.name if shown else "",
        target=int(look.compiled.assembled.activities["id"][target]) if target >= 0 else None,
        target_name=activities.names[target] if target >= 0 else "",
        oldest_data_date_ticks=_or_none(found.oldest_data_date_ticks),
        newest_data_date_ticks=_or_none(found.newest_data_date_ticks),
        silent_count=len(silent_projects(look.compiled, rows, look.data_dates)),
        checks=tuple(_check(look, check, limit) for check in found.checks),
        beside=tuple(
            FigureBeside(
                one.code,
                one.title,
                one.value,
                one.sentence,
                len(one.offenses),
                _offenders(look, one.offenses[:limit]),
            )
            for one in found.companions
        ),
        practices=tuple(_practice(practice) for practice in found.practices),
        characteristics=tuple(CharacteristicScore(one.title, one.score) for one in found.characteristics),
        float_bands=tuple(FloatCount(band.title, band.count) for band in found.float_bands),
        compared_revision=past.points[0].revision if past.points else None,
        trend=_trend(past.points, point_now(look.compiled, ids, timezone.now())),
        projects=parts,
        are_projects_left_out=are_left_out,
    )


def _projects(look: Look, inside: Sequence[NodeRow], chosen: Any) -> tuple[tuple[ProjectHealth, ...], bool]:
    """Return the projects below in short, and whether they are too many to be assessed one by one."""
    if look.top.kind == NodeKind.PROJECT or not inside:
        return (), False
    if len(inside) * len(look.compiled.plan.activities) > MOST_ASSESSED:
        return (), True
    return tuple(_project(look, row, chosen) for row in inside), False


def _project(look: Look, row: NodeRow, chosen: Any) -> ProjectHealth:
    found = health_of(look.compiled, (row.id,), row.name, chosen, None)
    by_outcome: dict[str, list[str]] = {}
    for check in found.checks:
        by_outcome.setdefault(check.outcome.value, []).append(check.code)
    return ProjectHealth(
        project=row.id,
        name=row.name,
        score=found.score,
        passed=len(by_outcome.get("passed", ())),
        failed=tuple(by_outcome.get("failed", ())),
        not_measured=tuple(by_outcome.get("not applicable", ())),
    )


def _check(look: Look, check: Any, limit: int | None) -> CheckOutcome:
    return CheckOutcome(
        code=check.code,
        title=check.title,
        outcome=check.outcome.value,
        value=check.value,
        limit=check.threshold,
        counted=check.counted,
        out_of=check.out_of,
        sentence=check.sentence,
        suggestion=check.suggestion,
        offender_count=len(check.offenses),
        offenders=_offenders(look, check.offenses[:limit]),
    )


def _practice(practice: Any) -> PracticeOutcome:
    return PracticeOutcome(
        number=practice.number,
        title=practice.title,
        characteristic=practice.characteristic,
        score=practice.score,
        evidence=tuple(
            PracticeEvidence(row.title, row.outcome.value, row.value, row.sentence, len(row.activities))
            for row in practice.evidence
        ),
    )


def _offenders(look: Look, offenses: Iterable[Any]) -> tuple[HealthOffender, ...]:
    return tuple(_offender(look, offense) for offense in offenses if look.sees_row(offense.activity))


def _offender(look: Look, offense: Any) -> HealthOffender:
    plan, schedule = look.compiled.plan, look.compiled.schedule
    row, project = offense.activity, look.project_of_row(offense.activity)
    link = int(plan.links.uids[offense.link]) if offense.link >= 0 else None
    masked = f"is linked to {OUTSIDE_VIEW}."
    is_seen = offense.link < 0 or look.sees_row(int(plan.links.predecessor[offense.link]))
    return HealthOffender(
        activity=int(look.compiled.assembled.activities["id"][row]),
        code=plan.activities.codes[row],
        name=plan.activities.names[row],
        project=project,
        project_name=look.project_names.get(project, ""),
        link=link if is_seen else None,
        sentence=offense.sentence if is_seen else f"'{plan.activities.names[row]}' {masked}",
        reason=_reason(plan, row, offense.sentence) if is_seen else masked,
        finish_ticks=_or_none(schedule.finish_ticks[row]),
        total_float_ticks=_or_none(schedule.total_float_ticks[row]),
    )


def _reason(plan: Any, row: int, sentence: str) -> str:
    """Return a sentence without the name of the activity that it begins with."""
    place = plan.place(row)
    for start in (f"Project '{plan.projects[int(plan.activities.project[row])].name}', {place}", place):
        if sentence.casefold().startswith(start.casefold()):
            return sentence[len(start) :].lstrip(": ")
    return sentence


def _trend(points: Sequence[FloatPoint], now: FloatPoint) -> tuple[FloatTrend, ...]:
    return tuple(
        FloatTrend(
            revision=point.revision,
            at=point.at,
            activities=point.activities,
            negative=point.negative,
            high=point.high,
            mean_days=None if point.mean_ticks is None else round(point.mean_ticks / 4_800, 1),
        )
        for point in (*points, now)
    )


def _or_none(ticks: Any) -> int | None:
    return None if ticks == NO_TICKS else int(ticks)
