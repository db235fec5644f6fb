"""The fields of what is measured from a baseline to a target, and their rules."""

from typing import Any

from lockstep.domain.records.declarations import Field, FieldKind
from lockstep.domain.strategy import rules
from lockstep.domain.strategy.register import sql


def _progress(row: Any) -> float | None:
    return rules.progress_of(row.baseline_value, row.target_value, row.actual_value)


def has_measure(row: Any, standing: Any) -> str:
    """Refuse what could never be found out."""
    if not row.measure:
        return "Say what is measured first; else nobody can tell whether it was reached."
    if row.baseline_value is None or row.target_value is None:
        return "Give the value today and the value wanted first."
    return "" if row.baseline_value != row.target_value else "The value wanted is the value of today."


def was_reached(row: Any, standing: Any) -> str:
    """Refuse what the numbers do not show."""
    if row.actual_value is None:
        return "Give the value that was measured first."
    if rules.is_reached(row.baseline_value, row.target_value, row.actual_value):
        return ""
    return f"{row.actual_value:g} is short of the {row.target_value:g} that was wanted."


MEASURED = (
    Field("measure", "Measure", "What is counted, and how.", FieldKind.TEXT, is_list_default=True),
    Field("unit", "Unit", "What the values are in.", FieldKind.TEXT),
    Field("baseline_value", "Baseline", "The value where it began.", FieldKind.NUMBER, is_filterable=True),
    Field(
        "target_value",
        "Target",
        "The value wanted; below the baseline where less is better.",
        FieldKind.NUMBER,
        is_list_default=True,
        is_filterable=True,
    ),
    Field(
        "actual_value",
        "Actual",
        "The value measured last.",
        FieldKind.NUMBER,
        is_list_default=True,
        is_filterable=True,
    ),
    Field("measured_on", "Measured on", "The day of that measurement.", FieldKind.DATE, is_filterable=True),
    Field(
        "progress",
        "Progress",
        "Which share of the way from baseline to target is gone.",
        FieldKind.COMPUTED,
        compute=_progress,
        annotate=sql.progress,
        shown_as=FieldKind.SHARE,
        is_list_default=True,
        is_filterable=True,
    ),
)
MEASURED_NAMES = (
    "measure",
    "unit",
    "baseline_value",
    "target_value",
    "actual_value",
    "measured_on",
    "progress",
)
