"""The register of charters."""

from typing import Any

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.records.declarations import Card, Field, FieldKind, Page, Register, Section
from lockstep.domain.strategy.models import Charter
from lockstep.domain.strategy.register import editions

CONTENT = (
    "purpose",
    "in_scope",
    "out_of_scope",
    "success",
    "authority",
    "roles",
    "tolerances",
    "assumptions",
    "milestones",
)


def _is_whole(row: Any, standing: Any) -> str:
    wanted = {
        "purpose": "what it is for",
        "success": "how success is told",
        "authority": "who may decide what",
    }
    for name, words in wanted.items():
        if not getattr(row, name).strip():
            return f"Say {words} first."
    return ""


CHARTERS = Register(
    name="charters",
    record_type="strategy.charter",
    key_prefix="CHA",
    singular="charter",
    plural="charters",
    purpose="The founding paper of a program, project or team: why it exists and what it may do.",
    example="Charter of readiness: opens the line, may spend 200,000 alone, reports each month.",
    icon="charter",
    group="Governance",
    model=Charter,
    fields=(
        editions.EDITION,
        editions.previous("strategy.charter"),
        Field("purpose", "Purpose", "Why it exists.", FieldKind.LONG_TEXT),
        Field("in_scope", "In", "What it does, one line each.", FieldKind.LONG_TEXT),
        Field("out_of_scope", "Out", "What it does not do, one line each.", FieldKind.LONG_TEXT),
        Field("success", "Success", "By what success is told.", FieldKind.LONG_TEXT),
        Field("authority", "Authority", "Who may decide what alone.", FieldKind.LONG_TEXT),
        Field("roles", "Roles", "Who does what.", FieldKind.LONG_TEXT),
        Field("tolerances", "Tolerances", "How far time, cost and scope may drift.", FieldKind.LONG_TEXT),
        Field("assumptions", "Assumptions", "What is taken as true.", FieldKind.LONG_TEXT),
        Field("milestones", "Milestones", "What is promised by when, one line each.", FieldKind.LONG_TEXT),
        editions.SIGNED_BY,
        editions.SIGNED_ON,
    ),
    sections=(
        Section("Why and what", ("title", "owner", "purpose", "in_scope", "out_of_scope", "success")),
        Section("How it is run", ("authority", "roles", "tolerances", "assumptions", "milestones")),
        Section("Edition", ("edition", "previous", "signed_by", "signed_on")),
    ),
    states=editions.STATES,
    initial_state="draft",
    moves=editions.moves(_is_whole, Permission.DECIDE),
    card=Card(("edition", "owner", "signed_on")),
    search_fields=CONTENT,
    link_kinds=("supersedes", "concerns"),
    pages=(Page("from-data", "From data", "web:charter-write"),),
    stale_days=None,
    before_write=editions.signing(CONTENT),
    after_write=editions.next_edition("charters", CONTENT),
)
