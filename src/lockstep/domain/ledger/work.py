"""The hand that an action writes with: it checks, writes and records."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Model

from lockstep.domain.access.models import Node
from lockstep.domain.access.policies import Policy, Standing, may_read
from lockstep.domain.access.vocabulary import STILL_OPEN, SYSTEM, Permission
from lockstep.domain.ledger import rows
from lockstep.domain.ledger.errors import ActionMisuse, Forbidden, NotFound, Refused
from lockstep.domain.ledger.inserting import insert_many
from lockstep.domain.ledger.models import ChangeSet
from lockstep.domain.ledger.moments import moment
from lockstep.domain.ledger.pending import PendingChange, merged
from lockstep.domain.ledger.registry import Registration, registration_of
from lockstep.domain.ledger.values import attribute_values, cleaned, encoded, whole_row

M = TypeVar("M", bound=Model)
Edited = tuple[int, int | None, Mapping[str, Any]]


class Work:
    """One running action: its actor, its checks and its changes."""

    def __init__(self, actor: Any, *, reason: str = "") -> None:
        self.actor = actor
        self.reason = reason
        self.at: datetime = moment()
        self.inverse_of: int | None = None
        self.revisions: dict[int, int] = {}
        self.requirements: list[tuple[str, int | None]] = []
        self.openness: list[str] = []
        self.events: list[object] = []
        self._pending: dict[tuple[str, int], PendingChange] = {}
        self._paths: dict[int, str] = {}
        self._closed: dict[int, date] = {}
        self._standing: Standing | None = None
        self._change_set_id: int | None = None

    # who may

    @property
    def standing(self) -> Standing:
        """Return the roles of the actor, read once in this action."""
        if self._standing is None:
            self._standing = Standing.of(self.actor)
        return self._standing

    @property
    def user_id(self) -> int | None:
        """Return the account of the actor; None for the server itself."""
        return None if self.actor is SYSTEM or self.actor is None else self.actor.pk

    def require(self, policy: Policy, target: Model | None) -> None:
        """Go on only if the policy holds for a record, for a node, or (None) for the whole installation."""
        node_id = self._node_id(target)
        path = self._path(node_id)
        self.requirements.append((policy.permission.value, node_id))
        if policy.holds(self.standing, path, target):
            self._refuse_closed(policy, node_id, target)
            return
        if node_id is not None and not self.standing.may(may_read.permission, path):
            raise self._not_found(type(target), target.pk if target else None)
        raise Forbidden(str(target or "Lockstep"), f"You may not {policy.words}. Ask its manager for a role.")

    def may_at(self, permission: Permission, node_id: int | None) -> bool:
        """Tell whether the actor holds a permission at a node; a node that is gone counts as the installation."""
        return self.standing.may(permission, self._path_or(node_id, None) or "")

    def path_of(self, node_id: int | None) -> str:
        """Return the path of a node; that of the whole installation (None) is empty."""
        return self._path(node_id)

    def open_to(self, whom: str) -> None:
        """State that this action needs no role, and who may carry it out ("the holder of the link")."""
        self.openness.append(whom)

    def act_as(self, user: Any) -> None:
        """Go on in the name of someone who was nobody until now: the account that the action just made."""
        if self.actor is not None:
            raise ActionMisuse(str(user), "The actor of an action is known; it cannot become another.")
        self.actor, self._standing = user, None

    # reading

    def get(self, model: type[M], record_id: int) -> M:
        """Return the current record; NotFound when it is absent or may not be read."""
        return self._readable(model, record_id, rows.load(model, [record_id]))

    def lock(self, model: type[M], record_id: int) -> M:
        """Return the record as `get` does and let no other writer at it until the end of the action."""
        return self._readable(model, record_id, rows.load_locked(model, [record_id]))

    def get_many(self, model: type[M], record_ids: Iterable[int]) -> list[M]:
        """Return several current records in the order asked for."""
        wanted = list(record_ids)
        found = rows.load(model, wanted)
        self._learn_paths(registration_of(model), found.values())
        return [self._readable(model, record_id, found) for record_id in wanted]

    # writing

    def create(self, model: type[M], /, **fields: Any) -> M:
        """Store a new record."""
        registration = registration_of(model)
        record_id = fields.pop("id", None)
        row = model(id=record_id)
        given = attribute_values(registration, fields)
        for name, value in cleaned(registration, given, row).items():
            setattr(row, name, value)
        row.save(force_insert=True)
        self._note_created(registration, row)
        return row

    def create_many(self, model: type[M], records: Iterable[Mapping[str, Any] | M]) -> list[M]:
        """Store many new records in few statements; values must have their types already."""
        registration = registration_of(model)
        made = [record if isinstance(record, Model) else model(**record) for record in records]
        insert_many(model, made)
        for row in made:
            self._note_created(registration, row)
        return made

    def change(self, row: M, /, *, version: int, **fields: Any) -> M:
        """Write fields of a record that is still at `version`; StaleVersion with both values when it is not."""
        registration = registration_of(type(row))
        values = cleaned(registration, attribute_values(registration, fields), row)
        if row.version != version:
            raise rows.stale(registration, row, version, values)
        before = {name: getattr(row, name) for name in values if getattr(row, name) != values[name]}
        values = {name: values[name] for name in before}
        if not values:
            return row
        if not rows.update(type(row), row.pk, version, values):
            raise rows.stale_or_gone(registration, row.pk, version, values)
        self._note_changed(registration, row, before, values)
        return row

    def change_many(self, model: type[M], edits: Iterable[Edited]) -> list[M]:
        """Write many records, each (id, version, fields); a version of None takes the current one."""
        registration = registration_of(model)
        asked = list(edits)
        found = rows.load_locked(model, [record_id for record_id, _, _ in asked])
        result, writes = [], []
        for record_id, version, fields in asked:
            row = found.get(record_id)
            if row is None:
                raise self._not_found(model, record_id)
            values = cleaned(registration, attribute_values(registration, fields), row)
            if version is not None and row.version != version:
                raise rows.stale(registration, row, version, values)
            before = {name: getattr(row, name) for name in values if getattr(row, name) != values[name]}
            values = {name: values[name] for name in before}
            if values:
                writes.append((row.pk, values))
                self._note_changed(registration, row, before, values)
            result.append(row)
        rows.update_many(model, writes)
        return result

    def delete(self, row: Model, *, version: int) -> None:
        """Remove a record that is still at `version`. What refers to it must go first, in the same action."""
        self.delete_many(type(row), [(row.pk, version)])

    def delete_many(self, model: type[Model], records: Sequence[tuple[int, int | None]]) -> None:
        """Remove many records, each (id, version); a version of None takes the current one."""
        registration = registration_of(model)
        found = rows.load_locked(model, [record_id for record_id, _ in records])
        for record_id, version in records:
            row = found.get(record_id)
            if row is None:
                raise self._not_found(model, record_id)
            if version is not None and row.version != version:
                raise rows.stale(registration, row, version, {})
            self._note(registration, row, row.version, None, whole_row(registration, row), None)
        rows.remove(model, list(found))

    def restore_many(self, model: type[M], records: Sequence[M]) -> list[M]:
        """Store removed records again under their old ids; only undo does."""
        registration = registration_of(model)
        insert_many(model, records)
        for row in records:
            self._note_created(registration, row)
        return list(records)

    def reserve_id(self, model: type[Model]) -> int:
        """Return an id for a record to be created, where its columns must know it."""
        return rows.next_id(model)

    # the change set

    @property
    def change_set_id(self) -> int:
        """Return the id that this action's change set will have."""
        if self._change_set_id is None:
            self._change_set_id = rows.next_id(ChangeSet)
        return self._change_set_id

    @property
    def changes(self) -> tuple[PendingChange, ...]:
        """Return what was done so far, one entry a record, in order of first touch."""
        return tuple(self._pending.values())

    def announce(self, event: object) -> None:
        """Send a typed event to its listeners after commit."""
        self.events.append(event)

    # inside

    def _note_created(self, registration: Registration, row: Any) -> None:
        self._note(registration, row, None, row.version, None, whole_row(registration, row))

    def _note_changed(
        self, registration: Registration, row: Any, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> None:
        version = row.version
        for name, value in after.items():
            setattr(row, name, value)
        row.version = version + 1
        kept = registration.fields
        self._note(
            registration,
            row,
            version,
            version + 1,
            {name: encoded(value) for name, value in before.items() if name in kept},
            {name: encoded(value) for name, value in after.items() if name in kept},
        )

    def _note(self, registration: Registration, row: Any, *states: Any) -> None:
        label = registration.label_of(row)
        change = PendingChange(registration, row.pk, registration.node_id(row), label, *states)
        key = (registration.record_type, row.pk)
        earlier = self._pending.get(key)
        together = merged(earlier, change) if earlier else change
        if together is None:
            del self._pending[key]
        else:
            self._pending[key] = together

    def _node_id(self, target: Model | None) -> int | None:
        if target is None:
            return None
        if isinstance(target, Node):
            self._learn(target.pk, target.path, target.closed_on)
            return target.pk
        return registration_of(type(target)).node_id(target)

    def _path(self, node_id: int | None) -> str:
        path = self._path_or(node_id, None)
        if path is None:
            raise ActionMisuse(f"node {node_id}", "A record stands at a node that does not exist.")
        return path

    def _path_or(self, node_id: int | None, absent: str | None) -> str | None:
        if node_id is None:
            return ""
        if node_id not in self._paths:
            found = Node.objects.filter(pk=node_id).values_list("path", "closed_on").first()
            if found is None:
                return absent
            self._learn(node_id, *found)
        return self._paths[node_id]

    def _learn_paths(self, registration: Registration, found: Iterable[Any]) -> None:
        wanted = {registration.node_id(row) for row in found} - {None, *self._paths}
        if wanted:
            for known in Node.objects.filter(pk__in=wanted).values_list("pk", "path", "closed_on"):
                self._learn(*known)

    def _learn(self, node_id: int, path: str, closed_on: date | None) -> None:
        self._paths[node_id] = path
        if closed_on is None:
            self._closed.pop(node_id, None)
        else:
            self._closed[node_id] = closed_on

    def _refuse_closed(self, policy: Policy, node_id: int | None, target: Model | None) -> None:
        closed_on = self._closed.get(node_id) if node_id is not None else None
        if closed_on is not None and policy.permission not in STILL_OPEN and not self.standing.is_system:
            words = (
                f"It was closed on {closed_on:%d %b %Y} and is only read. Open its node again to change it."
            )
            raise Refused(str(target), words, code="access.closed")

    def _readable(self, model: type[M], record_id: int, found: Mapping[int, M]) -> M:
        row = found.get(record_id)
        if row is None:
            raise self._not_found(model, record_id)
        node_id = self._node_id(row)
        is_visible = (
            self.standing.may(may_read.permission, self._path(node_id)) if node_id else self._is_someone
        )
        if not is_visible:
            raise self._not_found(model, record_id)
        return row

    @property
    def _is_someone(self) -> bool:
        return self.actor is not None and bool(self.actor.is_active)

    @staticmethod
    def _not_found(model: type[Model], record_id: int | None) -> NotFound:
        name = str(model._meta.verbose_name)
        return NotFound(f"{name} {record_id}", f"There is no such {name}, or you may not see it.")
