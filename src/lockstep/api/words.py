"""Numbers of the plan as words on the wire: a client reads `start_no_earlier_than`, not 4."""

from enum import IntEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from lockstep.plan import (
    ActivityKind,
    ActivityMode,
    ConstraintKind,
    Dialect,
    LagUnit,
    LinkKind,
    ScheduleFrom,
    Shape,
    WorkRule,
)

NO_CONSTRAINT = "as_soon_as_possible"


def _words(kinds: type[IntEnum], **more: int) -> Any:
    words = {number: word for word, number in more.items()} | {
        kind.value: kind.name.lower() for kind in kinds
    }

    def spoken(value: object) -> object:
        return words.get(value, value) if isinstance(value, int) else value

    return Annotated[Literal[tuple(words[number] for number in sorted(words))], BeforeValidator(spoken)]  # type: ignore[valid-type]


KindWord = _words(ActivityKind)
ModeWord = _words(ActivityMode)
WorkRuleWord = _words(WorkRule)
ConstraintWord = _words(ConstraintKind, as_soon_as_possible=0)
LinkWord = _words(LinkKind)
LagUnitWord = _words(LagUnit)
DialectWord = _words(Dialect)
ScheduleFromWord = _words(ScheduleFrom)
ShapeWord = Literal["uniform", "triangular", "pert", "lognormal"]
"""The forms of a range that low, likely and high describe."""
StoredShapeWord = Annotated[ShapeWord | None, BeforeValidator(lambda value: _shape_word(value))]


def _shape_word(value: object) -> object:
    return Shape(value).name.lower() if isinstance(value, int) else value
