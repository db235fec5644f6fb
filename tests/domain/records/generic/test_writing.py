"""What every register lets people do, and what it refuses."""

from collections.abc import Callable
from typing import Any

import pytest

from lockstep.domain.access.policies import Standing
from lockstep.domain.ledger import Forbidden, InvalidInput, NotFound, StaleVersion, perform, undo
from lockstep.domain.ledger.queries import history
from lockstep.domain.records.declarations import FieldKind, Register
from lockstep.domain.records.queries import (
    ListQuery,
    Scope,
    Secrets,
    SheetFormat,
    detail,
    exported,
    listing,
    record_row,
    search,
)
from tests.domain.conftest import Forest
from tests.domain.records.samples import WANTED, raise_sample, sample, value_of


def change(actor: Any, register: Register, row: Any, **changes: Any) -> Any:
    """Change a record that the actor has just seen."""
    arguments = {"register": register.name, "record": row.pk, "version": row.version, "changes": changes}
    return perform("records.change_record", actor=actor, arguments=arguments)


def test_every_field_can_be_edited_and_taken_back(
    register: Register, administrator: Any, forest: Forest
) -> None:
    """What is written is what is read; history says it; undo brings the former value back."""
    row = raise_sample(register, 1, administrator, forest.dig)
    before = record_row(administrator, register.name, row.pk)
    wanted = WANTED.get(register.name, {})
    other = {
        name: value
        for name, value in sample(register, 2, administrator, forest.dig).items()
        if name not in wanted
    }
    outcome = change(administrator, register, row, **other)
    after = record_row(administrator, register.name, row.pk)
    for name, value in other.items():
        field = register.all_fields[name]
        assert after.values[name] == value or field.kind is FieldKind.DATETIME, name
    assert after.version > before.version
    sets = history(administrator, record=(register.record_type, row.pk))
    assert outcome.change_set_id in {entry.id for entry in sets}
    undo(outcome.change_set_id, actor=administrator)
    again = record_row(administrator, register.name, row.pk)
    skipped = {"changed_at"}
    assert {k: v for k, v in again.values.items() if k not in skipped} == {
        k: v for k, v in before.values.items() if k not in skipped
    }


def test_an_edit_of_what_somebody_else_changed_shows_both_values(
    register: Register, administrator: Any, forest: Forest
) -> None:
    """The second writer is refused and told what is stored."""
    row = raise_sample(register, 1, administrator, forest.dig)
    version = row.version
    change(administrator, register, row, title="Mine")
    arguments = {
        "register": register.name,
        "record": row.pk,
        "version": version,
        "changes": {"title": "Yours"},
    }
    with pytest.raises(StaleVersion) as refused:
        perform("records.change_record", actor=administrator, arguments=arguments)
    assert ("Yours", "Mine") in {(item.yours, item.theirs) for item in refused.value.conflicts}


def test_many_records_are_edited_as_one_change_set(
    register: Register, administrator: Any, forest: Forest
) -> None:
    """All or none; one undo takes all of it back."""
    rows = [raise_sample(register, number, administrator, forest.dig) for number in (1, 2, 3)]
    wanted = WANTED.get(register.name, {})
    names = [
        f.name for f in register.all_fields.values() if f.is_bulk and f.is_writable and f.name not in wanted
    ]
    changes = {
        name: value
        for name in names
        if (value := value_of(register.all_fields[name], 5, administrator, forest.dig)) is not None
    }
    changes["title"] = "All alike"
    edits = [{"record": row.pk, "version": row.version, "changes": changes} for row in rows]
    arguments = {"register": register.name, "records": edits}
    outcome = perform("records.change_records", actor=administrator, arguments=arguments)
    page = listing(administrator, register.name, Scope(forest.portfolio), ListQuery(search="all alike"))
    assert page.total == 3
    assert len({change.record_id for change in outcome.changes if change.model is register.model}) == 3
    edits[2]["version"] = 999
    with pytest.raises(StaleVersion):
        perform("records.change_records", actor=administrator, arguments=arguments)
    undo(outcome.change_set_id, actor=administrator)
    assert (
        listing(administrator, register.name, Scope(forest.portfolio), ListQuery(search="all alike")).total
        == 0
    )


