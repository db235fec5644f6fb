"""Asking for long work on plans: jobs that read, apply, export and recalculate."""

from collections.abc import Mapping, Sequence
from typing import Any

from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.planning.actions.imports import require_conflicts, require_import, require_whole
from lockstep.domain.planning.bridge.columns import changed_columns, checked
from lockstep.domain.planning.bridge.files import keep_file
from lockstep.domain.planning.bridge.packing import unpack_json
from lockstep.domain.planning.bridge.settling import recalculate
from lockstep.domain.planning.models import ImportRun
from lockstep.domain.planning.queries.ready_imports import job_key
from lockstep.domain.planning.vocabulary import ImportProblem, Mastered
from lockstep.domain.runs.actions import enqueue

PREPARE = "planning.prepare_import"
APPLY = "planning.apply_import"
RECALCULATE = "planning.recalculate"
EXPORT = "planning.export"


def ask_import(
    user: Any,
    node: int,
    file_name: str,
    content: bytes,
    *,
    mastered: Mastered | None = None,
    name: str = "",
    only: str = "",
    mapping: str = "",
) -> int:
    """Keep a file and ask for its dry run; return the job's id. Its result is `{"run": id}`."""
    place = readable_node(user, node)
    require_import(user, place)
    arguments = {
        "node": place.id,
        "file_name": file_name,
        "digest": keep_file(content),
        "mastered": mastered.value if mastered else None,
        "name": name,
        "only": only,
        "mapping": checked(mapping),
    }
    return enqueue(PREPARE, arguments, owner=user, node=place.id)


def ask_other_columns(user: Any, node: int, run: int, columns: Mapping[int, str]) -> int:
    """Ask for a new dry run of a spreadsheet with other columns, a field by number of column; return the job's id."""
    place = readable_node(user, node)
    require_import(user, place)
    row = ImportRun.objects.filter(pk=run, node_id=place.id).first()
    mapping = unpack_json(row.report).get("mapping", "") if row is not None else ""
    if row is None or not mapping:
        raise ImportProblem("columns", "The file is no spreadsheet whose columns could be chosen.")
    arguments = {
        **row.arguments,
        "node": place.id,
        "file_name": row.file_name,
        "digest": row.file_digest,
        "mapping": changed_columns(mapping, columns),
    }
    return enqueue(PREPARE, arguments, owner=user, node=place.id)


def ask_apply(
    user: Any,
    node: int,
    run: int,
    *,
    takes_theirs: bool = False,
    theirs: Sequence[str] = (),
    withdraws_vanished: bool = False,
    accepts_truncated: bool = False,
    reason: str = "",
) -> int:
    """Ask for an import run to be carried out; return the job's id. Its result is `{"changeSet", "projects"}`."""
    place = readable_node(user, node)
    row = ImportRun.objects.filter(pk=run, node_id=place.id).first()
    if row is not None:
        # Said now rather than by a job that fails.
        require_conflicts(row, theirs)
        require_whole(row, accepts_truncated)
    arguments = {
        "run": run,
        "takes_theirs": takes_theirs,
        "theirs": list(theirs),
        "withdraws_vanished": withdraws_vanished,
        "accepts_truncated": accepts_truncated,
        "reason": reason,
    }
    return enqueue(APPLY, arguments, owner=user, node=place.id, idempotency_key=job_key(run))


def ask_export(user: Any, node: int, file_format: str) -> int:
    """Ask for a file of a node's plans; return the job's id. Its result is `{"digest", "fileName"}`."""
    arguments = {"node": readable_node(user, node).id, "format": file_format}
    return enqueue(EXPORT, arguments, owner=user, node=node)


def ask_recalculation(network: int) -> None:
    """Ask for a network to be computed; of several requests that wait, the newest is kept."""
    enqueue(RECALCULATE, {"network": network}, dedupe_key=f"recalculate-{network}")


def recalculate_network(network: int) -> int:
    """Compute the newest revision of a network and store its result; return the revision."""
    return recalculate(network)
