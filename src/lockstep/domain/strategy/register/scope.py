"""The register of scope statements."""

from typing import Any

from django.db.models import Q

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.records.declarations import Card, Field, FieldKind, Flag, Register, Section
from lockstep.domain.strategy import rules
from lockstep.domain.strategy.models import ScopeStatement
from lockstep.domain.strategy.register import editions
from lockstep.domain.strategy.register.requirements import CHURN_PAGE
from lockstep.foundation.findings import Severity

CONTENT = ("in_scope", "out_of_scope", "constraints_text")
HIGH_CHURN = 0.3


def _is_whole(row: Any, standing: Any) -> str:
    if not row.in_scope.strip():
        return "Say what is in first."
    return "" if row.out_of_scope.strip() else "Say what is out too; that is what people argue about later."


_signing = editions.signing(CONTENT)


def _with_churn(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    changes = _signing(work, row, changes)
    before_id = changes.get("previous_id", row.previous_id if row else None)
    if before_id is None or not {"in_scope", "out_of_scope", "previous_id"} & changes.keys():
        return changes
    before = ScopeStatement.objects.get(pk=before_id)

    def text(name: str) -> str:
        return changes.get(name, getattr(row, name, ""))

    churn = rules.scope_churn(
        _both(before.in_scope, before.out_of_scope), _both(text("in_scope"), text("out_of_scope"))
    )
    return {**changes, "churn": churn}


def _both(inside: str, outside: str) -> str:
    """Return both lists as one, so that a line that goes from in to out counts as changed."""
    marked = [f"in {line}" for line in inside.splitlines() if line.strip()]
    return "\n".join([*marked, *(f"out {line}" for line in outside.splitlines() if line.strip())])


SCOPE_STATEMENTS = Register(
    name="scope-statements",
    record_type="strategy.scopestatement",
    key_prefix="SCP",
    singular="scope statement",
    plural="scope statements",
    purpose="What a program or project will do and will not do, edition by edition, signed off.",
    example="In: 21 stops. Out: the park at Eastgate. Edition 3 changed a tenth of the lines.",
    icon="columns",
    group="Scope",
    model=ScopeStatement,
    fields=(
        editions.EDITION,
        editions.previous("strategy.scopestatement"),
        Field("in_scope", "In", "What is done, one line each.", FieldKind.LONG_TEXT),
        Field("out_of_scope", "Out", "What is not done, one line each.", FieldKind.LONG_TEXT),
        Field("constraints_text", "Bounds", "What limits how it is done.", FieldKind.LONG_TEXT),
        Field(
            "churn",
            "Churn",
            "The share of lines that came or went since the edition before.",
            FieldKind.SHARE,
            is_read_only=True,
            is_list_default=True,
            is_filterable=True,
        ),
        editions.SIGNED_BY,
        editions.SIGNED_ON,
    ),
    sections=(
        Section("Scope", ("title", "owner", "in_scope", "out_of_scope", "constraints_text")),
        Section("Edition", ("edition", "previous", "churn", "signed_by", "signed_on")),
    ),
    states=editions.STATES,
    initial_state="draft",
    moves=editions.moves(_is_whole, Permission.EDIT_RECORDS),
    flags=(
        Flag(
            "churning",
            "Much has changed",
            Severity.WARNING,
            lambda: Q(churn__gte=HIGH_CHURN, state__in=("draft", "review", "signed")),
            lambda row: f"{row.churn:.0%} of its lines are not those of the edition before.",
        ),
    ),
    card=Card(("edition", "owner", "churn")),
    search_fields=CONTENT,
    link_kinds=("supersedes", "concerns"),
    pages=(CHURN_PAGE,),
    stale_days=None,
    before_write=_with_churn,
    after_write=editions.next_edition("scope-statements", CONTENT),
)
