"""The register of controls."""

from datetime import timedelta
from typing import Any

from django.db.models import Q

from lockstep.domain.governance.models import Control
from lockstep.domain.records.declarations import (
    Card,
    Choice,
    Field,
    FieldKind,
    Flag,
    Move,
    Register,
    Section,
    Shape,
    State,
)
from lockstep.domain.records.vocabulary import today
from lockstep.foundation.findings import Severity

EFFECTS = (
    Choice("effective", "Effective", "It finds or prevents what it is for."),
    Choice("partly", "Partly effective", "It lets some of it through."),
    Choice("ineffective", "Not effective", "It is done and does not help."),
)


def _may_operate(row: Any, standing: Any) -> str:
    if not row.method.strip():
        return "Say what is done first."
    return "" if row.owner_id else "Name who does it first."


def _is_evidenced(row: Any, standing: Any) -> str:
    return "" if row.evidence.strip() else "Say what shows that it was done."


def _before_write(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Date what was performed, and say when it is due again."""
    if row is None or "state" not in changes:
        return changes
    every = timedelta(days=changes.get("every_days", row.every_days))
    if changes["state"] != "operating":
        return {**changes, "next_on": None}
    if row.state != "operating":
        return {**changes, "next_on": today() + every}
    is_late = row.next_on is not None and row.next_on < today()
    return {
        **changes,
        "performed_on": today(),
        "next_on": today() + every,
        "times": row.times + 1,
        "times_late": row.times_late + int(is_late),
    }


CONTROLS = Register(
    name="controls",
    record_type="governance.control",
    key_prefix="CT",
    singular="control",
    plural="controls",
    purpose="What is done again and again so that nothing slips: what, by whom, how often, with what evidence.",
    example="Every Monday the schedule is checked for stale projects; the list of findings is kept.",
    icon="check",
    group="Governance",
    model=Control,
    label_words={"owner": "Done by"},
    fields=(
        Field(
            "kind",
            "Kind",
            "Whether it keeps something from happening, finds it, or puts it right.",
            FieldKind.CHOICE,
            choices=(
                Choice("prevent", "Prevents"),
                Choice("detect", "Finds"),
                Choice("correct", "Puts right"),
            ),
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field("method", "What is done", "What exactly is done, and what is looked at.", FieldKind.LONG_TEXT),
        Field(
            "every_days",
            "Every",
            "Days from one time to the next.",
            FieldKind.INTEGER,
            minimum=1,
            maximum=366,
            unit="d",
            is_list_default=True,
        ),
        Field("evidence", "Evidence", "What shows that it was done the last time.", FieldKind.LONG_TEXT),
        Field(
            "performed_on",
            "Last performed",
            "The day on which it was done the last time.",
            FieldKind.DATE,
            is_read_only=True,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "next_on",
            "Due again",
            "The day by which it is to be done again.",
            FieldKind.DATE,
            is_read_only=True,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "effect",
            "Effectiveness",
            "What it was found to be worth.",
            FieldKind.CHOICE,
            choices=EFFECTS,
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field("times", "Times", "How often it was done.", FieldKind.INTEGER, is_read_only=True),
        Field(
            "times_late",
            "Times late",
            "How often it was done after its day.",
            FieldKind.INTEGER,
            is_read_only=True,
            is_filterable=True,
        ),
    ),
    sections=(
        Section("Control", ("title", "kind", "method", "owner", "every_days")),
        Section("Performed", ("evidence", "performed_on", "next_on", "effect", "times", "times_late")),
    ),
    states=(
        State("designed", "Designed", Shape.INFO),
        State("operating", "Operating", Shape.BUSY),
        State("retired", "Retired", Shape.NONE, is_closed=True),
    ),
    initial_state="designed",
    moves=(
        Move(
            "operate",
            "Put into operation",
            ("designed", "retired"),
            "operating",
            rule=_may_operate,
            asks=("method", "owner"),
        ),
        Move(
            "perform",
            "Performed",
            ("operating",),
            "operating",
            rule=_is_evidenced,
            asks=("evidence", "effect"),
        ),
        Move("retire", "Retire", ("designed", "operating"), "retired"),
    ),
    flags=(
        Flag(
            "control_due",
            "Not performed",
            Severity.WARNING,
            lambda: Q(state="operating", next_on__lt=today()),
            lambda row: f"It was due on {row.next_on}.",
        ),
        Flag(
            "ineffective",
            "Not effective",
            Severity.WARNING,
            lambda: Q(state="operating", effect="ineffective"),
            lambda row: "It is done and does not help: change it or retire it.",
        ),
    ),
    card=Card(("kind", "next_on", "owner")),
    default_sort="next_on",
    search_fields=("method", "evidence"),
    calendar_field="next_on",
    link_kinds=("mitigates", "concerns", "evidences"),
    stale_days=None,
    before_write=_before_write,
)
