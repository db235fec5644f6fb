"""Values of fields on their three ways: as plain data, as words on a screen, and as the model keeps them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from lockstep.domain.records.declarations import Field, FieldKind, Register

TAG_MARK = "|"
COMPUTED = "computed_"
"""Stands before the name of a computed field where the database computed it."""
TRUE_WORDS = frozenset({"true", "yes", "y", "1", "x"})
FALSE_WORDS = frozenset({"false", "no", "n", "0", "-"})


class Unusable(ValueError):
    """A value that a field cannot hold; the text is the sentence that is shown beside it."""


def plain_value(field: Field, row: Any) -> Any:
    """Return the value of a field as JSON holds it."""
    if field.is_computed:
        value = field.compute(row) if field.compute else getattr(row, COMPUTED + field.name, None)
        return value.isoformat() if isinstance(value, date | datetime) else value
    value = getattr(row, field.column)
    if field.kind is FieldKind.TAGS:
        return [tag for tag in (value or "").split(TAG_MARK) if tag]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def words_of(field: Field, value: Any, register: Register, names: Callable[[Field, Any], str]) -> str:
    """Return a plain value as people read it; `names` gives the words of a reference."""
    if value is None or value == "":
        return ""
    if field.name == "state":
        state = register.states_by_name.get(value)
        return state.label if state else str(value)
    if field.said is not None:
        return field.said(value)
    if field.choices:
        return next((choice.label for choice in field.choices if choice.value == value), str(value))
    kind = field.formatted_as
    if kind in (FieldKind.PERSON, FieldKind.NODE, FieldKind.RECORD):
        return names(field, value)
    return _FORMATS.get(kind, _as_text)(field, value)


def _as_text(field: Field, value: Any) -> str:
    return str(value)


def _as_number(field: Field, value: Any) -> str:
    text = (
        f"{round(value, 2) + 0.0:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    )
    return f"{text} {field.unit}".strip()


def _as_share(field: Field, value: Any) -> str:
    return f"{round(value * 100, 1) + 0.0:.1f}".rstrip("0").rstrip(".") + " %"  # + 0.0: no "-0"


def _as_money(field: Field, value: Any) -> str:
    return f"{value / 100:,.2f}".removesuffix(".00") + (f" {field.unit}" if field.unit else "")


def _as_date(field: Field, value: Any) -> str:
    moment = date.fromisoformat(str(value)[:10])
    return f"{moment.day} {moment:%b %Y}"


def _as_datetime(field: Field, value: Any) -> str:
    moment = datetime.fromisoformat(str(value))
    return f"{moment.day} {moment:%b %Y %H:%M}"


_FORMATS: dict[FieldKind, Callable[[Field, Any], str]] = {
    FieldKind.INTEGER: _as_number,
    FieldKind.NUMBER: _as_number,
    FieldKind.SHARE: _as_share,
    FieldKind.MONEY: _as_money,
    FieldKind.DATE: _as_date,
    FieldKind.DATETIME: _as_datetime,
    FieldKind.BOOLEAN: lambda field, value: "Yes" if value else "No",
    FieldKind.TAGS: lambda field, value: ", ".join(value),
}


def model_value(field: Field, value: Any) -> Any:
    """Return what the model keeps of a plain value, or raise Unusable."""
    if isinstance(value, str):
        value = value.strip()
    if value is None or value == "" or value == []:
        if field.is_required:
            raise Unusable(f"{field.label} is needed.")
        return _empty(field)
    try:
        made = _READERS[field.kind](field, value)
    except (ValueError, TypeError, OverflowError) as error:
        if isinstance(error, Unusable):
            raise
        raise Unusable(f"{field.label} needs {_EXPECTED.get(field.kind, 'another value')}.") from None
    if field.minimum is not None and made < field.minimum:
        raise Unusable(f"{field.label} is at least {_bound(field, field.minimum)}.")
    if field.maximum is not None and made > field.maximum:
        raise Unusable(f"{field.label} is at most {_bound(field, field.maximum)}.")
    return made


def _bound(field: Field, value: float) -> str:
    return f"{value / 100:g}" if field.kind is FieldKind.MONEY else f"{value:g}"


def _empty(field: Field) -> Any:
    texts = (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CHOICE, FieldKind.TAGS)
    if field.kind in texts:
        return ""
    if not field.is_nullable and field.default is not None:
        return field.default
    return False if field.kind is FieldKind.BOOLEAN else None


def _text(field: Field, value: Any) -> str:
    if not isinstance(value, str | int | float):
        raise Unusable(f"{field.label} needs a text.")
    text = str(value)
    if any(ord(letter) < 32 and letter not in "\t\n\r" for letter in text):
        raise Unusable(f"{field.label} holds characters that nobody types; send plain text.")
    if field.max_length is not None and len(text) > field.max_length:
        raise Unusable(f"{field.label} is longer than {field.max_length} characters.")
    return text


def _choice(field: Field, value: Any) -> str:
    for choice in field.choices:
        if value in (choice.value, choice.label) or str(value).casefold() == choice.label.casefold():
            return choice.value
    offered = ", ".join(choice.label for choice in field.choices)
    raise Unusable(f"{field.label} is one of: {offered}.")


def _whole(field: Field, value: Any) -> int:
    number = float(str(value).replace(",", "")) if isinstance(value, str) else value
    if isinstance(number, bool) or number != int(number):
        raise Unusable(f"{field.label} needs a whole number.")
    if abs(number) > 2**53:
        raise Unusable(f"{field.label} is too large.")
    return int(number)


def _number(field: Field, value: Any) -> float:
    number = float(value.replace(",", "")) if isinstance(value, str) else float(value)
    if number != number or abs(number) == float("inf"):
        raise Unusable(f"{field.label} needs a number.")
    return number


def _share(field: Field, value: Any) -> float:
    if isinstance(value, str) and value.endswith("%"):
        number = float(value.rstrip("% ")) / 100
    else:
        number = float(value)
    if not 0 <= number <= 1:
        raise Unusable(f"{field.label} lies between 0 % and 100 %.")
    return number


def _date(field: Field, value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    made = value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
    if not 1900 <= made.year <= 2199:
        raise Unusable(f"{field.label} lies between 1900 and 2199.")
    return made


def _datetime(field: Field, value: Any) -> datetime:
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _boolean(field: Field, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).casefold()
    if word in TRUE_WORDS or word in FALSE_WORDS:
        return word in TRUE_WORDS
    raise Unusable(f"{field.label} is yes or no.")


def _tags(field: Field, value: Any) -> str:
    given = value if isinstance(value, list | tuple) else str(value).replace(TAG_MARK, ",").split(",")
    tags = list(dict.fromkeys(_text(field, tag).strip() for tag in given))
    tags = [tag.replace(TAG_MARK, " ") for tag in tags if tag]
    return TAG_MARK + TAG_MARK.join(tags) + TAG_MARK if tags else ""


def _reference(field: Field, value: Any) -> int:
    number = int(value)
    if not 0 < number < 2**53:
        raise Unusable(f"{field.label} names nothing that exists.")
    return number


_READERS: dict[FieldKind, Callable[[Field, Any], Any]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _text,
    FieldKind.CHOICE: _choice,
    FieldKind.INTEGER: _whole,
    FieldKind.MONEY: _whole,
    FieldKind.NUMBER: _number,
    FieldKind.SHARE: _share,
    FieldKind.DATE: _date,
    FieldKind.DATETIME: _datetime,
    FieldKind.BOOLEAN: _boolean,
    FieldKind.PERSON: _reference,
    FieldKind.NODE: _reference,
    FieldKind.RECORD: _reference,
    FieldKind.TAGS: _tags,
}

_EXPECTED = {
    FieldKind.INTEGER: "a whole number",
    FieldKind.NUMBER: "a number",
    FieldKind.MONEY: "an amount in the smallest unit of its currency",
    FieldKind.SHARE: "a share such as 0.3 or 30 %",
    FieldKind.DATE: "a date such as 2026-03-31",
    FieldKind.DATETIME: "a moment such as 2026-03-31T09:00",
    FieldKind.PERSON: "a person",
    FieldKind.NODE: "a portfolio, program or project",
    FieldKind.RECORD: "a record",
}
