"""What the line costs: the hour of each crew and company, and the bills that come whenever the work is done."""

import re
from typing import Final

CURRENCY: Final = "EUR"
_MINOR: Final = 100

_RATES: Final = {
    "Civil crew": 2_650,
    "Track crew": 2_300,
    "Power crew": 1_750,
    "Utilities crew": 1_400,
    "Depot builders": 1_900,
    "Vehicle maker": 1_250,
    "Vehicle test team": 620,
    "Software team": 780,
    "Signaling crew": 980,
    "Training team": 310,
    "Stops crew": 860,
    "Machine maker": 540,
    "Design office": 690,
    "Depot architects": 560,
    "Signaling supplier": 1_150,
    "Independent assessor": 240,
    "City traffic office": 150,
    "Timetable office": 130,
}
"""Euros for an hour of a whole crew or company team, with its machines."""
_USUAL_RATE: Final = 96

_BILLS: Final = tuple(
    (re.compile(f"^(?:{codes})$"), thousands)
    for codes, thousands in (
        ("TR105", 240),
        ("TR145", 180),
        ("TR2[1-4]2", 950),
        ("TR2[1-4]3", 1_700),
        ("TR2[1-4]4", 2_600),
        ("TR2[1-4]5", 3_200),
        ("TR2[1-4]6", 1_450),
        ("TR2[1-4]7", 2_100),
        ("TR2[1-4]8", 1_250),
        ("TR3[12]0", 4_300),
        ("TR340", 1_600),
        ("DP210|DP220", 820),
        ("DP230", 2_900),
        ("DP3[1-3]1", 3_600),
        ("DP3[12]2", 2_700),
        ("DP3(?:13|23|27|32)", 1_900),
        ("DP324", 2_400),
        ("DP3(?:14|15|42)", 1_350),
        ("VH210", 3_800),
        ("VH230", 2_200),
        ("VH3[1-9]1", 4_100),
        ("VH3[1-9]3", 5_600),
        ("VH3[1-9]4", 3_300),
        ("VH3[1-9]6", 160),
        ("VH410", 540),
        ("VH470", 2_800),
        ("SG310|SG330|SG340|SG350", 1_900),
        ("SG4[1-4]1", 620),
        ("SG4[1-4]2", 1_150),
        ("SG4[1-4]3", 480),
        ("SG451", 2_700),
        ("TK110", 90),
        ("TK2[1-4]0", 130),
        ("TK250", 85),
        ("TK310", 60),
        ("TK320", 210),
        ("TK350", 340),
        ("TK510", 460),
        ("RD3[1-9]1", 140),
        ("RD420", 260),
        ("RD430", 900),
        ("RD440", 650),
        ("RD610", 380),
    )
)
"""Thousands of euros by code: material, equipment and fees."""


def hourly_minor(name: str) -> int:
    """Return what an hour of somebody costs, in cents."""
    return _RATES.get(name, _USUAL_RATE) * _MINOR


def bill_minor(code: str) -> int:
    """Return what an activity costs whenever it is done, in cents."""
    return next((1_000 * _MINOR * thousands for codes, thousands in _BILLS if codes.match(code)), 0)
