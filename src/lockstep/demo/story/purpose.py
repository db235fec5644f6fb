"""What the Eastern Line is for: objectives, what leads to them, and what people ask for next. Facts only."""

from typing import Any, Final

OBJECTIVES: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    (
        "riders",
        {
            "title": "Half of the trips in the east by public transport",
            "why": "The roads of the east are full, and half of the households there have no car.",
            "measure": "Share of trips in the yearly survey",
            "unit": "%",
            "baseline_value": 34.0,
            "target_value": 50.0,
            "actual_value": 35.5,
            "weight": 5.0,
        },
    ),
    (
        "time",
        {
            "title": "From any stop in the east to the center in 25 minutes",
            "why": "Jobs and schools are in the center.",
            "measure": "Median trip in the morning peak",
            "unit": "min",
            "baseline_value": 41.0,
            "target_value": 25.0,
            "actual_value": 41.0,
            "weight": 3.0,
        },
    ),
    (
        "access",
        {
            "title": "Every stop and tram usable without help",
            "why": "One in six riders cannot climb a step.",
            "measure": "Stops that pass the test of the council for accessibility",
            "unit": "%",
            "baseline_value": 40.0,
            "target_value": 100.0,
            "actual_value": 40.0,
            "weight": 2.0,
        },
    ),
    (
        "night",
        {
            "title": "A connection every night of the week",
            "why": "The hospital and the harbor work in shifts.",
            "measure": "Nights with service",
            "unit": "per week",
            "baseline_value": 0.0,
            "target_value": 7.0,
            "weight": 1.0,
        },
    ),
)
"""By a short name. Nothing serves the last one yet."""

ALIGNMENTS: Final = (
    ("EL", "riders", 2, "The line opens the east; how many ride depends on tickets and frequency too."),
    ("TR", "time", 3, "Own track on nine tenths of the way."),
    ("SG", "time", 3, "Priority at every crossing and a tram every five minutes."),
    ("VH", "access", 3, "Low floor over the whole length."),
    ("VH", "time", 1, "Wide doors shorten the stops."),
    ("TK", "riders", 3, "One ticket for tram, bus and rail."),
    ("TK", "access", 2, "Machines that speak, at a height for wheelchairs."),
    ("DP", "riders", 1, "Without a depot no tram runs; more of it wins no rider."),
    ("RD", "riders", 2, "A line that opens on its day and keeps its times."),
)
"""Project, objective, strength from 0 to 3, and why."""

OUTCOMES: Final = (
    ("faster", "Old Harbor to Eastgate in 24 minutes", "time", 41.0, 24.0, "min"),
    ("frequent", "Riders no longer look at the timetable", "riders", 12.0, 60.0, "%"),
    ("step-free", "Riders in wheelchairs travel alone", "access", 22.0, 90.0, "%"),
)
"""Short name, title, objective, baseline, target, unit."""

CAPABILITIES: Final = (
    ("run", "Trams every five minutes on own track", ("faster", "frequent"), "budget"),
    ("sell", "One ticket for the whole city", ("frequent",), "effort"),
    ("board", "Step-free boarding at all 21 stops", ("step-free",), "weight"),
)
"""Short name, title, outcomes, and by what its deliverables are weighed."""

DELIVERABLES: Final = (
    ("TR", "TR460", "Line handed over for test running", "run", 0.55, 182_000, 189_500, 9_400, "in_work"),
    ("TR", "TR350", "Substations A and B energized", "run", 0.7, 24_000, 23_100, 1_150, "in_work"),
    ("SG", "SG550", "Signaling approved", "run", 0.35, 61_000, 66_400, 4_300, "in_work"),
    ("VH", "VH460", "Vehicle type approved", "run", 0.4, 96_000, 96_000, 2_600, "in_work"),
    ("DP", "DP460", "Depot accepted", "run", 0.6, 47_000, 48_200, 3_100, "in_work"),
    ("RD", "RD550", "Operating license", "run", 0.1, 3_500, 3_500, 420, "planned"),
    ("TK", "TK540", "Ticketing ready for passengers", "sell", 0.3, 18_000, 18_900, 2_900, "in_work"),
    ("VH", "VH190", "Low-floor design", "board", 1.0, 4_200, 4_100, 260, "accepted"),
    ("TK", "TK340", "Ticket machines at wheelchair height", "board", 0.2, 6_000, 6_000, 240, "planned"),
)
"""Project, activity that delivers it, title, capability, progress, budget and estimate in thousands, days, state."""

