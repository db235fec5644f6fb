"""What the charter of a node says, taken from what is known: objectives, scope, forums, tolerances, milestones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lockstep.domain.access.queries.grants import grants_at
from lockstep.domain.ledger import NotFound
from lockstep.domain.planning.queries.plan_rows import PlanRow, plan_rows
from lockstep.domain.portfolio.queries import node_page
from lockstep.domain.records.queries import ListQuery, RecordRow, Scope, listing
from lockstep.domain.strategy.queries import coverage
from lockstep.foundation.ticks import datetime_of

MOST_MILESTONES: Final = 15
_ROLES: Final = ("administrator", "viewer", "contributor")


@dataclass(frozen=True, slots=True)
class CharterDraft:
    """The text of each field of a charter; `missing` names fields for which nothing is known yet."""

    title: str
    fields: Mapping[str, str]
    missing: tuple[str, ...]


def charter_draft(user: Any, node: int) -> CharterDraft:
    """Return what a charter of a node would say today, from what the user may read."""
    page = node_page(user, node)
    scope = _newest_scope(_rows(user, "scope-statements", node, ("in_scope", "out_of_scope", "edition")))
    fields = {
        "purpose": _purpose(user, node, page.description),
        "in_scope": scope.values.get("in_scope") or "" if scope else "",
        "out_of_scope": scope.values.get("out_of_scope") or "" if scope else "",
        "success": _success(user, node),
        "authority": _authority(user, node),
        "roles": _roles(user, node, page.sponsor, page.row.manager),
        "tolerances": _lines(
            f"{row.title}: {row.words.get('dimension', '')}{_limits(row)}"
            for row in _open(user, "tolerances", node, ("dimension", "amber_limit", "red_limit"))
        ),
        "assumptions": _lines(row.title for row in _open(user, "assumptions", node, ())),
        "milestones": _milestones(user, node),
    }
    missing = tuple(name for name, text in fields.items() if not text.strip())
    return CharterDraft(page.row.name, fields, missing)


def _purpose(user: Any, node: int, description: str) -> str:
    served = _served(user, node)
    return _lines(
        [
            description,
            *(f"Serves {goal.title}: {goal.values.get('why') or ''}".rstrip(": ") for goal in served),
        ]
    )


def _served(user: Any, node: int) -> list[RecordRow]:
    """Return the active objectives that something at or below the node serves."""
    covered = coverage(user, node)
    ids = tuple(
        goal.id
        for number, goal in enumerate(covered.goals)
        if any(line.cells[number].strength for line in covered.lines)
    )
    if not ids:
        return []
    columns = ("why", "measure", "baseline_value", "target_value", "unit")
    return list(
        listing(user, "objectives", Scope(None), ListQuery(ids=ids, columns=columns, page_size=0)).rows
    )


def _success(user: Any, node: int) -> str:
    columns = ("measure", "baseline_value", "target_value", "unit")
    rows = [*_served(user, node), *_open(user, "outcomes", node, columns)]
    return _lines(_measured(row) for row in rows)


def _measured(row: RecordRow) -> str:
    target = row.values.get("target_value")
    if target is None:
        return row.title
    baseline, unit = row.values.get("baseline_value"), row.values.get("unit") or ""
    start = "" if baseline is None else f"{baseline:g} to "
    by = f" by {row.due_on:%d %B %Y}" if row.due_on else ""
    return f"{row.title}: {row.values.get('measure') or 'measured'}, {start}{target:g} {unit}".rstrip() + by


def _authority(user: Any, node: int) -> str:
    forums = (
        f"{row.title}: {row.values.get('mandate')}"
        for row in _open(user, "forums", node, ("mandate",))
        if row.values.get("mandate")
    )
    delegated = (row.title for row in _open(user, "delegations", node, ()))
    return _lines([*delegated, *forums])


def _roles(user: Any, node: int, sponsor: str, manager: str) -> str:
    held = [
        f"{grant.role.value.replace('_', ' ').capitalize()}: {grant.user}"
        for grant in grants_at(user, node)
        if grant.role.value not in _ROLES
    ]
    forums = (
        f"{row.title}: {row.values.get('members')}"
        for row in _open(user, "forums", node, ("members",))
        if row.values.get("members")
    )
    named = [f"Sponsor: {sponsor}" if sponsor else "", f"Accountable: {manager}" if manager else ""]
    return _lines([*named, *held, *forums])


def _limits(row: RecordRow) -> str:
    limits = [
        f"{label} {row.words[name]}"
        for name, label in (("amber_limit", "amber beyond"), ("red_limit", "red beyond"))
        if row.words.get(name)
    ]
    return f", {', '.join(limits)}" if limits else ""


def _milestones(user: Any, node: int) -> str:
    """Return the milestones still to come: those with a deadline first chosen, then the last ones."""
    rows = [row for row in plan_rows(user, node).rows if row.is_milestone]
    chosen = sorted(rows, key=lambda row: (row.deadline_ticks is None, -row.finish_ticks))[:MOST_MILESTONES]
    return _lines(_milestone(row) for row in sorted(chosen, key=lambda row: row.finish_ticks))


def _milestone(row: PlanRow) -> str:
    committed = row.deadline_ticks if row.deadline_ticks is not None else row.baseline_ticks
    at = datetime_of(committed if committed is not None else row.finish_ticks)
    return f"{row.name}: {at:%d %B %Y}"


def _newest_scope(rows: list[RecordRow]) -> RecordRow | None:
    """Return the newest edition that was signed, else the newest."""
    signed = [row for row in rows if row.state == "signed"]
    return max(signed or rows, key=lambda row: (row.values.get("edition") or 0, row.id), default=None)


def _open(user: Any, register: str, node: int, columns: tuple[str, ...]) -> list[RecordRow]:
    return [row for row in _rows(user, register, node, columns) if not row.is_closed]


def _rows(user: Any, register: str, node: int, columns: tuple[str, ...]) -> list[RecordRow]:
    """Return the rows of a register at a node itself; none where it is not there or may not be read."""
    try:
        query = ListQuery(columns=columns, page_size=0, sort="key")
        return list(listing(user, register, Scope(node, includes_below=False), query).rows)
    except NotFound:
        return []


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(text.strip() for text in texts if text and text.strip()))
