"""Import runs: what a file would change, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lockstep.domain.access.policies import Standing, may_edit_structure, may_import_plans, may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.ledger import NotFound
from lockstep.domain.ledger.queries import undone_change_sets
from lockstep.domain.planning.bridge.packing import unpack_json
from lockstep.domain.planning.models import Activity, ImportRun
from lockstep.domain.planning.vocabulary import ImportState, RowState


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One line of the list of imports. `summary` holds counts, reconciliation shares and the source."""

    id: int
    node: int
    node_name: str
    project: int | None
    file_name: str
    source_format: str
    at: datetime
    actor: str
    state: ImportState
    change_set: int | None
    summary: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ImportPage:
    """One import with its report.

    `report` is plain data: `projects` (counts, rules, rows, conflicts), `reconciliation` (shares, causes, rows),
    `raw` (table, field, count), `findings`, `source`.
    """

    row: ImportRow
    file_size: int
    file_digest: str
    arguments: dict[str, Any]
    applied_at: datetime | None
    may_apply: bool
    report: dict[str, Any]


@dataclass(frozen=True, slots=True)
class VanishedRow:
    """An activity that is gone from its source and waits for a decision."""

    id: int
    version: int
    project: int
    code: str
    name: str


def imports(
    user: Any, *, node: int | None = None, before: int | None = None, limit: int = 50
) -> tuple[ImportRow, ...]:
    """Return the imports that the user may see, the newest first; `node` keeps those at it or below.

    `before` is the id after which the next page starts.
    """
    found = (
        ImportRun.objects.select_related("node", "actor")
        .filter(may_read.readable(user, "node"))
        .defer("report")
    )
    if node is not None:
        found = found.filter(node__path__startswith=readable_node(user, node).path)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[:limit])
    undone = undone_change_sets([row.change_set for row in rows if row.change_set])
    return tuple(_row(row, undone) for row in rows)


def import_page(user: Any, run: int) -> ImportPage:
    """Return an import with its report; NotFound when it is absent or may not be seen."""
    found = ImportRun.objects.select_related("node", "actor").filter(may_read.readable(user, "node"), pk=run)
    row = found.first()
    if row is None:
        raise NotFound(f"import {run}", "There is no such import, or you may not see it.")
    policy = may_import_plans if row.node.kind == NodeKind.PROJECT else may_edit_structure
    line = _row(row, undone_change_sets([row.change_set] if row.change_set else []))
    return ImportPage(
        row=line,
        file_size=row.file_size,
        file_digest=row.file_digest,
        arguments=row.arguments,
        applied_at=row.applied_at,
        may_apply=line.state == ImportState.READY and Standing.of(user).may(policy.permission, row.node.path),
        report=unpack_json(row.report),
    )


def vanished_activities(user: Any, node: int) -> tuple[VanishedRow, ...]:
    """Return the activities below a node that their source no longer has, by project and code."""
    place = readable_node(user, node)
    found = Activity.objects.filter(
        may_read.readable(user, "project"), project__path__startswith=place.path, state=RowState.VANISHED
    )
    names = ("pk", "version", "project_id", "code", "name")
    return tuple(
        VanishedRow(*cells) for cells in found.order_by("project_id", "code", "pk").values_list(*names)
    )


def _row(row: ImportRun, undone: set[int]) -> ImportRow:
    return ImportRow(
        id=row.pk,
        node=row.node_id,
        node_name=row.node.name,
        project=row.project_id,
        file_name=row.file_name,
        source_format=row.source_format,
        at=row.at,
        actor=row.actor.name if row.actor else "Lockstep",
        state=ImportState.UNDONE if row.change_set in undone else ImportState(row.state),
        change_set=row.change_set,
        summary=row.summary,
    )
