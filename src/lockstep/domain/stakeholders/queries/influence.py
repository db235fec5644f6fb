"""Who influences whom."""

from typing import Any

from lockstep.domain.access.policies import may_read_secrets
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.records.queries.graph import edges
from lockstep.domain.stakeholders.models import Stakeholder
from lockstep.domain.stakeholders.vocabulary import Attitude, Influence

STAKEHOLDER = "stakeholders.stakeholder"


def influences(user: Any, node: int) -> tuple[Influence, ...]:
    """Return the influences among the stakeholders of a node, those on resistant people of high power first.

    Attitudes are assessments: only whom the asker may read secrets of is in it.
    """
    path = readable_node(user, node).path
    rows = Stakeholder.objects.filter(may_read_secrets.readable(user, "node"), node__path__startswith=path)
    people = {row.pk: row for row in rows.exclude(state="left")}
    found = [
        _influence(people[edge.source], people[edge.target], edge.share)
        for edge in edges("influences", source_type=STAKEHOLDER, target_type=STAKEHOLDER)
        if edge.source in people and edge.target in people
    ]
    return tuple(
        sorted(
            found, key=lambda item: (not item.is_pressing, item.target_name, -(item.share or 0), item.source)
        )
    )


def _influence(source: Stakeholder, target: Stakeholder, share: float | None) -> Influence:
    is_pressing = target.current == Attitude.RESISTANT.word and (target.power or 0) >= target.high_power
    return Influence(
        source.pk, source.title, source.current, target.pk, target.title, target.current, share, is_pressing
    )
