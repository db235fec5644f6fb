"""Importing plan files: a dry run that stores its report, then one change set that carries it out."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import Policy, Standing, may_edit_structure, may_import_plans
from lockstep.domain.access.queries.nodes import NodeRow, readable_node
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.ledger import Forbidden, InvalidInput, NotFound, Outcome, Refused, Work, action, perform
from lockstep.domain.people.actions import default_calendar
from lockstep.domain.planning.bridge.columns import checked, saved_columns
from lockstep.domain.planning.bridge.files import keep_file, kept_path, read_kept, system_of
from lockstep.domain.planning.bridge.networks import root_of
from lockstep.domain.planning.bridge.packing import pack_json, unpack_json
from lockstep.domain.planning.bridge.reconciling import reconciliation
from lockstep.domain.planning.editing import hold_network, plan_of
from lockstep.domain.planning.imports.choosing import Choices
from lockstep.domain.planning.imports.deciding import decide
from lockstep.domain.planning.imports.file_crossings import FileCrossings, unmade_findings
from lockstep.domain.planning.imports.incoming import IncomingProject, incoming_project
from lockstep.domain.planning.imports.report import project_report, total_counts
from lockstep.domain.planning.imports.rest import (
    baseline_counts,
    raw_rows,
    settings_columns,
    write_baselines,
    write_raw,
    write_settings,
)
from lockstep.domain.planning.imports.shared import decide_shared, write_shared
from lockstep.domain.planning.imports.stored import Stored, stored_project
from lockstep.domain.planning.imports.writing import Writer, write_crossings
from lockstep.domain.planning.models import ImportRun
from lockstep.domain.planning.queries.ready_imports import is_truncated, reasons_to_decide
from lockstep.domain.planning.vocabulary import ImportProblem, ImportState, Mastered
from lockstep.domain.portfolio.actions import add_node

Progress = Callable[[float, str], None]


def _silent(share: float, phase: str) -> None:
    """Report to nobody."""


def prepare_import(
    user: Any,
    node: int,
    file_name: str,
    content: bytes | Path | str,
    *,
    mastered: Mastered | None = None,
    name: str = "",
    only: str = "",
    mapping: str = "",
    progress: Progress = _silent,
) -> int:
    """Read a file, say what importing it would do, store the report, and return the id of the import run.

    `content` is the file's bytes, its path, or the digest of a file that is kept already.

    `node` is the project that the file is an update of, or the program or portfolio below which its projects are
    made. `mastered` says where the plan is edited from now on (an update keeps what it is, a new one is mastered
    here); `name` names the new project; `only` picks one project of the file by its identity; `mapping` says in JSON
    which column of a spreadsheet is what, by default as it was chosen for the project's last file. Raises
    ImportProblem and the readers' own errors.
    """
    place = readable_node(user, node)
    require_import(user, place)
    progress(0.02, "Keeping the file")
    digest = content if isinstance(content, str) else keep_file(content)
    progress(0.05, "Reading the file")
    chosen = checked(mapping)
    if not chosen and place.kind == NodeKind.PROJECT:
        chosen = saved_columns(node, digest, file_name)
    document = read_kept(digest, file_name, chosen)
    progress(0.35, "Comparing with what is there")
    arguments = {
        "mastered": mastered.value if mastered else None,
        "name": name,
        "only": only,
        "mapping": chosen,
    }
    found = _projects(document, place, file_name, only)
    reports, unmade = _reports(user, place, found, document)
    progress(0.6, "Comparing its dates with ours")
    report = {
        "projects": reports,
        "reconciliation": reconciliation(digest, file_name, chosen),
        "raw": [[table, field, count] for table, field, count in document.raw.listing()],
        "findings": [
            {"code": f.code, "severity": f.severity.word, "place": f.place, "sentence": f.sentence}
            for f in [*document.findings, *unmade_findings(unmade)]
        ],
        "source": _source(document),
        "mapping": document.mapping.to_json() if document.mapping else "",
    }
    run = ImportRun.objects.create(
        node_id=node,
        project_id=node if place.kind == NodeKind.PROJECT else None,
        actor_id=getattr(user, "pk", None),
        file_name=file_name[:250],
        file_digest=digest,
        file_size=kept_path(digest).stat().st_size,
        source_format=str(document.source.format),
        source_project=reports[0]["sourceProject"] if reports else "",
        arguments=arguments,
        summary=_summary(report),
        report=pack_json(report),
    )
    progress(1.0, "Ready")
    return run.pk


def apply_import(
    user: Any,
    run: int,
    *,
    takes_theirs: bool = False,
    theirs: Sequence[str] = (),
    withdraws_vanished: bool = False,
    accepts_truncated: bool = False,
    reason: str = "",
    seal: Callable[[object], None] | None = None,
    progress: Progress = _silent,
) -> Outcome:
    """Carry out an import run as one change set; `value` lists the project nodes.

    Fields that were edited both here and in the source stay as they are here, unless `takes_theirs`, or their
    conflict is named in `theirs` by its key in the report. What vanished from the file is marked as such, or
    withdrawn with `withdraws_vanished`. A file without its end, from which rows may be lost, is refused unless
    `accepts_truncated`.
    """
    row = ImportRun.objects.filter(pk=run).first()
    if row is None:
        raise NotFound(f"import {run}", "There is no such import, or you may not see it.")
    readable_node(user, row.node_id)
    progress(0.05, "Reading the file")
    # Read before the transaction, so that no one waits for it.
    read_kept(row.file_digest, row.file_name, row.arguments.get("mapping", ""))
    progress(0.4, "Writing")
    outcome = perform(
        "planning.apply_import",
        actor=user,
        reason=reason,
        arguments={
            "run": run,
            "takes_theirs": takes_theirs,
            "theirs": list(theirs),
            "withdraws_vanished": withdraws_vanished,
            "accepts_truncated": accepts_truncated,
        },
        seal=seal,
    )
    progress(1.0, "Done")
    return outcome


@action("planning.apply_import", version=1)
def write_import(
    work: Work,
    *,
    run: int,
    takes_theirs: bool = False,
    theirs: list[str] | None = None,
    withdraws_vanished: bool = False,
    accepts_truncated: bool = False,
) -> list[int]:
    """Write what a file says of its projects, and return their nodes."""
    row = ImportRun.objects.select_for_update().filter(pk=run).first()
    if row is None:
        raise NotFound(f"import {run}", "There is no such import, or you may not see it.")
    node = load_node(work, row.node_id)
    work.require(_policy(NodeKind(node.kind)), node)
    if row.state != ImportState.READY:
        raise Refused(str(row), f"It is {row.state} already; import the file again for a new comparison.")
    require_conflicts(row, theirs or ())
    require_whole(row, accepts_truncated)
    hold_network(work, node)
    document = read_kept(row.file_digest, row.file_name, row.arguments.get("mapping", ""))
    found = _projects(document, node, row.file_name, row.arguments.get("only", ""))
    choices = Choices(takes_theirs, frozenset(theirs or ()))
    crossings = FileCrossings(work.actor, node, document, system_of(document))
    nodes = []
    for number, incoming in enumerate(found):
        name = row.arguments.get("name") if len(found) == 1 else ""
        project = node if node.kind == NodeKind.PROJECT else _new_project(work, node, name or incoming.name)
        raw = raw_rows(document) if number == 0 else []
        origin = _origin(row, document, incoming, work, project)
        writer = _write(work, project, incoming, origin, choices, withdraws_vanished, raw)
        crossings.note(writer.decided, writer.ids)
        nodes.append(project.pk)
    for project, incoming in zip(nodes, found, strict=True):
        write_crossings(work, project, crossings.decided(incoming.key, project), crossings.ends, choices)
    ImportRun.objects.filter(pk=run).update(
        state=ImportState.APPLIED,
        applied_at=work.at,
        change_set=work.change_set_id if work.changes else None,
        project_id=nodes[0] if nodes else None,
    )
    return nodes


def require_conflicts(row: ImportRun, theirs: Sequence[str]) -> None:
    """Raise InvalidInput where a key names no conflict of the dry run's report."""
    if not theirs:
        return
    known = {
        found.get("key") for project in unpack_json(row.report)["projects"] for found in project["conflicts"]
    }
    unknown = [key for key in theirs if key not in known]
    if unknown:
        raise InvalidInput(
            "theirs",
            f"'{unknown[0][:80]}' is no conflict of this import; take the keys from the conflicts of its report.",
        )


