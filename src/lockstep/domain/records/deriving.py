"""Columns that follow from others: computed after every write, in no history, and without a new version.

A value that only Python can tell, such as a score by the scales of a node, is kept in a column, so that lists filter
and sort by it. The register names the columns and the function that sets them on rows.
"""

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet

from lockstep.domain.ledger import Work
from lockstep.domain.records.declarations import Register
from lockstep.domain.records.registry import register_for, register_of

AT_ONCE = 500


def derive_what_was_written(work: Work) -> None:
    """Set the derived columns of all records that an action wrote, undone ones too."""
    written: dict[str, list[int]] = defaultdict(list)
    for change in work.changes:
        if not change.is_removal:
            written[change.registration.record_type].append(change.record_id)
    for record_type, ids in written.items():
        register = register_for(record_type)
        if register is not None and register.derive is not None:
            for first in range(0, len(ids), AT_ONCE):
                _settle(register, register.model._base_manager.filter(pk__in=ids[first : first + AT_ONCE]))


def settle_derived(register: str, rows: QuerySet[Any]) -> int:
    """Set the derived columns of rows whose surroundings changed; return how many differ."""
    return _settle(register_of(register), rows)


def _settle(register: Register, rows: QuerySet[Any]) -> int:
    found = list(rows)
    if register.derive is None or not found:
        return 0
    before = {row.pk: _values(register, row) for row in found}
    register.derive(found)
    # Few different values stand in many rows: one statement for each.
    together: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for row in found:
        if _values(register, row) != before[row.pk]:
            together[_values(register, row)].append(row.pk)
    for values, ids in together.items():
        for first in range(0, len(ids), AT_ONCE):
            kept = register.model._base_manager.filter(pk__in=ids[first : first + AT_ONCE])
            kept.update(**dict(zip(register.derived, values, strict=True)))
    return sum(map(len, together.values()))


def _values(register: Register, row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in register.derived)
