"""The standards that a project works by: those in force at or above it that are meant for its class."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from lockstep.domain.access.policies import may_read
from lockstep.domain.governance.conforming import LEVELS, ProjectLevel
from lockstep.domain.governance.models import ProjectClass, Standard
from lockstep.domain.ledger import Work
from lockstep.domain.records.actions import ThingRef, Tie, tie_records
from lockstep.domain.records.queries.graph import every_link

STANDARD, NODE, APPLIES = "governance.standard", "access.node", "applies_to"


def link_standards_to(work: Work, project: int, level: ProjectLevel) -> None:
    """Let the standards in force at or above a project that are meant for its class apply to it."""
    above = [int(part) for part in work.path_of(project).split("/") if part]
    found = Standard.objects.filter(node_id__in=above, state="in_force", applies_from__in=_up_to(level))
    _link(work, found.order_by("pk").values_list("pk", flat=True), [project])


def link_to_projects(work: Work, standard: Standard) -> None:
    """Let a standard that is put in force apply to the open projects at and below its home that are of its class."""
    levels = LEVELS[LEVELS.index(ProjectLevel(standard.applies_from)) :]
    classes = ProjectClass.objects.filter(
        node__path__startswith=work.path_of(standard.node_id),
        node__closed_on__isnull=True,
        state="agreed",
        level__in=[level.value for level in levels],
    )
    _link(work, [standard.pk], classes.order_by("node_id").values_list("node_id", flat=True))


def standards_of(user: Any, projects: Iterable[int]) -> dict[int, tuple[Standard, ...]]:
    """Return the standards in force that apply to projects, those that the asker may read."""
    found: dict[int, list[int]] = defaultdict(list)
    links = every_link().filter(
        kind=APPLIES, source_type=STANDARD, target_type=NODE, target_id__in=list(projects)
    )
    for standard, project in links.order_by("source_id").values_list("source_id", "target_id"):
        found[project].append(standard)
    wanted = {pk for members in found.values() for pk in members}
    rows = {
        row.pk: row
        for row in Standard.objects.filter(may_read.readable(user, "node"), pk__in=wanted, state="in_force")
    }
    return {node: tuple(rows[pk] for pk in members if pk in rows) for node, members in found.items()}


def _up_to(level: ProjectLevel) -> list[str]:
    return [item.value for item in LEVELS[: LEVELS.index(level) + 1]]


def _link(work: Work, standards: Iterable[int], projects: Iterable[int]) -> None:
    known = set(
        every_link()
        .filter(kind=APPLIES, source_type=STANDARD, target_type=NODE)
        .values_list("source_id", "target_id")
    )
    there = list(projects)
    ties = [
        Tie(APPLIES, ThingRef(type=STANDARD, id=standard), ThingRef(type=NODE, id=project))
        for standard in standards
        for project in there
        if (standard, project) not in known
    ]
    if ties:
        tie_records(work, ties)