def require_whole(row: ImportRun, accepts_truncated: bool) -> None:
    """Raise Refused where the file ends too early and nobody confirmed to take what there is."""
    if not accepts_truncated and is_truncated(unpack_json(row.report)):
        raise Refused(
            row.file_name,
            "The end of the file is missing, so rows may be lost; export it again, or confirm to import what is there.",
        )


def discard_import(user: Any, run: int) -> None:
    """Put a dry run aside."""
    row = ImportRun.objects.filter(pk=run).first()
    if row is None:
        raise NotFound(f"import {run}", "There is no such import, or you may not see it.")
    require_import(user, readable_node(user, row.node_id))
    with transaction.atomic():
        ImportRun.objects.filter(pk=run, state=ImportState.READY).update(state=ImportState.DISCARDED)


def _policy(kind: NodeKind) -> Policy:
    return may_import_plans if kind == NodeKind.PROJECT else may_edit_structure


def require_import(user: Any, place: NodeRow) -> None:
    """Raise Forbidden where a person may not import to a node."""
    policy = _policy(place.kind)
    if not Standing.of(user).may(policy.permission, place.path):
        raise Forbidden(place.name, f"You may not {policy.words}. Ask its manager for a role.")


def _projects(document: Any, place: Any, file_name: str, only: str) -> list[IncomingProject]:
    plan = document.plan
    found = [incoming_project(plan, index) for index in range(len(plan.projects))]
    if only:
        found = [project for project in found if only in (project.key, project.name)]
    # Exports hold empty shells of other projects; they are nothing to import beside one that has activities.
    if len(found) > 1:
        found = [project for project in found if project.activities] or found[:1]
    if not found:
        raise ImportProblem(file_name, "The file holds no such project; look at its list of projects.")
    if place.kind == NodeKind.PROJECT and len(found) > 1:
        names = ", ".join(f"'{project.name}'" for project in found[:10])
        raise ImportProblem(
            file_name,
            f"The file holds several projects ({names}); say which one is the update of {place.name}.",
        )
    return found


