"""What an app says of a register: plain frozen data, from which the machine makes everything else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import Model, Q

from lockstep.domain.access.vocabulary import Permission
from lockstep.foundation.findings import Severity


class FieldKind(StrEnum):
    """What a field holds, and with that how it is shown, typed, checked and filtered."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    INTEGER = "integer"
    NUMBER = "number"
    SHARE = "share"
    MONEY = "money"
    DATE = "date"
    DATETIME = "datetime"
    BOOLEAN = "boolean"
    PERSON = "person"
    NODE = "node"
    RECORD = "record"
    TAGS = "tags"
    COMPUTED = "computed"


RANGED = frozenset(
    {
        FieldKind.INTEGER,
        FieldKind.NUMBER,
        FieldKind.SHARE,
        FieldKind.MONEY,
        FieldKind.DATE,
        FieldKind.DATETIME,
        FieldKind.COMPUTED,
    }
)
"""Kinds that are filtered from a value to a value."""


class Shape(StrEnum):
    """The mark beside the words of a state, so that color alone says nothing."""

    NONE = "none"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a choice and its words."""

    value: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a register.

    `compute` gives the value of a computed field from the row; `annotate` gives the same as an SQL expression,
    which makes the column sortable and, with `is_filterable`, filterable. What only the database can tell, such as a
    value of another table, has `annotate` alone. `shown_as` says which kind a computed
    value is formatted as. `is_nullable` and, where none is given, `max_length` and `default` come from the model.
    `secrecy` is the permission without which the field does not exist. `target` is the
    record type that a RECORD field refers to. `said` gives the words of a value that people would not read as it is
    kept. `currency` names the column with the currency code of a MONEY field.
    """

    name: str
    label: str
    help: str
    kind: FieldKind
    choices: tuple[Choice, ...] = ()
    is_required: bool = False
    is_list_default: bool = False
    is_sortable: bool = True
    is_filterable: bool = False
    is_bulk: bool = False
    is_inline: bool = True
    is_groupable: bool = False
    is_read_only: bool = False
    secrecy: Permission | None = None
    compute: Callable[[Any], Any] | None = None
    annotate: Callable[[], Any] | None = None
    shown_as: FieldKind | None = None
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    max_length: int | None = None
    default: Any = None
    target: str = ""
    currency: str = "currency"
    said: Callable[[Any], str] | None = None
    is_nullable: bool = True

    @property
    def is_computed(self) -> bool:
        """Tell whether the value follows from others."""
        return self.kind is FieldKind.COMPUTED

    @property
    def is_writable(self) -> bool:
        """Tell whether people may give the value."""
        return not self.is_computed and not self.is_read_only

    @property
    def is_in_sql(self) -> bool:
        """Tell whether the database knows the value: a column, or an expression."""
        return not self.is_computed or self.annotate is not None

    @property
    def formatted_as(self) -> FieldKind:
        """Return the kind whose words the value is shown with."""
        return (self.shown_as or FieldKind.TEXT) if self.is_computed else self.kind

    @property
    def column(self) -> str:
        """Return the attribute that holds the plain value: the id of what a reference leads to."""
        return f"{self.name}_id" if self.kind in _REFERENCES else self.name


_REFERENCES = frozenset({FieldKind.PERSON, FieldKind.NODE, FieldKind.RECORD})


@dataclass(frozen=True, slots=True)
class State:
    """Where a record can stand."""

    name: str
    label: str
    shape: Shape = Shape.NONE
    is_closed: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A way from some states to another.

    `rule` is given the row as it would be and the standing of the asker, and returns why it is refused, or "".
    `asks` names the fields that the dialog of the move asks for; `needs` a permission beyond that of writing.
    """

    name: str
    label: str
    sources: tuple[str, ...]
    target: str
    rule: Callable[[Any, Any], str] | None = None
    asks: tuple[str, ...] = ()
    needs: Permission | None = None
    help: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to look at, found by the database: `condition` gives the filter, `sentence` says it of a row."""

    name: str
    label: str
    severity: Severity
    condition: Callable[[], Q]
    sentence: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together on the form and the page of a record."""

    title: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """The fields on a card of the board, below its title."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A picture of a register, shown beside list and board; `url_name` takes the id of a node."""

    name: str
    label: str
    url_name: str


@dataclass(frozen=True, slots=True)
class LinkKind:
    """What a link means, read from either end; without `targets` it may lead to anything."""

    name: str
    forward: str
    backward: str
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    is_weighted: bool = False


