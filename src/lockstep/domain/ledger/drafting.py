"""A draft: actions carried out on rows in memory, with the same checks, and nothing written.

Previews and proposals run the very functions that save. A draft holds no lock, so that a drag stays quick while
an import is being stored.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Model

from lockstep.domain.access.policies import Policy
from lockstep.domain.ledger import rows
from lockstep.domain.ledger.definitions import Edit, definition_of
from lockstep.domain.ledger.errors import Forbidden, NotFound
from lockstep.domain.ledger.registry import registration_of
from lockstep.domain.ledger.values import attribute_values, cleaned, whole_row
from lockstep.domain.ledger.work import Work

M = TypeVar("M", bound=Model)
Edited = tuple[int, int | None, Mapping[str, Any]]


class DraftWork(Work):
    """A work that keeps its rows to itself. New records get negative ids.

    What the actor may read but not do is noted instead of refused, so that a preview can say what would happen and
    whether it may be done. `notes` is for the actions: what would be refused if this were not a draft, by code.
    """

    def __init__(self, actor: Any) -> None:
        super().__init__(actor)
        self.forbidden: list[str] = []
        self.notes: dict[str, set[int]] = {}
        self._rows: dict[tuple[type[Model], int], Any] = {}
        self._gone: set[tuple[type[Model], int]] = set()
        # Far from the ids that other negative numbers stand for, such as nodes in a schedule.
        self._last_id = -(1 << 40)

    def carry_out(self, edits: Iterable[Edit]) -> list[Any]:
        """Run actions on this draft and return their values."""
        calls = [(definition_of(edit.action), edit) for edit in edits]
        parsed = [(definition, definition.parsed(edit)) for definition, edit in calls]
        return [definition.call(self, arguments) for definition, arguments in parsed]

    def note(self, code: str, record_id: int) -> None:
        """Note what would be refused."""
        self.notes.setdefault(code, set()).add(record_id)

    def require(self, policy: Policy, target: Model | None) -> None:
        """Note what is not allowed; what may not be read stays unknown."""
        try:
            super().require(policy, target)
        except Forbidden as error:
            self.forbidden.append(error.sentence)

    # reading

    def get(self, model: type[M], record_id: int) -> M:
        return self.get_many(model, [record_id])[0]

    def lock(self, model: type[M], record_id: int) -> M:
        return self.get(model, record_id)

    def get_many(self, model: type[M], record_ids: Iterable[int]) -> list[M]:
        wanted = list(record_ids)
        missing = [i for i in wanted if (model, i) not in self._rows and (model, i) not in self._gone]
        if missing:
            for row in super().get_many(model, missing):
                self._rows[model, row.pk] = row
        found = []
        for record_id in wanted:
            if (model, record_id) in self._gone:
                raise NotFound(f"{model._meta.verbose_name} {record_id}", "It is removed by an earlier edit.")
            found.append(self._rows[model, record_id])
        return found

    def laid_over(self, model: type[M], stored: Iterable[M]) -> list[M]:
        """Return stored rows as the draft has them, with those that it made."""
        found = {
            row.pk: self._rows.setdefault((model, row.pk), row)
            for row in stored
            if (model, row.pk) not in self._gone
        }
        for (kind, record_id), row in self._rows.items():
            if kind is model:
                found.setdefault(record_id, row)
        return list(found.values())

    # writing

    def create(self, model: type[M], /, **fields: Any) -> M:
        registration = registration_of(model)
        row = model(id=fields.pop("id", None) or self.reserve_id(model))
        for name, value in cleaned(registration, attribute_values(registration, fields), row).items():
            setattr(row, name, value)
        self._rows[model, row.pk] = row
        self._note_created(registration, row)
        return row

    def create_many(self, model: type[M], records: Iterable[Mapping[str, Any] | M]) -> list[M]:
        made = [record if isinstance(record, Model) else model(**record) for record in records]
        for row in made:
            row.pk = row.pk or self.reserve_id(model)
            self._rows[model, row.pk] = row
            self._note_created(registration_of(model), row)
        return made

    def change(self, row: M, /, *, version: int, **fields: Any) -> M:
        registration = registration_of(type(row))
        values = cleaned(registration, attribute_values(registration, fields), row)
        if row.version != version:
            raise rows.stale(registration, row, version, values)
        before = {name: getattr(row, name) for name in values if getattr(row, name) != values[name]}
        if before:
            self._rows[type(row), row.pk] = row
            self._note_changed(registration, row, before, {name: values[name] for name in before})
        return row

    def change_many(self, model: type[M], edits: Iterable[Edited]) -> list[M]:
        asked = list(edits)
        found = self.get_many(model, [record_id for record_id, _, _ in asked])
        return [
            self.change(row, version=row.version if version is None else version, **fields)
            for row, (_, version, fields) in zip(found, asked, strict=True)
        ]

    def delete_many(self, model: type[Model], records: Sequence[tuple[int, int | None]]) -> None:
        registration = registration_of(model)
        for row, (record_id, version) in zip(
            self.get_many(model, [record_id for record_id, _ in records]), records, strict=True
        ):
            if version is not None and row.version != version:
                raise rows.stale(registration, row, version, {})
            self._note(registration, row, row.version, None, whole_row(registration, row), None)
            self._gone.add((model, record_id))
            self._rows.pop((model, record_id), None)

    def reserve_id(self, model: type[Model]) -> int:
        self._last_id -= 1
        return self._last_id


def matching(work: Work, model: type[M], **equal: Any) -> list[M]:
    """Return the current rows whose columns have these values, as the running action or draft sees them."""
    stored = model._base_manager.filter(**equal)
    if not isinstance(work, DraftWork):
        return list(stored)
    found = work.laid_over(model, stored)
    return [row for row in found if all(getattr(row, name) == value for name, value in equal.items())]
