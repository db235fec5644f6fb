"""The register of blockers."""

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
from lockstep.domain.risks.blocking import place_blockers, program_days
from lockstep.domain.risks.models import Blocker
from lockstep.foundation.findings import Severity


def _age_days(row: Any) -> int:
    return ((row.closed_on or today()) - row.raised_on).days


def _cost_so_far(row: Any) -> float | None:
    return None if row.cost_per_day is None else row.cost_per_day * _age_days(row)


def _program_days(row: Any) -> float | None:
    return program_days(row.slips_from, row.closed_on or today())


def _says_how(row: Any, standing: Any) -> str:
    return "" if row.cleared_how else "Say how it was cleared first; the next one will ask."


BLOCKERS = Register(
    name="blockers",
    record_type="risks.blocker",
    key_prefix="B",
    singular="blocker",
    plural="blockers",
    purpose="What stops work now, for how long, what each day costs, and who can clear it.",
    example="No possession of the track at night: survey waits since Monday; the network operator can clear it.",
    icon="blocker",
    group="Risk",
    model=Blocker,
    label_words={"raised_on": "Since"},
    fields=(
        Field("why", "Why", "What stands in the way.", FieldKind.LONG_TEXT),
        Field(
            "clearer",
            "Can be cleared by",
            "Who has it in their hands.",
            FieldKind.PERSON,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
            is_groupable=True,
        ),
        Field(
            "help_wanted",
            "Help wanted",
            "The project cannot clear it alone.",
            FieldKind.BOOLEAN,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
        ),
        Field(
            "age_days",
            "Age",
            "Days since it stands, or stood.",
            FieldKind.COMPUTED,
            compute=_age_days,
            shown_as=FieldKind.INTEGER,
            is_list_default=True,
            unit="d",
        ),
        Field(
            "float_days",
            "Float of what it blocks",
            "The least total float of the activities that it is linked to by “blocks”.",
            FieldKind.NUMBER,
            is_read_only=True,
            is_filterable=True,
            unit="d",
        ),
        Field(
            "slips_from",
            "Delays the program from",
            "The day on which standing still has used up that float.",
            FieldKind.DATE,
            is_read_only=True,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "program_days",
            "Program days",
            "Working days of the program's finish that it has cost: those beyond the float, as the plan is now.",
            FieldKind.COMPUTED,
            compute=_program_days,
            shown_as=FieldKind.NUMBER,
            is_list_default=True,
            unit="d",
        ),
        Field(
            "cost_per_day",
            "Costs a day",
            "What a day of it costs.",
            FieldKind.MONEY,
            is_filterable=True,
            minimum=0,
        ),
        Field(
            "cost_so_far",
            "Cost so far",
            "Its age times what a day costs.",
            FieldKind.COMPUTED,
            compute=_cost_so_far,
            shown_as=FieldKind.MONEY,
            is_list_default=True,
        ),
        Field("cleared_how", "Cleared how", "What cleared it.", FieldKind.LONG_TEXT),
    ),
    sections=(
        Section("What is blocked", ("title", "why", "help_wanted")),
        Section("Who clears it", ("clearer", "owner", "due_on", "cleared_how")),
        Section(
            "What it costs",
            ("age_days", "float_days", "slips_from", "program_days", "cost_per_day", "cost_so_far"),
        ),
    ),
    states=(
        State("blocking", "Blocking", Shape.BAD),
        State("clearing", "Being cleared", Shape.BUSY),
        State("cleared", "Cleared", Shape.GOOD, is_closed=True),
    ),
    initial_state="blocking",
    moves=(
        Move("clear_away", "Somebody clears it", ("blocking",), "clearing", asks=("clearer", "due_on")),
        Move("clear", "Cleared", ("blocking", "clearing"), "cleared", rule=_says_how, asks=("cleared_how",)),
        Move("reopen", "It blocks again", ("cleared",), "blocking"),
    ),
    flags=(
        Flag(
            "delays",
            "Delays the program",
            Severity.ERROR,
            lambda: Q(slips_from__lt=today(), closed_on__isnull=True),
            lambda row: "It has stood longer than the float of what it blocks.",
        ),
        Flag(
            "nobody_clears",
            "Nobody clears it",
            Severity.ERROR,
            lambda: Q(clearer__isnull=True, state="blocking"),
            lambda row: "Nobody is named who can clear it.",
        ),
    ),
    card=Card(("clearer", "program_days", "age_days")),
    default_sort="slips_from",
    derived=("float_days", "slips_from"),
    derive=place_blockers,
    search_fields=("why",),
    link_kinds=("blocks",),
    stale_days=7,
)
