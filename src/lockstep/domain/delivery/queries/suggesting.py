"""Links across projects that nobody has made a hand-off of."""

from typing import Any

from lockstep.domain.delivery.models import HandOff
from lockstep.domain.delivery.vocabulary import HandOffEnd, Suggestion
from lockstep.domain.planning.queries import CrossEnd, cross_links


def suggestions(user: Any, node: int) -> tuple[Suggestion, ...]:
    """Return the links across projects that touch a node, whose ends the user may read, and that have no hand-off."""
    links = [
        link for link in cross_links(user, node) if link.predecessor.activity and link.successor.activity
    ]
    givers = {link.predecessor.activity for link in links}
    known = set(HandOff.objects.filter(giver_id__in=givers).values_list("giver_id", "receiver_id"))
    return tuple(
        Suggestion(link.id, _end(link.predecessor), _end(link.successor), link.is_hard)
        for link in links
        if (link.predecessor.activity, link.successor.activity) not in known
    )


def _end(end: CrossEnd) -> HandOffEnd:
    return HandOffEnd(end.activity, end.name, end.project, end.project_name)
