"""Who changed what: change sets with the changes that the asker may see."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from lockstep.domain.access.models import Node
from lockstep.domain.access.policies import Standing, may_read
from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.ledger.errors import NotFound
from lockstep.domain.ledger.models import Change, ChangeSet
from lockstep.domain.ledger.registry import registration_for

MOST_WORDS = 8
SHOWN_CHANGES = 20


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One record before and after."""

    record_type: str
    record_id: int
    node_id: int | None
    label: str
    version_before: int | None
    version_after: int | None
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class ChangeSetRow:
    """One carried-out action.

    `changes` holds the first of those that the asker may see, `change_count` how many there are; `is_undone` tells
    that a later change set took it back and was not taken back itself; `may_undo` that the asker holds what that
    needs.
    """

    id: int
    actor_id: int | None
    actor: str
    at: datetime
    reason: str
    action: str
    inverse_of: int | None
    is_undone: bool
    revisions: Mapping[str, int]
    change_count: int
    changes: tuple[ChangeRow, ...]
    may_undo: bool = False
    undoes: str = ""
    """The action that it takes back."""


def history(
    user: Any,
    *,
    below: int | None = None,
    record: tuple[str, int] | None = None,
    actor: int | None = None,
    before: int | None = None,
    until: datetime | None = None,
    words: str = "",
    limit: int = 50,
) -> tuple[ChangeSetRow, ...]:
    """Return change sets, the newest first.

    `below` keeps a node with all below it, `record` one record ("planning.activity", 7), `actor` one person;
    `before` is the id after which the next page starts, `until` the last moment, `words` what the reason, the names
    of records, of the action and of the person hold, all of them.
    """
    seen = _visible(user)
    if below is not None:
        path = Node.objects.filter(pk=below).values_list("path", flat=True).first()
        seen = seen.filter(node_id__in=Node.objects.filter(path__startswith=path or "-").values("pk"))
    if record is not None:
        seen = seen.filter(record_type=record[0], record_id=record[1])
    sets = ChangeSet.objects.filter(pk__in=seen.values("change_set_id")).select_related("actor", "inverse_of")
    if actor is not None:
        sets = sets.filter(actor_id=actor)
    if before is not None:
        sets = sets.filter(pk__lt=before)
    if until is not None:
        sets = sets.filter(at__lte=until)
    for word in words.split()[:MOST_WORDS]:
        sets = sets.filter(_holds(word, seen))
    return _rows(user, list(sets.order_by("-pk")[:limit]), seen, SHOWN_CHANGES)


def _holds(word: str, seen: QuerySet[Change]) -> Q:
    """Return the condition that a change set speaks of a word; "moved" is found in the action that moves, too."""
    named = Q(pk__in=seen.filter(label__icontains=word).values("change_set_id"))
    stem = word.casefold().removesuffix("d").removesuffix("e")
    return named | Q(reason__icontains=word) | Q(actor__name__icontains=word) | Q(action__icontains=stem)


def change_set(user: Any, change_set_id: int) -> ChangeSetRow:
    """Return one change set with all its changes that the user may see."""
    seen = _visible(user)
    found = ChangeSet.objects.filter(pk=change_set_id, pk__in=seen.values("change_set_id")).select_related(
        "actor", "inverse_of"
    )
    rows = _rows(user, list(found), seen, None)
    if not rows:
        raise NotFound(f"change set {change_set_id}", "There is no such change set, or you may not see it.")
    return rows[0]


def undone_change_sets(change_sets: Iterable[int]) -> set[int]:
    """Return those of some change sets that were taken back and not brought back since, whoever asks."""
    return _undone(list(change_sets))


def _visible(user: Any) -> QuerySet[Change]:
    """Return the changes of records at readable nodes; those of the installation only to who may read it all."""
    allowed = Q(node_id__in=may_read.nodes(user).values("pk"))
    if Standing.of(user).may(Permission.READ, ""):
        return Change.objects.all()
    return Change.objects.filter(allowed)


