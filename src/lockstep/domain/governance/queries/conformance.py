"""Projects held against what the project office asks of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet, Value

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.nodes import way_to
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.governance.conforming import (
    PLAN_WORDS,
    PROFILE_WORDS,
    Applied,
    Check,
    Conformance,
    ProjectLevel,
    conformance,
)
from lockstep.domain.governance.models import ProjectCheck, ProjectClass
from lockstep.domain.governance.standing import standards_of
from lockstep.domain.planning.queries.figures import node_figures
from lockstep.domain.planning.queries.open_work import with_baseline
from lockstep.domain.portfolio.queries import NodeDetails, details_below
from lockstep.domain.records.declarations import Field, FieldKind, Register
from lockstep.domain.records.policies import policy_for
from lockstep.domain.records.registry import registers

Shares = dict[int, dict[str, float | None]]
_TEXTS = (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CHOICE, FieldKind.TAGS)


def conformances(user: Any, node: int) -> tuple[Conformance, ...]:
    """Return the open projects at and below a node, each held against the checks in force here, the worst first."""
    projects = [
        row for row in details_below(user, node) if row.kind is NodeKind.PROJECT and row.closed_on is None
    ]
    checks = checks_at(user, node)
    levels = _levels(projects)
    shares = _shares(user, projects, {check.asks for check in checks})
    standards = standards_of(user, [row.id for row in projects])
    found = [
        replace(
            conformance(row.id, row.name, levels.get(row.id), checks, shares[row.id]),
            standards=tuple(Applied(one.pk, one.key, one.title) for one in standards.get(row.id, ())),
        )
        for row in projects
    ]
    return tuple(sorted(found, key=lambda item: (item.score is None, item.score or 0.0, item.name)))


def checks_at(user: Any, node: int) -> tuple[Check, ...]:
    """Return the checks in force at a node: its own, and those of what lies above and below it."""
    above = [place.id for place in way_to(node)]
    path = f"/{'/'.join(str(found) for found in above)}/"
    rows = ProjectCheck.objects.filter(
        Q(node_id__in=above) | Q(node__path__startswith=path),
        may_read.readable(user, "node"),
        state="in_force",
    ).order_by("pk")
    return tuple(
        Check(row.pk, row.key, row.title, row.asks, ProjectLevel(row.applies_from), row.weight)
        for row in rows
    )


def _levels(projects: Iterable[NodeDetails]) -> dict[int, ProjectLevel]:
    rows = ProjectClass.objects.filter(node_id__in=[row.id for row in projects], state="agreed")
    return {node: ProjectLevel(level) for node, level in rows.values_list("node_id", "level")}


def _shares(user: Any, projects: list[NodeDetails], asked: set[str]) -> Shares:
    """Return which share of what is asked each project has, by the words of the check."""
    shares: Shares = defaultdict(dict)
    for row in projects:
        for word in asked & set(PROFILE_WORDS):
            shares[row.id][word] = float(bool(getattr(row, word)))
    if asked & set(PLAN_WORDS):
        _look_at_plans(user, projects, shares)
    by_register: dict[str, set[str]] = defaultdict(set)
    for words in asked - {*PROFILE_WORDS, *PLAN_WORDS}:
        name, _, column = words.partition(".")
        by_register[name].add(column)
    concerned = [register for register in registers() if register.name in by_register]
    _look_at_records(user, projects, concerned, by_register, shares)
    return shares


def _look_at_plans(user: Any, projects: list[NodeDetails], shares: Shares) -> None:
    figures = node_figures(user, [row.id for row in projects])
    planned = with_baseline([row.path for row in projects])
    for row in projects:
        known = figures.get(row.id)
        shares[row.id]["baseline"] = float(row.path in planned)
        shares[row.id]["data_date"] = 0.0 if known is None else float(not known.is_stale)


def _look_at_records(
    user: Any,
    projects: list[NodeDetails],
    concerned: list[Register],
    wanted: Mapping[str, set[str]],
    shares: Shares,
) -> None:
    ids = [row.id for row in projects]
    arms = [
        _arm(user, register, column, ids)
        for register in concerned
        for column in sorted(wanted[register.name])
    ]
    found: dict[tuple[int, str], tuple[int, int]] = {}
    rows = arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0] if arms else ()
    for line in rows:
        found[line["node_id"], line["asked"]] = (line["total"], line["filled"])
    for register in concerned:
        for column in wanted[register.name]:
            words = f"{register.name}.{column}" if column else register.name
            for node in ids:
                total, filled = found.get((node, words), (0, 0))
                if column:
                    shares[node][words] = filled / total if total else None
                else:
                    shares[node][words] = float(total > 0)


def _arm(user: Any, register: Register, column: str, nodes: list[int]) -> QuerySet[Any]:
    """Return how many records each project has; of a field, how many open ones, and how many with it filled."""
    rows = register.model.objects.filter(policy_for(register.read).readable(user, "node"), node_id__in=nodes)
    words = f"{register.name}.{column}" if column else register.name
    is_filled = Q()
    if column:
        rows = rows.exclude(state__in=register.closed_states)
        is_filled = _filled(register.all_fields[column])
    named = rows.order_by().annotate(asked=Value(words, output_field=CharField()))
    return named.values("node_id", "asked").annotate(total=Count("pk"), filled=Count("pk", filter=is_filled))


def _filled(field: Field) -> Q:
    empty = Q(**{f"{field.column}__isnull": True})
    return ~(empty | Q(**{field.column: ""}) if field.kind in _TEXTS else empty)
