"""Passing a change of the strategy down to the projects that it hits."""

from typing import Any

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import Work, action
from lockstep.domain.portfolio.queries.tree import readable_profiles
from lockstep.domain.records.actions import move_record, raise_record
from lockstep.domain.strategy.impact import projects_hit
from lockstep.domain.strategy.models import Acknowledgment, StrategyChange


@action("strategy.announce_change", version=1)
def announce_change(
    work: Work, *, change: int, version: int, due_on: str | None = None, what: str | None = None
) -> Any:
    """Announce a change: every project that serves what it affects is asked to acknowledge it by a day."""
    given = {"due_on": due_on, "what": what}
    fields = {name: value for name, value in given.items() if value is not None}
    return move_record(
        work, register="strategy-changes", record=change, version=version, move="announce", fields=fields
    )


def ask_projects_hit(work: Work, change: StrategyChange) -> None:
    """Raise one acknowledgment at each project hit, owned by its manager; who was asked already is not asked twice."""
    asked = set(Acknowledgment.objects.filter(change_id=change.pk).values_list("node_id", flat=True))
    projects = [project for project in projects_hit(change) if project.id not in asked]
    managers = dict(
        readable_profiles(SYSTEM)
        .filter(node_id__in=[project.id for project in projects])
        .values_list("node_id", "manager_id")
    )
    for project in projects:
        fields = {
            "title": f"{change.key} {change.title}"[:300],
            "change": change.pk,
            "due_on": change.due_on.isoformat() if change.due_on else None,
            "owner": managers.get(project.id),
        }
        kept = {name: value for name, value in fields.items() if value is not None}
        raise_record(work, register="acknowledgments", node=project.id, fields=kept)
