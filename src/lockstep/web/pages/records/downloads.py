"""What one sees of a register as a file or on paper: all rows of the filters, the columns of the list."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from lockstep.domain.records.declarations import Field, Register
from lockstep.domain.records.queries import (
    ListQuery,
    RecordRow,
    RegisterPage,
    Scope,
    Secrets,
    SheetFormat,
    exported,
)
from lockstep.domain.records.queries import listing as listing_query
from lockstep.web.exports import XLSX, as_download
from lockstep.web.pages.records.list_words import filter_chips
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.pages.records.row_markup import css_of
from lockstep.web.places import Where
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import render
from lockstep.web.words import with_minus

MOST_ON_PAPER = 1_000
TYPES = {SheetFormat.CSV: "text/csv; charset=utf-8", SheetFormat.XLSX: XLSX}


def download_asked(
    request: HttpRequest, found: Register, where: Where, query: ListQuery
) -> HttpResponse | None:
    """Return the file where the address asks for one, else None; what is written can be imported again."""
    try:
        wanted = SheetFormat(request.GET.get("export", ""))
    except ValueError:
        return None
    columns = tuple(dict.fromkeys(("title", *(query.columns or found.list_columns))))
    asked = replace(query, columns=columns)
    body = exported(request.user, found.name, Scope(where.id), asked, wanted, secrets_asked(request))
    return as_download(body, TYPES[wanted], f"{where.name} {found.plural}.{wanted.value}")


def secrets_asked(request: HttpRequest) -> Secrets:
    """Return whether the address asks for secret fields; a file or a sheet that is passed on holds none by itself."""
    return Secrets.WRITTEN if request.GET.get("secrets") == Secrets.WRITTEN else Secrets.LEFT_OUT


def shown_fields(
    found: Register, page: RegisterPage, secrets: Secrets = Secrets.LEFT_OUT
) -> tuple[Field, ...]:
    """Return the columns of a list as paper has them."""
    readable = {column.name for column in page.columns if column.is_shown}
    wanted = page.query.columns or found.list_columns
    fields = (found.all_fields[name] for name in wanted if name in readable - {"key", "title"})
    return tuple(field for field in fields if field.secrecy is None or secrets is Secrets.WRITTEN)


@dataclass(frozen=True, slots=True)
class PaperCell:
    """A cell of the printed list, or the head of its column."""

    label: str
    css: str
    words: str = ""


def _cell(field: Field, row: RecordRow) -> PaperCell:
    return PaperCell(field.label, css_of(field), with_minus(row.words.get(field.name, "")))


@screen
def on_paper(request: HttpRequest, node: int, register: str) -> HttpResponse:
    """Show the list as it is printed: no frame, all rows, its filters in words, the moment."""
    found, where = register_at(request.user, node, register)
    query = ListQuery.from_params(found, request.GET)
    wanted = replace(query, page=1, page_size=MOST_ON_PAPER)
    page = listing_query(request.user, found.name, Scope(where.id), wanted)
    fields = shown_fields(found, page, secrets_asked(request))
    values = {
        **head_values(found, where, ""),
        "page": page,
        "heads": [PaperCell(field.label, css_of(field)) for field in fields],
        "lines": [(row, [_cell(field, row) for field in fields]) for row in page.rows],
        "chips": filter_chips(request.user, found, query),
        "words": query.search,
        "as_of": query.as_of,
        "at": timezone.now(),
    }
    return render(
        request,
        "web/records/paper.html",
        values,
        title=f"{capital(found.plural)} of {where.name}",
        here=key_of(found),
        where=where,
    )
