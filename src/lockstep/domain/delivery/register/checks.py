"""The register of quality checks: planned, then held, with a value that is judged by the threshold."""

from typing import Any

from django.db.models import Q

from lockstep.domain.delivery.models import QualityCheck, QualityRequirement
from lockstep.domain.delivery.register.quality import QUALITY_PAGE, VERDICTS
from lockstep.domain.delivery.rules import keeps_threshold
from lockstep.domain.delivery.vocabulary import CheckVerdict
from lockstep.domain.records.declarations import (
    Card,
    Field,
    FieldKind,
    Flag,
    Move,
    Register,
    Section,
    Shape,
    State,
)
from lockstep.foundation.findings import Severity


def _has_result(row: Any, standing: Any) -> str:
    if row.held_on is None:
        return "Say on which day it was held."
    if row.value is None and not row.verdict:
        return "Give the value that was measured, or say whether it passed."
    return "" if row.evidence.strip() else "Say where the evidence is: report, protocol, picture."


def _judged(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Judge a measured value by the threshold of the requirement."""
    value = changes.get("value", row.value if row else None)
    requirement_id = changes.get("requirement_id", row.requirement_id if row else None)
    if value is None or requirement_id is None or not {"value", "requirement_id", "state"} & changes.keys():
        return changes
    requirement = QualityRequirement.objects.filter(pk=requirement_id).first()
    if requirement is None or requirement.threshold is None:
        return changes
    passed = keeps_threshold(value, requirement.comparator, requirement.threshold)
    return {**changes, "verdict": (CheckVerdict.PASSED if passed else CheckVerdict.FAILED).value}


QUALITY_CHECKS = Register(
    name="quality-checks",
    record_type="delivery.qualitycheck",
    key_prefix="QC",
    singular="quality check",
    plural="quality checks",
    purpose="Checks of what was asked for: planned ones with their day, held ones with value, verdict and evidence.",
    example="30 days of trial operation: 99.94 % available, passed, report of the operator.",
    icon="quality",
    group="Scope",
    model=QualityCheck,
    label_words={"owner": "Checked by", "due_on": "Planned for"},
    fields=(
        Field(
            "requirement",
            "Requirement",
            "What is checked.",
            FieldKind.RECORD,
            target="delivery.qualityrequirement",
            is_required=True,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "held_on",
            "Held on",
            "The day of the check.",
            FieldKind.DATE,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "value", "Value", "What was measured.", FieldKind.NUMBER, is_list_default=True, is_filterable=True
        ),
        Field(
            "verdict",
            "Verdict",
            "Follows from value and threshold; without a threshold whoever checks says it.",
            FieldKind.CHOICE,
            choices=VERDICTS,
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field("evidence", "Evidence", "Report, protocol or picture, and where it lies.", FieldKind.LONG_TEXT),
    ),
    sections=(
        Section("Check", ("title", "requirement", "owner", "due_on")),
        Section("Result", ("held_on", "value", "verdict", "evidence")),
    ),
    states=(
        State("planned", "Planned", Shape.NONE),
        State("held", "Held", Shape.GOOD, is_closed=True),
        State("called_off", "Called off", Shape.NONE, is_closed=True),
    ),
    initial_state="planned",
    moves=(
        Move(
            "hold",
            "Held",
            ("planned",),
            "held",
            rule=_has_result,
            asks=("held_on", "value", "verdict", "evidence"),
        ),
        Move("call_off", "Call off", ("planned",), "called_off"),
        Move("reopen", "Open again", ("held", "called_off"), "planned"),
    ),
    flags=(
        Flag(
            "failed",
            "Failed",
            Severity.WARNING,
            lambda: Q(state="held", verdict="failed"),
            lambda row: "It was not kept; make a defect of it, or check again.",
        ),
    ),
    card=Card(("owner", "due_on", "verdict")),
    default_sort="-held_on",
    search_fields=("evidence",),
    link_kinds=("evidences", "became"),
    converts_to=("defects",),
    pages=(QUALITY_PAGE,),
    stale_days=None,
    before_write=_judged,
)
