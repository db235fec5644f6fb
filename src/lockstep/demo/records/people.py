"""Who has a stake in the Eastern Line, and every contact with them."""

from typing import Any, Final

from lockstep.demo.records.scribe import PROGRAM, Day, Event, Linked, Moved, Raised, Settled, The, Who

_STARTS: Final = 4
"""The week in which the map of stakeholders was first drawn."""


def _stakeholder(
    name: str,
    kind: str,
    role: tuple[str, str],
    place: tuple[int, int],
    attitude: tuple[str, str],
    contact: tuple[str, int],
    **more: Any,
) -> tuple[Event, ...]:
    """Return a stakeholder: role and organization, power and interest, attitude now and wanted, who and how often."""
    facts = {
        "title": name,
        "kind": kind,
        "role": role[0],
        "organization": role[1],
        "power": place[0],
        "interest": place[1],
        "current": attitude[0],
        "desired": attitude[1],
        "owner": Who(contact[0]),
        "cadence_days": contact[1],
        **more,
    }
    return (
        Raised(name, "stakeholders", _STARTS, PROGRAM, facts),
        Moved(name, _STARTS + 1, PROGRAM, "engage"),
    )


def _contact(
    about: str, who: str, kind: str, week: int, by: str, notes: str, **more: Any
) -> tuple[Event, ...]:
    """Return a contact that was planned a week before and held."""
    facts = {
        "title": about,
        "stakeholder": The(who),
        "kind": kind,
        "due_on": Day(week),
        "owner": Who(by),
        "private_note": more.pop("private_note", ""),
    }
    held = {"held_on": Day(week), "notes": notes, **more}
    return (
        Raised(about, "touchpoints", week - 1, PROGRAM, facts),
        Moved(about, week, PROGRAM, "hold", held),
    )


_STAKEHOLDERS: Final[tuple[Event, ...]] = (
    # Who licenses or pays is to be managed closely, even while the tram is one of many things on their desk.
    Settled("stakeholders.set_cut", _STARTS, {"power": 4, "interest": 3}),
    *_stakeholder(
        "Helena Brandt",
        "person",
        ("Deputy mayor for transport", "City"),
        (5, 5),
        ("supportive", "leading"),
        ("Leila Haddad", 14),
        is_legitimate=True,
        wants="Opening before the election; no surprise in the newspaper.",
        approach="One page before each council meeting.",
    ),
    *_stakeholder(
        "Viktor Ansel",
        "person",
        ("Head of traffic control", "City traffic office"),
        (5, 4),
        ("resistant", "supportive"),
        ("Leila Haddad", 14),
        is_legitimate=True,
        is_urgent=True,
        wants="No more traffic lights that he answers for and does not control.",
        approach="Show him the junctions of the western line; let his people write the rules of priority.",
        private_note="Was passed over for the program's post of technical director.",
        tags=["traffic"],
    ),
    *_stakeholder(
        "Rolf Winter",
        "person",
        ("Director of the order", "Norrland Tramworks"),
        (4, 5),
        ("neutral", "supportive"),
        ("Grace Adeyemi", 14),
        wants="The follow-up order for the western line.",
        approach="Link the follow-up order to acceptance of batch 2.",
    ),
    *_stakeholder(
        "Drivers' union",
        "organization",
        ("Represents 94 drivers", "Tram and bus workers"),
        (4, 4),
        ("supportive", "supportive"),
        ("Amara Nwosu", 30),
        is_legitimate=True,
    ),
    *_stakeholder(
        "Sabine Orlov",
        "person",
        ("Fire safety inspector", "Fire service"),
        (5, 2),
        ("neutral", "supportive"),
        ("Tomasz Wilk", 60),
        is_legitimate=True,
    ),
    *_stakeholder(
        "Transport safety authority",
        "organization",
        ("Grants the operating license", "State"),
        (5, 3),
        ("neutral", "neutral"),
        ("Amara Nwosu", 45),
        is_legitimate=True,
    ),
    *_stakeholder(
        "Marta Okonkwo",
        "person",
        ("Treasurer", "City"),
        (4, 3),
        ("supportive", "supportive"),
        ("Leila Haddad", 60),
        is_legitimate=True,
    ),
    *_stakeholder(
        "Harbor Power",
        "organization",
        ("Owns the grid", "Harbor Power"),
        (4, 1),
        ("neutral", "supportive"),
        ("Ines Duarte", 90),
    ),
    *_stakeholder(
        "Residents of Ring Road",
        "group",
        ("212 households", "Section 3"),
        (2, 5),
        ("resistant", "neutral"),
        ("Ines Duarte", 30),
        is_legitimate=True,
        is_urgent=True,
        wants="Sleep, and a way to their garages.",
    ),
    *_stakeholder(
        "Passengers' council",
        "group",
        ("Elected by passengers", "City"),
        (2, 4),
        ("supportive", "leading"),
        ("Hana Sato", 45),
        is_legitimate=True,
    ),
    *_stakeholder(
        "Traders of Market street",
        "group",
        ("38 shops", "Section 2"),
        (3, 5),
        ("neutral", "supportive"),
        ("Ines Duarte", 45),
        is_urgent=True,
        wants="Deliveries before ten; money for lost weeks.",
    ),
    *_stakeholder(
        "Eastgate Hospital",
        "organization",
        ("2,600 employees", "Section 4"),
        (3, 3),
        ("unaware", "supportive"),
        ("Amara Nwosu", 60),
    ),
    *_stakeholder(
        "University",
        "organization",
        ("Owns the ground of one stop", "Section 2"),
        (2, 2),
        ("neutral", "neutral"),
        ("Ines Duarte", 120),
    ),
    *_stakeholder(
        "Harbor Post",
        "organization",
        ("Local newspaper", "Press"),
        (3, 2),
        ("neutral", "neutral"),
        ("Leila Haddad", 90),
        tags=["press"],
    ),
    Linked("influences", "Helena Brandt", "Viktor Ansel", 6, 0.4, "She leads his department"),
    Linked("influences", "Traders of Market street", "Helena Brandt", 6, 0.5, "Votes in the old town"),
    Linked("influences", "Residents of Ring Road", "Harbor Post", 38, 0.7, "Letters every week"),
    Linked("influences", "Harbor Post", "Helena Brandt", 38, 0.3, "She reads it first"),
    Linked("influences", "Passengers' council", "Harbor Post", 6, 0.3),
    Linked("influences", "Marta Okonkwo", "Helena Brandt", 6, 0.6, "Every euro passes her desk"),
)

