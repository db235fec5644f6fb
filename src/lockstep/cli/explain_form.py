"""The JSON form of an explanation: a documented promise (docs/reference/json.md)."""

from typing import TYPE_CHECKING, Any

from lockstep.cli.schedule_form import FORM_VERSION, findings_form, identity_form, minutes_form
from lockstep.foundation.findings import Finding
from lockstep.foundation.ticks import iso_of
from lockstep.plan import Plan

if TYPE_CHECKING:
    from lockstep.engine import Explanation
    from lockstep.engine.explanation import Step


def explain_form(plan: Plan, explanation: "Explanation", findings: tuple[Finding, ...]) -> dict[str, Any]:
    """Return the whole form: the activity, the chain back to its root, what sets the finish, and the words."""
    return {
        "version": FORM_VERSION,
        "activity": identity_form(plan, explanation.activity),
        "steps": [_step(plan, step) for step in explanation.steps],
        "finish": {
            "calendar": explanation.finish.calendar,
            "duration_min": minutes_form(explanation.finish.duration_ticks),
            "sentence": explanation.finish.sentence,
        },
        "sentences": list(explanation.sentences),
        "findings": findings_form(findings),
    }


def _step(plan: Plan, step: "Step") -> dict[str, Any]:
    cause = identity_form(plan, step.cause) if step.cause >= 0 else None
    return {
        "activity": identity_form(plan, step.activity),
        "start": iso_of(step.start_ticks),
        "finish": iso_of(step.finish_ticks),
        "kind": step.kind.name.lower(),
        "cause": cause and {key: cause[key] for key in ("project", "uid")},
        "link_kind": step.link_kind.name if step.link_kind is not None else None,
        "lag_min": minutes_form(step.lag_ticks) if step.link >= 0 else None,
        "waits_min": minutes_form(step.waits_ticks),
        "sentence": step.sentence,
    }
