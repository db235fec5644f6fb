"""Writing a change set with its changes, and the checks that come just before."""

from collections import defaultdict
from typing import Any

from django.db.models import Model

from lockstep.domain.ledger import rows
from lockstep.domain.ledger.errors import StillReferenced
from lockstep.domain.ledger.inserting import insert_rows
from lockstep.domain.ledger.models import Change, ChangeSet
from lockstep.domain.ledger.work import Work

_COLUMNS = (
    "change_set_id",
    "record_type",
    "record_id",
    "node_id",
    "label",
    "version_before",
    "version_after",
    "before",
    "after",
)


def check_references(work: Work) -> None:
    """Raise when a removed record is still referred to. Databases would say so only at commit, and without names."""
    removed: dict[type[Model], list[int]] = defaultdict(list)
    labels: dict[type[Model], str] = {}
    for change in work.changes:
        if change.is_removal:
            removed[change.model].append(change.record_id)
            labels.setdefault(change.model, change.label)
    for model, record_ids in removed.items():
        sentences = rows.references_to(model, record_ids)
        if sentences:
            raise StillReferenced(
                f"{model._meta.verbose_name} {labels[model]}",
                f"It cannot be removed: {sentences[0]}. Remove or move that first.",
            )


def write_change_set(work: Work, named: tuple[str, int, dict[str, Any]], request_key: str) -> int:
    """Store what the work did and return the id of the change set."""
    name, version, arguments = named
    change_set = ChangeSet(
        id=work.change_set_id,
        actor_id=work.user_id,
        at=work.at,
        reason=work.reason,
        action=name,
        action_version=version,
        arguments=arguments,
        inverse_of_id=work.inverse_of,
        requirements=[list(pair) for pair in dict.fromkeys(work.requirements)],
        revisions={str(network): revision for network, revision in work.revisions.items()},
        request_key=request_key or None,
    )
    change_set.save(force_insert=True)
    insert_rows(
        Change,
        _COLUMNS,
        (
            (
                change_set.pk,
                change.registration.record_type,
                change.record_id,
                change.node_id,
                change.label,
                change.version_before,
                change.version_after,
                change.before,
                change.after,
            )
            for change in work.changes
        ),
    )
    return change_set.pk
