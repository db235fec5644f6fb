"""Whom the milestones to come affect, and what is planned to be said before and after them."""

from dataclasses import dataclass
from typing import Final

from lockstep.demo.records.scribe import Event, Linked, Scribe
from lockstep.domain.ledger import perform
from lockstep.domain.stakeholders.queries import affecting_milestones
from lockstep.domain.stakeholders.vocabulary import Around

_WEEK: Final = 52


@dataclass(frozen=True, slots=True)
class Settled:
    """What is proposed around one milestone on one side is planned, or dismissed."""

    milestone: str
    around: Around
    what: str
    week: int = _WEEK

    def tell(self, scribe: Scribe) -> None:
        """Carry it out."""
        actor, node = scribe.cast.program_manager, scribe.stage.program
        activity = scribe.stage.activities[self.milestone]
        keys = [
            {"activity": item.activity, "stakeholder": item.stakeholder, "around": item.around.value}
            for found in affecting_milestones(actor, node)
            for item in found.messages
            if found.activity == activity and item.around is self.around and item.plan is None
        ]
        if keys:
            action = f"stakeholders.{self.what}_milestone_messages"
            perform(action, actor=actor, arguments={"node": node, "messages": keys})


EVENTS: Final[tuple[Event, ...]] = (
    Linked(
        "affects", "TR460", "Residents of Ring Road", 45, None, "Trams run past their windows from then on"
    ),
    Linked("affects", "TR460", "Harbor Power", 45, None, "The line draws its full load"),
    Linked("affects", "SG550", "Viktor Ansel", 45, None, "His junctions give trams the right of way"),
    Linked("affects", "TK540", "Passengers' council", 45),
    Linked("affects", "RD550", "Transport safety authority", 45),
    Linked("affects", "RD620", "Helena Brandt", 45, None, "She cuts the ribbon"),
    Linked("affects", "RD620", "Traders of Market street", 45, None, "Their street is free of works"),
    Settled("SG550", Around.BEFORE, "plan"),
    Settled("RD550", Around.BEFORE, "plan"),
    Settled("TK540", Around.AFTER, "dismiss"),
)
