"""The list of a register: one page, its counts and groups, in a fixed number of statements."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, QuerySet

from lockstep.domain.access.policies import Standing
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.records.declarations import Field, FieldKind, Register
from lockstep.domain.records.list_query import ListQuery, Scope
from lockstep.domain.records.looking_back import as_it_was
from lockstep.domain.records.naming import Names
from lockstep.domain.records.plain import words_of
from lockstep.domain.records.policies import readable_fields
from lockstep.domain.records.presenting import presented
from lockstep.domain.records.registry import register_of
from lockstep.domain.records.results import Column, FlagCount, Group, RegisterPage
from lockstep.domain.records.selecting import (
    flags_condition,
    lookup,
    ordered,
    readable_rows,
    selected,
    with_computed,
    with_flags,
    with_looked_up,
)


def listing(user: Any, register: str, scope: Scope, query: ListQuery) -> RegisterPage:
    """Return one page of a register at a node, as it is or as it was at the end of a day."""
    found = register_of(register)
    with as_it_was(found, query.as_of):
        return _page(user, found, scope, query)


def ordered_ids(user: Any, register: str, scope: Scope, query: ListQuery) -> list[int]:
    """Return the ids of a whole list in its order: what bulk edits and the way to the next record go by."""
    found = register_of(register)
    standing = Standing.of(user)
    path = scope_path(user, scope)
    fields = readable_fields(found, standing, path)
    rows = _kept(user, found, scope, path, fields, query)
    rows = rows.filter(flags_condition(found, query.flags))
    return list(ordered(rows, found, fields, *_sorts(found, query)).values_list("pk", flat=True))


def scope_path(user: Any, scope: Scope) -> str:
    """Return the path of where to look; NotFound for a node that may not be read."""
    return readable_node(user, scope.node).path if scope.node is not None else ""


def _kept(
    user: Any, register: Register, scope: Scope, path: str, fields: Mapping[str, Field], query: ListQuery
) -> QuerySet[Any]:
    at = None if scope.includes_below else scope.node
    return selected(readable_rows(register, user, path, at), register, fields, query, user)


def _sorts(register: Register, query: ListQuery) -> tuple[str, ...]:
    sort = query.sort or register.default_sort
    return (query.group, sort) if query.group else (sort,)


def _page(user: Any, register: Register, scope: Scope, query: ListQuery) -> RegisterPage:
    standing = Standing.of(user)
    path = scope_path(user, scope)
    fields = readable_fields(register, standing, path)
    kept = _kept(user, register, scope, path, fields, query)
    wanted = flags_condition(register, query.flags)
    counts = kept.aggregate(
        total=Count("pk", filter=wanted) if wanted else Count("pk"),
        **{name: Count("pk", filter=flag.condition()) for name, flag in register.all_flags.items()},
    )
    shown = {name: fields[name] for name in shown_columns(register, fields, query)}
    rows = with_looked_up(with_flags(kept.filter(wanted), register), shown.values())
    rows = ordered(rows, register, fields, *_sorts(register, query))
    first = (query.page - 1) * query.page_size
    page = list(rows[first : first + query.page_size] if query.page_size else rows)
    last = first + query.page_size
    return RegisterPage(
        register=register.name,
        query=query,
        rows=presented(register, user, standing, shown, page),
        total=counts["total"],
        flags=tuple(
            FlagCount(name, flag.label, flag.severity.word, counts[name])
            for name, flag in register.all_flags.items()
        ),
        groups=_groups(user, register, fields, kept.filter(wanted), query),
        columns=_columns(fields, shown),
        next_page=query.page + 1 if query.page_size and last < counts["total"] else None,
        previous_page=query.page - 1 if query.page > 1 else None,
        may_raise=standing.may(register.raise_, path),
    )


def shown_columns(register: Register, fields: Mapping[str, Field], query: ListQuery) -> tuple[str, ...]:
    """Return the columns of a list: those asked for, or the usual ones, and what the cards show."""
    names = query.columns or register.list_columns
    more = (*register.card.fields, query.group)
    return tuple(dict.fromkeys(name for name in (*names, *more) if name in fields))


def _columns(fields: Mapping[str, Field], shown: Mapping[str, Field]) -> tuple[Column, ...]:
    def column(field: Field) -> Column:
        is_sortable = field.is_sortable and field.is_in_sql
        kind = field.formatted_as.value
        return Column(field.name, field.label, field.help, kind, is_sortable, field.name in shown)

    first = [column(field) for field in shown.values()]
    return (*first, *(column(field) for name, field in fields.items() if name not in shown))


def _groups(
    user: Any, register: Register, fields: Mapping[str, Field], rows: QuerySet[Any], query: ListQuery
) -> tuple[Group, ...]:
    field = fields.get(query.group)
    if field is None:
        return ()
    name = lookup(field)
    counted = with_computed(rows, field).order_by().values_list(name).annotate(Count("pk"))
    counts = dict(counted)
    if field.kind in (FieldKind.PERSON, FieldKind.NODE, FieldKind.RECORD):
        names = _names_of(user, field, counts)
    else:
        names = {value: words_of(field, value, register, _nameless) for value in counts}
    order = _order_of(register, field)
    groups = [Group(value, names.get(value, ""), count) for value, count in counts.items()]
    return tuple(sorted(groups, key=lambda group: (order.get(group.value, len(order)), group.label)))


def _nameless(field: Field, value: Any) -> str:
    return str(value)


def _names_of(user: Any, field: Field, values: Mapping[Any, int]) -> dict[Any, str]:
    rows = [_Reference(field.column, value) for value in values if value is not None]
    names = Names(user, [field], rows)
    return {getattr(row, field.column): names.of(field, getattr(row, field.column)) for row in rows}


class _Reference:
    """A row of nothing but one reference, to be named."""

    def __init__(self, column: str, value: int) -> None:
        self.node_id: int | None = None
        setattr(self, column, value)


def _order_of(register: Register, field: Field) -> dict[Any, int]:
    if field.name == "state":
        return {state.name: place for place, state in enumerate(register.states)}
    return {choice.value: place for place, choice in enumerate(field.choices)}
