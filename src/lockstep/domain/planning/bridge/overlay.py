"""Changes laid over the tables: of a draft for its preview, of a saved change set for the next revision."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from lockstep.domain.planning.bridge.tables import READ_ANEW, SHEET_OF, Tables, completed


class Changed(Protocol):
    """A change of one record, as the ledger notes it."""

    @property
    def record_id(self) -> int: ...

    @property
    def version_after(self) -> int | None: ...

    @property
    def after(self) -> Mapping[str, Any] | None: ...

    @property
    def is_creation(self) -> bool: ...

    @property
    def is_removal(self) -> bool: ...


def lay_over(tables: Tables, changes: Iterable[tuple[str, Changed]]) -> Tables:
    """Return the tables as they are after changes, each with its record type.

    Types that the scheduler does not see are left out. Raises KeyError where a change is of a row that the tables do
    not have, or of calendars, people or the tree; then they must be read anew.
    """
    changed: dict[str, dict[int, Mapping[str, Any]]] = defaultdict(dict)
    added: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    removed: dict[str, list[int]] = defaultdict(list)
    for record_type, change in changes:
        name = SHEET_OF.get(record_type)
        if record_type in READ_ANEW:
            raise KeyError(record_type)
        if name is None:
            continue
        if change.is_removal:
            removed[name].append(change.record_id)
        elif change.is_creation:
            added[name].append(
                {**(change.after or {}), "id": change.record_id, "version": change.version_after}
            )
        else:
            changed[name][change.record_id] = {**(change.after or {}), "version": change.version_after}
    sheets = {
        name: getattr(tables, name).laid_over(changed[name], added[name]).without(removed[name])
        for name in {*changed, *added, *removed}
    }
    return completed(replace(tables, **sheets)) if sheets else tables
