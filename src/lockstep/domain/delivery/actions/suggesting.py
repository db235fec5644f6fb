"""Making hand-offs of links across projects."""

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_raise_records
from lockstep.domain.delivery.queries.suggesting import suggestions
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.records.actions import raise_record


@action("delivery.propose_hand_offs", version=1)
def propose_hand_offs(work: Work, *, node: int, links: list[int]) -> list[int]:
    """Propose a hand-off for each of some links across projects that have none; return the ids."""
    home = load_node(work, node)
    work.require(may_raise_records, home)
    found = {item.link: item for item in suggestions(work.actor, node)}
    made = []
    for link in dict.fromkeys(links):
        item = found.get(link)
        if item is None:
            raise Refused(f"link {link}", "It has a hand-off already, or it is no link across projects here.")
        fields = {
            "title": f"{item.giver.name} to {item.receiver.project_name}"[:300],
            "giver": item.giver.activity,
            "receiver": item.receiver.activity,
            "handed_over": item.giver.name,
        }
        made.append(raise_record(work, register="hand-offs", node=node, fields=fields).pk)
    return made