def _rows(
    user: Any, sets: list[ChangeSet], seen: QuerySet[Change], shown: int | None
) -> tuple[ChangeSetRow, ...]:
    ids = [row.pk for row in sets]
    if not ids:
        return ()
    counted = seen.filter(change_set_id__in=ids).values_list("change_set_id").annotate(Count("pk"))
    counts = dict(counted.order_by("change_set_id"))
    standing = Standing.of(user)
    changes = _changes(ids, seen, shown, standing)
    undone = _undone(ids)
    undoable = _undoable(standing, sets)
    return tuple(
        ChangeSetRow(
            id=row.pk,
            actor_id=row.actor_id,
            actor=row.actor.name if row.actor else "Lockstep",
            at=row.at,
            reason=row.reason,
            action=row.action,
            inverse_of=row.inverse_of_id,
            is_undone=row.pk in undone,
            revisions=row.revisions,
            change_count=counts.get(row.pk, 0),
            changes=tuple(changes[row.pk]),
            may_undo=row.pk in undoable,
            undoes=row.inverse_of.action if row.inverse_of else "",
        )
        for row in sets
    )


def _changes(
    ids: list[int], seen: QuerySet[Change], shown: int | None, standing: Standing
) -> dict[int, list[ChangeRow]]:
    found: dict[int, list[ChangeRow]] = defaultdict(list)
    wanted = seen.filter(change_set_id__in=ids).order_by("pk")
    if shown is not None:
        # A window function numbers the changes of each set, so that an import of thousands sends only its first.
        number = Window(RowNumber(), partition_by=F("change_set_id"), order_by=F("pk").asc())
        wanted = wanted.annotate(number=number).filter(number__lte=shown)
    changes = list(wanted)
    paths = _paths_of_secrets(changes)
    for change in changes:
        hidden = _hidden(change, paths, standing)
        found[change.change_set_id].append(
            ChangeRow(
                change.record_type,
                change.record_id,
                change.node_id,
                change.label,
                change.version_before,
                change.version_after,
                _without(change.before, hidden),
                _without(change.after, hidden),
            )
        )
    return found


def _paths_of_secrets(changes: Iterable[Change]) -> dict[int | None, str]:
    """Return the paths of the nodes at which some changed record has columns that are kept from some."""
    wanted = set()
    for change in changes:
        registration = registration_for(change.record_type)
        if registration is not None and registration.secrets:
            wanted.add(change.node_id)
    return dict(Node.objects.filter(pk__in=wanted - {None}).values_list("pk", "path")) if wanted else {}


def _hidden(change: Change, paths: Mapping[int | None, str], standing: Standing) -> frozenset[str]:
    """Return the columns of a change that the asker may not read."""
    registration = registration_for(change.record_type)
    if registration is None or not registration.secrets:
        return frozenset()
    path = paths.get(change.node_id, "")
    return frozenset(name for name, need in registration.secrets.items() if not standing.may(need, path))


def _without(values: Mapping[str, Any] | None, hidden: frozenset[str]) -> Mapping[str, Any] | None:
    if values is None or not hidden:
        return values
    return {name: value for name, value in values.items() if name not in hidden}


def _undoable(standing: Standing, sets: list[ChangeSet]) -> set[int]:
    """Return the change sets that the user may take back: whoever undoes one needs what it needed."""
    asked = {
        row.pk: [tuple(pair) for pair in row.requirements] or [(Permission.ADMINISTER.value, None)]
        for row in sets
    }
    # 0 is no node: one statement whether or not a node is named, so that pages cost the same.
    nodes = {0, *(node for pairs in asked.values() for _, node in pairs if node is not None)}
    paths = dict(Node.objects.filter(pk__in=nodes).values_list("pk", "path"))
    return {
        change_set
        for change_set, pairs in asked.items()
        if all(standing.may(Permission(permission), paths.get(node, "")) for permission, node in pairs)
    }


def _undone(ids: list[int]) -> set[int]:
    inverses = ChangeSet.objects.filter(inverse_of_id__in=ids).order_by("pk").annotate(own=Count("inverses"))
    latest = {row.inverse_of_id: row.own == 0 for row in inverses}
    return {
        inverse_of for inverse_of, is_in_force in latest.items() if is_in_force and inverse_of is not None
    }
