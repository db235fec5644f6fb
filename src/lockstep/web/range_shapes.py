"""The forms that a range can have: their names, and a small picture of each."""

from typing import Final

from lockstep.plan import RangeSource, Shape

SHAPE_NAMES: Final = {
    Shape.TRIANGULAR: "triangular",
    Shape.PERT: "BetaPERT, slimmer",
    Shape.UNIFORM: "uniform, all alike",
    Shape.LOGNORMAL: "lognormal, long tail",
}
SHAPE_CHOICES: Final = [(shape.value, name) for shape, name in SHAPE_NAMES.items()]
READINGS: Final = [
    ("ends", "the very best and worst"),
    ("trigen", "P10 and P90: 1 of 10 cases is better, 1 is worse"),
]
SOURCE_NAMES: Final = {
    RangeSource.EXPERT: "judged one by one",
    RangeSource.QUICK: "quick range",
    RangeSource.FILE: "from the file",
}
_PICTURES: Final = {
    Shape.TRIANGULAR: "M3 22L22 4L57 22",
    Shape.PERT: "M3 22C14 22 17 4 24 4S36 22 57 22",
    Shape.UNIFORM: "M3 22V7H57V22",
    Shape.LOGNORMAL: "M3 22C7 22 9 4 15 4S24 20 57 21.5",
}


def shape_picture(value: int | str) -> str:
    """Return the outline of a form in a field of 60 by 24, "" for one without a picture."""
    known = {str(shape.value): path for shape, path in _PICTURES.items()}
    return known.get(str(value), "")


def shape_name(value: int | None) -> str:
    """Return the name of a form without what is said beside it."""
    if value is None:
        return ""
    shape = Shape(value)
    return SHAPE_NAMES.get(shape, shape.name.lower()).partition(",")[0]


def source_name(value: RangeSource | None) -> str:
    """Return where a range comes from, "" without one."""
    if value is None:
        return ""
    return SOURCE_NAMES.get(value, value.words)
