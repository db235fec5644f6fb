"""Where results go: JSON to a file or to standard output, tables to the terminal."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

STANDARD_OUTPUT = Path("-")
WIDTH_OF_A_PIPE = 160


def write_json(form: dict[str, Any], out: Path) -> None:
    """Write a documented form (docs/reference/json.md) to a file, or to standard output for `-`."""
    import orjson

    payload = orjson.dumps(form, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    if out == STANDARD_OUTPUT:
        sys.stdout.buffer.write(payload)
        sys.stdout.buffer.flush()
    else:
        out.write_bytes(payload)


def console() -> "Console":
    """Return the terminal for tables; it respects NO_COLOR and plain pipes."""
    from rich.console import Console

    made = Console(highlight=False, markup=False, emoji=False)
    if not made.is_terminal:
        made.width = WIDTH_OF_A_PIPE
    return made


def table(
    *columns: str, title: str | None = None, right: tuple[str, ...] = (), wraps: tuple[str, ...] = ()
) -> "Table":
    """Return an empty table; the columns named in `right` hold numbers, those in `wraps` long texts."""
    from rich import box
    from rich.table import Table

    made = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", pad_edge=False)
    for name in columns:
        justify: Literal["right", "left"] = "right" if name in right else "left"
        # What is narrow may wrap into two lines, never lose a character.
        made.add_column(name, justify=justify, overflow="fold", min_width=16 if name in wraps else None)
    return made


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: "1 activity", "2 activities".

    >>> plural(1, "link"), plural(2, "link"), plural(2340, "activity", "activities")
    ('1 link', '2 links', '2,340 activities')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
