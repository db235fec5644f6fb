"""The fields of the register of risks."""

from dataclasses import replace
from typing import Any

from django.db.models import F

from lockstep.domain.records.declarations import Choice, Field, FieldKind
from lockstep.domain.records.vocabulary import today
from lockstep.domain.risks import rules
from lockstep.domain.risks.register import sql
from lockstep.domain.risks.vocabulary import Band, Response, RiskKind, Roam

LEVEL_HELP = "from 1, hardly, to 5, fatally"


def _exposure_days(row: Any) -> float | None:
    if row.probability is None or row.impact_days is None:
        return None
    return row.probability * row.impact_days


def _is_opportunity(row: Any) -> bool:
    return row.kind == RiskKind.OPPORTUNITY


def _expected(row: Any) -> float | None:
    return rules.expected_value(row.probability, row.impact_cost, _is_opportunity(row))


def _response_worth(row: Any) -> float | None:
    after = rules.expected_value(row.residual_probability, row.residual_cost, _is_opportunity(row))
    return rules.response_worth(_expected(row), after, row.response_cost)


def _level(name: str, label: str, sentence: str) -> Field:
    return Field(
        name,
        label,
        sentence,
        FieldKind.INTEGER,
        minimum=1,
        maximum=5,
        is_filterable=True,
        is_bulk=True,
    )


def _confidence(row: Any) -> str:
    return rules.confidence_of(row.review_on, today())


def _scored(name: str, label: str, sentence: str) -> Field:
    return Field(
        name,
        label,
        sentence,
        FieldKind.NUMBER,
        is_read_only=True,
        is_filterable=True,
    )


def _banded(name: str, label: str, sentence: str) -> Field:
    return Field(
        name,
        label,
        sentence,
        FieldKind.CHOICE,
        choices=tuple(Choice(band.value, band.value.capitalize()) for band in Band),
        is_read_only=True,
        is_filterable=True,
        is_groupable=True,
    )