def _reports(
    user: Any, place: NodeRow, found: list[IncomingProject], document: Any
) -> tuple[list[dict[str, Any]], int]:
    """Return a report a project, and how many links between projects of the file cannot be made."""
    is_update = place.kind == NodeKind.PROJECT
    crossings = FileCrossings(user, place, document, system_of(document))
    compared = []
    for incoming in found:
        stored = stored_project(place.id) if is_update else Stored()
        decided = decide(incoming, stored, system_of(document))
        shared = decide_shared(incoming, stored, place.id if is_update else None, place.ancestor_ids)
        crossings.note(decided, decided.ids)
        compared.append((decided, shared, baseline_counts(incoming, stored, decided.ids)))
    reports, unmade = [], 0
    for decided, shared, baselines in compared:
        into = crossings.decided(decided.incoming.key, place.id if is_update else None)
        reports.append(project_report(decided, shared, baselines, into))
        unmade += len(into.unmade)
    return reports, unmade


def _write(
    work: Work,
    node: Any,
    incoming: IncomingProject,
    origin: dict[str, Any],
    choices: Choices,
    withdraws: bool,
    raw: list[dict[str, Any]],
) -> Writer:
    stored = stored_project(node.pk)
    system = origin["source_system"]
    decided = decide(incoming, stored, system)
    above = [ancestor for ancestor in node.ancestor_ids if ancestor != node.pk]
    shared = decide_shared(incoming, stored, node.pk, above)
    place = {"project_id": node.pk, "system": system, "source_project": incoming.key}
    write_shared(work, shared, incoming, stored, node.pk, place)
    default = shared.calendars[next(iter(shared.calendars))] if shared.calendars else None
    if default is None:
        default = default_calendar(work, root_of(node.path)).pk
    write_settings(work, node.pk, stored, settings_columns(incoming, shared.calendars, default), origin)
    writer = Writer(
        work,
        node.pk,
        decided,
        system,
        choices,
        withdraws,
        shared.calendars,
        shared.resources,
    )
    writer.write()
    write_baselines(work, node.pk, incoming, stored, writer.ids)
    write_raw(work, node.pk, stored, raw)
    return writer


def _new_project(work: Work, above: Any, name: str) -> Any:
    return add_node(work, kind=NodeKind.PROJECT, name=name, parent=above.pk)


def _origin(
    row: ImportRun, document: Any, incoming: IncomingProject, work: Work, project: Any
) -> dict[str, Any]:
    known = plan_of(work, project.pk)
    mastered = row.arguments.get("mastered") or (known.mastered if known else Mastered.HERE.value)
    return {
        "mastered": mastered,
        "source_system": system_of(document),
        "source_project": incoming.key,
        "source_description": f"{row.file_name} ({document.source.format.words})"[:500],
    }


def _source(document: Any) -> dict[str, Any]:
    source = document.source
    return {
        "format": str(source.format),
        "words": source.format.words,
        "fileName": source.file_name,
        "version": source.version,
        "product": source.product,
        "counts": [
            {"kind": c.kind, "found": c.found, "mapped": c.mapped, "kept": c.kept, "reason": c.reason}
            for c in source.counts
        ],
    }


def _summary(report: dict[str, Any]) -> dict[str, Any]:
    found = report["reconciliation"]
    return {
        "counts": total_counts(report["projects"]),
        "projects": [{"name": p["name"], "sourceProject": p["sourceProject"]} for p in report["projects"]],
        "reconciliation": {k: v for k, v in found.items() if k not in {"rows", "findings"}}
        if found
        else None,
        "findings": len(report["findings"]),
        "raw": sum(count for _, _, count in report["raw"]),
        "source": report["source"],
        **reasons_to_decide(report),
    }
