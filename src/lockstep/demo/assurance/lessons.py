"""What was learned on the way, where it was used again, and what became better by it."""

from dataclasses import dataclass
from typing import Any, Final

from lockstep.demo.records.scribe import PROGRAM, Day, Event, Moved, Raised, Scribe, The, Who
from lockstep.domain.ledger import perform


@dataclass(frozen=True, slots=True)
class Taken:
    """A lesson is taken for a piece of work."""

    lesson: str
    week: int
    by: str
    thing: str

    def tell(self, scribe: Scribe) -> None:
        """Carry it out."""
        arguments = {
            "offering": "lessons",
            "offered": scribe.written[self.lesson].id,
            "thing": scribe.reference(self.thing),
        }
        perform("records.take_offer", actor=scribe.actor(self.by), arguments=arguments)


def _learned(
    name: str, week: int, kind: str, texts: tuple[str, str, str, str], tags: list[str], source: str
) -> tuple[Event, ...]:
    title, context, cause, advice = texts
    fields: dict[str, Any] = {
        "title": title,
        "kind": kind,
        "context": context,
        "cause": cause,
        "recommendation": advice,
        "tags": tags,
        "owner": Who("Leila Haddad"),
    }
    return (
        Raised(name, "lessons", week, PROGRAM, fields, (("caused_by", source),)),
        Moved(name, week + 1, PROGRAM, "validate"),
        Moved(name, week + 2, PROGRAM, "publish"),
    )


EVENTS: Final[tuple[Event, ...]] = (
    *_learned(
        "crane",
        26,
        "avoid",
        (
            "Book the crane when the foundation is poured",
            "Steel of the stabling hall lay on the ground for five weeks.",
            "The crane was asked for when the concrete was cured; by then it stood elsewhere.",
            "Book the crane with the concrete, and cancel it if need be: that costs less than a week.",
        ),
        ["crane", "steel structure", "lifting"],
        "DP311",
    ),
    *_learned(
        "looms",
        37,
        "avoid",
        (
            "Ask a maker for parts on the shelf, not for a date",
            "Cabling looms came nine weeks late although the maker confirmed the date each month.",
            "The maker confirmed a date that its own supplier had never given.",
            "Ask which parts are there; believe dates of second-tier suppliers only in writing.",
        ),
        ["delivery", "supplier", "maker"],
        "VH250",
    ),
    *_learned(
        "nights",
        30,
        "repeat",
        (
            "Share night possessions among trades",
            "Track, power and signaling asked the operator for the same nights one by one.",
            "Each project planned for itself.",
            "Ask together a quarter ahead; three trades fit into one closed night.",
        ),
        ["night work", "possession"],
        "TR420",
    ),
    *_learned(
        "prototype",
        40,
        "repeat",
        (
            "Let passengers try the prototype before it is ordered",
            "Eight riders found in an afternoon that the reader sits too high for wheelchairs.",
            "The drawings had been accepted by three offices.",
            "Put a prototype at a stop for a day before any series is ordered.",
        ),
        ["prototype", "ticket machine", "acceptance"],
        "TK320",
    ),
    Raised(
        "simulator",
        "lessons",
        52,
        "RD",
        {
            "title": "Simulator hours are lost when classes change",
            "kind": "avoid",
            "context": "Class 3 of the drivers waited for the simulator twice.",
            "owner": Who("Amara Nwosu"),
        },
    ),
    Taken("crane", 35, "DP", "DP321"),
    Taken("crane", 41, "DP", "DP327"),
    Taken("nights", 44, "SG", "SG431"),
    Raised(
        "joint nights",
        "improvements",
        33,
        PROGRAM,
        {
            "title": "One request for closed nights a quarter",
            "process": "Planning of night work",
            "change": "The program collects the wishes and asks the operator once.",
            "lesson": The("nights"),
            "owner": Who("Ines Duarte"),
            "due_on": Day(50),
        },
        (("applies_to", "TR430"),),
    ),
    Moved(
        "joint nights",
        34,
        PROGRAM,
        "begin",
        {
            "measure": "Trades at work in a closed night, mean of a quarter",
            "unit": "trades",
            "baseline": 1.2,
            "baseline_on": Day(30),
            "target": 2.5,
        },
    ),
    Moved("joint nights", 50, PROGRAM, "measure", {"after": 2.3, "after_on": Day(50, 2)}),
    Raised(
        "promises",
        "improvements",
        40,
        "VH",
        {
            "title": "Parts on the shelf instead of promised dates",
            "process": "Reports of the vehicle maker",
            "change": "The monthly report lists what is on the shelf for the next tram.",
            "lesson": The("looms"),
            "owner": Who("Grace Adeyemi"),
            "due_on": Day(52),
        },
    ),
    Moved(
        "promises",
        41,
        "VH",
        "begin",
        {
            "measure": "Days between the promised and the real day of a delivery",
            "unit": "days",
            "baseline": 31,
            "baseline_on": Day(40),
            "target": 10,
        },
    ),
)
