"""A list as SQL: the database filters, searches, orders, groups and counts."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import BooleanField, Case, F, IntegerField, Q, QuerySet, Value, When

from lockstep.domain.records.declarations import Field, FieldKind, Register
from lockstep.domain.records.list_query import CLOSED_STATES, EMPTY, ME, OPEN_STATES, Filter, ListQuery
from lockstep.domain.records.plain import COMPUTED, TAG_MARK, Unusable, model_value
from lockstep.domain.records.policies import policy_for

FLAG = "flag_"


def readable_rows(register: Register, user: Any, path: str, node: int | None) -> QuerySet[Any]:
    """Return the records that the user may read, at and below a path ("" is everywhere) or at one node."""
    rows = register.model._default_manager.filter(policy_for(register.read).readable(user, "node"))
    if node is not None:
        return rows.filter(node_id=node)
    return rows.filter(node__path__startswith=path) if path else rows


def selected(
    rows: QuerySet[Any], register: Register, fields: Mapping[str, Field], query: ListQuery, user: Any
) -> QuerySet[Any]:
    """Return the rows that search and filters keep, flags left out."""
    for word in query.search.casefold().split():
        rows = rows.filter(folded__contains=word)
    if query.ids:
        rows = rows.filter(pk__in=query.ids)
    for item in query.filters:
        field = fields.get(item.field)
        if field is None:
            continue
        rows = with_computed(rows, field)
        rows = rows.filter(_condition(register, field, item, user))
    return rows


def with_computed(rows: QuerySet[Any], field: Field) -> QuerySet[Any]:
    """Return rows that know a computed value of theirs."""
    if not field.is_computed or field.annotate is None:
        return rows
    return rows.annotate(**{COMPUTED + field.name: field.annotate()})


def with_looked_up(rows: QuerySet[Any], fields: Iterable[Field]) -> QuerySet[Any]:
    """Return rows that know those computed values which only the database can tell."""
    for field in fields:
        if field.is_computed and field.compute is None:
            rows = with_computed(rows, field)
    return rows


def lookup(field: Field) -> str:
    """Return the name under which the database knows a field."""
    return COMPUTED + field.name if field.is_computed else field.column


def with_flags(rows: QuerySet[Any], register: Register) -> QuerySet[Any]:
    """Return rows that know which flags they carry."""
    marks = {
        FLAG + flag.name: Case(
            When(flag.condition(), then=Value(True)), default=Value(False), output_field=BooleanField()
        )
        for flag in register.all_flags.values()
    }
    return rows.annotate(**marks)


def flags_condition(register: Register, names: tuple[str, ...]) -> Q:
    """Return the filter of records that carry all of some flags."""
    found = Q()
    for name in names:
        found &= register.all_flags[name].condition()
    return found


def ordered(
    rows: QuerySet[Any], register: Register, fields: Mapping[str, Field], *sorts: str
) -> QuerySet[Any]:
    """Return rows in an order that holds from page to page: empty values last, ties by id."""
    keys: list[Any] = []
    for sort in sorts:
        field = fields.get(sort.removeprefix("-"))
        if field is None:
            continue
        rows = with_computed(rows, field)
        key = _order_key(register, field)
        keys.append(key.desc(nulls_last=True) if sort.startswith("-") else key.asc(nulls_last=True))
    return rows.order_by(*keys, "pk")


def _order_key(register: Register, field: Field) -> Any:
    if field.name == "key":
        return F("pk")  # keys count up with ids, and R-10 comes after R-9
    if field.name == "state":
        return _place_in([state.name for state in register.states], "state")
    if field.kind is FieldKind.CHOICE and field.choices:
        return _place_in([choice.value for choice in field.choices], field.name)
    if field.kind in (FieldKind.PERSON, FieldKind.NODE):
        return F(f"{field.name}__name")
    return F(lookup(field))


def _place_in(values: list[str], column: str) -> Any:
    whens = [When(**{column: value}, then=Value(place)) for place, value in enumerate(values)]
    return Case(*whens, default=None, output_field=IntegerField(null=True))


def _condition(register: Register, field: Field, item: Filter, user: Any) -> Q:
    name = lookup(field)
    found = Q()
    if item.values:
        found = _any_of(register, field, item.values, user)
    checked = replace(field, kind=field.formatted_as, minimum=None, maximum=None, is_required=False)
    if item.start:
        found &= Q(**{f"{name}__gte": _bound(checked, item.start)})
    if item.end:
        end = _bound(checked, item.end)
        found &= Q(**{f"{name}__date__lte": end.date()} if _is_moment(checked) else {f"{name}__lte": end})
    return found


def _is_moment(field: Field) -> bool:
    return field.kind is FieldKind.DATETIME


def _bound(field: Field, text: str) -> Any:
    return model_value(field, text)


def _any_of(register: Register, field: Field, values: tuple[str, ...], user: Any) -> Q:
    name = lookup(field)
    found = Q(pk__in=[])
    plain = []
    for value in values:
        if value == EMPTY:
            found |= Q(**{f"{name}__isnull": True}) | _blank(field, name)
        elif field.kind is FieldKind.PERSON and value == ME:
            plain.append(user.pk)
        elif field.name == "state" and value in (OPEN_STATES, CLOSED_STATES):
            closed = Q(state__in=register.closed_states)
            found |= closed if value == CLOSED_STATES else ~closed
        elif field.kind is FieldKind.TAGS:
            found |= Q(**{f"{name}__contains": f"{TAG_MARK}{value}{TAG_MARK}"})
        elif field.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT):
            found |= Q(**{f"{name}__icontains": value})
        else:
            plain.extend(_comparable(field, value))
    return found | Q(**{f"{name}__in": plain}) if plain else found


def _comparable(field: Field, value: str) -> list[Any]:
    if field.name == "state":
        return [value]
    kind = replace(field, kind=field.formatted_as, minimum=None, maximum=None)
    try:
        return [model_value(kind, value)]
    except Unusable:
        return []


def _blank(field: Field, name: str) -> Q:
    texts = (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CHOICE, FieldKind.TAGS)
    return Q(**{name: ""}) if field.formatted_as in texts and not field.is_computed else Q()