_TOUCHPOINTS: Final[tuple[Event, ...]] = (
    *_contact(
        "Noise at night",
        "Residents of Ring Road",
        "letter",
        38,
        "Ines Duarte",
        "Told about the new hours; a meeting was asked for.",
        attitude_seen="resistant",
    ),
    *_contact(
        "Loading hours in winter",
        "Traders of Market street",
        "team",
        49,
        "Ines Duarte",
        "Deliveries until ten are fine; signs to the shops are missing.",
        attitude_seen="neutral",
    ),
    *_contact(
        "Shift plan after the vote",
        "Drivers' union",
        "one_to_one",
        51,
        "Amara Nwosu",
        "They want the roster four weeks ahead.",
        attitude_seen="supportive",
        next_on=Day(56),
    ),
    *_contact(
        "Bench and motors",
        "Rolf Winter",
        "visit",
        52,
        "Grace Adeyemi",
        "Shown the line; batch 2 stands without motors. He will write to customs himself.",
        attitude_seen="neutral",
        next_on=Day(55),
    ),
    *_contact(
        "Coffee at the junction of Town Hall",
        "Viktor Ansel",
        "coffee",
        52,
        "Leila Haddad",
        "He wants his own people to set the priorities. Asked for figures of the western line.",
        attitude_seen="resistant",
        private_note="Less cold than in summer. Do not talk about the post.",
        next_on=Day(55, 2),
    ),
    *_contact(
        "Before the council in November",
        "Helena Brandt",
        "one_to_one",
        53,
        "Leila Haddad",
        "She calls customs. Wants one date for the opening by the end of the year.",
        attitude_seen="supportive",
        next_on=Day(55, 0),
    ),
    *_contact(
        "Grant and batch 4",
        "Marta Okonkwo",
        "call",
        50,
        "Leila Haddad",
        "A bridging loan is possible; she needs the figures in January.",
    ),
    *_contact(
        "Switching in January",
        "Harbor Power",
        "call",
        47,
        "Ines Duarte",
        "No written answer yet; call again after their board has met.",
    ),
    *_contact(
        "License: what is missing",
        "Transport safety authority",
        "team",
        51,
        "Amara Nwosu",
        "List of 14 papers; the exercise at night is still open.",
        next_on=Day(57),
    ),
    *_contact(
        "Walk through the workshop",
        "Sabine Orlov",
        "visit",
        49,
        "Tomasz Wilk",
        "Two doors are too narrow; the rest is well.",
        attitude_seen="neutral",
    ),
    *_contact(
        "Tactile signs",
        "Passengers' council",
        "team",
        50,
        "Hana Sato",
        "Tried at two machines; they will speak for it in the council.",
        attitude_seen="supportive",
    ),
    Raised(
        "figures for Viktor",
        "touchpoints",
        53,
        PROGRAM,
        {
            "title": "Figures of the western line",
            "stakeholder": The("Viktor Ansel"),
            "kind": "coffee",
            "due_on": Day(55, 2),
            "owner": Who("Leila Haddad"),
        },
    ),
    Raised(
        "hospital",
        "touchpoints",
        53,
        PROGRAM,
        {
            "title": "What the line means for shifts at the hospital",
            "stakeholder": The("Eastgate Hospital"),
            "kind": "team",
            "due_on": Day(56, 1),
            "owner": Who("Amara Nwosu"),
        },
    ),
)

EVENTS: Final[tuple[Event, ...]] = (*_STAKEHOLDERS, *_TOUCHPOINTS)