def test_each_role_may_what_the_declaration_says(
    register: Register, administrator: Any, forest: Forest, make_person: Callable[..., Any]
) -> None:
    """Roles elsewhere see nothing; at the node, reading, raising and writing follow the matrix."""
    row = raise_sample(register, 1, administrator, forest.dig, owner=administrator.pk)
    stranger = make_person("Stran Ger", "program_manager", forest.beta)
    assert listing(stranger, register.name, Scope(), ListQuery()).total == 0
    assert search(stranger, row.key) == ()
    with pytest.raises(NotFound):
        detail(stranger, register.name, row.pk)
    with pytest.raises(NotFound):
        change(stranger, register, row, title="X")
    for role in ("viewer", "contributor", "project_manager", "program_manager"):
        person = make_person(f"A {role}", role, forest.dig)
        standing = Standing.of(person)
        path = f"/{forest.portfolio}/{forest.alpha}/{forest.dig}/"
        if not standing.may(register.read, path):
            assert listing(person, register.name, Scope(forest.dig), ListQuery()).total == 0
            with pytest.raises(NotFound):
                change(person, register, row, title="X")
            continue
        assert detail(person, register.name, row.pk).may_edit == standing.may(register.write, path)
        if standing.may(register.write, path):
            row = change(person, register, row, title=f"By {role}").value
        else:
            with pytest.raises(Forbidden):
                change(person, register, row, title="X")
        if not standing.may(register.raise_, path):
            arguments = {"register": register.name, "node": forest.dig, "fields": {"title": "X"}}
            with pytest.raises(Forbidden):
                perform("records.raise_record", actor=person, arguments=arguments)


def test_a_secret_field_does_not_exist_for_who_may_not_read_it(
    register: Register, administrator: Any, forest: Forest, make_person: Callable[..., Any]
) -> None:
    """Not in list, page, export, history; it cannot be written, filtered or sorted by either. In no file by itself."""
    secrets = [field for field in register.all_fields.values() if field.secrecy is not None]
    manager = make_person("Man Ager", "project_manager", forest.dig)
    standing = Standing.of(manager)
    path = f"/{forest.portfolio}/{forest.alpha}/{forest.dig}/"
    row = raise_sample(register, 1, administrator, forest.dig)
    for field in secrets:
        if standing.may(field.secrecy, path) or not standing.may(register.read, path):
            continue
        everything = ListQuery(columns=tuple(register.all_fields), sort=field.name)
        page = listing(manager, register.name, Scope(forest.dig), everything)
        assert field.name not in {column.name for column in page.columns}
        assert all(field.name not in shown.values for shown in page.rows)
        shown = detail(manager, register.name, row.pk)
        assert field.name not in {item.name for section in shown.sections for item in section.fields}
        for who, secrets in ((manager, Secrets.WRITTEN), (administrator, Secrets.LEFT_OUT)):
            table = exported(who, register.name, Scope(forest.dig), ListQuery(), SheetFormat.CSV, secrets)
            assert field.label not in table.decode().splitlines()[0].split(",")
        table = exported(
            administrator, register.name, Scope(forest.dig), ListQuery(), SheetFormat.CSV, Secrets.WRITTEN
        )
        assert field.label in table.decode().splitlines()[0].split(",")
        for entry in history(manager, record=(register.record_type, row.pk)):
            assert all(field.column not in (item.after or {}) for item in entry.changes)
        if field.is_writable:
            with pytest.raises(InvalidInput):
                change(manager, register, row, **{field.name: value_of(field, 3, manager, forest.dig)})


def test_a_removed_record_comes_back_with_undo(
    register: Register, administrator: Any, forest: Forest
) -> None:
    """Under its key, in its state."""
    row = raise_sample(register, 1, administrator, forest.dig)
    arguments = {"register": register.name, "record": row.pk, "version": row.version}
    removed = perform("records.remove_record", actor=administrator, arguments=arguments)
    with pytest.raises(NotFound):
        detail(administrator, register.name, row.pk)
    undo(removed.change_set_id, actor=administrator)
    again = detail(administrator, register.name, row.pk).row
    assert (again.key, again.state, again.title) == (row.key, row.state, row.title)


def test_what_no_field_holds_is_refused_with_the_field_named(
    register: Register, administrator: Any, forest: Forest
) -> None:
    """All faults at once, each beside its field."""
    arguments = {
        "register": register.name,
        "node": forest.dig,
        "fields": {"title": "", "nonsense": 1, "due_on": "soon", "key": "X-1"},
    }
    with pytest.raises(InvalidInput) as refused:
        perform("records.raise_record", actor=administrator, arguments=arguments)
    assert {"title", "nonsense", "due_on", "key"} <= {finding.place for finding in refused.value.findings}
