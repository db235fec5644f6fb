"""Goals that were proposed, cases, needs, processes and evidence of the Eastern Line; money in thousands."""

from typing import Any, Final

PROPOSALS: Final[tuple[dict[str, Any], ...]] = (
    {
        "name": "buses",
        "title": "No rider of the last tram walks home",
        "why": "The last bus leaves Eastgate ten minutes before the last tram arrives.",
        "measure": "Last trams with a bus that waits",
        "unit": "%",
        "baseline_value": 0.0,
        "target_value": 100.0,
        "options": (
            (
                "Buses wait for the tram",
                "Costs little\nEasy to understand",
                "Late trams, late buses",
                120,
                420,
                0.1,
            ),
            ("Two more bus runs", "Always there", "Drivers for nights are scarce", 380, 520, 0.2),
            ("Leave it", "", "People will go on complaining", 0, 0, None),
        ),
        "recommended": "Buses wait for the tram",
        "recommendation": "It brings most for its money, and can begin on the first day.",
        "majority": "simple",
        "votes": (
            ("TR", "for", ""),
            ("VH", "abstain", ""),
            ("RD", "for", "The bus company has agreed already."),
        ),
        "is_mandated": True,
    },
    {
        "name": "pupils",
        "title": "Pupils of the east ride for half",
        "why": "Four schools lie on the line, and parents bring six hundred children by car each morning.",
        "measure": "Pupils who come by tram",
        "unit": "%",
        "baseline_value": 9.0,
        "target_value": 40.0,
        "options": (
            (
                "Half fare for all pupils",
                "Simple at every machine",
                "Those who ride anyway pay less",
                900,
                1_500,
                0.25,
            ),
            ("Free in the first year", "Makes a habit", "The second year will be hard", 1_700, 2_100, 0.3),
            ("Leave it", "", "The road at the schools stays full", 0, 0, None),
        ),
        "recommended": "Half fare for all pupils",
        "recommendation": "It is paid for in two years and needs no second decision.",
        "majority": "simple",
        "votes": (
            ("TR", "for", "The bridge at the school was built for this."),
            ("VH", "against", "The morning trams are full without them."),
            ("TK", "for", "The machines can do it from the first day."),
            ("SG", "against", "Let us open the line first."),
        ),
        "is_mandated": False,
    },
)
"""The second waits for the vote of the program manager, which decides it."""

CASE: Final[dict[str, Any]] = {
    "title": "Why the Eastern Line",
    "reasons": "The east grows by two thousand people a year, and its roads are full.",
    "benefits_text": "Shorter trips for 31,000 riders a day from the first year on\nHomes without a second car",
    "risks_text": "Fewer riders than forecast in the first three years\nThe independent assessor is late",
    "funding": "City 40 %, state 45 %, fares 15 %.",
    "recommendation": "The tram brings most even when a third of its riders come a year later.",
    "review_days": 90,
}
CASE_OPTIONS: Final = (
    ("Tram line", "Own track\nRoom for 31,000 riders a day", "Years of building", 435_000, 610_000, 0.1),
    ("Bus lanes", "Half the time to build", "Full from the first day", 120_000, 215_000, 0.15),
    ("Nothing", "", "The ring road stands still from 2031 on", 0, 0, None),
)
NEED: Final[dict[str, Any]] = {
    "title": "A lost card is blocked too late",
    "problem": "Riders lose a month's fare, because a card that is reported lost works for two more days.",
    "causes": "Cards are blocked by hand at the desk, which closes at six.",
    "measure": "Hours until a lost card is blocked",
    "unit": "h",
    "current_value": 48.0,
    "wanted_value": 1.0,
}
NEED_OPTIONS: Final = (
    ("Block it in the app", "At once, day and night", "Riders without a phone still call", 90, 260, 0.2),
    ("Desk open at night", "Somebody to talk to", "Three more people", 210, 260, 0.05),
    ("Nothing", "", "Two hundred complaints a month", 0, 0, None),
)
NEED_RECOMMENDATION: Final = "The app costs less than half and works at night."

PROCESSES: Final = (
    ("Selling a ticket", "core", "Sales", ("TK",)),
    ("Replacing a lost card", "support", "Customer service", ("TK",)),
    ("Running to the timetable", "core", "Operations", ("SG", "RD", "TR")),
    ("Clearing a disruption", "core", "Operations", ("SG", "RD")),
    ("Telling riders", "core", "Customer service", ("TK", "RD")),
    ("Keeping trams fit to run", "support", "Workshop", ("VH", "DP")),
    ("Hiring and licensing drivers", "support", "People", ("RD",)),
    ("Buying power", "steering", "Finance", ()),
)
"""Title, kind, area, and the projects that change it."""

CHANGED_BY: Final = (
    ("deliverables", "Ticketing ready for passengers", ("Selling a ticket", "Telling riders")),
    ("deliverables", "Ticket machines at wheelchair height", ("Selling a ticket",)),
    ("deliverables", "Depot accepted", ("Keeping trams fit to run",)),
    ("deliverables", "Signaling approved", ("Running to the timetable", "Clearing a disruption")),
    ("requirements", "A tram every five minutes", ("Running to the timetable",)),
    ("requirements", "Stop within 30 meters", ("Running to the timetable",)),
    ("requirements", "Pay by card at every machine", ("Selling a ticket",)),
    ("requirements", "Sixty drivers licensed", ("Hiring and licensing drivers",)),
)
"""Register and title of what changes processes beside the projects themselves."""

EVIDENCE: Final = (
    (
        "Twelve tram openings: riders of the first year",
        "Institute for city traffic, Riders after openings of tram lines, 2021",
        "The first year brings two thirds of the riders forecast; the third year all of them.",
        "benchmark",
        "moderate",
        ("option Tram line",),
    ),
    (
        "Length of test running on comparable lines",
        "Authority for rail safety, Yearly report, 2023, table 14",
        "Test running of a new line with new trams took 12 to 17 weeks in nine of ten cases.",
        "study",
        "high",
        ("RD520", "RD510"),
    ),
    (
        "What welders earn at the shipyard",
        "Talk with two former foremen, spring",
        "The shipyard pays a fifth more and hires until the summer.",
        "expert",
        "low",
        ("risk Welders leave for the shipyard",),
    ),
    (
        "Standard for emergency braking of trams",
        "EN 13452-1, Railway applications, Braking, Mass transit brake systems, Part 1",
        "Emergency braking at 50 km/h on level track within 30 meters can be reached with track brakes.",
        "standard",
        "high",
        (),
    ),
)
"""Title, citation, claim, kind, confidence, and what builds on it."""

UPKEEP: Final = "Network upkeep"
UPKEEP_ABOUT: Final = "Keeps track, wires and stops of the whole network safe, year after year."
UPKEEP_SERVES: Final = (
    ("riders", 2, "A line that breaks down loses its riders."),
    ("access", 1, "Each stop that is renewed becomes step-free."),
)
ORGANIZATIONS: Final = ("Office for new lines", "Transport company, division East")
REORGANIZED: Final = "The city gave its office to the company"
