"""What a list is asked for, read from an address and written into one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from lockstep.domain.records.declarations import RANGED, Field, Register
from lockstep.domain.records.plain import Unusable, model_value

PAGE_SIZE = 50
LARGEST_PAGE = 500
EMPTY = "-"
"""Stands in a filter for "has no value"."""
ME = "me"
"""Stands in a filter of people for whoever asks."""
OPEN_STATES = "*open"
"""Stands in a filter of states for all in which something is to be done."""
CLOSED_STATES = "*closed"


@dataclass(frozen=True, slots=True)
class Filter:
    """What one field must be: one of some values, or within bounds that count."""

    field: str
    values: tuple[str, ...] = ()
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: at a node, with all below it or without; no node is everywhere."""

    node: int | None = None
    includes_below: bool = True


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Search, filters, flags, order, grouping and page of a list; all of it fits an address.

    A `page_size` of 0 is all rows.
    """

    search: str = ""
    filters: tuple[Filter, ...] = ()
    flags: tuple[str, ...] = ()
    sort: str = ""
    group: str = ""
    page: int = 1
    page_size: int = PAGE_SIZE
    columns: tuple[str, ...] = ()
    as_of: date | None = None
    ids: tuple[int, ...] = field(default=())

    @classmethod
    def from_params(cls, register: Register, params: Any) -> "ListQuery":
        """Read what stands in an address; what is not understood is left out, so that old links keep working."""
        many = _lists(params)
        fields = register.all_fields
        found: dict[str, Filter] = {}
        for name, values in many.items():
            if not name.startswith("f."):
                continue
            place, _, bound = name[2:].partition(".")
            item = fields.get(place)
            if item is None or not item.is_filterable or not item.is_in_sql:
                continue
            known = found.get(place, Filter(place))
            if bound == "from" and item.kind in RANGED and _is_usable(item, values[-1]):
                found[place] = replace(known, start=values[-1])
            elif bound == "to" and item.kind in RANGED and _is_usable(item, values[-1]):
                found[place] = replace(known, end=values[-1])
            elif not bound:
                found[place] = replace(known, values=tuple(v for v in values if v))
        kept = tuple(item for item in found.values() if item.values or item.start or item.end)
        return cls(
            search=_last(many, "q").strip()[:200],
            filters=kept,
            flags=tuple(flag for flag in many.get("flag", ()) if flag in register.all_flags),
            sort=_sortable(fields, _last(many, "sort")),
            group=_groupable(fields, _last(many, "group")),
            page=max(1, _whole(_last(many, "page"), 1)),
            page_size=min(LARGEST_PAGE, max(1, _whole(_last(many, "size"), PAGE_SIZE))),
            columns=tuple(name for name in _last(many, "cols").split(",") if name in fields),
            as_of=_day(_last(many, "as_of")),
        )

    def params(self) -> list[tuple[str, str]]:
        """Return what stands in the address of this list; what is usual is left out."""
        pairs: list[tuple[str, str]] = [("q", self.search)]
        for item in self.filters:
            pairs.extend((f"f.{item.field}", value) for value in item.values)
            pairs.extend(((f"f.{item.field}.from", item.start), (f"f.{item.field}.to", item.end)))
        pairs.extend(("flag", flag) for flag in self.flags)
        pairs.extend((("sort", self.sort), ("group", self.group), ("cols", ",".join(self.columns))))
        pairs.append(("as_of", self.as_of.isoformat() if self.as_of else ""))
        pairs.append(("page", str(self.page) if self.page > 1 else ""))
        pairs.append(("size", str(self.page_size) if self.page_size != PAGE_SIZE else ""))
        return [(name, value) for name, value in pairs if value]

    def without(self, name: str) -> "ListQuery":
        """Return the same list without the filters of a field, on its first page."""
        kept = tuple(item for item in self.filters if item.field != name)
        return replace(self, filters=kept, page=1)


def _lists(params: Any) -> dict[str, list[str]]:
    """Return all values of each parameter, from Django's QueryDict, a mapping, or pairs."""
    if hasattr(params, "lists"):
        return {name: list(values) for name, values in params.lists() if values}
    pairs: Iterable[tuple[str, Any]] = params.items() if isinstance(params, Mapping) else params
    many: dict[str, list[str]] = {}
    for name, value in pairs:
        values = value if isinstance(value, list | tuple) else [value]
        many.setdefault(name, []).extend(str(item) for item in values)
    return {name: values for name, values in many.items() if values}


def _last(many: Mapping[str, Sequence[str]], name: str) -> str:
    return many.get(name, ("",))[-1]


def _whole(text: str, usual: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else usual


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _is_usable(item: Field, text: str) -> bool:
    if item.is_computed:
        item = replace(item, kind=item.formatted_as, name=item.name)
    try:
        model_value(replace(item, minimum=None, maximum=None), text)
    except Unusable:
        return False
    return True


def _sortable(fields: Mapping[str, Field], text: str) -> str:
    item = fields.get(text.removeprefix("-"))
    return text if item is not None and item.is_sortable and item.is_in_sql else ""


def _groupable(fields: Mapping[str, Field], text: str) -> str:
    item = fields.get(text)
    return text if item is not None and item.is_groupable and item.is_in_sql else ""
