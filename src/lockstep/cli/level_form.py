"""The JSON form of leveling: a documented promise (docs/reference/json.md)."""

from typing import TYPE_CHECKING, Any

from lockstep.cli.schedule_form import FORM_VERSION, findings_form, identity_form, minutes_form
from lockstep.foundation.findings import Finding
from lockstep.foundation.ticks import NO_TICKS, iso_of
from lockstep.plan import Plan

if TYPE_CHECKING:
    from lockstep.engine import CapacityValue, Delay, Leveling


def level_form(
    plan: Plan, answer: "Leveling", values: "tuple[CapacityValue, ...]", findings: tuple[Finding, ...]
) -> dict[str, Any]:
    """Return the whole form: finishes, activities in the order of the plan, resources, findings worst first."""
    delays = {delay.activity: delay for delay in answer.delays}
    gained = {value.resource: value for value in values}
    return {
        "version": FORM_VERSION,
        "finish_before": iso_of(answer.finish_before_ticks),
        "finish_after": iso_of(answer.finish_after_ticks),
        "lower_bound": iso_of(answer.lower_bound_ticks),
        "rounds": answer.rounds,
        "activities": [
            _activity(plan, answer, index, delays.get(index)) for index in range(len(plan.activities))
        ],
        "resources": [
            _resource(plan, answer, index, gained.get(index)) for index in range(len(plan.resources))
        ],
        "pauses": {
            "version": FORM_VERSION,
            "rows": [
                identity_form(plan, gap.activity)
                | {"after_min": minutes_form(gap.after_ticks), "pause_min": minutes_form(gap.gap_ticks)}
                for gap in answer.gaps
            ],
        },
        "findings": findings_form(findings),
    }


def _activity(plan: Plan, answer: "Leveling", index: int, delay: "Delay | None") -> dict[str, Any]:
    return identity_form(plan, index) | {
        "start": _moment(int(answer.schedule.start_ticks[index])),
        "finish": _moment(int(answer.schedule.finish_ticks[index])),
        "delay_min": minutes_form(delay.delay_work_ticks) if delay else 0.0,
        "leveling_delay_min": minutes_form(int(answer.leveling_delay_ticks[index])),
        "blocked_by": _blocked_by(plan, delay),
    }


def _moment(ticks: int) -> str | None:
    return None if ticks == NO_TICKS else iso_of(ticks)


def _blocked_by(plan: Plan, delay: "Delay | None") -> dict[str, Any] | None:
    if delay is None or delay.blocked_by.resource < 0:
        return None
    blocker = delay.blocked_by
    return {
        "resource": plan.resources.names[blocker.resource],
        "activity": identity_form(plan, blocker.activity) if blocker.activity >= 0 else None,
        "priority": blocker.priority if blocker.activity >= 0 else None,
    }


def _resource(plan: Plan, answer: "Leveling", index: int, value: "CapacityValue | None") -> dict[str, Any]:
    return {
        "uid": int(plan.resources.uids[index]),
        "name": plan.resources.names[index],
        "overload_before_min": minutes_form(int(answer.overload_before_ticks[index])),
        "overload_after_min": minutes_form(int(answer.overload_after_ticks[index])),
        "one_more_gains_min": minutes_form(value.gained_ticks) if value else None,
        "one_more_gains_days_per_week": value.days_per_effort_week if value else None,
    }
