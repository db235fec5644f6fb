"""The register of delegations: who may decide what, up to which limit."""

import math
from typing import Any

from django.db.models import Q

from lockstep.domain.access.vocabulary import Permission, Role
from lockstep.domain.governance.authority import limit_of, limit_words, refusal
from lockstep.domain.governance.models import Delegation
from lockstep.domain.governance.register.stakes import BAND_CHOICES
from lockstep.domain.governance.vocabulary import Band, Matter, Stake
from lockstep.domain.ledger import Refused
from lockstep.domain.records.declarations import (
    Card,
    Choice,
    Field,
    FieldKind,
    Flag,
    Move,
    Page,
    Register,
    Section,
    Shape,
    State,
)
from lockstep.domain.records.vocabulary import today
from lockstep.foundation.findings import Severity

ENDLESS_MONEY = 10**18


def _has_one_holder(row: Any, standing: Any) -> str:
    named = [row.holder_id is not None, bool(row.role), row.forum_id is not None]
    if sum(named) == 1:
        return ""
    return (
        "Name one holder: a person, a role, or a forum."
        if not any(named)
        else "Name one holder, not several."
    )


def _before_write(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Refuse dates in the wrong order, and a delegation of more than one holds."""

    def value(name: str) -> Any:
        return changes[name] if name in changes else getattr(row, name, None)

    first, last = value("from_on"), value("until_on")
    if first is not None and last is not None and last < first:
        raise Refused("delegation", "It ends before it begins; exchange the days.")
    if row is None or changes.get("state") != "in_force" or row.state == "in_force":
        return changes
    if work.may_at(Permission.ADMINISTER, None):
        return changes
    sentence = refusal(work.actor, work.standing, work.path_of(row.node_id), Matter(row.matter), _whole(row))
    if sentence:
        words = limit_words(limit_of(row))
        raise Refused(row.key, f"Nobody hands on more than they hold, and this is {words}. {sentence}")
    return changes


def _whole(row: Any) -> Stake:
    """Return the most that a delegation lets somebody decide."""
    limit = limit_of(row)
    return Stake(
        math.inf if limit.days is None else limit.days,
        ENDLESS_MONEY if limit.money is None else limit.money,
        limit.currency,
        limit.risk or Band.EXTREME,
    )


DELEGATIONS = Register(
    name="delegations",
    record_type="governance.delegation",
    key_prefix="DA",
    singular="delegation of authority",
    plural="delegations of authority",
    purpose="Who may decide what, up to how many days, how much money and how much risk, from when until when.",
    example="Project managers approve changes of up to 5 days and 50,000; the change board up to a month.",
    icon="decision",
    group="Governance",
    model=Delegation,
    label_words={"owner": "Given by", "due_on": "Review by"},
    fields=(
        Field(
            "matter",
            "For",
            "What may be decided.",
            FieldKind.CHOICE,
            choices=(
                Choice("all", "Everything"),
                Choice("changes", "Change requests"),
                Choice("decisions", "Decisions"),
                Choice("exceptions", "Exceptions"),
            ),
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field(
            "holder",
            "Person",
            "The person who may decide.",
            FieldKind.PERSON,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "role",
            "Role",
            "Whoever holds this role, or a higher one, where it is decided.",
            FieldKind.CHOICE,
            choices=tuple(Choice(role.value, role.words.capitalize()) for role in Role),
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "forum",
            "Forum",
            "The body that may decide; who records what it said names it.",
            FieldKind.RECORD,
            target="governance.forum",
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "most_days",
            "Up to, days",
            "Working days by which the finish may slip; empty is without limit.",
            FieldKind.NUMBER,
            minimum=0,
            is_list_default=True,
            is_filterable=True,
            unit="d",
        ),
        Field(
            "most_money",
            "Up to, money",
            "What it may cost more; empty is without limit.",
            FieldKind.MONEY,
            minimum=0,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "most_risk",
            "Up to, risk",
            "The highest band of risk; empty is without limit.",
            FieldKind.CHOICE,
            choices=BAND_CHOICES,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "from_on",
            "From",
            "The first day on which it holds; empty from now on.",
            FieldKind.DATE,
            is_filterable=True,
        ),
        Field(
            "until_on",
            "Until",
            "The last day on which it holds; empty until revoked.",
            FieldKind.DATE,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "limit",
            "Limit",
            "The limit in words.",
            FieldKind.COMPUTED,
            compute=lambda row: limit_words(limit_of(row)),
            shown_as=FieldKind.TEXT,
        ),
    ),
    sections=(
        Section("Who and what", ("title", "matter", "holder", "role", "forum", "owner")),
        Section("Up to where", ("most_days", "most_money", "most_risk", "limit")),
        Section("How long", ("from_on", "until_on", "due_on")),
    ),
    states=(
        State("proposed", "Proposed", Shape.INFO),
        State("in_force", "In force", Shape.GOOD, help="Decisions are held against it."),
        State("ended", "Ended", Shape.NONE, is_closed=True),
    ),
    initial_state="proposed",
    moves=(
        Move(
            "enforce",
            "Put in force",
            ("proposed", "ended"),
            "in_force",
            rule=_has_one_holder,
            needs=Permission.DECIDE,
        ),
        Move("end", "End", ("proposed", "in_force"), "ended"),
    ),
    flags=(
        Flag(
            "lapsed",
            "Lapsed",
            Severity.WARNING,
            lambda: Q(state="in_force", until_on__lt=today()),
            lambda row: "Its last day is over: nobody decides by it any more.",
        ),
    ),
    card=Card(("matter", "most_days", "until_on")),
    default_sort="title",
    search_fields=(),
    link_kinds=("concerns", "supersedes"),
    calendar_field="until_on",
    pages=(Page("authority", "Who may decide", "web:authority"),),
    stale_days=None,
    before_write=_before_write,
)
