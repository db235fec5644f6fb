"""The JSON form of a schedule's health: a documented promise (docs/reference/json.md)."""

from dataclasses import fields
from enum import Enum, IntEnum
from typing import TYPE_CHECKING, Any

from lockstep.foundation.ticks import iso_of
from lockstep.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lockstep.engine import Assessment, Health, HealthCheck, HealthRules, Offense

HEALTH_VERSION = 1


def health_form(plan: Plan, health: "Health") -> dict[str, Any]:
    """Return the health object: how to read it, its rules, the integrated plan, and each project."""
    return {
        "version": HEALTH_VERSION,
        "sentence": health.sentence,
        "baseline": health.baseline or None,
        "rules": rules_form(health.rules),
        "total": _assessment(plan, health.total),
        "projects": [_assessment(plan, one) for one in health.projects],
    }


def rules_form(rules: "HealthRules") -> dict[str, Any]:
    """Return the switches and thresholds by name; choices as words."""
    return {field.name: _plain(getattr(rules, field.name)) for field in fields(rules)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, IntEnum):
        return value.name.lower()
    return value.value if isinstance(value, Enum) else value


def _assessment(plan: Plan, one: "Assessment") -> dict[str, Any]:
    return {
        "project": plan.projects[one.project].uid if one.project >= 0 else None,
        "name": one.name,
        "target": _reference(plan, one.target) if one.target >= 0 else None,
        "oldest_data_date": iso_of(one.oldest_data_date_ticks),
        "newest_data_date": iso_of(one.newest_data_date_ticks),
        "score": one.score,
        "checks": [_check(plan, check) for check in one.checks],
        "companions": [
            {
                "code": companion.code,
                "title": companion.title,
                "value": companion.value,
                "sentence": companion.sentence,
                "offenses": _offenses(plan, companion.offenses),
            }
            for companion in one.companions
        ],
        "float_bands": [
            {"title": band.title, "up_to_days": band.up_to_days, "count": band.count}
            for band in one.float_bands
        ],
        "practices": [
            {
                "number": practice.number,
                "title": practice.title,
                "characteristic": practice.characteristic,
                "score": practice.score,
                "evidence": [
                    {
                        "title": row.title,
                        "value": row.value,
                        "outcome": row.outcome.value,
                        "sentence": row.sentence,
                        "activities": [_reference(plan, activity) for activity in row.activities],
                    }
                    for row in practice.evidence
                ],
            }
            for practice in one.practices
        ],
        "characteristics": [{"title": each.title, "score": each.score} for each in one.characteristics],
    }


def _check(plan: Plan, check: "HealthCheck") -> dict[str, Any]:
    return {
        "code": check.code,
        "title": check.title,
        "value": check.value,
        "counted": check.counted,
        "out_of": check.out_of,
        "threshold": check.threshold,
        "outcome": check.outcome.value,
        "sentence": check.sentence,
        "suggestion": check.suggestion,
        "previous_value": check.previous_value,
        "trend": check.trend.value,
        "offenses": _offenses(plan, check.offenses),
    }


def _offenses(plan: Plan, offenses: "Iterable[Offense]") -> list[dict[str, Any]]:
    return [
        {"activity": _reference(plan, offense.activity), "sentence": offense.sentence} for offense in offenses
    ]


def _reference(plan: Plan, index: int) -> dict[str, Any]:
    activities = plan.activities
    project = plan.projects[int(activities.project[index])]
    return {"project": project.uid, "uid": int(activities.uids[index])}
