"""The registers of closures, hand-overs and deputies."""

from datetime import UTC, datetime, time
from typing import Any

from django.db.models import Q

from lockstep.domain.access.actions import end_roles, lend_roles
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.governance.ending import ACTIVITIES, CHECKLIST
from lockstep.domain.governance.models import ClosureItem, Deputy, HandOver
from lockstep.domain.governance.queries.closures import day_after, open_counts
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


def _nothing_open(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Refuse to call done what live data says is open."""
    if row is None or changes.get("state") != "met" or not row.check_name:
        return changes
    place = readable_node(work.actor, row.node_id)
    count = open_counts(work.actor, place, {row.check_name})[row.check_name]
    if count:
        what = row.check_name.replace("-", " ")
        raise Refused(row.key, f"{count} of the {what} are still open. Close them, or hand them over.")
    return changes


CLOSURE_ITEMS = Register(
    name="closure-items",
    record_type="governance.closureitem",
    key_prefix="CL",
    singular="closure item",
    plural="closure items",
    purpose="What must be done before a program or project is closed, checked against live data where it can be.",
    example="Open risks are handed over to a named owner: counted, none is left.",
    icon="check",
    group="Governance",
    model=ClosureItem,
    fields=(
        Field(
            "check_name",
            "Counted",
            "Of what nothing may be open at and below the node; empty where people judge.",
            FieldKind.CHOICE,
            choices=tuple(
                Choice(item.check, item.check.replace("-", " ").capitalize())
                for item in CHECKLIST
                if item.check
            ),
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "evidence", "Evidence", "What shows that it is done, or why it is waived.", FieldKind.LONG_TEXT
        ),
    ),
    sections=(Section("Item", ("title", "check_name", "owner", "due_on", "evidence")),),
    states=(
        State("open", "Open", Shape.BUSY),
        State("met", "Done", Shape.GOOD, is_closed=True),
        State("waived", "Waived", Shape.WARN, is_closed=True, help="Whoever decides closes without it."),
        State("dropped", "Dropped", Shape.NONE, is_closed=True),
    ),
    initial_state="open",
    moves=(
        Move("meet", "Done", ("open",), "met"),
        Move(
            "waive",
            "Waive",
            ("open",),
            "waived",
            rule=lambda row, standing: "" if row.evidence else "Say why it is waived.",
            asks=("evidence",),
            needs=Permission.DECIDE,
        ),
        Move("drop", "Drop", ("open",), "dropped"),
        Move("reopen", "Open again", ("met", "waived", "dropped"), "open"),
    ),
    card=Card(("owner", "due_on")),
    default_sort="key",
    search_fields=("evidence",),
    link_kinds=("concerns",),
    pages=(Page("closure", "Closure", "web:closure"),),
    stale_days=None,
    before_write=_nothing_open,
)
assert ACTIVITIES in {item.check for item in CHECKLIST}

HAND_OVERS = Register(
    name="hand-overs",
    record_type="governance.handover",
    key_prefix="HO",
    singular="hand-over",
    plural="hand-overs",
    purpose="What went from one person to another, when a manager goes or work is closed.",
    example="From the project to the operator: four risks, two actions, with notes on each.",
    icon="hand_off",
    group="Governance",
    model=HandOver,
    label_words={"owner": "Given by"},
    fields=(
        Field(
            "kind",
            "Kind",
            "Why it was handed over.",
            FieldKind.CHOICE,
            choices=(Choice("post", "A manager goes"), Choice("closure", "Work is closed")),
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "receiver",
            "Taken by",
            "Who owns it now.",
            FieldKind.PERSON,
            is_list_default=True,
            is_filterable=True,
        ),
        Field("home", "New home", "Where the records live on.", FieldKind.NODE, is_filterable=True),
        Field("handed_on", "On", "The day of it.", FieldKind.DATE, is_list_default=True, is_filterable=True),
        Field(
            "record_count",
            "Records",
            "How many went over.",
            FieldKind.INTEGER,
            is_read_only=True,
            is_list_default=True,
        ),
        Field("notes", "Notes", "What the successor should know.", FieldKind.LONG_TEXT),
        Field("what", "What", "Each record that went over.", FieldKind.LONG_TEXT, is_read_only=True),
    ),
    sections=(
        Section("Hand-over", ("title", "kind", "owner", "receiver", "home", "handed_on", "notes")),
        Section("What went over", ("record_count", "what")),
    ),
    states=(
        State("given", "Given", Shape.BUSY, help="The successor has not confirmed it yet."),
        State("taken", "Taken", Shape.GOOD, is_closed=True),
    ),
    initial_state="given",
    moves=(Move("take", "Confirm", ("given",), "taken"), Move("reopen", "Open again", ("taken",), "given")),
    card=Card(("receiver", "handed_on")),
    default_sort="-handed_on",
    search_fields=("notes", "what"),
    link_kinds=("concerns",),
    calendar_field="handed_on",
    pages=(Page("post", "Hand over", "web:hand-over"),),
    stale_days=30,
)


def _stands_in(row: Any, standing: Any) -> str:
    if row.owner_id is None:
        return "Say who is away."
    is_other = row.deputy_id != row.owner_id
    return "" if is_other else "Choose another person than the one who is away."


def _morning(day: Any) -> datetime:
    return datetime.combine(day, time(), UTC)


def _lend(work: Any, row: Any, changes: dict[str, Any]) -> None:
    """Lend the roles when it is agreed, and end them when it ends."""
    state = changes.get("state")
    if state == "agreed":
        since = max(_morning(row.from_on), work.at)
        lent = lend_roles(
            work,
            giver=row.owner_id,
            taker=row.deputy_id,
            node=row.node_id,
            since=since,
            until=max(_morning(day_after(row.until_on)), since),
        )
        work.change(row, version=row.version, lent=",".join(str(grant.pk) for grant in lent))
    elif state == "ended" and row.lent:
        end_roles(work, [int(number) for number in row.lent.split(",")], at=work.at)


def _in_order(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Refuse a stretch that ends before it begins, and other days than those for which roles are lent."""

    def value(name: str) -> Any:
        return changes[name] if name in changes else getattr(row, name, None)

    if value("from_on") and value("until_on") and value("until_on") < value("from_on"):
        raise Refused("Until", "It ends before it begins.")
    if row is not None and row.state == "agreed" and {"from_on", "until_on", "deputy_id"} & changes.keys():
        raise Refused(row.key, "The roles are lent for these days. End it, and plan another one.")
    return changes


DEPUTIES = Register(
    name="deputies",
    record_type="governance.deputy",
    key_prefix="DY",
    singular="deputy",
    plural="deputies",
    purpose="Who stands in for whom and when, with the same roles and the same news in that time.",
    example="Mia stands in for Leila from the 3rd to the 21st of August.",
    icon="members",
    group="Governance",
    model=Deputy,
    label_words={"owner": "Away"},
    fields=(
        Field(
            "deputy",
            "Deputy",
            "Who stands in.",
            FieldKind.PERSON,
            is_required=True,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "from_on",
            "From",
            "The first day.",
            FieldKind.DATE,
            is_required=True,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "until_on",
            "Until",
            "The last day.",
            FieldKind.DATE,
            is_required=True,
            is_list_default=True,
            is_filterable=True,
        ),
        Field("note", "Note", "What the deputy should know.", FieldKind.LONG_TEXT),
        Field(
            "lent",
            "Roles lent",
            "The grants that were made for these days, by their numbers.",
            FieldKind.LONG_TEXT,
            is_read_only=True,
            is_sortable=False,
        ),
    ),
    sections=(Section("Deputy", ("title", "owner", "deputy", "from_on", "until_on", "note")),),
    states=(
        State("planned", "Planned", Shape.INFO),
        State("agreed", "Agreed", Shape.BUSY, help="Roles and news follow from the first day to the last."),
        State("ended", "Ended", Shape.NONE, is_closed=True),
    ),
    initial_state="planned",
    moves=(
        Move(
            "agree",
            "Agree",
            ("planned",),
            "agreed",
            rule=_stands_in,
            needs=Permission.GRANT_ROLES,
        ),
        Move("end", "End", ("planned", "agreed"), "ended", needs=Permission.GRANT_ROLES),
    ),
    flags=(
        Flag(
            "in_force",
            "Stands in now",
            Severity.NOTE,
            lambda: Q(state="agreed", from_on__lte=today(), until_on__gte=today()),
            lambda row: "The deputy has the roles and the news of the one who is away.",
        ),
        Flag(
            "run_out",
            "Time is over",
            Severity.NOTE,
            lambda: Q(state="agreed", until_on__lt=today()),
            lambda row: "The last day has passed; the roles have ended by themselves.",
        ),
    ),
    card=Card(("owner", "deputy", "until_on")),
    default_sort="-from_on",
    search_fields=("note",),
    calendar_field="from_on",
    stale_days=None,
    before_write=_in_order,
    after_write=_lend,
)
