"""Why an activity has its dates, told to one user: what may not be read is a stub with its dates only."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lockstep.domain.planning.bridge.explanations import explanation_of
from lockstep.domain.planning.queries.looking import Look, look_at_activity
from lockstep.foundation.ticks import NO_TICKS, datetime_of

OUTSIDE_VIEW: Final = "an activity outside your view"


@dataclass(frozen=True, slots=True)
class ExplainedStep:
    """One step of the chain.

    Attributes:
        activity: id, None where it may not be read.
        name, code, project, project_name: words of the activity; empty, None where it may not be read.
        start_ticks, finish_ticks: its dates.
        kind: what sets its start, a `DriverKind` in lower case.
        link: id of the link that does, None where there is none.
        link_kind: FS, SS, FF or SF, "" where there is none.
        lag_ticks: lag of that link.
        is_cross_project: the link comes from another project.
        sentence: the step in words.
    """

    activity: int | None
    code: str
    name: str
    project: int | None
    project_name: str
    start_ticks: int | None
    finish_ticks: int | None
    kind: str
    link: int | None
    link_kind: str
    lag_ticks: int
    is_cross_project: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class ExplainedActivity:
    """Why one activity has its dates."""

    activity: int
    code: str
    name: str
    project: int
    project_name: str
    start_ticks: int | None
    finish_ticks: int | None
    late_finish_ticks: int | None
    total_float_ticks: int | None
    is_critical: bool
    steps: tuple[ExplainedStep, ...]
    finish_sentence: str
    revision: int


def explain_activity(user: Any, activity: int) -> ExplainedActivity:
    """Explain the dates of an activity; NotFound where it may not be read or is not computed."""
    look, stored = look_at_activity(user, activity)
    row = look.compiled.row(activity)
    if row is None:
        words = "It takes no part in the computation: it is withdrawn, or its project is paused."
        return ExplainedActivity(
            activity,
            stored.code,
            stored.name,
            stored.project_id,
            "",
            None,
            None,
            None,
            None,
            False,
            (),
            words,
            look.compiled.revision,
        )
    schedule, plan = look.compiled.schedule, look.compiled.plan
    found = explanation_of(look.compiled, row)
    return ExplainedActivity(
        activity=activity,
        code=stored.code,
        name=stored.name,
        project=stored.project_id,
        project_name=plan.projects[int(plan.activities.project[row])].name,
        start_ticks=_or_none(schedule.start_ticks[row]),
        finish_ticks=_or_none(schedule.finish_ticks[row]),
        late_finish_ticks=_or_none(schedule.late_finish_ticks[row]),
        total_float_ticks=_or_none(schedule.total_float_ticks[row]),
        is_critical=bool(schedule.is_critical[row]),
        steps=tuple(_steps(look, found)),
        finish_sentence=found.finish.sentence,
        revision=look.compiled.revision,
    )


def explained_steps(look: Look, row: int) -> Iterator[ExplainedStep]:
    """Yield the chain that sets the start of a row of the plan, as the user of the look may see it."""
    return _steps(look, explanation_of(look.compiled, row))


def _steps(look: Look, found: Any) -> Iterator[ExplainedStep]:
    plan = look.compiled.plan
    ids, links = look.compiled.assembled.activities["id"], plan.links
    for step in found.steps:
        is_seen = look.sees_row(step.activity)
        cause_is_seen = step.cause < 0 or look.sees_row(step.cause)
        project = int(plan.activities.project[step.activity])
        is_cross = step.cause >= 0 and int(plan.activities.project[step.cause]) != project
        yield ExplainedStep(
            activity=int(ids[step.activity]) if is_seen else None,
            code=plan.activities.codes[step.activity] if is_seen else "",
            name=plan.activities.names[step.activity] if is_seen else OUTSIDE_VIEW,
            project=look.project_of_row(step.activity) if is_seen else None,
            project_name=plan.projects[project].name if is_seen else "",
            start_ticks=_or_none(step.start_ticks),
            finish_ticks=_or_none(step.finish_ticks),
            kind=step.kind.name.lower(),
            link=int(links.uids[step.link]) if step.link >= 0 and is_seen else None,
            link_kind=step.link_kind.name if step.link_kind is not None else "",
            lag_ticks=step.lag_ticks,
            is_cross_project=is_cross,
            sentence=step.sentence if is_seen and cause_is_seen else _stub_sentence(look, step, is_seen),
        )


def _stub_sentence(look: Look, step: Any, is_seen: bool) -> str:
    if not is_seen:
        return f"{OUTSIDE_VIEW.capitalize()} runs from {_moment(step.start_ticks)} to {_moment(step.finish_ticks)}."
    name = look.compiled.plan.activities.names[step.activity]
    finish = int(look.compiled.schedule.finish_ticks[step.cause])
    return f"'{name}' starts {_moment(step.start_ticks)}, held by {OUTSIDE_VIEW} that finishes {_moment(finish)}."


def _moment(ticks: int) -> str:
    return "an unknown time" if ticks == NO_TICKS else f"{datetime_of(ticks):%Y-%m-%d %H:%M}"


def _or_none(ticks: Any) -> int | None:
    return None if ticks == NO_TICKS else int(ticks)
