"""Carrying out: one transaction, one change set, announcements after commit."""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import IntegrityError, OperationalError, transaction

from lockstep.domain.ledger import announcements
from lockstep.domain.ledger.closing import run_closing_steps
from lockstep.domain.ledger.definitions import ActionDefinition, Edit, definition_of
from lockstep.domain.ledger.errors import ActionMisuse
from lockstep.domain.ledger.models import ChangeSet
from lockstep.domain.ledger.pending import PendingChange
from lockstep.domain.ledger.work import Work
from lockstep.domain.ledger.writing import check_references, write_change_set

T = TypeVar("T")
SEVERAL_EDITS = "ledger.perform_edits"
ATTEMPTS = 4
# PostgreSQL ends one of two transactions that wait for each other; it may simply try again.
_WORTH_ANOTHER_TRY = {"40001", "40P01"}
_running: ContextVar[Work | None] = ContextVar("running_action", default=None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an action.

    `change_set_id` is None when nothing had to be changed. `is_repeat` tells that the same request was carried out
    before; then `value` is None.
    """

    change_set_id: int | None
    value: Any
    changes: tuple[PendingChange, ...] = ()
    revisions: Mapping[int, int] | None = None
    is_repeat: bool = False


Seal = Callable[[Work], None]


@dataclass(frozen=True, slots=True)
class _Request:
    actor: Any
    reason: str
    key: str
    seal: Seal | None


class _EndOfPreview(Exception):
    """Rolls a preview back."""


def perform(
    name: str,
    *,
    actor: Any,
    arguments: Mapping[str, Any],
    reason: str = "",
    request_key: str = "",
    seal: Seal | None = None,
) -> Outcome:
    """Carry out an action as a user, or as `SYSTEM`.

    `request_key` makes a request that is sent twice take effect once. `seal` runs last in the transaction: a job
    marks itself done there, so that both happen or neither.
    """
    return _commit([Edit(name, arguments)], _Request(actor, reason, request_key, seal))


def perform_edits(
    edits: Sequence[Edit],
    *,
    actor: Any,
    reason: str = "",
    request_key: str = "",
    seal: Seal | None = None,
) -> Outcome:
    """Carry out several actions in order, all or none, as one change set; the value lists theirs."""
    return _commit(list(edits), _Request(actor, reason, request_key, seal))


def undo(change_set_id: int, *, actor: Any, reason: str = "") -> Outcome:
    """Take a change set back by a new one; UndoConflict lists the fields that were changed since."""
    return perform("ledger.undo", actor=actor, arguments={"change_set": change_set_id}, reason=reason)


def preview(edits: Sequence[Edit], *, actor: Any, look: Callable[[Work], T]) -> T:
    """Carry out edits, look at the database as it would be, and take everything back.

    `look` runs inside the transaction, before the closing steps, and returns plain values.
    """
    calls = _parsed(edits)
    work = Work(actor)
    result: list[T] = []
    with _as_running(work):
        try:
            with transaction.atomic(durable=True):
                for definition, arguments in calls:
                    definition.call(work, arguments)
                result.append(look(work))
                raise _EndOfPreview
        except _EndOfPreview:
            return result[0]
    raise AssertionError("unreachable")


def _commit(edits: list[Edit], request: _Request) -> Outcome:
    calls = _parsed(edits)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return _once(calls, request)
        except IntegrityError:
            # The same request arrived twice at once and the other was first: answer with what that one did.
            if not request.key or attempt == ATTEMPTS:
                raise
        except OperationalError as error:
            code = getattr(error.__cause__, "sqlstate", None)
            if code not in _WORTH_ANOTHER_TRY or attempt == ATTEMPTS:
                raise
            time.sleep(random.uniform(0, 0.02 * 2**attempt))
    raise AssertionError("unreachable")


def has_pending_changes() -> bool:
    """Tell whether an action is running that has written something: what is read now may still be taken back."""
    work = _running.get()
    return work is not None and bool(work.changes)


def _parsed(edits: Sequence[Edit]) -> list[tuple[ActionDefinition, Any]]:
    if _running.get() is not None:
        raise ActionMisuse(
            ", ".join(edit.action for edit in edits),
            "An action may not perform another; call its function with your own work.",
        )
    found = [(definition_of(edit.action), edit) for edit in edits]
    return [(definition, definition.parsed(edit)) for definition, edit in found]


def _once(calls: list[tuple[ActionDefinition, Any]], request: _Request) -> Outcome:
    work = Work(request.actor, reason=request.reason)
    with _as_running(work), transaction.atomic(durable=True):
        earlier = _carried_out_before(work, request.key)
        if earlier is not None:
            if request.seal is not None:
                request.seal(work)
            return Outcome(earlier, None, is_repeat=True)
        values = []
        for definition, arguments in calls:
            checks = len(work.requirements) + len(work.openness)
            values.append(definition.call(work, arguments))
            if len(work.requirements) + len(work.openness) == checks:
                raise ActionMisuse(definition.name, "The action asked no policy; call work.require.")
        run_closing_steps(work)
        check_references(work)
        change_set_id = write_change_set(work, _named(calls), request.key) if work.changes else None
        if request.seal is not None:
            request.seal(work)
    announcements.send(work.events)
    value = values[0] if len(values) == 1 else values
    return Outcome(change_set_id, value, work.changes, dict(work.revisions))


def _named(calls: list[tuple[ActionDefinition, Any]]) -> tuple[str, int, dict[str, Any]]:
    """Return name, version and arguments to be stored; secrets are masked by their type."""
    plain = [(definition, arguments.model_dump(mode="json")) for definition, arguments in calls]
    if len(plain) == 1:
        definition, arguments = plain[0]
        return definition.name, definition.version, arguments
    edits = [{"action": d.name, "version": d.version, "arguments": arguments} for d, arguments in plain]
    return SEVERAL_EDITS, 1, {"edits": edits}


def _carried_out_before(work: Work, request_key: str) -> int | None:
    if not request_key:
        return None
    found = ChangeSet.objects.filter(actor_id=work.user_id, request_key=request_key)
    return found.values_list("pk", flat=True).first()


class _as_running:  # noqa: N801  reads as a phrase
    def __init__(self, work: Work) -> None:
        self.work = work

    def __enter__(self) -> Work:
        self.token = _running.set(self.work)
        return self.work

    def __exit__(self, *exc: object) -> None:
        _running.reset(self.token)
