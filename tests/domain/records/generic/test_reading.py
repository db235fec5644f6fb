"""What every register can be asked: list, filter, sort, group, search, look back, and at which cost."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lockstep.domain.ledger import perform, told_at
from lockstep.domain.records.declarations import RANGED, FieldKind, Register
from lockstep.domain.records.queries import (
    Filter,
    ListQuery,
    Scope,
    board,
    calendar_events,
    detail,
    listing,
    neighbors,
    search,
)
from tests.domain.conftest import Forest
from tests.domain.records.samples import grow, raise_sample

MOST_QUERIES = 12


@pytest.fixture
def three(register: Register, administrator: Any, forest: Forest) -> list[Any]:
    """Three records of the register."""
    return [raise_sample(register, number, administrator, forest.dig) for number in (1, 2, 3)]


def test_a_list_shows_records_with_words_for_every_column(
    register: Register, three: list[Any], administrator: Any, forest: Forest
) -> None:
    """All columns can be shown at once; the page counts, and stands at the node and at all above it."""
    query = ListQuery(columns=tuple(register.all_fields))
    page = listing(administrator, register.name, Scope(forest.portfolio), query)
    assert page.total == 3
    assert {row.id for row in page.rows} == {row.pk for row in three}
    for row in page.rows:
        assert set(row.words) >= set(register.all_fields)
        assert row.words["title"] == row.title
        assert row.may_edit
    assert listing(administrator, register.name, Scope(forest.beta), ListQuery()).total == 0
    assert listing(administrator, register.name, Scope(forest.alpha, False), ListQuery()).total == 0


def test_every_filter_keeps_the_records_that_have_the_value(
    register: Register, three: list[Any], administrator: Any, forest: Forest
) -> None:
    """Values, bounds and emptiness, read from an address and written into it."""
    scope = Scope(forest.portfolio)
    everything = ListQuery(columns=tuple(register.all_fields))
    rows = listing(administrator, register.name, scope, everything).rows
    for field in register.all_fields.values():
        if not field.is_filterable or not field.is_in_sql:
            continue
        value = rows[0].values[field.name]
        if value is None or value == [] or value == "":
            continue
        text = str(value[0] if isinstance(value, list) else value)
        if field.kind in RANGED:
            params = {f"f.{field.name}.from": text, f"f.{field.name}.to": text}
        else:
            params = {f"f.{field.name}": text}
        query = ListQuery.from_params(register, params)
        assert query.filters, f"{field.name} is not read from the address"
        assert ListQuery.from_params(register, query.params()) == query
        if (
            field.formatted_as in (FieldKind.NUMBER, FieldKind.SHARE, FieldKind.DATETIME)
            and field.kind in RANGED
        ):
            assert listing(administrator, register.name, scope, query).total <= 3
            continue
        found = listing(administrator, register.name, scope, query)
        same = {row.id for row in rows if row.values[field.name] == value or field.kind is FieldKind.TAGS}
        assert {row.id for row in found.rows} <= same | {rows[0].id}
        assert rows[0].id in {row.id for row in found.rows}, f"filter {field.name}={text}"
        empty = ListQuery(filters=(Filter(field.name, ("-",)),))
        assert rows[0].id not in {r.id for r in listing(administrator, register.name, scope, empty).rows}


def test_every_column_sorts_both_ways_and_every_group_counts(
    register: Register, three: list[Any], administrator: Any, forest: Forest
) -> None:
    """No order loses a record; groups count them all."""
    scope = Scope(forest.portfolio)
    for field in register.all_fields.values():
        if field.is_sortable and field.is_in_sql:
            for sort in (field.name, f"-{field.name}"):
                query = ListQuery.from_params(register, {"sort": sort})
                assert query.sort == sort
                assert len(listing(administrator, register.name, scope, query).rows) == 3
        if field.is_groupable and field.is_in_sql:
            query = ListQuery.from_params(register, {"group": field.name})
            page = listing(administrator, register.name, scope, query)
            assert sum(group.count for group in page.groups) == 3
    for flag in register.all_flags:
        page = listing(administrator, register.name, scope, ListQuery(flags=(flag,)))
        counts = {count.name: count.count for count in page.flags}
        assert page.total == counts[flag]
        assert all(any(mark.name == flag for mark in row.flags) for row in page.rows)


def test_board_detail_and_review_show_the_same_records(
    register: Register, three: list[Any], administrator: Any, forest: Forest
) -> None:
    """A column for each state; every field in some section; previous and next lead through the list."""
    scope, query = Scope(forest.portfolio), ListQuery(sort="key")
    shown = board(administrator, register.name, scope, query)
    assert [column.state for column in shown.columns] == [state.name for state in register.states]
    assert sum(column.count for column in shown.columns) == 3
    page = detail(administrator, register.name, three[1].pk)
    named = [field.name for section in page.sections for field in section.fields]
    assert sorted([*named, "key", "state"]) == sorted(register.all_fields)
    assert neighbors(administrator, register.name, scope, query, three[1].pk) == (three[0].pk, three[2].pk)
    if register.calendar_field and getattr(three[0], register.calendar_field) is not None:
        days = {event.record_id: event.day for event in calendar_events(administrator, forest.portfolio)}
        assert three[0].pk in days


def test_search_finds_a_record_by_key_and_by_words(
    register: Register, three: list[Any], administrator: Any, forest: Forest
) -> None:
    """In any case, in the list and over all registers."""
    words = f"sample 2 OF {register.plural}".upper()
    page = listing(administrator, register.name, Scope(forest.portfolio), ListQuery(search=words))
    assert three[1].pk in {row.id for row in page.rows}
    assert three[0].pk not in {row.id for row in page.rows}
    found = search(administrator, three[1].key.lower())
    assert (found[0].record_type, found[0].id) == (register.record_type, three[1].pk)


def test_a_list_can_be_seen_as_it_was(register: Register, administrator: Any, forest: Forest) -> None:
    """Before it was raised, before it was changed, after it was removed."""
    scope, now = Scope(forest.portfolio), timezone.now()

    def seen(days_ago: int) -> list[str]:
        query = ListQuery(as_of=date.today() - timedelta(days=days_ago), sort="title")
        return [row.title for row in listing(administrator, register.name, scope, query).rows]

    with told_at(now - timedelta(days=30)):
        row = raise_sample(register, 1, administrator, forest.dig, title="First words")
    with told_at(now - timedelta(days=20)):
        arguments = {"register": register.name, "record": row.pk, "version": row.version}
        changed = perform(
            "records.change_record",
            actor=administrator,
            arguments={**arguments, "changes": {"title": "Second words"}},
        ).value
    arguments["version"] = changed.version
    perform("records.remove_record", actor=administrator, arguments=arguments)
    assert (seen(40), seen(25), seen(15), seen(0)) == ([], ["First words"], ["Second words"], [])


def test_a_list_costs_the_same_at_three_and_at_three_thousand_records(
    register: Register, three: list[Any], administrator: Any, forest: Forest
) -> None:
    """The number of statements depends on nothing but the kind of page."""

    def cost(query: ListQuery) -> int:
        with CaptureQueriesContext(
            connection,
        ) as spent:
            listing(administrator, register.name, Scope(forest.portfolio), query)
        return len(spent)

    queries = [ListQuery(columns=tuple(register.all_fields)), ListQuery(group="state", search="sample")]
    few = [cost(query) for query in queries]
    grow(register, three[0], 2_997)
    many = [cost(query) for query in queries]
    assert few == many
    references = sum(field.kind is FieldKind.RECORD for field in register.all_fields.values())
    assert max(many) <= MOST_QUERIES + max(0, references - 4)
    assert listing(administrator, register.name, Scope(forest.portfolio), ListQuery()).total == 3_000
