"""The long view of the Eastern Line: vision, target state, roadmap, and work that is known roughly. Facts only."""

from typing import Any, Final

from lockstep.demo.records.scribe import PROGRAM, SYSTEMS, Day, The

VISION: Final[dict[str, Any]] = {
    "title": "The east without a car",
    "statement": "In 2034 nobody in the east needs a car to get to work, to school or to a doctor. "
    "Whoever steps out of the door finds a tram within ten minutes on foot and five minutes of waiting, "
    "with one ticket for the whole city.",
    "for_whom": "72,000 people between Old Harbor and Eastgate, half of them without a car.",
    "why": "The ring road is full from six in the morning; each new flat in the east makes it worse.",
    "horizon_year": 2034,
}
TARGET_STATE: Final[dict[str, Any]] = {
    "title": "The east in the first year of the line",
    "vision": The("vision"),
    "processes": "One timetable for tram and bus, made twice a year.\nDisruptions are told within two minutes.",
    "organization": "One control room for tram and bus; sixty drivers, shared with the western line.",
    "technology": "Own track with priority at every crossing; one ticket back office for all operators.",
    "information": "Riders see crowding and delay of each tram; planners see trips by hour and stop.",
    "measures": "Trips by public transport: 34 -> 45 %\nMedian trip to the center: 41 -> 26 min\n"
    "Stops usable without help: 40 -> 100 %",
    "readings": "Trips by public transport: 35.5\nMedian trip to the center: 41",
    "due_on": Day(150),
}
ROADMAP: Final[dict[str, Any]] = {
    "title": "Eastern Line, from the first rail to the first year",
    "intent": "Each tranche ends with something that people in the east can see or use.",
    "horizon_days": 90,
}
TRANCHES: Final = (
    (
        "ground",
        "Ground and design",
        "The route is free of pipes and every design is approved.",
        0,
        39,
        "ended",
    ),
    ("build", "Build", "Track, depot and the first trams stand; power is on.", 40, 69, "running"),
    ("test", "Test running", "Trams run empty on the whole line, by timetable.", 70, 95, "planned"),
    (
        "open",
        "Opening and first year",
        "Riders use the line; the bus network fits to it.",
        96,
        140,
        "planned",
    ),
)
"""Name, title, goal, first and last week, where it stands."""

WORKSTREAMS: Final = (
    ("infrastructure", "Track and depot", "What is built.", ("TR", "DP")),
    ("vehicles", "Vehicles", "What runs.", ("VH",)),
    ("systems", "Systems and tickets", "What steers and sells.", (SYSTEMS,)),
    ("readiness", "People and city", "Who drives, and who is told.", ("RD",)),
)
PACKAGES: Final = (
    ("crowding", "Crowding on the displays", "systems", "test", "M", 140, 180, 72, 84, "SG", "riders"),
    (
        "drivers",
        "Second half of the drivers trained",
        "readiness",
        "test",
        "M",
        600,
        310,
        64,
        80,
        "RD",
        "riders",
    ),
    (
        "winter",
        "Clearing snow from track and stops",
        "readiness",
        "build",
        "S",
        40,
        60,
        60,
        68,
        "RD",
        "access",
    ),
    ("spares", "Spare parts for the first winter", "vehicles", "test", "S", 30, 900, 80, 92, "VH", "riders"),
    (
        "loop",
        "Second turning loop at the hospital",
        "infrastructure",
        "open",
        "L",
        900,
        2_900,
        100,
        130,
        "TR",
        "time",
    ),
    ("buses", "Bus lines end at the new stops", "readiness", "open", "L", 400, 500, None, None, "RD", "time"),
    ("feast", "Feast of the opening", "readiness", "open", "S", 60, 150, 96, 98, "RD", "riders"),
    (
        "cleaning",
        "Cleaning of trams and stops contracted",
        "vehicles",
        "build",
        "S",
        35,
        240,
        56,
        66,
        "VH",
        "riders",
    ),
)
"""Name, title, lane, tranche, size, days, thousands, first and last week (or those of the tranche), project, goal."""

OBJECTIVES: Final = {
    "riders": "Half of the trips in the east by public transport",
    "time": "From any stop in the east to the center in 25 minutes",
    "access": "Every stop and tram usable without help",
}
DETAILED: Final = {"cleaning": "RD160"}
"""Packages that are planned, with the activity that stands for them."""
IN_DETAIL: Final = ("drivers",)
"""Packages that somebody is planning."""
HOME: Final = PROGRAM
