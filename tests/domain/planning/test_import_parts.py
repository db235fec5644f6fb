"""The pure parts of an import: recognizing, comparing, ordering, packing."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lockstep.domain.planning.bridge.packing import pack_columns, unpack_columns
from lockstep.domain.planning.imports.comparing import compare_fields
from lockstep.domain.planning.imports.matching import Identity, MatchRule, match
from lockstep.domain.planning.imports.ordering import positions


def test_rules_are_tried_in_order_and_each_row_is_taken_once() -> None:
    stored = [
        Identity(1, guid="{A}", uid=("p", "10"), code="X"),
        Identity(2, uid=("p", "20"), code="Y"),
        Identity(3, code="Z"),
        Identity(4, path=("Phase", "Dig")),
    ]
    incoming = [
        Identity(101, guid="a", uid=("p", "20")),
        Identity(102, uid=("p", "20")),
        Identity(103, uid=("p", "99"), code="Z"),
        Identity(104, path=("Phase", "Dig")),
        Identity(105, code="new"),
    ]
    assert match(incoming, stored) == {
        101: (1, MatchRule.GUID),
        102: (2, MatchRule.UID),
        103: (3, MatchRule.CODE),
        104: (4, MatchRule.WBS_NAME),
    }


def test_what_is_not_unique_recognizes_nothing() -> None:
    twice = [Identity(1, code="X"), Identity(2, code="X")]
    assert match([Identity(9, code="X")], twice) == {}


def test_a_three_way_comparison_tells_who_edited() -> None:
    base = {"name": "A", "days": 1, "code": "C", "note": "n"}
    ours = {"name": "A", "days": 2, "code": "K", "note": "n"}
    theirs = {"name": "B", "days": 3, "code": "C", "note": "n"}
    found = compare_fields(base, ours, theirs, base)
    assert [change.name for change in found.changes] == ["name"]
    assert [change.name for change in found.conflicts] == ["days"]
    assert [change.name for change in found.kept] == ["code"]


@given(st.lists(st.one_of(st.none(), st.integers(-(10**6), 10**6)), max_size=30))
def test_positions_ascend_whatever_was_there(wanted: list[int | None]) -> None:
    found = positions(wanted)
    assert found == sorted(set(found))
    assert len(found) == len(wanted)


@given(st.lists(st.integers(0, 1000).map(lambda n: n * 65_536), unique=True, max_size=20).map(sorted))
def test_siblings_in_the_right_order_keep_their_positions(stored: list[int]) -> None:
    assert positions(stored) == stored


@given(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=50), st.lists(st.booleans(), max_size=9))
def test_packed_columns_come_back_equal(numbers: list[int], flags: list[bool]) -> None:
    columns = {"n": np.asarray(numbers, dtype=np.int64), "f": np.asarray(flags, dtype=bool)}
    back = unpack_columns(pack_columns(columns))
    assert back["n"].tolist() == numbers
    assert back["f"].tolist() == flags
    assert not back["n"].flags.writeable
