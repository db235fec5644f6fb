"""What people of the Eastern Line are told, and the meetings that they hold."""

from typing import Final

from lockstep.demo.records.scribe import PROGRAM, Day, Event, Linked, Moment, Moved, Raised, Said, The, Who


def _sent(
    title: str, plan: str, week: int, audience: str, readers: tuple[int, int | None]
) -> tuple[Event, ...]:
    """Return a message of the plan that went out; readers are those who got it and those who said they read it."""
    facts = {
        "title": title,
        "plan": The(plan),
        "sent_on": Day(week),
        "channel": "report" if plan == "state of the program" else "mail",
        "audience": audience,
        "recipients": readers[0],
        "owner": Who("Leila Haddad"),
    }
    events: tuple[Event, ...] = (
        Raised(title, "communications", week, PROGRAM, facts),
        Moved(title, week, PROGRAM, "send"),
    )
    if readers[1] is not None:
        events += (Moved(title, week + 1, PROGRAM, "settle", {"acknowledged": readers[1]}),)
    return events


_MESSAGES: Final[tuple[Event, ...]] = (
    Raised(
        "state of the program",
        "communication-plan",
        36,
        PROGRAM,
        {
            "title": "State of the program",
            "audience": "Steering board",
            "stakeholder": The("Helena Brandt"),
            "message": "Where we stand, what it means for the opening, what you have to decide.",
            "purpose": "Decisions are prepared a week ahead.",
            "channel": "report",
            "cadence": "monthly",
            "due_on": Day(40),
            "owner": Who("Leila Haddad"),
            "wants_acknowledgment": True,
        },
    ),
    Moved("state of the program", 37, PROGRAM, "start"),
    *_sent("State of the program, August", "state of the program", 40, "Steering board", (6, 6)),
    *_sent("State of the program, September", "state of the program", 44, "Steering board", (6, 5)),
    *_sent("State of the program, October", "state of the program", 49, "Steering board", (6, 5)),
    *_sent("State of the program, November", "state of the program", 53, "Steering board", (6, None)),
    Raised(
        "works on Ring Road",
        "communication-plan",
        38,
        PROGRAM,
        {
            "title": "Works on Ring Road in the next two weeks",
            "audience": "Residents of Ring Road",
            "stakeholder": The("Residents of Ring Road"),
            "message": "Which nights are loud, which ways are closed, whom to call.",
            "channel": "mail",
            "cadence": "fortnightly",
            "due_on": Day(48),
            "owner": Who("Ines Duarte"),
        },
    ),
    Moved("works on Ring Road", 38, PROGRAM, "start"),
    *_sent(
        "Works on Ring Road, weeks 1 and 2", "works on Ring Road", 48, "Residents of Ring Road", (212, None)
    ),
    *_sent(
        "Works on Ring Road, weeks 3 and 4", "works on Ring Road", 50, "Residents of Ring Road", (212, None)
    ),
    Raised(
        "news of the line",
        "communication-plan",
        30,
        PROGRAM,
        {
            "title": "News of the line",
            "audience": "Everyone who works on it",
            "message": "What was reached, who did it, what comes next.",
            "channel": "newsletter",
            "cadence": "quarterly",
            "due_on": Day(43),
            "owner": Who("Leila Haddad"),
        },
    ),
    Moved("news of the line", 31, PROGRAM, "start"),
    *_sent("News of the line, autumn", "news of the line", 43, "Everyone who works on it", (180, 121)),
    Raised(
        "opening date",
        "communication-plan",
        51,
        PROGRAM,
        {
            "title": "The day of the opening",
            "audience": "The city",
            "message": "The day, once the board has decided it.",
            "channel": "presentation",
            "cadence": "once",
            "owner": Who("Leila Haddad"),
        },
    ),
)

_MEETINGS: Final[tuple[Event, ...]] = (
    Raised(
        "joint planning",
        "meetings",
        43,
        PROGRAM,
        {
            "title": "Joint planning session",
            "starts_at": Moment(44, 2, 9),
            "minutes_long": 240,
            "place": "Old Harbor, room 3",
            "forum_words": "Project managers",
            "attendees": "All six project managers",
            "agenda": "Hand-offs of the next 12 weeks\nWho needs what from whom\nRisks that are shared",
            "owner": Who("Leila Haddad"),
        },
    ),
    Moved("joint planning", 43, PROGRAM, "call"),
    Moved(
        "joint planning",
        44,
        PROGRAM,
        "hold",
        {
            "outcomes": "Ticketing needs the security test of signaling: linked.\nOne assessor: book him together."
        },
    ),
    Linked("concerns", "joint planning", "signaling safety case", 44),
    Linked("concerns", "joint planning", "vehicle safety case", 44),
    Linked("caused_by", "drafts of the case", "joint planning", 49, reason="One assessor for both"),
    Raised(
        "steering board",
        "meetings",
        51,
        PROGRAM,
        {
            "title": "Steering board in November",
            "starts_at": Moment(53, 2, 14),
            "minutes_long": 90,
            "place": "Town hall",
            "forum_words": "Steering board",
            "attendees": "Helena Brandt\nMarta Okonkwo\nLeila Haddad\nRobin Hale",
            "agenda": "State of the program\nMotors at the port\nSecond test bench",
            "owner": Who("Leila Haddad"),
        },
    ),
    Moved("steering board", 52, PROGRAM, "call"),
    Moved(
        "steering board",
        53,
        PROGRAM,
        "hold",
        {"outcomes": "The test bench is rented for six weeks.\nThe deputy mayor calls customs."},
    ),
    Linked("concerns", "steering board", "motors at the port", 53),
    Linked("concerns", "steering board", "test bench", 53),
    Raised(
        "vehicle recovery",
        "meetings",
        52,
        PROGRAM,
        {
            "title": "Recovery of the vehicles",
            "starts_at": Moment(53, 0, 10),
            "minutes_long": 60,
            "place": "Call",
            "forum_words": "Vehicles and vendor",
            "attendees": "Rolf Winter\nGrace Adeyemi\nLeila Haddad",
            "agenda": "Bench\nMotors\nWelders",
            "owner": Who("Grace Adeyemi"),
        },
    ),
    Moved("vehicle recovery", 52, PROGRAM, "call"),
    Raised(
        "steering board next",
        "meetings",
        53,
        PROGRAM,
        {
            "title": "Steering board in December",
            "starts_at": Moment(57, 2, 14),
            "minutes_long": 90,
            "place": "Town hall",
            "forum_words": "Steering board",
            "agenda": "State of the program\nThe day of the opening",
            "owner": Who("Leila Haddad"),
        },
    ),
    Said(
        "Viktor Ansel",
        53,
        PROGRAM,
        "@Lucas Moreau who of yours can show him the junctions on the western line?",
    ),
)

EVENTS: Final[tuple[Event, ...]] = (*_MESSAGES, *_MEETINGS)
