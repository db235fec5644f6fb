"""The JSON form of a schedule: a documented promise (docs/reference/json.md)."""

from typing import TYPE_CHECKING, Any

from lockstep.foundation.findings import Finding, worst_first
from lockstep.foundation.ticks import NO_TICKS, iso_of, minutes_of
from lockstep.plan import Activities, ActivityKind, LinkKind, Plan

if TYPE_CHECKING:
    from lockstep.engine import Schedule

FORM_VERSION = 1


def finding_form(finding: Finding) -> dict[str, Any]:
    """Return one finding."""
    return {
        "code": finding.code,
        "place": finding.place,
        "severity": finding.severity.word,
        "sentence": finding.sentence,
    }


def findings_form(findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
    """Return findings, worst first."""
    return [finding_form(finding) for finding in worst_first(findings)]


def identity_form(plan: Plan, index: int) -> dict[str, Any]:
    """Return what names an activity in every form."""
    activities = plan.activities
    return {
        "uid": int(activities.uids[index]),
        "id": activities.codes[index],
        "name": activities.names[index],
        "project": plan.projects[int(activities.project[index])].uid,
    }


def minutes_form(ticks: int) -> float | None:
    """Return minutes with one decimal, or None for the missing duration."""
    return None if ticks == NO_TICKS else minutes_of(int(ticks))


def schedule_form(plan: Plan, schedule: "Schedule", findings: tuple[Finding, ...]) -> dict[str, Any]:
    """Return the whole form: version, activities in the order of the plan, findings worst first."""
    driving = _driving_links(plan, schedule)
    return {
        "version": FORM_VERSION,
        "activities": [_activity(plan, schedule, index, driving) for index in range(len(plan.activities))],
        "findings": findings_form(findings),
    }


def _activity(
    plan: Plan, schedule: "Schedule", index: int, driving: dict[int, list[dict[str, Any]]]
) -> dict[str, Any]:
    kind = ActivityKind(int(plan.activities.kind[index]))
    return identity_form(plan, index) | {
        "is_summary": kind is ActivityKind.SUMMARY,
        "is_milestone": is_milestone(plan.activities, index),
        "early_start": iso_of(int(schedule.early_start_ticks[index])),
        "early_finish": iso_of(int(schedule.early_finish_ticks[index])),
        "late_start": iso_of(int(schedule.late_start_ticks[index])),
        "late_finish": iso_of(int(schedule.late_finish_ticks[index])),
        "total_float_min": minutes_form(int(schedule.total_float_ticks[index])),
        "free_float_min": minutes_form(int(schedule.free_float_ticks[index])),
        "is_critical": bool(schedule.is_critical[index]),
        "is_on_longest_path": bool(schedule.is_on_longest_path[index]),
        "driving": driving.get(index, []),
    }


def is_milestone(activities: Activities, index: int) -> bool:
    """Tell whether an activity is a start or finish milestone."""
    return ActivityKind(int(activities.kind[index])).is_milestone


def _driving_links(plan: Plan, schedule: "Schedule") -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    links, activities = plan.links, plan.activities
    for row in schedule.is_driving.nonzero()[0].tolist():
        predecessor = int(links.predecessor[row])
        found.setdefault(int(links.successor[row]), []).append(
            {
                "kind": LinkKind(int(links.kind[row])).name,
                "project": plan.projects[int(activities.project[predecessor])].uid,
                "uid": int(activities.uids[predecessor]),
            }
        )
    return found
