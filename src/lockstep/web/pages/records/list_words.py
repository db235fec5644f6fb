"""The chips, heads and groups above and in a list, all of them links that change the address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from lockstep.domain.access.queries.accounts import account_names
from lockstep.domain.access.queries.nodes import readable_nodes
from lockstep.domain.records.declarations import Field, FieldKind, Register
from lockstep.domain.records.queries import (
    CLOSED_STATES,
    EMPTY,
    ME,
    OPEN_STATES,
    Filter,
    ListQuery,
    RecordRow,
    RegisterPage,
)
from lockstep.web.pages.records.row_markup import NUMBERS, RowLook, rows_markup
from lockstep.web.words import day_words, list_words

SPECIAL = {EMPTY: "none", ME: "me", OPEN_STATES: "open", CLOSED_STATES: "closed"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the address without it; a flag also counts."""

    label: str
    address: str
    count: int = 0
    is_on: bool = True


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """The head of a column."""

    label: str
    sort: str
    address: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under a common value; without a title all rows."""

    title: str
    count: int
    rows: SafeString


def address_of(query: ListQuery, **more: str) -> str:
    """Return the address of a list; `more` stands beside what the query says."""
    pairs = [*query.params(), *((name, value) for name, value in more.items() if value)]
    return f"?{urlencode(pairs)}" if pairs else "?"


def flag_chips(page: RegisterPage, **more: str) -> list[Chip]:
    """Return the flags that some record carries, each a way to see only those."""
    chips = []
    for flag in page.flags:
        is_on = flag.name in page.query.flags
        if not flag.count and not is_on:
            continue
        others = tuple(name for name in page.query.flags if name != flag.name)
        wanted = others if is_on else (*others, flag.name)
        changed = replace(page.query, flags=wanted, page=1)
        chips.append(Chip(flag.label, address_of(changed, **more), flag.count, is_on))
    return chips


def open_chip(register: Register, query: ListQuery, **more: str) -> Chip | None:
    """Return the way to see only what is open, where nothing else narrows the states."""
    if any(item.field == "state" for item in query.filters) or not register.closed_states:
        return None
    changed = replace(query, filters=(*query.filters, Filter("state", (OPEN_STATES,))), page=1)
    return Chip("Open only", address_of(changed, **more), is_on=False)


def filter_chips(user: Any, register: Register, query: ListQuery, **more: str) -> list[Chip]:
    """Return the filters in force, in words."""
    fields = register.all_fields
    names = _names(user, fields, query.filters)
    return [
        Chip(
            filter_words(register, fields[item.field], item, names),
            address_of(query.without(item.field), **more),
        )
        for item in query.filters
    ]


def _names(user: Any, fields: Mapping[str, Field], filters: Iterable[Filter]) -> dict[tuple[str, str], str]:
    """Return the names of the people and nodes that filters refer to; no statement where they refer to none."""
    found: dict[tuple[str, str], str] = {}
    for item in filters:
        ids = [int(value) for value in item.values if value.isdigit()]
        kind = fields[item.field].kind
        if ids and kind is FieldKind.PERSON:
            found |= {(item.field, str(pk)): name for pk, name in account_names(ids).items()}
        elif ids and kind is FieldKind.NODE:
            found |= {(item.field, str(pk)): row.name for pk, row in readable_nodes(user, ids).items()}
    return found


def filter_words(register: Register, field: Field, item: Filter, names: Mapping[tuple[str, str], str]) -> str:
    """Return a filter as a chip says it."""
    labels = {choice.value: choice.label for choice in field.choices}
    if field.name == "state":
        labels = {state.name: state.label for state in register.states}
    words = [
        SPECIAL.get(value) or labels.get(value) or names.get((field.name, value)) or value
        for value in item.values
    ]
    said = list_words(words).replace(" and ", " or ")
    if item.start and item.end:
        said = f"{_bound(item.start)} to {_bound(item.end)}"
    elif item.start:
        said = f"from {_bound(item.start)}"
    elif item.end:
        said = f"up to {_bound(item.end)}"
    return f"{field.label}: {said}"


def _bound(text: str) -> str:
    from django.utils.dateparse import parse_date

    day = parse_date(text) if text[:4].isdigit() and "-" in text else None
    return day_words(day) if day else text


def column_heads(query: ListQuery, columns: Iterable[Field], default: str, **more: str) -> list[ColumnHead]:
    """Return the heads of the title and of the columns; a click sorts, another turns the order around."""
    sort = query.sort or default
    heads = []
    for name, label, field in [("title", "Title", None), *((f.name, f.label, f) for f in columns)]:
        state = {name: "ascending", f"-{name}": "descending"}.get(sort, "")
        turned = replace(query, sort=f"-{name}" if state == "ascending" else name, page=1)
        is_sortable = field is None or (field.is_sortable and field.is_in_sql)
        is_number = field is not None and field.formatted_as in NUMBERS
        heads.append(ColumnHead(label, state, address_of(turned, **more) if is_sortable else "", is_number))
    return heads


def row_groups(look: RowLook, page: RegisterPage) -> list[RowGroup]:
    """Return the rows of a page, under the values of what they are grouped by."""
    name = page.query.group
    if not name:
        return [RowGroup("", len(page.rows), rows_markup(look, page.rows))]
    by_value: dict[str, list[RecordRow]] = {}
    for row in page.rows:
        by_value.setdefault(row.words.get(name, ""), []).append(row)
    counts = {group.label: group.count for group in page.groups}
    label = look.register.all_fields[name].label
    return [
        RowGroup(f"{label}: {words or 'none'}", counts.get(words, len(rows)), rows_markup(look, rows))
        for words, rows in by_value.items()
    ]
