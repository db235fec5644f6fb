"""The register of meetings."""

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
from lockstep.domain.stakeholders.models import Meeting
from lockstep.foundation.findings import Severity


def _has_an_agenda(row: Any, standing: Any) -> str:
    return "" if row.agenda else "Write the agenda first; people decide by it whether to come."


def _has_outcomes(row: Any, standing: Any) -> str:
    return "" if row.outcomes else "Write down what came of it first, even if it is nothing."


MEETINGS = Register(
    name="meetings",
    record_type="stakeholders.meeting",
    key_prefix="M",
    singular="meeting",
    plural="meetings",
    purpose="Meetings with their agenda, what came of them, and the decisions and actions that followed.",
    example="Steering board in May: agenda of four points, two decisions, three actions.",
    icon="meeting",
    group="People",
    model=Meeting,
    label_words={"title": "Meeting", "owner": "Called by", "due_on": "Day"},
    fields=(
        Field(
            "starts_at",
            "Begins",
            "Day and time.",
            FieldKind.DATETIME,
            is_list_default=True,
            is_filterable=True,
        ),
        Field("minutes_long", "Minutes", "How long it takes.", FieldKind.INTEGER, minimum=1, maximum=1_440),
        Field("place", "Place", "Room or address.", FieldKind.TEXT),
        Field(
            "forum",
            "Forum",
            "The forum whose sitting it is; its cadence is measured from its sittings.",
            FieldKind.RECORD,
            target="governance.forum",
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
            is_bulk=True,
        ),
        Field(
            "forum_words",
            "Other body",
            "A board or team that is not among the forums.",
            FieldKind.TEXT,
            is_filterable=True,
            is_groupable=True,
            is_bulk=True,
        ),
        Field("attendees", "Attendees", "Who is asked, and who came.", FieldKind.LONG_TEXT),
        Field("agenda", "Agenda", "One point a line, with who speaks.", FieldKind.LONG_TEXT),
        Field("outcomes", "Outcomes", "What was agreed, one point a line.", FieldKind.LONG_TEXT),
    ),
    sections=(
        Section(
            "Meeting",
            ("title", "forum", "forum_words", "starts_at", "minutes_long", "place", "owner", "attendees"),
        ),
        Section("Agenda and outcomes", ("agenda", "outcomes")),
    ),
    states=(
        State("planned", "Planned", Shape.INFO),
        State("called", "Called", Shape.BUSY, help="The agenda went out."),
        State("held", "Held", Shape.GOOD, is_closed=True),
        State("canceled", "Canceled", Shape.NONE, is_closed=True),
    ),
    initial_state="planned",
    moves=(
        Move("call", "Call", ("planned",), "called", rule=_has_an_agenda, asks=("agenda", "starts_at")),
        Move("hold", "It was held", ("planned", "called"), "held", rule=_has_outcomes, asks=("outcomes",)),
        Move("cancel", "Cancel", ("planned", "called"), "canceled"),
        Move("replan", "Plan again", ("held", "canceled"), "planned"),
    ),
    flags=(
        Flag(
            "unwritten",
            "Not written up",
            Severity.WARNING,
            lambda: Q(state__in=("planned", "called"), starts_at__date__lt=today()),
            lambda row: "Its day has passed and nothing is written down.",
        ),
    ),
    card=Card(("starts_at", "forum")),
    default_sort="-starts_at",
    search_fields=("forum_words", "agenda", "outcomes"),
    calendar_field="starts_at",
    link_kinds=("concerns", "decides", "caused_by"),
    stale_days=None,
)
