"""What the project office asks of the projects, who stands in for whom, and what ends."""

from dataclasses import dataclass
from typing import Final

from lockstep.demo.records.scribe import PROGRAM, Day, Event, Moved, Raised, Scribe, The, Who
from lockstep.domain.ledger import perform

_CLASSES: Final = (
    ("TR", "critical", "Without track there is no line, and the authority examines it."),
    ("DP", "major", "Large, well known kind of building."),
    ("VH", "critical", "One maker, new type, longest delivery."),
    ("SG", "critical", "Safety case; the line opens with it or not at all."),
    ("TK", "standard", "Software with little hardware; stops can open without it for a week."),
)
_CHECKS: Final = (
    ("A manager answers for it", "manager", "small", 3),
    ("A sponsor is named", "sponsor", "major", 1),
    ("It says what it is for", "description", "standard", 1),
    ("A baseline is approved", "baseline", "small", 3),
    ("It has reported this month", "data_date", "small", 2),
    ("Risks are written down", "risks", "standard", 2),
    ("Each risk has an owner", "risks.owner", "standard", 2),
    ("Each risk has a response", "risks.response", "major", 1),
    ("Deliverables have acceptance criteria", "deliverables.acceptance", "standard", 2),
    ("Tolerances are set", "tolerances", "critical", 2),
)
_STANDARDS: Final = (
    (
        "charter",
        "Template of a project charter",
        "template",
        "major",
        "Purpose, scope, success, authority, on two pages.",
    ),
    (
        "reporting",
        "Monthly report",
        "standard",
        "small",
        "Dates, remaining work and what changed, by the last Friday of the month.",
    ),
    (
        "risk guide",
        "How to write a risk",
        "guide",
        "standard",
        "Cause, event, effect; one owner; a response that costs less than the risk.",
    ),
)
_RETENTION: Final = (
    ("Records of people", "People", 3, "Law on personal data."),
    ("Records of steering and risk", "Governance", 10, "Rule of the city's archive."),
    ("Everything else", "all", 30, "Life of the line."),
)


@dataclass(frozen=True, slots=True)
class Begun:
    """The closure of a project begins."""

    week: int
    by: str

    def tell(self, scribe: Scribe) -> None:
        """Carry it out."""
        arguments = {"node": scribe.node(self.by)}
        perform("governance.begin_closure", actor=scribe.actor(self.by), arguments=arguments)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A record of a project that ends goes to somebody who goes on."""

    name: str
    week: int
    by: str
    receiver: str
    home: str
    title: str
    notes: str

    def tell(self, scribe: Scribe) -> None:
        """Carry it out."""
        arguments = {
            "node": scribe.node(self.by),
            "receiver": scribe.users[self.receiver],
            "home": scribe.node(self.home),
            "title": self.title,
            "notes": self.notes,
            "records": [scribe.reference(self.name)],
        }
        perform("governance.hand_over", actor=scribe.cast.program_manager, arguments=arguments)


def _standards() -> tuple[Event, ...]:
    found: list[Event] = []
    for name, title, kind, level, text in _STANDARDS:
        fields = {"title": title, "kind": kind, "applies_from": level, "edition": "1", "text": text}
        found += [Raised(name, "standards", 2, PROGRAM, fields), Moved(name, 3, PROGRAM, "publish")]
    return tuple(found)


def _classes() -> tuple[Event, ...]:
    found: list[Event] = []
    for code, level, reason in _CLASSES:
        fields = {"title": f"Class of {code}", "level": level, "reason": reason}
        found += [Raised(f"class {code}", "project-classes", 3, code, fields)]
        found += [Moved(f"class {code}", 4, PROGRAM, "agree")]
    return tuple(found)


def _checks() -> tuple[Event, ...]:
    fields = [
        {"title": title, "asks": asks, "applies_from": level, "weight": weight}
        for title, asks, level, weight in _CHECKS
    ]
    linked = [
        item | ({"standard": The("reporting")} if item["asks"] == "data_date" else {}) for item in fields
    ]
    return tuple(Raised(f"check {item['asks']}", "project-checks", 4, PROGRAM, item) for item in linked)


EVENTS: Final[tuple[Event, ...]] = (
    *_standards(),
    *_classes(),
    *_checks(),
    *(
        Raised(
            f"keep {covers}",
            "retention-rules",
            4,
            PROGRAM,
            {"title": title, "covers": covers, "years": years, "basis": basis},
        )
        for title, covers, years, basis in _RETENTION
    ),
    Raised(
        "warranties",
        "actions",
        50,
        "DP",
        {
            "title": "List of warranties of the depot for the operator",
            "expected_effect": "The operator claims defects in time.",
            "owner": Who("Tomasz Wilk"),
            "due_on": Day(70),
        },
        (("mitigates", "DP460"),),
    ),
    Begun(52, "DP"),
    HandedOver(
        "warranties",
        53,
        "DP",
        "Amara Nwosu",
        "RD",
        "Warranties of the depot",
        "Two of them end before the line opens: the lifts and the gates of the hall.",
    ),
    Raised(
        "deputy",
        "deputies",
        52,
        PROGRAM,
        {
            "title": "Leila Haddad is away for two weeks",
            "owner": Who("Leila Haddad"),
            "deputy": Who("Ines Duarte"),
            "from_on": Day(60, 0),
            "until_on": Day(61),
            "note": "The board meets in the second week; the paper on the two stages is ready.",
        },
    ),
    Moved("deputy", 53, PROGRAM, "agree"),
)
