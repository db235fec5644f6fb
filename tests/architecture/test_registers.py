"""Every declared register is complete: words for everything, columns that exist, states that can be reached."""

import re

import pytest

from lockstep.domain.records.declarations import FieldKind, Register
from lockstep.domain.records.registry import is_linkable, link_kind, register_of, registers
from tests.architecture.tree import ROOT

GROUPS = {"Strategy", "Scope", "Risk", "Hand-offs", "Governance", "People"}
MACHINE_COLUMNS = {"id", "version", "folded"}
NAMES = [register.name for register in registers()]


@pytest.fixture(params=NAMES, ids=NAMES)
def register(request: pytest.FixtureRequest) -> Register:
    """One declared register."""
    return register_of(request.param)


def test_registers_are_told_apart() -> None:
    """No two share a name, a type or the beginning of their keys."""
    for part in ("name", "record_type", "key_prefix", "singular"):
        values = [getattr(register, part) for register in registers()]
        assert sorted(values) == sorted(set(values)), part


def test_a_register_is_said_in_words(register: Register) -> None:
    """Purpose and example are sentences; the noun stands in the glossary."""
    assert re.fullmatch(r"[a-z][a-z-]*", register.name)
    assert re.fullmatch(r"[A-Z]{1,4}", register.key_prefix)
    assert register.purpose.endswith(".")
    assert register.example.strip()
    assert register.icon
    assert register.group in GROUPS
    glossary = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").lower()
    assert f"**{register.singular.lower()}**" in glossary, (
        f"say what a {register.singular} is in the glossary"
    )


def test_every_column_has_a_field_with_a_label_and_one_sentence_of_help(register: Register) -> None:
    """What the model stores is declared, and what is declared is stored or computed."""
    assert register.record_type == register.model._meta.label_lower
    currencies = {item.currency for item in register.all_fields.values() if item.kind is FieldKind.MONEY}
    stored = {field.attname for field in register.model._meta.concrete_fields} - MACHINE_COLUMNS - currencies
    stored -= set(register.derived)
    declared = {item.column for item in register.all_fields.values() if not item.is_computed}
    assert stored - declared == set()
    for item in register.all_fields.values():
        assert item.label[:1].isupper(), item.name
        assert item.help.endswith("."), f"{item.name}: {item.help}"
        assert (item.kind is FieldKind.CHOICE and item.name != "state") == bool(item.choices), item.name
        assert item.is_computed == (item.compute is not None or item.annotate is not None), item.name
        if item.kind is FieldKind.RECORD:
            assert is_linkable(item.target), item.name
        assert not (item.is_filterable and not item.is_in_sql), f"{item.name} needs `annotate` to be filtered"


def test_what_a_register_names_is_there(register: Register) -> None:
    """Sections, cards, sorts, searches, matches, links and conversions name what exists."""
    fields = register.all_fields
    for section in register.sections:
        assert section.title
        assert set(section.fields) <= fields.keys()
    assert set(register.card.fields) <= fields.keys()
    assert set(register.search_fields) <= fields.keys()
    assert set(register.match_fields) <= fields.keys()
    assert not register.calendar_field or fields[register.calendar_field].kind in (
        FieldKind.DATE,
        FieldKind.DATETIME,
    )
    assert fields[register.default_sort.removeprefix("-")].is_in_sql
    for name in register.link_kinds:
        link_kind(name)
    for name in register.converts_to:
        register_of(name)
    assert not register.convert_move or register.convert_move in register.moves_by_name
    assert all(flag.label and flag.name.isidentifier() for flag in register.all_flags.values())


def test_every_state_can_be_reached_and_moves_name_states(register: Register) -> None:
    """Following moves from the initial state leads to all states."""
    states, reached = register.states_by_name, {register.initial_state}
    assert register.initial_state in states
    assert all(state.label for state in register.states)
    for move in register.moves:
        assert move.label
        assert {*move.sources, move.target} <= states.keys(), move.name
        assert set(move.asks) <= {name for name, item in register.all_fields.items() if item.is_writable}, (
            move.name
        )
    for _ in register.states:
        reached |= {move.target for move in register.moves if set(move.sources) & reached}
    assert reached == states.keys()