CRITERIA: Final = (
    "The acceptance test has run without a fault of class A.\n"
    "Drawings as built are handed over.\n"
    "The operator has signed."
)

CHANGE: Final = {
    "title": "A tram every five minutes from the first day",
    "what": "The council wants five minutes from the opening on, where seven were agreed for the first year.",
    "why": "The bus lines of the east end on the day of the opening.",
}
CHANGED_OBJECTIVE: Final = "time"
ANSWERS: Final = {
    "TR": ("none", "Power and track were built for four minutes.", 0),
    "VH": ("plan", "Two trams more must run on the first day; the tests of trams 9 and 10 come earlier.", 10),
}
"""What the projects hit have answered; those not named have not answered yet."""

DEMANDS: Final = (
    ("Wi-Fi in all trams", "Riders", "could", (3, 3, 2, 4), (5, 2, 1, 5), 420, 160),
    ("Live crowding on the displays", "Operator", "should", (4, 4, 2, 5), (8, 5, 3, 3), 180, 210),
    ("Second turning loop at the hospital", "Hospital", "should", (4, 3, 4, 3), (8, 8, 13, 13), 2_900, 640),
    ("Bicycle parking at eight stops", "City planning", "should", (5, 4, 1, 5), (8, 3, 2, 5), 640, 90),
    (
        "Ramp at Market for rail passengers",
        "Council for accessibility",
        "must",
        (5, 5, 2, 4),
        (13, 13, 8, 5),
        350,
        120,
    ),
    ("Green track in section 3", "Residents", "could", (3, 3, 1, 4), (3, 2, 1, 8), 880, 130),
    ("Night service on week-ends", "Hospital", "wont", (4, 4, 3, 2), (8, 3, 5, 21), 3_400, 420),
)
"""Title, who asks, MoSCoW, levels (fit, value, risk, technical fit), points (value, time, risk, size), thousands,
and days."""

SCOPE: Final = (
    (
        "A line of 21 stops from Old Harbor to Eastgate\nTwelve low-floor trams\nDepot with workshop for 16 trams\n"
        "Ticket machines at every stop\nDisplays at every stop",
        "Park and ride at Eastgate\nChanges of bus lines",
    ),
    (
        "A line of 21 stops from Old Harbor to Eastgate\nTwelve low-floor trams\nDepot with workshop for 16 trams\n"
        "Ticket machines at every stop\nDisplays at every stop\nRamp to the rail station at Market",
        "Park and ride at Eastgate\nChanges of bus lines\nWi-Fi in the trams",
    ),
)
"""What was in and out, edition by edition; the first was signed."""

REQUIREMENTS: Final = (
    (
        "SG",
        "A tram every five minutes",
        "Headway of 300 seconds on the whole line.",
        "Run of two hours",
        "must",
        3,
    ),
    (
        "SG",
        "Stop within 30 meters",
        "A tram at 50 km/h stops within 30 meters in an emergency.",
        "Test",
        "must",
        0,
    ),
    ("VH", "Doors open in three seconds", "From the stop to doors fully open.", "Test track", "must", 1),
    ("TK", "Pay by card at every machine", "Contactless cards of all banks.", "Field test", "should", 0),
    ("RD", "Sixty drivers licensed", "On the day of the opening.", "License list", "must", 0),
)
"""Project, title, text, how it is checked, MoSCoW, and how often it was changed after it was agreed."""

CHARTER: Final = {
    "title": "Eastern Line",
    "purpose": "Build and open a tram line that brings the east to the center.",
    "in_scope": "Track, depot, trams, signaling, tickets, readiness",
    "out_of_scope": "Operation after the first month",
    "success": "Opened by the day promised; riders, minutes and access as the objectives say.",
    "authority": "The program manager decides up to 200,000 and ten working days; beyond that the steering committee.",
    "roles": "Sponsor: deputy mayor for transport. Projects: one manager each.",
    "tolerances": "Ten working days, 3 % of the budget of a project.",
    "assumptions": "The operator hires from spring on.",
}
