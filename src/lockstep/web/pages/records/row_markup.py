"""Rows of a list as markup, written straight: a template costs several times as much for a hundred rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from lockstep.domain.records.declarations import Field, FieldKind, Register
from lockstep.domain.records.queries import RecordRow, RowFlag
from lockstep.web.icons import SHAPES
from lockstep.web.words import with_minus

LONGEST = 160
FLAG_TONES = {"error": "bad", "warning": "warn", "note": "none"}
ON_A_CARD = 4
KEPT_ON_CARDS = frozenset({"owner", "due_on"})
COLOR_TONES = {"green": "good", "amber": "warn", "red": "bad", "gray": "none"}
NUMBERS = frozenset({FieldKind.INTEGER, FieldKind.NUMBER, FieldKind.SHARE, FieldKind.MONEY})
TEXTS = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.TAGS, FieldKind.RECORD})
DATES = frozenset({FieldKind.DATE, FieldKind.DATETIME})


@dataclass(frozen=True)
class RowLook:
    """What all rows of one list share: the register, its columns, where a row leads to."""

    register: Register
    columns: tuple[Field, ...]
    query: str
    is_editable: bool
    is_choosable: bool
    is_usual: bool = False
    """Nobody chose the columns: on a phone, a card then has the first of them, who owns it and when it is due."""

    @property
    def width(self) -> int:
        """Return the number of cells in a row."""
        return len(self.columns) + 1 + int(self.is_choosable)


def mark_markup(tone: str, label: str, title: str = "") -> str:
    """Return a state's mark: shape, words and color."""
    tone = tone if tone in SHAPES else "none"
    hint = f' title="{escape(title)}"' if title else ""
    return (
        f'<span class="mark is-{tone}"{hint}><svg viewBox="0 0 10 10" aria-hidden="true">{SHAPES[tone]}</svg>'
        f"{escape(label)}</span>"
    )


def rows_markup(look: RowLook, rows: Sequence[RecordRow]) -> SafeString:
    """Return the rows one after the other."""
    return mark_safe("".join(row_markup(look, row) for row in rows))  # noqa: S308  every value is escaped


def row_markup(look: RowLook, row: RecordRow) -> str:
    """Return one row: its box, its title with its flags, its cells."""
    register, key = look.register, escape(row.key)
    parts = [f'<tr id="r{row.id}" data-record="{row.id}" data-version="{row.version}">']
    if look.is_choosable:
        parts.append(
            f'<td class="pick"><input type="checkbox" name="record" value="{row.id}:{row.version}" form="bulk" '
            f'data-choose aria-label="Choose {key}"></td>'
        )
    parts.append(
        f'<th scope="row"><a href="/r/{register.name}/{row.id}/{look.query}"><span class="key">{key}</span>'
        f"{escape(row.title)}</a> {flags_markup(row.flags)}</th>"
    )
    parts.extend(
        cell_markup(look, row, field, "rest" if look.is_usual and _is_rest(place, field) else "")
        for place, field in enumerate(look.columns)
    )
    parts.append("</tr>")
    return "".join(parts)


def _is_rest(place: int, field: Field) -> bool:
    return place >= ON_A_CARD and field.name not in KEPT_ON_CARDS


def cell_markup(look: RowLook, row: RecordRow, field: Field, more: str = "") -> str:
    """Return one cell; what can be edited in place takes the focus by keys."""
    words = row.words.get(field.name, "")
    label = escape(field.label)
    if field.name == "state":
        return f'<td data-label="{label}">{mark_markup(row.state_shape, row.state_label)}</td>'
    found = f"{css_of(field)} {more}".strip()
    css = f' class="{found}"' if found else ""
    shown = words_markup(words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…")
    edit = (
        f' data-field="{field.name}" tabindex="-1"'
        if look.is_editable and row.may_edit and field.is_inline and field.is_writable
        else ""
    )
    return f'<td data-label="{label}"{css}{edit}>{shown}</td>'


def words_markup(words: str) -> str:
    """Return words as they are shown: a color has its shape beside it, a figure below zero a minus sign."""
    tone = COLOR_TONES.get(words)
    return mark_markup(tone, words) if tone else escape(with_minus(words))


def css_of(field: Field) -> str:
    """Return the class of a column's cells: figures stand to the right, dates stay in one line."""
    kind = field.formatted_as
    if kind is FieldKind.RECORD:
        return "text is-ref"
    return "num" if kind in NUMBERS else "date" if kind in DATES else "text" if kind in TEXTS else ""


def flags_markup(flags: Sequence[RowFlag]) -> str:
    """Return the marks of flags; what each says of the record is its hint."""
    if not flags:
        return ""
    marks = "".join(mark_markup(FLAG_TONES[flag.severity], flag.label, flag.sentence) for flag in flags)
    return f'<span class="flags">{marks}</span>'
