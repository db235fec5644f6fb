"""A register on a grid of two scales: a table of chips, moved by arrow keys, by dragging, or on the record's form.

The table is the picture: its head cells name the steps, so a screen reader reads where a chip stands.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lockstep.domain.ledger import NotFound
from lockstep.domain.records.declarations import Register
from lockstep.domain.records.queries import OPEN_STATES, Filter, ListQuery, RecordRow, Scope
from lockstep.domain.records.queries import listing as listing_query
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.performing import carry_out
from lockstep.web.register_places import key_of
from lockstep.web.shell import Crumb, render

MOST_CHIPS = 500


@dataclass(frozen=True, slots=True)
class Axis:
    """One scale of the grid: the field that holds the step, and the steps from low to high."""

    field: str
    label: str
    steps: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Region:
    """What a cell asks for: its words stand in the cell, its tone is only a help."""

    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class GridPicture:
    """How a register is laid on a grid; `mark_of` gives the sign and the words of a chip beside its key."""

    register: str
    page: str
    across: Axis
    up: Axis
    region_of: Callable[[int, int], Region]
    columns: tuple[str, ...]
    mark_of: Callable[[RecordRow], tuple[str, str]]
    legend: tuple[tuple[str, str], ...]
    hint: str
    changes_of: Callable[[RecordRow, int, int], dict[str, Any]] | None = None
    """What a move writes, where the scales are computed; else the two fields themselves."""
    others_of: Callable[[RecordRow], tuple[tuple[int, int, str, str], ...]] = lambda row: ()
    """Further places of a record, (across, up, sign, words): drawn, and not to be moved."""
    cell_address: Callable[[int, int], str] | None = None
    """The list of what stands in a cell."""
    template: str = "web/records/grid.html"
    is_by_name: bool = False
    """People are known by their names: a chip shows its title where there is room, else its key."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One record on the grid."""

    row: RecordRow
    across: int
    up: int
    sign: str
    words: str
    is_movable: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the grid with what stands in it."""

    across: int
    up: int
    region: Region
    is_named: bool
    chips: tuple[Chip, ...]
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the grid, from its head cell to the right."""

    label: str
    cells: tuple[Cell, ...]


def grid_page(
    request: HttpRequest, node: int, picture: GridPicture, more: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Show the grid; carry out the move of a chip. `more` is what the template shows beside it."""
    found, where = register_at(request.user, node, picture.register)
    if request.method == "POST":
        return _moved(request, node, found, picture)
    query = ListQuery(
        filters=(Filter("state", (OPEN_STATES,)),),
        columns=(picture.across.field, picture.up.field, *picture.columns),
        page_size=MOST_CHIPS,
        sort="key",
    )
    page = listing_query(request.user, found.name, Scope(where.id), query)
    may_see = {picture.across.field, picture.up.field} <= {column.name for column in page.columns}
    chips = [_chip(picture, row) for row in page.rows if _is_placed(picture, row)]
    others = [Chip(row, *place, is_movable=False) for row in page.rows for place in picture.others_of(row)]
    label = next(page.label for page in found.pages if page.name == picture.page)
    values = {
        **head_values(found, where, picture.page),
        "label": label,
        "picture": picture,
        "lines": _lines(picture, [*chips, *others]),
        "chips": chips,
        "unplaced": [row for row in page.rows if not _is_placed(picture, row)],
        "may_see": may_see,
        "is_cut": page.total > len(page.rows),
        "total": page.total,
        "moved": request.GET.get("moved", ""),
        **(more or {}),
    }
    return render(
        request,
        picture.template,
        values,
        title=f"{capital(found.plural)}, {label.lower()}",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb(label),
        ],
    )


def _moved(request: HttpRequest, node: int, found: Register, picture: GridPicture) -> HttpResponse:
    record, across, up = (int(request.POST[name]) for name in ("record", "across", "up"))
    changes: dict[str, Any] = {picture.across.field: across, picture.up.field: up}
    if picture.changes_of is not None:
        query = ListQuery(ids=(record,), columns=(picture.across.field, picture.up.field, *picture.columns))
        rows = listing_query(request.user, found.name, Scope(node), query).rows
        if not rows:
            raise NotFound(f"{found.singular} {record}", "There is no such record, or you may not see it.")
        changes = picture.changes_of(rows[0], across, up)
    arguments = {
        "register": found.name,
        "record": record,
        "version": int(request.POST["version"]),
        "changes": changes,
    }
    said = f"Moved to {picture.up.label.lower()} {up}, {picture.across.label.lower()} {across}."
    carry_out(request, "records.change_record", arguments, said=said)
    return redirect(f"{request.path}?moved={record}#chip-{record}")


def _is_placed(picture: GridPicture, row: RecordRow) -> bool:
    return all(row.values.get(axis.field) is not None for axis in (picture.across, picture.up))


def _step(value: Any) -> int:
    """Return the step that a value belongs to: a mean of steps stands at the nearer one, a half at the upper."""
    return int(value + 0.5)


def _chip(picture: GridPicture, row: RecordRow) -> Chip:
    sign, words = picture.mark_of(row)
    across, up = row.values[picture.across.field], row.values[picture.up.field]
    return Chip(row, _step(across), _step(up), sign, words)


def _lines(picture: GridPicture, chips: Sequence[Chip]) -> list[Line]:
    """Return the rows from the top; the words of a region stand in its first cell only."""
    named: set[str] = set()
    lines = []
    for up, label in reversed(picture.up.steps):
        cells = []
        for across, _ in picture.across.steps:
            region = picture.region_of(across, up)
            here = tuple(chip for chip in chips if (chip.across, chip.up) == (across, up))
            count = sum(chip.is_movable for chip in here)
            address = picture.cell_address(across, up) if picture.cell_address and count else ""
            cells.append(Cell(across, up, region, region.label not in named, here, count, address))
            named.add(region.label)
        lines.append(Line(label, tuple(cells)))
    return lines


def values_of(row: RecordRow, *names: str) -> tuple[Any, ...]:
    """Return plain values of a row, None for what the asker may not see."""
    return tuple(row.values.get(name) for name in names)
