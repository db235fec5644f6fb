"""The register of visions."""

from typing import Any

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.records.declarations import Card, Field, FieldKind, Register, Section
from lockstep.domain.strategy.models import Vision
from lockstep.domain.strategy.register import editions

CONTENT = ("statement", "for_whom", "why", "horizon_year")
MOST_WORDS = 120
"""What is longer is not remembered, and so is no vision."""


def _is_short_and_whole(row: Any, standing: Any) -> str:
    words = len(row.statement.split())
    if not words:
        return "Write the vision first."
    if words > MOST_WORDS:
        return f"It has {words} words; say it in {MOST_WORDS}, so that people can tell it to others."
    return "" if row.horizon_year is not None else "Say in which year it shall be true."


VISIONS = Register(
    name="visions",
    record_type="strategy.vision",
    key_prefix="VIS",
    singular="vision",
    plural="visions",
    purpose="The future in a few sentences that everybody can repeat, edition by edition, signed off.",
    example="In 2032 nobody in the east needs a car to get to work.",
    icon="objective",
    group="Strategy",
    model=Vision,
    fields=(
        Field(
            "statement",
            "Vision",
            "The future in a few sentences, as those who live in it would say it.",
            FieldKind.LONG_TEXT,
        ),
        Field("for_whom", "For whom", "Whose life or work it changes.", FieldKind.LONG_TEXT),
        Field("why", "Why now", "What happens if nothing is done.", FieldKind.LONG_TEXT),
        Field(
            "horizon_year",
            "True in",
            "The year in which it shall be true.",
            FieldKind.INTEGER,
            minimum=1900,
            maximum=2300,
            is_list_default=True,
            is_filterable=True,
        ),
        editions.EDITION,
        editions.previous("strategy.vision"),
        editions.SIGNED_BY,
        editions.SIGNED_ON,
    ),
    sections=(
        Section("Vision", ("title", "statement", "horizon_year", "for_whom", "why", "owner")),
        Section("Edition", ("edition", "previous", "signed_by", "signed_on")),
    ),
    states=editions.STATES,
    initial_state="draft",
    moves=editions.moves(_is_short_and_whole, Permission.DECIDE),
    card=Card(("horizon_year", "edition", "owner")),
    search_fields=("statement", "for_whom", "why"),
    link_kinds=("supersedes", "concerns"),
    is_reason=True,
    stale_days=None,
    before_write=editions.signing(CONTENT),
    after_write=editions.next_edition("visions", CONTENT),
)
