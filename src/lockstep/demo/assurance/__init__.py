"""Who looked at the Eastern Line from outside, what they found, and what was learned."""

from typing import Final

from lockstep.demo.assurance import lessons, office, reviews
from lockstep.demo.cast import Cast
from lockstep.demo.records.scribe import Scribe, tell_events
from lockstep.demo.stage import Stage
from lockstep.demo.timeline import Timeline
from lockstep.domain.ledger import perform, told_at
from lockstep.domain.records.queries import ListQuery, Scope, listing

_HOUR: Final = 14
_ASKED_WEEK: Final = 53
_GATE: Final = "start of test running"


def tell_assurance(stage: Stage, cast: Cast, time: Timeline) -> None:
    """Raise, link and move the records of assurance and learning."""
    scribe = Scribe.of(stage, cast, time)
    tell_events(scribe, (*reviews.EVENTS, *lessons.EVENTS, *office.EVENTS), hour=_HOUR)
    with told_at(time.told(_ASKED_WEEK, hour=_HOUR)):
        _let_the_gate_wait(scribe)


def _let_the_gate_wait(scribe: Scribe) -> None:
    """Let the gate of test running ask for the critical findings."""
    manager = scribe.cast.program_manager
    (gate,) = listing(manager, "gates", Scope(scribe.stage.program), ListQuery(search=_GATE)).rows
    fields = {
        "title": "No critical finding is open",
        "gate": gate.id,
        "measure": "findings_critical",
        "comparator": "=",
        "threshold": 0,
    }
    arguments = {"register": "gate-criteria", "node": scribe.stage.program, "fields": fields}
    perform("records.raise_record", actor=manager, arguments=arguments)
