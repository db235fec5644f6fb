"""Making hand-offs of links across projects, and of pairs that only look as if they needed one."""

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_raise_records
from lockstep.domain.delivery.queries.suggesting import likely_hand_offs, suggestions
from lockstep.domain.delivery.vocabulary import HandOffEnd
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
        made.append(_proposed(work, node, item.giver, item.receiver))
    return made


@action("delivery.propose_likely_hand_offs", version=1)
def propose_likely_hand_offs(work: Work, *, node: int, pairs: list[list[int]]) -> list[int]:
    """Propose a hand-off for each of some pairs, giver first, that are found to be likely; return the ids."""
    home = load_node(work, node)
    work.require(may_raise_records, home)
    found = {
        (item.giver.activity, item.receiver.activity): item for item in likely_hand_offs(work.actor, node)
    }
    made = []
    for giver, receiver in dict.fromkeys((pair[0], pair[-1]) for pair in pairs):
        item = found.get((giver, receiver))
        if item is None:
            raise Refused(f"activity {giver}", "It has a link or a hand-off by now; look at the list again.")
        made.append(_proposed(work, node, item.giver, item.receiver))
    return made


def _proposed(work: Work, node: int, giver: HandOffEnd, receiver: HandOffEnd) -> int:
    fields = {
        "title": f"{giver.name} to {receiver.project_name}"[:300],
        "giver": giver.activity,
        "receiver": receiver.activity,
        "handed_over": giver.name,
    }
    return int(raise_record(work, register="hand-offs", node=node, fields=fields).pk)