BeforeWrite = Callable[[Any, Any, dict[str, Any]], dict[str, Any]]
AfterWrite = Callable[[Any, Any, dict[str, Any]], None]
Derive = Callable[[Sequence[Any]], None]


@dataclass(frozen=True)
class Register:
    """One register: its words, columns, states and rules.

    `before_write(work, row or None, changes)` returns the changes to be written, or raises; `after_write(work, row,
    changes)` writes what follows. Both are given model values under the names of the columns. `convert_move` is carried
    out on a record that becomes one of another register; `is_reason` tells that the records are what all else is for.
    `derive(rows)` sets the columns named in `derived` on rows; they follow every write and enter no history.
    """

    name: str
    record_type: str
    key_prefix: str
    singular: str
    plural: str
    purpose: str
    example: str
    icon: str
    group: str
    model: type[Model]
    fields: tuple[Field, ...]
    sections: tuple[Section, ...]
    states: tuple[State, ...]
    initial_state: str
    moves: tuple[Move, ...] = ()
    flags: tuple[Flag, ...] = ()
    card: Card = Card(("owner", "due_on"))
    default_sort: str = "-raised_on"
    read: Permission = Permission.READ
    write: Permission = Permission.EDIT_RECORDS
    raise_: Permission = Permission.RAISE_RECORDS
    match_fields: tuple[str, ...] = ("key",)
    search_fields: tuple[str, ...] = ()
    calendar_field: str = "due_on"
    link_kinds: tuple[str, ...] = ()
    converts_to: tuple[str, ...] = ()
    convert_move: str = ""
    is_reason: bool = False
    pages: tuple[Page, ...] = ()
    stale_days: int | None = 60
    before_write: BeforeWrite | None = None
    after_write: AfterWrite | None = None
    derived: tuple[str, ...] = ()
    derive: Derive | None = None
    label_words: Mapping[str, str] = field(default_factory=dict)
    unlisted: tuple[str, ...] = ()
    """Fields that every record has and that this register's list shows only where they are chosen."""

    @cached_property
    def all_fields(self) -> dict[str, Field]:
        """Return the declared fields and those that every record has, by name, in the order of columns."""
        from lockstep.domain.records.standard_fields import LAST_FIELDS, LEADING_FIELDS

        own = {item.name: item for item in self.fields}
        words = self.label_words
        found: dict[str, Field] = {}
        for item in (*LEADING_FIELDS, *self.fields, *LAST_FIELDS):
            known = own.get(item.name, _renamed(item, words))
            found.setdefault(item.name, _as_stored(known, self.model))
        return found

    @cached_property
    def all_flags(self) -> dict[str, Flag]:
        """Return the declared flags and those that every record can have, by name."""
        from lockstep.domain.records.standard_flags import standard_flags

        return {item.name: item for item in (*self.flags, *standard_flags(self))}

    @cached_property
    def states_by_name(self) -> dict[str, State]:
        """Return the states by name."""
        return {state.name: state for state in self.states}

    @cached_property
    def moves_by_name(self) -> dict[str, Move]:
        """Return the moves by name."""
        return {move.name: move for move in self.moves}

    @cached_property
    def closed_states(self) -> tuple[str, ...]:
        """Return the states in which nothing is to be done any more."""
        return tuple(state.name for state in self.states if state.is_closed)

    @cached_property
    def secret_columns(self) -> dict[str, Permission]:
        """Return the columns that not everyone may read, with the permission that each needs."""
        if self.read is not Permission.READ:
            columns = [item.column for item in self.all_fields.values() if not item.is_computed]
            return dict.fromkeys((*columns, "folded"), self.read)
        return {item.column: item.secrecy for item in self.fields if item.secrecy and not item.is_computed}

    @cached_property
    def list_columns(self) -> tuple[str, ...]:
        """Return the columns that a list shows at first."""
        return tuple(
            name
            for name, item in self.all_fields.items()
            if item.is_list_default and name not in self.unlisted
        )


def _as_stored(item: Field, model: type[Model]) -> Field:
    """Return a field with what its column says of length, default and emptiness."""
    if item.is_computed:
        return item
    column = model._meta.get_field(item.name)
    length = getattr(column, "max_length", None) if item.kind is FieldKind.TEXT else None
    has_default = column.has_default() and item.is_writable and item.default is None
    return replace(
        item,
        max_length=item.max_length or length,
        default=column.get_default() if has_default else item.default,
        is_nullable=column.null,
    )


def _renamed(item: Field, words: Mapping[str, str]) -> Field:
    """Return a standard field under the label that the register gives it ("owner" as "Decision maker")."""
    return replace(item, label=words[item.name]) if item.name in words else item
