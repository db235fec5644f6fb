"""The history in the words of the registers: nouns, labels of fields and states, names of people and of what is named.

Whatever is spoken of by number is named in one statement for each kind of it, however long the history is.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lockstep.domain.access.queries.accounts import account_names
from lockstep.domain.access.queries.nodes import readable_nodes
from lockstep.domain.ledger.queries.history import ChangeRow, ChangeSetRow
from lockstep.domain.records.declarations import Field, FieldKind, Register
from lockstep.domain.records.registry import is_linkable, link_kinds, linkable, register_for
from lockstep.web.history_words import (
    FieldChange,
    HistoryEntry,
    RecordChange,
    action_words,
    date_words,
    entry_of,
    summary_of,
)
from lockstep.web.words import share_words

QUIET = {"id", "version", "folded", "changed_at", "key", "origin_key"}
LONGEST = 120
LINK = "records.link"
ACTIVITY = "planning.activity"
# Of an import with thousands of links only the first are named by their ends.
MOST_NUMBERED = 500


@dataclass(frozen=True, slots=True)
class Numbered:
    """Records that were recorded by the numbers of what they are of: how to find those, and what to say instead."""

    pattern: re.Pattern[str]
    kinds: tuple[str, ...]
    words: str
    noun: str = ""

    def ends(self, label: str) -> list[tuple[str, int]]:
        """Return what a label speaks of by number."""
        found = self.pattern.fullmatch(label)
        return [(kind, int(pk)) for kind, pk in zip(self.kinds, found.groups(), strict=True)] if found else []


_OF_ACTIVITY = Numbered(re.compile(r".* (?:of|to) activity (\d+)"), (ACTIVITY,), "{}")
NUMBERED = {
    "governance.changetrial": Numbered(
        re.compile(r"trial of (\d+)"), ("governance.changerequest",), "{}", "tried edits"
    ),
    "planning.link": Numbered(re.compile(r"(\d+) [FS][FS] (\d+)"), (ACTIVITY, ACTIVITY), "{} to {}"),
    "planning.assignment": _OF_ACTIVITY,
    "planning.baselinevalue": _OF_ACTIVITY,
    "planning.furtherconstraint": _OF_ACTIVITY,
    "planning.split": _OF_ACTIVITY,
    "planning.suspension": _OF_ACTIVITY,
}

Names = Mapping[tuple[str, int], str]
"""What people call things, by type and number; accounts and nodes have types of their own."""
PERSON, NODE = "access.user", "access.node"


def entries_of(user: Any, rows: Iterable[ChangeSetRow]) -> list[HistoryEntry]:
    """Return change sets as a page shows them to a user."""
    rows = list(rows)
    names = _names(user, rows)
    return [_entry(row, names) for row in rows]


def _entry(row: ChangeSetRow, names: Names) -> HistoryEntry:
    entry = replace(entry_of(row), taken_back=_taken_back(row))
    pairs = zip(entry.records, row.changes, strict=True)
    records = tuple(_record(record, change, names) for record, change in pairs)
    title = "" if entry.is_reason_told else _title(row, records)
    summary = summary_of(row, records)
    if title:
        return replace(entry, title=title, summary=summary, records=records)
    if entry.is_reason_told:
        return replace(entry, records=records)
    return replace(entry, summary=summary, records=records)


def _taken_back(row: ChangeSetRow) -> str:
    """Return what an undo took back, "Moved risk" or "Changed activity"; "" where it is none."""
    if not row.undoes:
        return ""
    register = next((found for change in row.changes if (found := register_for(change.record_type))), None)
    words = action_words(row.undoes)
    is_of_record = register and row.undoes.startswith("records.") and words.endswith(" record")
    return f"{words.removesuffix('record')}{register.singular}" if register and is_of_record else words


def _title(row: ChangeSetRow, records: tuple[RecordChange, ...]) -> str:
    """Return "Risk treated" or "New risk" where an action of the registers is about one record, else ""."""
    if not row.action.startswith("records.") or row.action.endswith("_records"):
        return ""
    for change, record in zip(row.changes, records, strict=True):
        register = register_for(change.record_type)
        if register is None:
            continue
        if record.verb == "added":
            return f"New {register.singular}"
        state = (change.after or {}).get("state")
        known = register.states_by_name.get(state) if isinstance(state, str) else None
        is_moved = record.verb == "changed" and known and (change.before or {}).get("state") != state
        return f"{_capital(register.singular)} {known.label.lower() if known and is_moved else record.verb}"
    return ""


def _capital(noun: str) -> str:
    return f"{noun[:1].upper()}{noun[1:]}"


def _record(record: RecordChange, change: ChangeRow, names: Names) -> RecordChange:
    if change.record_type == LINK:
        return replace(record, label=_link_words(change, names) or record.label, fields=())
    if known := NUMBERED.get(change.record_type):
        ends = [names.get(end, "") for end in known.ends(record.label)]
        label = known.words.format(*ends) if ends and all(ends) else record.label
        return replace(record, noun=known.noun or record.noun, label=label)
    register = register_for(change.record_type)
    if register is None:
        return record
    fields = _fields(register, change, names) if record.verb == "changed" else ()
    return replace(record, noun=register.singular, fields=fields)


def _link_words(change: ChangeRow, names: Names) -> str:
    """Return "R-5 … threatens SG540 …", or only what the link means where not both ends may be seen."""
    values = change.after or change.before or {}
    kinds = {kind.name: kind.forward for kind in link_kinds()}
    ends = [names.get(end, "") for end in _ends(values)]
    words = kinds.get(values.get("kind", ""), "")
    return f"{ends[0]} {words} {ends[1]}" if len(ends) == 2 and all(ends) and words else words


def _ends(values: Mapping[str, Any]) -> list[tuple[str, int]]:
    found = [(values.get(f"{end}_type"), values.get(f"{end}_id")) for end in ("source", "target")]
    return [(kind, pk) for kind, pk in found if isinstance(kind, str) and isinstance(pk, int)]


def _fields(register: Register, change: ChangeRow, names: Names) -> tuple[FieldChange, ...]:
    before, after = change.before or {}, change.after or {}
    fields = {field.column: field for field in register.all_fields.values()}
    return tuple(
        FieldChange(
            fields[column].label if column in fields else column.replace("_", " "),
            _words(register, fields.get(column), before.get(column), names),
            _words(register, fields.get(column), after.get(column), names),
        )
        for column in {**before, **after}
        if column not in QUIET and before.get(column) != after.get(column)
    )


def _words(register: Register, field: Field | None, value: Any, names: Names) -> str:
    if value is None or value == "":
        return "nothing"
    if field is None:
        return _short(str(value))
    if field.name == "state":
        state = register.states_by_name.get(value)
        return state.label if state else str(value)
    label = next((choice.label for choice in field.choices if choice.value == value), None)
    if label is not None:
        return label
    kind = _type_of(field)
    if kind and isinstance(value, int):
        return names.get((kind, value), "somebody" if kind == PERSON else "something outside your view")
    match field.kind:
        case FieldKind.SHARE:
            return share_words(value)
        case FieldKind.MONEY:
            return f"{value / 100:,.2f}".removesuffix(".00")
        case FieldKind.TAGS:
            return ", ".join(tag for tag in str(value).split("|") if tag)
        case FieldKind.BOOLEAN:
            return "yes" if value else "no"
        case FieldKind.DATE:
            return date_words(str(value))
    return _short(f"{value} {field.unit}".strip())


def _type_of(field: Field) -> str:
    """Return of what type the thing is that a field holds by its number; "" where it holds none."""
    if field.kind is FieldKind.PERSON:
        return PERSON
    return NODE if field.kind is FieldKind.NODE else field.target if field.kind is FieldKind.RECORD else ""


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _names(user: Any, rows: Iterable[ChangeSetRow]) -> Names:
    """Return the names of all that the changes speak of by number."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        for change in row.changes:
            for kind, pk in _spoken_of(change):
                wanted[kind].add(pk)
        for change in row.changes[:MOST_NUMBERED]:
            for kind, pk in _numbered_ends(change):
                wanted[kind].add(pk)
    found: dict[tuple[str, int], str] = {}
    for kind, ids in wanted.items():
        found |= {(kind, pk): name for pk, name in _named(user, kind, ids).items()}
    return found


def _spoken_of(change: ChangeRow) -> Iterable[tuple[str, int]]:
    if change.record_type == LINK:
        yield from _ends(change.after or change.before or {})
    register = register_for(change.record_type)
    if register is None or change.before is None or change.after is None:
        return
    for field in register.all_fields.values():
        if kind := _type_of(field):
            for values in (change.before, change.after):
                if isinstance(values.get(field.column), int):
                    yield kind, values[field.column]


def _numbered_ends(change: ChangeRow) -> list[tuple[str, int]]:
    known = NUMBERED.get(change.record_type)
    return known.ends(change.label) if known else []


def _named(user: Any, kind: str, ids: set[int]) -> Mapping[int, str]:
    if kind == PERSON:
        return account_names(ids)
    if kind == NODE:
        return {pk: row.name for pk, row in readable_nodes(user, ids).items()}
    if not is_linkable(kind):
        return {}
    return {
        pk: f"{end.key} {end.title}".strip() for pk, end in linkable(kind).resolve(sorted(ids), user).items()
    }
