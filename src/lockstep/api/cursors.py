"""Keyset pages: a signed, opaque cursor says after which row the next page starts."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from django.core import signing
from pydantic import Field

from lockstep.api.problems import Refused

Row = TypeVar("Row")

LARGEST_PAGE = 1_000
USUAL_PAGE = 100

Limit = Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="rows of a page")]
Cursor = Annotated[str, Field(max_length=2_000, description="`next` of the page before")]

_SALT = "lockstep.api.cursor"


def write_cursor(resource: str, after: list[Any]) -> str:
    """Return the cursor of the page that starts after a row; `after` holds the row's sort values."""
    return signing.dumps([resource, after], salt=_SALT, compress=True)


def read_cursor(resource: str, cursor: str) -> list[Any]:
    """Return the sort values in a cursor; an empty one means the first page. Raises Refused (422)."""
    if not cursor:
        return []
    try:
        written_for, after = signing.loads(cursor, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError, UnicodeError):
        written_for, after = None, []
    if written_for != resource or not isinstance(after, list):
        raise Refused(
            422,
            "api.cursor",
            "The cursor is not one that this list gave out; start again without it.",
            subject="query.cursor",
        )
    return after


def cut(
    resource: str, rows: Sequence[Row], limit: int, values: Callable[[Row], list[Any]]
) -> tuple[Sequence[Row], str | None]:
    """Return the rows of a page and the cursor of the next, of one row more than the page holds.

    `values` are a row's sort values, which end with its id.
    """
    following = write_cursor(resource, values(rows[limit - 1])) if len(rows) > limit else None
    return rows[:limit], following


def read_id_cursor(resource: str, cursor: str) -> int:
    """Return the id after which a page of a list in order of ids starts; 0 for the first page."""
    after = read_cursor(resource, cursor)
    return int(after[0]) if after else 0
