"""What every body of the interface has in common: camelCase names, closed sets of fields, checked text and ids."""

from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model
from pydantic.alias_generators import to_camel

from lockstep.foundation.ticks import EARLIEST_TICKS, LATEST_TICKS

LARGEST_ID = 2**53 - 1
"""Identifiers stay within what JavaScript counts exactly."""

LONGEST_TICKS = LATEST_TICKS - EARLIEST_TICKS


class Shape(BaseModel):
    """An answer: read from any object with the same attributes; nothing undeclared leaves."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        from_attributes=True,
        extra="forbid",
    )


class Body(BaseModel):
    """A request body: a name that is not declared is refused, so that nothing read-only can be smuggled in."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", str_strip_whitespace=False)

    def given(self) -> dict[str, Any]:
        """Return only the fields that the caller sent, by their domain names."""
        return self.model_dump(exclude_unset=True)


def plain_text(text: str) -> str:
    """Return a text as it is, or raise ValueError where it holds what no person types and no database keeps."""
    if any(ord(character) < 32 and character not in "\t\n\r" for character in text):
        raise ValueError("contains control characters; send plain text")
    return text


PLAIN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$"


def _text(longest: int, shortest: int = 0) -> Any:
    return Annotated[
        str,
        AfterValidator(plain_text),
        Field(min_length=shortest, max_length=longest, json_schema_extra={"pattern": PLAIN}),
    ]


Id = Annotated[int, Field(ge=1, le=LARGEST_ID, strict=False)]
RowId = Annotated[int, Field(ge=-LARGEST_ID, le=LARGEST_ID)]
"""An activity's id, or a node's id below zero for rows that stand for a project or program."""
Version = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Words = Annotated[str, AfterValidator(plain_text), Field(min_length=2, max_length=200)]
"""What is searched for."""
Few = Annotated[int, Field(ge=1, le=50)]
Name = _text(255, 1)
Line = _text(255)
Paragraph = _text(10_000)
Reason = _text(2_000)
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
DurationTicks = Annotated[int, Field(ge=0, le=LONGEST_TICKS)]
LagTicks = Annotated[int, Field(ge=-LONGEST_TICKS, le=LONGEST_TICKS)]
MomentTicks = Annotated[int, Field(ge=EARLIEST_TICKS, le=LATEST_TICKS)]


def in_camel(values: dict[str, Any]) -> dict[str, Any]:
    """Return the same values under the names that this interface uses for fields."""
    return {to_camel(name): value for name, value in values.items()}


@cache
def shape_of(result: type, name: str = "", without: frozenset[str] = frozenset()) -> type[Any]:
    """Return the shape of a query's frozen result: the same fields, in this interface's names.

    The checked-in document shows every change of a result, so that none leaves unnoticed.
    """
    hints = get_type_hints(result)
    wanted: dict[str, Any] = {
        field.name: (_shaped(hints[field.name]), ...) for field in fields(result) if field.name not in without
    }
    doc = (result.__doc__ or "").strip()
    made = create_model(name or result.__name__, __base__=Shape, __doc__=doc, **wanted)
    made.__module__ = __name__
    return made


def _shaped(hint: Any) -> Any:
    """Return a type hint with every frozen result in it replaced by its shape."""
    if is_dataclass(hint):
        return shape_of(hint)
    arguments = get_args(hint)
    if not arguments or get_origin(hint) is Annotated:
        return hint
    shaped = tuple(_shaped(argument) for argument in arguments)
    origin = get_origin(hint)
    return Union[shaped] if origin in (Union, UnionType) else origin[shaped]  # noqa: UP007  made at run time
