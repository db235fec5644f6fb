"""Taking a change set back: row by row, last change first, never over someone else's later change."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.db.models import Model

from lockstep.domain.access.policies import POLICIES
from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.ledger import rows
from lockstep.domain.ledger.definitions import action
from lockstep.domain.ledger.errors import AlreadyUndone, FieldConflict, Forbidden, NotFound, UndoConflict
from lockstep.domain.ledger.models import Change, ChangeSet
from lockstep.domain.ledger.registry import Registration, registration_for
from lockstep.domain.ledger.values import decoded, encoded
from lockstep.domain.ledger.work import Work

WHOLE_RECORD = "*"


@action("ledger.undo", version=1)
def undo_change_set(work: Work, *, change_set: int) -> int:
    """Write the opposite of a change set and return its id."""
    original = ChangeSet.objects.filter(pk=change_set).first()
    changes = list(Change.objects.filter(change_set_id=change_set).order_by("-pk")) if original else []
    if original is None or not _sees(work, changes):
        raise NotFound(f"change set {change_set}", "There is no such change set, or you may not see it.")
    _require_what_it_required(work, original)
    _refuse_a_second_time(original)
    work.inverse_of = original.pk
    known = [(registration_for(change.record_type), change) for change in changes]
    pairs = [(registration, change) for registration, change in known if registration is not None]
    current = _current_rows(pairs)
    conflicts = [conflict for pair in pairs for conflict in _conflicts(*pair, current)]
    if conflicts:
        raise UndoConflict(f"change set {change_set}", conflicts)
    # Neighbors of one kind go to the database together; the order between kinds is kept.
    for (registration, kind), group in groupby(pairs, key=lambda pair: (pair[0], _kind(pair[1]))):
        _take_back(work, registration, kind, [change for _, change in group])
    return original.pk


def _sees(work: Work, changes: Sequence[Change]) -> bool:
    node_ids = {change.node_id for change in changes}
    if work.standing.may(Permission.READ, "") or not node_ids - {None}:
        return True
    return any(work.may_at(Permission.READ, node_id) for node_id in node_ids if node_id is not None)


def _require_what_it_required(work: Work, original: ChangeSet) -> None:
    """The person who takes back needs what was needed to do it; what needed no role, needs an administrator."""
    pairs = [tuple(pair) for pair in original.requirements] or [(Permission.ADMINISTER.value, None)]
    for permission, node_id in pairs:
        work.requirements.append((permission, node_id))
        if not work.may_at(Permission(permission), node_id):
            raise Forbidden(
                f"change set {original.pk}",
                f"You may not undo this: it needs a role that may {_words(permission)}. Ask for one, or ask someone "
                "who holds it.",
            )


def _words(permission: str) -> str:
    """Return what a permission allows, as its policy says it."""
    return next(policy.words for policy in POLICIES.values() if policy.permission == permission)


def _refuse_a_second_time(original: ChangeSet) -> None:
    latest = original.inverses.order_by("-pk").first()
    if latest is not None and not latest.inverses.exists():
        raise AlreadyUndone(
            f"change set {original.pk}",
            f"It was undone already, by change set {latest.pk}. Undo that one to do it again.",
        )


def _kind(change: Change) -> str:
    if change.version_before is None:
        return "created"
    return "removed" if change.version_after is None else "changed"


Current = dict[tuple[str, int], Any]


def _current_rows(pairs: Iterable[tuple[Registration, Change]]) -> Current:
    found: Current = {}
    by_model: dict[type[Model], tuple[str, list[int]]] = {}
    for registration, change in pairs:
        by_model.setdefault(registration.model, (registration.record_type, []))[1].append(change.record_id)
    for model, (record_type, record_ids) in by_model.items():
        locked = rows.load_locked(model, record_ids)
        found.update(((record_type, record_id), row) for record_id, row in locked.items())
    return found


def _conflicts(registration: Registration, change: Change, current: Current) -> Iterable[FieldConflict]:
    row = current.get((change.record_type, change.record_id))
    if change.version_after is None:
        if row is not None:
            yield _conflict(change, WHOLE_RECORD, "removed", "there again")
        else:
            yield from _missing_targets(registration, change)
    elif row is None:
        yield _conflict(change, WHOLE_RECORD, "there", "removed")
    elif row.version != change.version_after:
        # A later change of other fields does not stand in the way of taking these back.
        compared = registration.fields if change.version_before is None else change.after or {}
        for name in compared:
            if name in registration.fields:
                ours, stored = (change.after or {}).get(name), encoded(getattr(row, name))
                if ours != stored:
                    yield _conflict(change, name, ours, stored)


def _missing_targets(registration: Registration, change: Change) -> Iterable[FieldConflict]:
    """A removed record can come back only if what it refers to is there, or comes back with it."""
    for name, field in registration.fields.items():
        target = (change.before or {}).get(name)
        if not field.is_relation or target is None:
            continue
        related = field.related_model
        if related._base_manager.filter(pk=target).exists():
            continue
        comes_back = Change.objects.filter(
            change_set_id=change.change_set_id,
            record_type=related._meta.label_lower,
            record_id=target,
            version_after=None,
        )
        if not comes_back.exists():
            yield _conflict(change, name, target, None)


def _conflict(change: Change, field: str, yours: Any, theirs: Any) -> FieldConflict:
    return FieldConflict(change.record_type, change.record_id, change.label, field, yours, theirs)


def _take_back(work: Work, registration: Registration, kind: str, changes: Sequence[Change]) -> None:
    model = registration.model
    if kind == "created":
        work.delete_many(model, [(change.record_id, None) for change in changes])
    elif kind == "removed":
        work.restore_many(model, [_row_again(registration, change) for change in changes])
    else:
        edits = [(change.record_id, None, _values(registration, change.before or {})) for change in changes]
        work.change_many(model, edits)


def _values(registration: Registration, stored: dict[str, Any]) -> dict[str, Any]:
    fields = registration.fields
    return {name: decoded(fields[name], value) for name, value in stored.items() if name in fields}


def _row_again(registration: Registration, change: Change) -> Any:
    """Return a removed row under its old id, one version further, so that no old tag fits it."""
    values = _values(registration, change.before or {})
    for name, field in registration.fields.items():
        if name not in values and field.null:
            values[name] = None
    return registration.model(id=change.record_id, version=(change.version_before or 0) + 1, **values)
