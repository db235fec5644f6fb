"""The registers of gate reviews and of the conditions that follow."""

from typing import Any

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.governance.gating import state_of
from lockstep.domain.governance.models import Gate, GateCondition, GateReview
from lockstep.domain.governance.register.gates import GATES, gate_field
from lockstep.domain.ledger import Refused
from lockstep.domain.records.declarations import Card, Field, FieldKind, Move, Register, Section, Shape, State

AFTER = {
    "go": "passed",
    "conditional": "conditional",
    "hold": "held",
    "recycle": "recycled",
    "stop": "stopped",
}
"""In which state a review leaves its gate."""


def _was_held(row: Any, standing: Any) -> str:
    if row.held_on is None:
        return "Say on which day it was held."
    return "" if row.held_on <= row.today else "A review of a coming day has no outcome yet."


def _reasoned(row: Any, standing: Any) -> str:
    return _was_held(row, standing) or (
        "" if row.reasons else "Say why; whoever has to redo it reads that first."
    )


def _may_end(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Refuse an outcome that the criteria or the conditions do not bear."""
    outcome = changes.get("state")
    if row is None or outcome not in ("go", "conditional") or row.state == outcome:
        return changes
    gate = work.get(Gate, row.gate_id)
    state = state_of(work.actor, gate, work.path_of(gate.node_id))
    if outcome == "go" and state.missing:
        raise Refused(row.key, f"Not met: {', '.join(state.missing)}. Waive it, or pass on conditions.")
    if outcome == "go" and state.conditions_open:
        raise Refused(row.key, "A condition of this gate is still open; close it, or pass on conditions.")
    if (
        outcome == "conditional"
        and not GateCondition.objects.filter(
            gate_id=row.gate_id, state="open", due_on__isnull=False, owner__isnull=False
        ).exists()
    ):
        raise Refused(row.key, "Raise the conditions first, each with an owner and a date.")
    return changes


def _tell_gate(work: Any, row: Any, changes: dict[str, Any]) -> None:
    """Write the outcome to the gate."""
    if changes.get("state") not in AFTER:
        return
    gate = work.lock(Gate, row.gate_id)
    state = AFTER[row.state]
    work.change(
        gate,
        version=gate.version,
        state=state,
        last_outcome=row.state,
        last_review_on=row.held_on,
        closed_on=row.held_on if state in GATES.closed_states else None,
        changed_at=work.at,
    )


_ASKS = ("held_on", "attended_by", "reasons")
REVIEWS = Register(
    name="gate-reviews",
    record_type="governance.gatereview",
    key_prefix="GR",
    singular="gate review",
    plural="gate reviews",
    purpose="Each sitting at a gate, who was there, what came of it and why.",
    example="Readiness review of the 4th: go on conditions, as the radio test is open.",
    icon="gate",
    group="Governance",
    model=GateReview,
    label_words={"owner": "Led by", "due_on": "Planned for"},
    fields=(
        gate_field("The gate that is reviewed."),
        Field(
            "held_on", "Held on", "The day of it.", FieldKind.DATE, is_list_default=True, is_filterable=True
        ),
        Field("attended_by", "Who was there", "Names and roles.", FieldKind.LONG_TEXT),
        Field("reasons", "Reasons", "Why this outcome.", FieldKind.LONG_TEXT),
    ),
    sections=(Section("Review", ("title", "gate", "due_on", "held_on", "owner", "attended_by", "reasons")),),
    states=(
        State("planned", "Planned", Shape.INFO),
        State("go", "Go", Shape.GOOD, is_closed=True),
        State("conditional", "Go on conditions", Shape.WARN, is_closed=True),
        State("hold", "Hold", Shape.BAD, is_closed=True),
        State("recycle", "Recycle", Shape.WARN, is_closed=True),
        State("stop", "Stop", Shape.BAD, is_closed=True),
    ),
    initial_state="planned",
    moves=(
        Move("go", "Go", ("planned",), "go", rule=_was_held, asks=_ASKS, needs=Permission.DECIDE),
        Move(
            "condition",
            "Go on conditions",
            ("planned",),
            "conditional",
            rule=_was_held,
            asks=_ASKS,
            needs=Permission.DECIDE,
        ),
        Move("hold", "Hold", ("planned",), "hold", rule=_reasoned, asks=_ASKS, needs=Permission.DECIDE),
        Move(
            "recycle", "Recycle", ("planned",), "recycle", rule=_reasoned, asks=_ASKS, needs=Permission.DECIDE
        ),
        Move("stop", "Stop", ("planned",), "stop", rule=_reasoned, asks=_ASKS, needs=Permission.DECIDE),
    ),
    card=Card(("gate", "due_on", "owner")),
    default_sort="-due_on",
    search_fields=("reasons",),
    link_kinds=("concerns", "decides"),
    stale_days=None,
    before_write=_may_end,
    after_write=_tell_gate,
)


def _settle_gate(work: Any, row: Any, changes: dict[str, Any]) -> None:
    """Pass a gate for good with its last condition, and take that back when one is opened again."""
    if "state" not in changes:
        return
    gate = work.lock(Gate, row.gate_id)
    is_open = GateCondition.objects.filter(gate=gate, state="open").exists()
    if gate.state == "conditional" and not is_open:
        work.change(gate, version=gate.version, state="passed", closed_on=work.at.date(), changed_at=work.at)
    elif gate.state == "passed" and gate.last_outcome == "conditional" and is_open:
        work.change(gate, version=gate.version, state="conditional", closed_on=None, changed_at=work.at)


CONDITIONS = Register(
    name="gate-conditions",
    record_type="governance.gatecondition",
    key_prefix="GX",
    singular="gate condition",
    plural="gate conditions",
    purpose="What was asked for when a gate was passed on conditions, tracked until it is met.",
    example="Radio test of the north tunnel repeated by the 20th, owned by signaling.",
    icon="action",
    group="Governance",
    model=GateCondition,
    fields=(
        gate_field("The gate that was passed on it."),
        Field(
            "review",
            "Review",
            "The sitting that asked for it.",
            FieldKind.RECORD,
            target="governance.gatereview",
            is_filterable=True,
        ),
        Field("evidence", "Evidence", "What shows that it is met.", FieldKind.LONG_TEXT),
    ),
    sections=(Section("Condition", ("title", "gate", "review", "owner", "due_on", "evidence")),),
    states=(
        State("open", "Open", Shape.BUSY),
        State("met", "Met", Shape.GOOD, is_closed=True),
        State("lifted", "Lifted", Shape.NONE, is_closed=True, help="Whoever decides does without it."),
    ),
    initial_state="open",
    moves=(
        Move(
            "meet",
            "Met",
            ("open",),
            "met",
            rule=lambda row, standing: "" if row.evidence else "Say what shows that it is met first.",
            asks=("evidence",),
        ),
        Move("lift", "Lift", ("open",), "lifted", needs=Permission.DECIDE),
        Move("reopen", "Open again", ("met", "lifted"), "open"),
    ),
    card=Card(("gate", "due_on", "owner")),
    default_sort="due_on",
    search_fields=("evidence",),
    link_kinds=("concerns", "resolves"),
    stale_days=30,
    after_write=_settle_gate,
)
