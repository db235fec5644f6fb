"""One field of a record as a control of a form, and what was typed as the plain value that actions take."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import QueryDict
from django.template.loader import render_to_string

from lockstep.domain.records.declarations import Field, FieldKind

LONG_LIST = 400
_INPUTS = {
    FieldKind.DATE: "date",
    FieldKind.DATETIME: "datetime-local",
}
_DECIMALS = frozenset({FieldKind.NUMBER, FieldKind.SHARE, FieldKind.MONEY})


class Untyped(ValueError):
    """What was typed is not of the kind that the field holds; the text is the sentence beside it."""


@dataclass(frozen=True, slots=True)
class Control:
    """A field as a form draws it."""

    name: str
    label: str
    help: str
    element: str
    value: str = ""
    choices: tuple[tuple[str, str, bool], ...] = ()
    type: str = "text"
    mode: str = ""
    unit: str = ""
    pick: str = ""
    error: str = ""
    max_length: int | None = None
    is_required: bool = False

    @property
    def id(self) -> str:
        """Return the id of the control on its page."""
        return f"field-{self.name}"

    @property
    def described_by(self) -> str:
        """Return the ids of what explains the control."""
        error = f" {self.id}-error" if self.error else ""
        return f"{self.id}-help{error}"


Options = Mapping[str, Iterable[tuple[Any, str]]]


def control_of(
    field: Field, value: Any, options: Options, *, typed: str | None = None, error: str = "", name: str = ""
) -> Control:
    """Return the control of a field; `typed` is what was sent before and stays in it."""
    text = typed if typed is not None else text_of(field, value)
    common = {
        "name": name or field.name,
        "label": field.label,
        "help": field.help,
        "error": error,
        "unit": _unit(field),
        "is_required": field.is_required,
        "max_length": field.max_length,
    }
    if field.kind is FieldKind.LONG_TEXT:
        return Control(element="area", value=text, **common)
    if field.kind is FieldKind.BOOLEAN:
        return Control(element="check", value="yes" if text in {"yes", "True"} else "", **common)
    offered = _offered(field, options)
    if offered is not None:
        return Control(element="select", choices=_choices(field, offered, text), value=text, **common)
    if field.kind is FieldKind.RECORD:
        return Control(element="pick", value=text, pick=field.target, **common)
    if field.kind in _INPUTS:
        return Control(element="input", type=_INPUTS[field.kind], value=text, **common)
    mode = "decimal" if field.kind in _DECIMALS else "numeric" if field.kind is FieldKind.INTEGER else ""
    return Control(element="input", mode=mode, value=text, **common)


def _unit(field: Field) -> str:
    if field.kind is FieldKind.SHARE:
        return "%"
    if field.unit == "d":
        return "" if "days" in field.label.lower() else "days"
    return field.unit


def _offered(field: Field, options: Options) -> list[tuple[str, str]] | None:
    if field.choices:
        return [(choice.value, choice.label) for choice in field.choices]
    if field.name in options:
        return [(str(value), label) for value, label in options[field.name]][:LONG_LIST]
    return [] if field.kind in {FieldKind.CHOICE, FieldKind.PERSON, FieldKind.NODE} else None


def _choices(field: Field, offered: list[tuple[str, str]], text: str) -> tuple[tuple[str, str, bool], ...]:
    blank = [] if field.is_required and text else [("", "–")]
    return tuple((value, label, value == text) for value, label in [*blank, *offered])


def text_of(field: Field, value: Any) -> str:
    """Return a plain value as it stands in its control."""
    if value is None or value == "":
        return ""
    match field.kind:
        case FieldKind.SHARE:
            return f"{value * 100:.6g}"
        case FieldKind.MONEY:
            return f"{Decimal(value) / 100:f}".removesuffix(".00")
        case FieldKind.NUMBER:
            return f"{value:.10g}"
        case FieldKind.TAGS:
            return ", ".join(value) if isinstance(value, list | tuple) else str(value)
        case FieldKind.DATETIME:
            return str(value)[:16]
        case FieldKind.BOOLEAN:
            return "yes" if value else ""
    return str(value)


def typed_value(field: Field, data: QueryDict, name: str) -> Any:
    """Return what was typed as a plain value; the domain checks the rest."""
    text = data.get(name, "").strip()
    if field.kind is FieldKind.BOOLEAN:
        return text == "yes"
    if not text:
        return None
    match field.kind:
        case FieldKind.SHARE:
            return text if text.endswith("%") else f"{text} %"
        case FieldKind.MONEY:
            return _minor(field, text)
        case FieldKind.TAGS:
            return [tag.strip() for tag in text.split(",") if tag.strip()]
    return text


def _minor(field: Field, text: str) -> int:
    try:
        return int((Decimal(text.replace(",", "").replace(" ", "")) * 100).to_integral_value())
    except (InvalidOperation, ValueError, OverflowError):
        raise Untyped(f"{field.label} needs an amount such as 12500 or 12500.50.") from None


def typed_values(
    fields: Iterable[Field], data: QueryDict, *, prefix: str = ""
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the plain values of fields that were sent, and the sentences beside those that cannot be read."""
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for field in fields:
        name = f"{prefix}{field.name}"
        # A box that is not ticked is not sent; its form says that it was there.
        if name not in data and f"{name}-shown" not in data:
            continue
        try:
            values[field.name] = typed_value(field, data, name)
        except Untyped as fault:
            errors[field.name] = str(fault)
    return values, errors


def input_markup(control: Control) -> str:
    """Return only the element of a control, without label and help: for cells and bars."""
    return render_to_string("web/records/control_input.html", {"control": control, "is_bare": True})
