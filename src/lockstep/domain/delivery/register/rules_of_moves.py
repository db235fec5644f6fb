"""Why a move of a hand-off is refused, and what agreeing writes."""

from typing import Any

from lockstep.domain.access.queries.nodes import nodes_by_id
from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.delivery.models import HandOff
from lockstep.domain.ledger import Refused, Work
from lockstep.domain.planning.queries.handing import projects_of

AGREED_FIELDS = {
    "giver_id": "The giver",
    "receiver_id": "The receiver",
    "handed_over": "What is handed over",
    "acceptance_test": "The acceptance test",
    "promised_on": "The promised day",
}


def may_be_agreed(row: Any, standing: Any) -> str:
    """Refuse to agree on something that nobody could check."""
    if row.promised_on is None:
        return "Give the day that the giver promises first."
    if not row.handed_over.strip():
        return "Say what is handed over first."
    return "" if row.acceptance_test.strip() else "Say by which test the receiver accepts it first."


def may_be_countered(row: Any, standing: Any) -> str:
    """A counter-proposal names a day and a reason."""
    if row.counter_on is None:
        return "Give the day that is proposed instead."
    return "" if row.counter_reason.strip() else "Say why; the other side decides by it."


def may_be_taken(row: Any, standing: Any) -> str:
    """What is agreed needs what and test, the day comes from the counter-proposal."""
    if row.counter_on is None:
        return "There is no day in the counter-proposal."
    if not row.handed_over.strip():
        return "Say what is handed over first."
    return "" if row.acceptance_test.strip() else "Say by which test the receiver accepts it first."


def may_be_kept(row: Any, standing: Any) -> str:
    """Turning a counter-proposal down needs a promise to keep and an answer."""
    if row.promised_on is None:
        return "Nothing was promised before; refuse it, or propose another day."
    return "" if row.counter_answer.strip() else "Say why the promised day stays."


def may_be_accepted(row: Any, standing: Any) -> str:
    """Accepting is the receiver's: nobody accepts what they gave themselves."""
    home = projects_of([row.receiver_id]).get(row.receiver_id)
    node = nodes_by_id([home]).get(home) if home is not None else None
    if node is None or not standing.may(Permission.RAISE_RECORDS, node.path):
        return "Only the receiver's side accepts; ask someone of the project that receives it."
    return ""


def says_why(row: Any, standing: Any) -> str:
    """Sending something back needs what was found."""
    return "" if row.verdict.strip() else "Say what the acceptance test found."


def checked(work: Work, row: HandOff | None, changes: dict[str, Any]) -> dict[str, Any]:
    """Refuse what no hand-off can be, and changes of what is agreed past the other side."""
    giver: Any = changes.get("giver_id", getattr(row, "giver_id", None))
    receiver: Any = changes.get("receiver_id", getattr(row, "receiver_id", None))
    if giver == receiver:
        raise Refused("Receiver", "Giver and receiver are the same activity; choose two.")
    if row is not None and "state" not in changes and row.state in ("agreed", "delivered"):
        for column, words in AGREED_FIELDS.items():
            if column in changes and changes[column] != getattr(row, column):
                raise Refused(row.key, f"{words} is agreed by both sides; make a counter-proposal instead.")
    if {"giver_id", "receiver_id"} & changes.keys():
        places = projects_of([giver, receiver])
        nodes = nodes_by_id(places.values())
        if len({node.path.split("/", 2)[1] for node in nodes.values()}) > 1:
            raise Refused(
                "Receiver", "Giver and receiver are in different portfolios; hand-offs stay within one."
            )
    return _with_days(work, row, changes)


def _with_days(work: Work, row: HandOff | None, changes: dict[str, Any]) -> dict[str, Any]:
    state, before = changes.get("state"), getattr(row, "state", None)
    if state == "counter" and before != "counter":
        return {**changes, "counter_answer": ""}
    if row is not None and state == "agreed" and before == "counter":
        is_kept = bool(changes.get("counter_answer"))
        promised = row.promised_on if is_kept else row.counter_on
        return {**changes, "promised_on": promised, "counter_on": None}
    if state == "delivered" and not changes.get("delivered_on"):
        return {**changes, "delivered_on": work.at.date()}
    if state == "accepted" and not changes.get("accepted_on"):
        return {**changes, "accepted_on": work.at.date()}
    return changes
