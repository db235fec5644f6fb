"""A trial: edits that are kept with a request, what they would do to every project, and whether they still fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import DraftWork, Edit, InvalidInput, encoded
from lockstep.domain.ledger.registry import registration_for
from lockstep.domain.planning.actions.proposal_rows import proposal_rows
from lockstep.domain.planning.bridge.compiled import Compiled, after_draft
from lockstep.domain.planning.bridge.daycount import working_days_late
from lockstep.domain.planning.bridge.impact import Impact, compare, unchanged
from lockstep.domain.planning.bridge.rollups import rows_below, span
from lockstep.domain.planning.queries.figures import last_calendar
from lockstep.domain.planning.queries.looking import Look, look_at
from lockstep.domain.planning.queries.needing import Needs, needs_of
from lockstep.domain.planning.queries.preview import new_findings
from lockstep.domain.planning.vocabulary import MasteredOutside
from lockstep.foundation.findings import Finding, Severity
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind

Before = Mapping[str, Mapping[str, Any]]
RECORDS: Final = {"activity": "planning.activity", "link": "planning.link"}
"""The argument of an edit that names a record, and the type of that record."""


@dataclass(frozen=True, slots=True)
class ProjectMove:
    """A project that a trial hits; `days` are working days by which it finishes later."""

    node: int
    name: str
    moved: int
    is_edited: bool
    finish_before: int | None
    finish_after: int | None
    days: float


@dataclass(frozen=True, slots=True)
class Trial:
    """What edits would do at one revision, whoever asks; `days` are working days by which the node finishes later.

    `before` holds the values that the edits would change, by record, so that it is known later whether they still
    fit. `outside` names for each edit the project mastered outside that it is of, if any; `forbidden` says what the one
    who tries may not do.
    """

    network: int
    revision: int
    impact: Impact
    days: float
    added: int
    removed: int
    projects: tuple[ProjectMove, ...]
    rows: tuple[dict[str, Any], ...]
    before: Before
    outside: tuple[int | None, ...]
    forbidden: tuple[str, ...]
    findings: tuple[Finding, ...]
    needs_before: Needs
    needs_after: Needs


def try_edits(user: Any, node: int, edits: Sequence[Edit]) -> Trial:
    """Return what edits would do to the network of a node. Raises what saving them would raise."""
    look = look_at(SYSTEM, node)
    draft = DraftWork(user)
    outside = tuple(_carried_out(draft, edit) for edit in edits)
    before = look.compiled
    after = after_draft(before, draft.changes) if draft.changes else before
    path, kind = look.top.path, look.top.kind.value
    below = frozenset(place for place, at in look.paths.items() if at.startswith(path))
    impact = unchanged(before, path) if before is after else compare(before, after, path, kind, below)
    needs = needs_of(before, path)
    touched = {change.node_id for change in draft.changes if change.node_id is not None}
    return Trial(
        network=before.network,
        revision=before.revision,
        impact=impact,
        days=_finish_days(before, after, path),
        added=_count(after, before),
        removed=_count(before, after),
        projects=() if before is after else _projects_hit(look, after, touched),
        rows=tuple(proposal_rows(draft, list(edits), impact)),
        before={
            f"{change.registration.record_type}:{change.record_id}": dict(change.before or {})
            for change in draft.changes
            if not change.is_creation
        },
        outside=outside,
        forbidden=tuple(dict.fromkeys(draft.forbidden)),
        findings=new_findings(before, after),
        needs_before=needs,
        needs_after=needs if before is after else needs_of(after, path),
    )


def _carried_out(draft: DraftWork, edit: Edit) -> int | None:
    """Carry an edit out on a draft; return the project mastered outside that it is of."""
    draft.notes.pop(MasteredOutside.code, None)
    draft.carry_out([edit])
    return next(iter(sorted(draft.notes.get(MasteredOutside.code, ()))), None)


def brought_up_to_date(edits: Sequence[Edit], before: Before) -> tuple[Edit, ...]:
    """Return edits for the newest versions of their records. Raises with every field that changed since they were made.

    A record that was changed elsewhere in other fields stands in nobody's way.
    """
    faults: list[Finding] = []
    fresh = [_up_to_date(edit, before, faults) for edit in edits]
    if faults:
        raise InvalidInput("trial", faults[0].sentence, findings=faults)
    return tuple(fresh)


def _up_to_date(edit: Edit, before: Before, faults: list[Finding]) -> Edit:
    arguments = dict(edit.arguments)
    for name, record_type in RECORDS.items():
        if name not in arguments or "version" not in arguments:
            continue
        registration = registration_for(record_type)
        row = registration.model._base_manager.filter(pk=arguments[name]).first() if registration else None
        if row is None:
            faults.append(_fault(record_type, arguments[name], "It is no longer there; take the edit away."))
            continue
        for field, value in before.get(f"{record_type}:{row.pk}", {}).items():
            now = encoded(getattr(row, field, None))
            if now != value:
                sentence = (
                    f"“{row}” was changed meanwhile: {field} was {value} and is {now}; make the edit anew."
                )
                faults.append(_fault(record_type, row.pk, sentence))
        arguments["version"] = row.version
    return replace(edit, arguments=arguments)


def _fault(record_type: str, record: int, sentence: str) -> Finding:
    return Finding("planning.trial_outdated", Severity.ERROR, f"{record_type} {record}", sentence)


def _projects_hit(look: Look, after: Compiled, touched: set[int]) -> tuple[ProjectMove, ...]:
    before = look.compiled
    moved = _moved_by_project(before, after)
    found = []
    for place in look.compiled.tables.nodes:
        count = moved.get(place.id, 0)
        if not count and place.id not in touched:
            continue
        found.append(
            ProjectMove(
                place.id,
                place.name,
                count,
                place.id in touched,
                _finish(before, place.path),
                _finish(after, place.path),
                _finish_days(before, after, place.path),
            )
        )
    return tuple(sorted(found, key=lambda item: (-item.days, not item.is_edited, item.node)))


def _moved_by_project(before: Compiled, after: Compiled) -> dict[int, int]:
    """Return how many activities of each project get other dates."""
    old_ids, new_ids = before.assembled.activities["id"], after.assembled.activities["id"]
    _, old, new = np.intersect1d(old_ids, new_ids, assume_unique=True, return_indices=True)
    has_moved = before.schedule.start_ticks[old] != after.schedule.start_ticks[new]
    has_moved |= before.schedule.finish_ticks[old] != after.schedule.finish_ticks[new]
    has_moved &= after.plan.activities.kind[new] != ActivityKind.SUMMARY
    projects = after.assembled.project_ids[after.plan.activities.project[new[has_moved]]]
    nodes, counts = np.unique(projects, return_counts=True)
    return dict(zip(nodes.tolist(), counts.tolist(), strict=True))


def _count(there: Compiled, not_there: Compiled) -> int:
    return int((~np.isin(there.assembled.activities["id"], not_there.assembled.activities["id"])).sum())


def _finish(compiled: Compiled, path: str) -> int | None:
    finish = span(compiled, rows_below(compiled, path)).finish
    return None if finish == NO_TICKS else int(finish)


def _finish_days(before: Compiled, after: Compiled, path: str) -> float:
    old, new = _finish(before, path), _finish(after, path)
    if old is None or new is None or old == new:
        return 0.0
    calendar = last_calendar(after, rows_below(after, path))
    return working_days_late(after, calendar, old, new) or 0.0
