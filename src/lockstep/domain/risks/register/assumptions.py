"""The register of assumptions."""

from typing import Any

from django.db.models import Q

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
from lockstep.domain.records.vocabulary import today
from lockstep.domain.risks.models import Assumption
from lockstep.foundation.findings import Severity


def _was_tested(row: Any, standing: Any) -> str:
    return "" if row.result else "Say what the test showed first."


def _says_what_follows(row: Any, standing: Any) -> str:
    return _was_tested(row, standing) or ("" if row.if_false else "Say what follows if it is false first.")


ASSUMPTIONS = Register(
    name="assumptions",
    record_type="risks.assumption",
    key_prefix="AS",
    singular="assumption",
    plural="assumptions",
    purpose="What the plan takes as true, when that will be known, and what follows if it is false.",
    example="The city grants night work by May. Tested on 2 May. If false: track renewal takes 40 days more.",
    icon="assumption",
    group="Risk",
    model=Assumption,
    label_words={"title": "We assume that"},
    fields=(
        Field("basis", "Basis", "Why it is believed.", FieldKind.LONG_TEXT),
        Field(
            "confidence",
            "Confidence",
            "How sure you are that it is true.",
            FieldKind.SHARE,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
        ),
        Field(
            "test_on",
            "Tested on",
            "The day by which it is known.",
            FieldKind.DATE,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
        ),
        Field("test_method", "Test", "How it is found out.", FieldKind.LONG_TEXT),
        Field("if_false", "If it is false", "What then happens and what is done.", FieldKind.LONG_TEXT),
        Field(
            "impact_days",
            "Days if false",
            "Working days that it would cost.",
            FieldKind.NUMBER,
            is_list_default=True,
            is_filterable=True,
            unit="d",
        ),
        Field("result", "Result", "What the test showed.", FieldKind.LONG_TEXT),
    ),
    sections=(
        Section("Assumption", ("title", "basis", "confidence", "owner")),
        Section("Test", ("test_on", "test_method", "result")),
        Section("If it is false", ("if_false", "impact_days")),
    ),
    states=(
        State("open", "Not known yet", Shape.INFO),
        State("holds", "Holds", Shape.GOOD, is_closed=True),
        State("false", "False", Shape.BAD, is_closed=True, help="It is not so; what follows is to be done."),
    ),
    initial_state="open",
    moves=(
        Move("confirm", "It holds", ("open",), "holds", rule=_was_tested, asks=("result",)),
        Move(
            "refute", "It is false", ("open",), "false", rule=_says_what_follows, asks=("result", "if_false")
        ),
        Move("reopen", "Open again", ("holds", "false"), "open"),
    ),
    flags=(
        Flag(
            "untested",
            "Untested",
            Severity.WARNING,
            lambda: Q(test_on__lt=today(), state="open"),
            lambda row: "The day of its test has passed and nobody knows whether it holds.",
        ),
        Flag(
            "no_test",
            "No test date",
            Severity.NOTE,
            lambda: Q(test_on__isnull=True, state="open"),
            lambda row: "Nobody has said by when it is known.",
        ),
    ),
    card=Card(("confidence", "test_on", "owner")),
    default_sort="test_on",
    search_fields=("basis", "if_false"),
    calendar_field="test_on",
    link_kinds=("affects", "evidences"),
    converts_to=("risks", "issues"),
    convert_move="",
)
