"""Dry runs that wait to be carried out: which of them can be at once, and which want a decision first."""

from dataclasses import dataclass
from typing import Any

from lockstep.domain.access.policies import Standing, may_edit_structure, may_import_plans, may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.ledger.queries import undone_change_sets
from lockstep.domain.planning.bridge.packing import unpack_json
from lockstep.domain.planning.models import ImportRun
from lockstep.domain.planning.vocabulary import HeldBack, ImportState
from lockstep.domain.runs.queries import JobRow, jobs_by_key

TRUNCATED = "exchange.truncated"


@dataclass(frozen=True, slots=True)
class ReadyImport:
    """A dry run that its reader may carry out.

    `created`, `changed` and `vanished` count activities; `share` is how many of the file's own dates agree with ours,
    None where it has none. `held_back` says why it wants a look first, None where it can be carried out as it is;
    `job` is what carries it out, None where nobody asked yet.
    """

    id: int
    node: int
    node_name: str
    file_name: str
    created: int
    changed: int
    vanished: int
    share: float | None
    conflicts: int
    held_back: HeldBack | None
    job: JobRow | None


def ready_imports(user: Any, node: int, *, limit: int = 100) -> tuple[ReadyImport, ...]:
    """Return the dry runs at a node and below that wait and that the user may carry out, the oldest first."""
    standing = Standing.of(user)
    found = ImportRun.objects.filter(
        may_read.readable(user, "node"), node__path__startswith=readable_node(user, node).path
    )
    waiting = [
        row
        for row in found.filter(state=ImportState.READY)
        .select_related("node")
        .defer("report")
        .order_by("-pk")[:limit]
        if standing.may(_permission(row), row.node.path)
    ]
    if not waiting:
        return ()
    jobs = jobs_by_key(user, [job_key(row.pk) for row in waiting])
    done = _Imported(found, waiting)
    seen: set[tuple[Any, ...]] = set()
    made = []
    for row in waiting:
        place = _place(row)
        held_back = HeldBack.REPLACED if place in seen else done.why_not(row)
        made.append(_ready(row, held_back, jobs.get(job_key(row.pk))))
        seen.add(place)
    return tuple(reversed(made))


def job_key(run: int) -> str:
    """Return the key under which an import is carried out, once."""
    return f"import-{run}"


def reasons_to_decide(report: dict[str, Any]) -> dict[str, Any]:
    """Return what of a report decides whether it can be carried out unseen, for its summary."""
    return {
        "conflicts": sum(len(project["conflicts"]) for project in report["projects"]),
        "isTruncated": is_truncated(report),
    }


def is_truncated(report: dict[str, Any]) -> bool:
    """Return whether the file of a report lacks its end."""
    return any(found["code"] == TRUNCATED for found in report["findings"])


def _permission(row: ImportRun) -> Any:
    policy = may_import_plans if row.node.kind == NodeKind.PROJECT else may_edit_structure
    return policy.permission


def _place(row: ImportRun) -> tuple[Any, ...]:
    """Return what two dry runs have in common of which only the newer counts."""
    if row.node.kind == NodeKind.PROJECT:
        return (row.node_id,)
    return row.node_id, row.file_name, row.arguments.get("only", "")


def _same(node: int, digest: str, arguments: dict[str, Any]) -> tuple[Any, ...]:
    return node, digest, arguments.get("only", "")


class _Imported:
    """What was imported already and not undone, at the nodes where dry runs wait."""

    def __init__(self, found: Any, waiting: list[ImportRun]) -> None:
        rows = found.filter(state=ImportState.APPLIED, node_id__in={row.node_id for row in waiting})
        cells = list(rows.values_list("pk", "node_id", "file_digest", "arguments", "change_set"))
        undone = undone_change_sets([change_set for *_, change_set in cells if change_set])
        kept = [row for row in cells if row[4] not in undone]
        self._same = {_same(node, digest, arguments) for _, node, digest, arguments, _ in kept}
        self._newest: dict[int, int] = {}
        for run, node, *_ in kept:
            self._newest[node] = max(run, self._newest.get(node, 0))

    def why_not(self, row: ImportRun) -> HeldBack | None:
        """Return why carrying a dry run out would undo or repeat what was imported since."""
        if row.node.kind == NodeKind.PROJECT:
            # An older file than the newest of its project would set it back.
            return HeldBack.REPLACED if self._newest.get(row.node_id, 0) > row.pk else None
        same = _same(row.node_id, row.file_digest, row.arguments) in self._same
        return HeldBack.IMPORTED if same else None


def _ready(row: ImportRun, held_back: HeldBack | None, job: JobRow | None) -> ReadyImport:
    summary = row.summary
    if "conflicts" not in summary:
        # Dry runs from before this was kept in short.
        summary = {**summary, **reasons_to_decide(unpack_json(row.report))}
    counts = summary["counts"].get("activities", {})
    return ReadyImport(
        id=row.pk,
        node=row.node_id,
        node_name=row.node.name,
        file_name=row.file_name,
        created=counts.get("created", 0),
        changed=counts.get("changed", 0),
        vanished=counts.get("vanished", 0),
        share=(summary.get("reconciliation") or {}).get("share"),
        conflicts=summary["conflicts"],
        held_back=held_back or _undecided(summary),
        job=job,
    )


def _undecided(summary: dict[str, Any]) -> HeldBack | None:
    """Return what somebody has to decide first."""
    if summary["isTruncated"]:
        return HeldBack.TRUNCATED
    return HeldBack.CONFLICTS if summary["conflicts"] else None
