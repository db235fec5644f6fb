"""Three looks from outside, and their findings."""

from typing import Any, Final

from lockstep.demo.records.scribe import PROGRAM, Day, Event, Moved, Raised, The, Who


def _found(
    name: str, week: int, home: str, review: str, severity: str, texts: tuple[str, str, str], about: str
) -> Raised:
    title, observed, advice = texts
    fields: dict[str, Any] = {
        "title": title,
        "review": The(review),
        "severity": severity,
        "observed": observed,
        "recommendation": advice,
    }
    return Raised(name, "findings", week, home, fields, (("concerns", about),))


def _answered(name: str, week: int, by: str, response: str, owner: str, due: int) -> Moved:
    fields = {"answer": "accepted", "response": response, "owner": Who(owner), "due_on": Day(due)}
    return Moved(name, week, by, "answer", fields)


def _closed(name: str, week: int, by: str, evidence: str) -> tuple[Event, ...]:
    return (
        Moved(name, week, by, "finish", {"evidence": evidence}),
        Moved(name, week + 1, PROGRAM, "close", {"evidence": evidence}),
    )


_FIRST: Final = (
    Raised(
        "health check",
        "assurance-reviews",
        17,
        PROGRAM,
        {
            "title": "Health check after the first third",
            "kind": "health",
            "scope": "Plans, links between projects, money. Not the technical designs.",
            "reviewer": "City audit office",
            "independence": "corporate",
            "owner": Who("Leila Haddad"),
            "due_on": Day(20),
        },
    ),
    Moved("health check", 19, PROGRAM, "begin", {}),
    Moved(
        "health check",
        21,
        PROGRAM,
        "report",
        {
            "held_on": Day(20),
            "confidence": "probable",
            "summary": "A sound plan. What joins the projects is known to few, and nobody owns the interfaces.",
            "report_at": "Archive of the city, EL/17",
        },
    ),
    _found(
        "no owner",
        21,
        PROGRAM,
        "health check",
        "major",
        (
            "Nobody owns what projects hand to each other",
            "Eleven dates are agreed by word of mouth.",
            "Write each hand-off down with giver, receiver and test.",
        ),
        "TR460",
    ),
    _answered("no owner", 22, PROGRAM, "They become a register of their own.", "Leila Haddad", 30),
    *_closed("no owner", 29, PROGRAM, "Register of hand-offs with 14 entries, minutes of week 29"),
    _found(
        "reserve",
        21,
        PROGRAM,
        "health check",
        "minor",
        (
            "Who may use the schedule margin is not written",
            "Construction plans with it as its own.",
            "Let the change board release it.",
        ),
        "TR450",
    ),
    _answered("reserve", 23, PROGRAM, "Written into the mandate of the board.", "Ines Duarte", 32),
    *_closed("reserve", 31, PROGRAM, "Mandate of the change board, edition 2"),
    Moved("health check", 33, PROGRAM, "close"),
)
_SECOND: Final = (
    Raised(
        "peer review",
        "assurance-reviews",
        42,
        "SG",
        {
            "title": "Peer review of signaling and its safety case",
            "kind": "deep",
            "scope": "Integration tests, safety case, staff of the supplier.",
            "reviewer": "Signaling engineers of the harbor railway",
            "independence": "external",
            "owner": Who("Lucas Moreau"),
            "due_on": Day(45),
        },
        (("concerns", "SG540"),),
    ),
    Moved("peer review", 44, "SG", "begin", {}),
    Moved(
        "peer review",
        45,
        "SG",
        "report",
        {
            "held_on": Day(45, 2),
            "confidence": "doubt",
            "summary": "The tests are well prepared. Should the safety case be refused, there is no way back.",
            "report_at": "Folder of the project, reviews",
        },
    ),
    _found(
        "no way back",
        45,
        "SG",
        "peer review",
        "critical",
        (
            "No way back if the safety case is refused",
            "One assessor, one submission, eleven weeks before opening.",
            "Agree with the authority on parts that are examined earlier.",
        ),
        "SG540",
    ),
    _answered("no way back", 47, "SG", "Chapters are handed in as they are ready.", "Lucas Moreau", 56),
    _found(
        "test staff",
        45,
        "SG",
        "peer review",
        "major",
        (
            "Test crew is planned on two sections at once",
            "The crew stands in both plans in the same weeks.",
            "Plan the crew across sections, or hire a second one.",
        ),
        "SG435",
    ),
    _answered("test staff", 46, "SG", "A second crew from the supplier.", "Lucas Moreau", 51),
    Moved("test staff", 52, "SG", "finish", {"evidence": "Contract with the supplier, signed in week 51"}),
    _found(
        "radio notes",
        45,
        "SG",
        "peer review",
        "minor",
        (
            "Results of the radio tests are kept in mails",
            "Nobody could show the last three.",
            "Keep them with the section that was tested.",
        ),
        "SG452",
    ),
    _found(
        "words",
        53,
        "SG",
        "peer review",
        "observation",
        (
            "Two words for the same test",
            "Supplier and city name the section test differently.",
            "Agree on one list of words.",
        ),
        "SG415",
    ),
)
_THIRD: Final = (
    Raised(
        "before running",
        "assurance-reviews",
        51,
        PROGRAM,
        {
            "title": "Assurance before the start of test running",
            "kind": "gate",
            "scope": "Whether trams can run without danger to anybody.",
            "reviewer": "Transport authority",
            "independence": "external",
            "owner": Who("Leila Haddad"),
            "due_on": Day(63),
        },
        (("concerns", "TR460"),),
    ),
)
EVENTS: Final[tuple[Event, ...]] = (*_FIRST, *_SECOND, *_THIRD)
