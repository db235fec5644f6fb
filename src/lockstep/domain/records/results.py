"""What queries answer: frozen values that pages and interface show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lockstep.domain.records.list_query import ListQuery


@dataclass(frozen=True, slots=True)
class RowFlag:
    """A flag that a record carries, said of this record."""

    name: str
    label: str
    severity: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record in a list: plain values and words by the name of the field."""

    id: int
    version: int
    key: str
    title: str
    state: str
    state_label: str
    state_shape: str
    is_closed: bool
    node_id: int
    node_name: str
    owner_id: int | None
    owner_name: str
    due_on: date | None
    changed_at: datetime
    values: Mapping[str, Any]
    words: Mapping[str, str]
    flags: tuple[RowFlag, ...]
    may_edit: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The records that share a value, counted over all pages."""

    value: Any
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FlagCount:
    """How many records of a list carry a flag."""

    name: str
    label: str
    severity: str
    count: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column that the asker may see."""

    name: str
    label: str
    help: str
    kind: str
    is_sortable: bool
    is_shown: bool


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One page of a list."""

    register: str
    query: ListQuery
    rows: tuple[RecordRow, ...]
    total: int
    flags: tuple[FlagCount, ...]
    groups: tuple[Group, ...]
    columns: tuple[Column, ...]
    next_page: int | None
    previous_page: int | None
    may_raise: bool
