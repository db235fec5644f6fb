"""Why an activity has its dates: the side panel of the schedule, and the same on the activity's page."""

from dataclasses import dataclass
from itertools import zip_longest

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lockstep.domain.planning.queries.explaining import ExplainedActivity, ExplainedStep, explain_activity
from lockstep.web.pages.records.tracing import chain_up
from lockstep.web.screens import screen
from lockstep.web.words import duration_words, engine_words, finish_day_words, moment_words

ACTIVITY = "planning.activity"


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the chain as the page shows it."""

    sentence: str
    name: str
    address: str
    project: str
    is_elsewhere: bool


@dataclass(frozen=True, slots=True)
class Why:
    """An explanation as the page shows it."""

    activity: int
    headline: str
    project: str
    start: int | None
    finish: int | None
    float_words: str
    steps: tuple[StepLine, ...]
    finish_sentence: str


@screen
def explain(request: HttpRequest, activity: int) -> HttpResponse:
    """Show the chain as a fragment."""
    why = why_of(explain_activity(request.user, activity))
    values = {
        "why": why,
        "is_side": True,
        "is_work": True,
        "chain": chain_up(request.user, ACTIVITY, activity),
        "trace_address": reverse("web:trace", args=[ACTIVITY, activity]),
    }
    return render(request, "web/planning/explain.html", values)


def why_of(found: ExplainedActivity) -> Why:
    """Return an explanation as the page shows it."""
    day = finish_day_words(found.finish_ticks)
    return Why(
        found.activity,
        f"Why {found.name} finishes on {day}" if day else f"Why {found.name} has no dates",
        found.project_name,
        found.start_ticks,
        found.finish_ticks,
        duration_words(found.total_float_ticks),
        tuple(
            _line(step, following, found.project)
            for step, following in zip_longest(found.steps, found.steps[1:])
            if step is not None
        ),
        _without_subject(found.finish_sentence, "finishes"),
    )


def _line(step: ExplainedStep, cause: ExplainedStep | None, project: int) -> StepLine:
    return StepLine(
        step_words(step, cause),
        step.name,
        reverse("web:activity", args=[step.activity]) if step.activity else "",
        step.project_name,
        step.project is not None and step.project != project,
    )


# What holds what, by the kind of the link.
_LINK_WORDS = {
    "FS": ("Starts", "finishes"),
    "SS": ("Starts", "starts"),
    "FF": ("Finishes", "finishes"),
    "SF": ("Finishes", "starts"),
}


def step_words(step: ExplainedStep, cause: ExplainedStep | None) -> str:
    """Return a step in short words: its name, and that of what holds it, stand beside it on the page."""
    if not step.link_kind or cause is None:
        return _without_subject(step.sentence, "starts")
    held, holds = _LINK_WORDS[step.link_kind]
    own = step.finish_ticks if held == "Finishes" else step.start_ticks
    other = cause.finish_ticks if holds == "finishes" else cause.start_ticks
    lag = f", with a lag of {duration_words(step.lag_ticks)}" if step.lag_ticks else ""
    where = f" in {cause.project_name}" if step.is_cross_project and cause.project_name else ""
    return f"{held} {moment_words(own)}, because {cause.name}{where} {holds} {moment_words(other)}{lag}."


def _without_subject(sentence: str, verb: str) -> str:
    """Return a sentence of the engine without the name of its activity, which the page shows already.

    Its dates are said as every page says dates.
    """
    _, found, rest = sentence.partition(f"' {verb} ")
    words = f"{verb.capitalize()} {rest}" if found else sentence
    return engine_words(words)
