"""What the Eastern Line keeps in its registers: risks, troubles, people, and what was told to them."""

from typing import Final

from lockstep.demo.cast import Cast
from lockstep.demo.records import around_milestones, messages, people, remedies, risks, troubles
from lockstep.demo.records.scribe import Scribe, tell_events
from lockstep.demo.stage import Stage
from lockstep.demo.timeline import Timeline

__all__ = ["tell_records"]

_HOUR: Final = 13


def tell_records(stage: Stage, cast: Cast, time: Timeline) -> Scribe:
    """Raise, link and move the records of risks and people; return the scribe, who knows them by name."""
    scribe = Scribe.of(stage, cast, time)
    tell_events(
        scribe,
        (
            *risks.EVENTS,
            *troubles.EVENTS,
            *remedies.EVENTS,
            *people.EVENTS,
            *messages.EVENTS,
            *around_milestones.EVENTS,
        ),
        hour=_HOUR,
    )
    return scribe