WHAT = (
    Field(
        "kind",
        "Kind",
        "A threat would hurt, an opportunity would help.",
        FieldKind.CHOICE,
        choices=tuple(Choice(kind.value, kind.value.capitalize()) for kind in RiskKind),
        is_filterable=True,
        is_groupable=True,
    ),
    Field("cause", "Cause", "What is true today and makes it possible.", FieldKind.LONG_TEXT),
    Field("event", "Event", "What may happen.", FieldKind.LONG_TEXT),
    Field("effect", "Effect", "What it would do to dates, money or benefits.", FieldKind.LONG_TEXT),
    Field(
        "common_cause",
        "Common cause",
        "One name for a cause that other projects have too; two projects with one name ask for the program.",
        FieldKind.TEXT,
        is_filterable=True,
        is_groupable=True,
        is_bulk=True,
    ),
    Field("trigger", "Trigger", "What shows that it is about to happen.", FieldKind.LONG_TEXT),
)
PLACE = (
    _level("likelihood", "Likelihood", "How likely it is, from 1, hardly, to 5, almost surely."),
    _level("time_level", "Impact on time", f"How badly it would hit dates, {LEVEL_HELP}."),
    _level("cost_level", "Impact on cost", f"How badly it would hit cost, {LEVEL_HELP}."),
    _level("scope_level", "Impact on scope", f"How badly it would hit scope and quality, {LEVEL_HELP}."),
    _level("benefit_level", "Impact on benefits", f"How badly it would hit benefits, {LEVEL_HELP}."),
    _scored("impact", "Impact", "The worst of the impacts, or their weighted mean, as the scales say."),
    replace(
        _scored("score", "Score", "What the scales give for likelihood and impact, before anything is done."),
        is_list_default=True,
    ),
    _banded("band", "Band", "How serious the score is by the scales; they are on the page Scales."),
    Field("assessed_on", "Assessed on", "The day of this assessment.", FieldKind.DATE, is_filterable=True),
)
NUMBERS = (
    Field(
        "probability",
        "Probability",
        "How likely it is to happen, from 0 % to 100 %.",
        FieldKind.SHARE,
        is_list_default=True,
        is_filterable=True,
        is_bulk=True,
    ),
    Field(
        "days_low",
        "Days at best",
        "Working days that it would cost if it went well.",
        FieldKind.NUMBER,
        minimum=0,
        unit="d",
    ),
    Field(
        "impact_days",
        "Impact, days",
        "Working days that it would most likely cost each activity that it threatens.",
        FieldKind.NUMBER,
        is_list_default=True,
        is_filterable=True,
        minimum=0,
        unit="d",
    ),
    Field(
        "days_high",
        "Days at worst",
        "Working days that it would cost at worst.",
        FieldKind.NUMBER,
        minimum=0,
        unit="d",
    ),
    Field(
        "impact_cost",
        "Impact, money",
        "What it would cost if it happened.",
        FieldKind.MONEY,
        is_filterable=True,
    ),
    Field(
        "exposure_days",
        "Exposure, days",
        "Probability times the days that it would cost.",
        FieldKind.COMPUTED,
        compute=_exposure_days,
        annotate=lambda: F("probability") * F("impact_days"),
        shown_as=FieldKind.NUMBER,
        is_list_default=True,
        is_filterable=True,
        unit="d",
    ),
    Field(
        "expected_value",
        "Expected value",
        "Probability times money; a gain is negative.",
        FieldKind.COMPUTED,
        compute=_expected,
        annotate=lambda: sql.expected("probability", "impact_cost"),
        shown_as=FieldKind.MONEY,
    ),
    Field(
        "proximity_on",
        "Expected from",
        "The day from which it may happen.",
        FieldKind.DATE,
        is_filterable=True,
    ),
    Field(
        "proximity_until",
        "Expected until",
        "The day after which it cannot happen.",
        FieldKind.DATE,
        is_filterable=True,
    ),
)
ANSWER = (
    Field(
        "response",
        "Response",
        "What is done about it in principle.",
        FieldKind.CHOICE,
        choices=tuple(Choice(kind.value, kind.value.capitalize()) for kind in Response),
        is_list_default=True,
        is_filterable=True,
        is_bulk=True,
        is_groupable=True,
    ),
    Field("response_plan", "Response plan", "Who does what by when.", FieldKind.LONG_TEXT),
    Field("response_cost", "Cost of the response", "What the response costs.", FieldKind.MONEY, minimum=0),
    Field(
        "responder",
        "Carried out by",
        "Who carries the response out.",
        FieldKind.PERSON,
        is_filterable=True,
        is_bulk=True,
    ),
    _level("residual_likelihood", "Residual likelihood", "How likely it is after the response, from 1 to 5."),
    _level("residual_impact", "Residual impact", "How bad it is after the response, from 1 to 5."),
    _scored("residual_score", "Residual score", "What the scales give after the response."),
    _banded("residual_band", "Residual band", "How serious that is."),
    Field("residual_on", "Residual assessed on", "The day of that assessment.", FieldKind.DATE),
    Field(
        "residual_probability", "Probability after", "How likely it is after the response.", FieldKind.SHARE
    ),
    Field(
        "residual_days",
        "Days after",
        "Working days that it would most likely cost after the response.",
        FieldKind.NUMBER,
        minimum=0,
        unit="d",
    ),
    Field(
        "residual_cost", "Money after", "What it would cost after the response.", FieldKind.MONEY, minimum=0
    ),
    Field(
        "response_worth",
        "Worth of the response",
        "Expected value before less after, less what the response costs.",
        FieldKind.COMPUTED,
        compute=_response_worth,
        annotate=sql.response_worth,
        shown_as=FieldKind.MONEY,
    ),
    _level("target_likelihood", "Target likelihood", "How likely it may be at most in the end, from 1 to 5."),
    _level("target_impact", "Target impact", "How bad it may be at most in the end, from 1 to 5."),
    _scored("target_score", "Target score", "What the scales give for the target."),
    _banded("target_band", "Target band", "How serious it may be at most in the end."),
    Field(
        "target_on", "Target by", "The day by which it is to be there.", FieldKind.DATE, is_filterable=True
    ),
)
COMPUTED_EFFECT = (
    Field(
        "p80_days",
        "P80 effect, days",
        "Days by which the P80 of the program would be earlier without it, by the last analysis.",
        FieldKind.COMPUTED,
        annotate=lambda: sql.effect("days"),
        shown_as=FieldKind.NUMBER,
        is_list_default=True,
        is_filterable=True,
        unit="d",
    ),
    Field(
        "p80_days_saved",
        "P80 days bought",
        "Days by which its response brings the P80 forward, by the last analysis.",
        FieldKind.COMPUTED,
        annotate=lambda: sql.effect("days_saved"),
        shown_as=FieldKind.NUMBER,
        is_list_default=True,
        is_filterable=True,
        unit="d",
    ),
    Field(
        "days_per_cost",
        "Days per thousand",
        "Days of P80 that the response buys for each thousand that it costs.",
        FieldKind.COMPUTED,
        annotate=sql.days_per_cost,
        shown_as=FieldKind.NUMBER,
        is_filterable=True,
        unit="d",
    ),
)
INCREMENT = (
    Field(
        "increment",
        "Increment",
        "The increment or tranche at whose planning it was talked about.",
        FieldKind.TEXT,
        is_filterable=True,
        is_groupable=True,
        is_bulk=True,
    ),
    Field(
        "roam",
        "ROAM",
        "What that planning made of it: resolved, owned, accepted or mitigated.",
        FieldKind.CHOICE,
        choices=tuple(Choice(kind.value, kind.value.capitalize()) for kind in Roam),
        is_filterable=True,
        is_groupable=True,
    ),
    Field("roam_reason", "Why accepted", "Why it is borne as it is.", FieldKind.LONG_TEXT),
)
LOOK = (
    Field(
        "review_on",
        "Review on",
        "When it is looked at again.",
        FieldKind.DATE,
        is_filterable=True,
        is_bulk=True,
    ),
    Field(
        "confidence",
        "Confidence",
        "Gray once its review is overdue: then nobody knows how bad it is; else current.",
        FieldKind.COMPUTED,
        compute=_confidence,
        annotate=sql.confidence,
        is_filterable=True,
        is_groupable=True,
    ),
    Field("tags", "Tags", "Words to find it by.", FieldKind.TAGS, is_filterable=True, is_bulk=True),
)
