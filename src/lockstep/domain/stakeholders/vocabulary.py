"""Words of engagement: quadrants, attitudes, salience, cadences."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Final


class Quadrant(StrEnum):
    """What the place on the grid of power and interest asks for (Mendelow 1991)."""

    MANAGE_CLOSELY = "manage closely"
    KEEP_SATISFIED = "keep satisfied"
    KEEP_INFORMED = "keep informed"
    MONITOR = "monitor"


@dataclass(frozen=True, slots=True)
class Cut:
    """From where on power and interest count as high; a value at the cut belongs to the upper quadrant."""

    power: int
    interest: int


SHIPPED_CUT: Final = Cut(4, 4)
"""Holds where neither a node nor one above it has said otherwise."""


class Attitude(IntEnum):
    """How somebody stands to the program, from not knowing of it to leading it."""

    UNAWARE = 0
    RESISTANT = 1
    NEUTRAL = 2
    SUPPORTIVE = 3
    LEADING = 4

    @property
    def word(self) -> str:
        """Return the word under which it is stored."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> "Attitude | None":
        """Return the step of a stored word; None where nothing is known."""
        return cls[word.upper()] if word else None


class Salience(StrEnum):
    """Who counts, by power, legitimacy and urgency (Mitchell, Agle and Wood 1997)."""

    NONE = "none"
    DORMANT = "dormant"
    DISCRETIONARY = "discretionary"
    DEMANDING = "demanding"
    DOMINANT = "dominant"
    DANGEROUS = "dangerous"
    DEPENDENT = "dependent"
    DEFINITIVE = "definitive"


class TouchKind(StrEnum):
    """How people met."""

    ONE_TO_ONE = "one_to_one"
    COFFEE = "coffee"
    TEAM = "team"
    CALL = "call"
    VISIT = "visit"
    LETTER = "letter"


class Channel(StrEnum):
    """What carries a message."""

    MEETING = "meeting"
    MAIL = "mail"
    REPORT = "report"
    PRESENTATION = "presentation"
    CALL = "call"
    BOARD = "board"
    NEWSLETTER = "newsletter"


class Around(StrEnum):
    """On which side of a milestone a message stands."""

    BEFORE = "before"
    AFTER = "after"


class Cadence(StrEnum):
    """How often a message goes out."""

    ONCE = "once"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


CADENCE_DAYS: Final = {
    Cadence.WEEKLY: 7,
    Cadence.FORTNIGHTLY: 14,
    Cadence.MONTHLY: 30,
    Cadence.QUARTERLY: 91,
}
MOST: Final = 5
"""Power and interest run from 1 to here."""
LATE_FACTOR: Final = 1.5
"""Contact is neglected when it is this many planned intervals ago."""
TOP_PRIORITY: Final = 1_000
"""Added for those who resist and have high power: they stand on top whatever else is true."""


@dataclass(frozen=True, slots=True)
class GridPlace:
    """Where one stakeholder stands on the grid of power and interest."""

    id: int
    version: int
    key: str
    name: str
    power: int
    interest: int
    current: Attitude | None
    desired: Attitude | None
    quadrant: Quadrant
    is_neglected: bool
    may_edit: bool


AROUND_DAYS: Final = {Around.BEFORE: -14, Around.AFTER: 3}
"""How many days before or after its milestone a message goes out."""


@dataclass(frozen=True, slots=True)
class MilestoneMessage:
    """A message around a milestone to somebody whom it affects: proposed, or planned already."""

    activity: int
    stakeholder: int
    stakeholder_name: str
    around: Around
    due_on: date
    title: str
    plan: int | None
    """The entry of the communication plan; None while it is proposed."""
    plan_key: str = ""
    planned_on: date | None = None

    @property
    def is_off(self) -> bool:
        """Tell whether its milestone moved since it was planned."""
        return self.planned_on is not None and self.planned_on != self.due_on


@dataclass(frozen=True, slots=True)
class AffectingMilestone:
    """A milestone, whom it affects, and the messages around it."""

    activity: int
    name: str
    project: int
    project_name: str
    on: date
    is_reached: bool
    affected: tuple[tuple[int, str, str], ...]
    """Id, key and name of each stakeholder that the asker may read."""
    messages: tuple[MilestoneMessage, ...]


@dataclass(frozen=True, slots=True)
class Influence:
    """Who influences whom, and how strongly; attitudes are words, empty where nothing is known."""

    source: int
    source_name: str
    source_attitude: str
    target: int
    target_name: str
    target_attitude: str
    share: float | None
    is_pressing: bool
    """The target resists and has high power: who influences them is the way to them."""
