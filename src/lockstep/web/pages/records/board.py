"""A register as a board: a column for each state, a card for each record, and what a drop does."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST

from lockstep.domain.ledger import Refused, perform
from lockstep.domain.records.declarations import Register, State
from lockstep.domain.records.queries import Filter, ListQuery, RecordRow, RegisterPage, Scope
from lockstep.domain.records.queries import listing as listing_query
from lockstep.domain.records.registry import register_of
from lockstep.web.pages.records.list_words import address_of, filter_chips, flag_chips
from lockstep.web.pages.records.places import capital, head_values
from lockstep.web.pages.records.row_markup import flags_markup, words_markup
from lockstep.web.places import Where
from lockstep.web.register_places import icon_of, key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render
from lockstep.web.templatetags.lockstep import icon
from lockstep.web.words import count_words

CARDS_IN_COLUMN = 40
MOST_CARDS = 120
AGED_DAYS = 30


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One state with its cards; `count` is of all that are in it, shown or not."""

    state: State
    count: int
    cards: SafeString
    more_address: str


def board_page(request: HttpRequest, found: Register, where: Where, query: ListQuery) -> HttpResponse:
    """Show the board of what the list's filters keep."""
    wanted = replace(query, group="state", page=1, page_size=MOST_CARDS)
    page = listing_query(request.user, found.name, Scope(where.id), wanted)
    plain = replace(query, group="", page=1)
    values = {
        **head_values(found, where, "board"),
        "page": page,
        "icon_name": icon_of(found),
        "words": query.search,
        "hidden": [("view", "board"), *replace(plain, search="").params()],
        "columns": _columns(request.user, found, where, page),
        "flags": flag_chips(replace_query(page, plain), view="board"),
        "chips": filter_chips(request.user, found, plain, view="board"),
        "as_of": query.as_of,
        "today": timezone.localdate(),
        "kept": [("view", "board"), *replace(plain, as_of=None).params()],
        "now_address": address_of(replace(plain, as_of=None), view="board"),
        "is_narrowed": bool(query.search or query.filters or query.flags),
        "clear_address": "?view=board",
        "filters_address": f"{reverse('web:register', args=[where.id, found.name])}part/filters/"
        f"{address_of(plain, view='board')}",
    }
    return render(
        request,
        "web/records/board.html",
        values,
        title=f"{capital(found.plural)}, board",
        here=key_of(found),
        where=where,
        crumbs=[Crumb(capital(found.plural))],
    )


def replace_query(page: RegisterPage, query: ListQuery) -> RegisterPage:
    """Return a page as the answer to another query, whose address its chips change."""
    return replace(page, query=query)


def _columns(user: Any, found: Register, where: Where, page: RegisterPage) -> list[BoardColumn]:
    counts = {group.value: group.count for group in page.groups}
    by_state: dict[str, list[RecordRow]] = {state.name: [] for state in found.states}
    for row in page.rows:
        by_state.setdefault(row.state, []).append(row)
    columns = []
    for state in found.states:
        count, rows = counts.get(state.name, 0), by_state[state.name]
        if len(rows) < min(count, CARDS_IN_COLUMN):
            # The page was full before it came to this state.
            rows = _rows_in(user, found, where, page.query, state)
        shown = rows[:CARDS_IN_COLUMN]
        if page.query.as_of is not None:
            # Nothing is moved in the past.
            shown = [replace(row, may_edit=False) for row in shown]
        cards = mark_safe("".join(card_markup(found, row) for row in shown))  # noqa: S308  all is escaped
        columns.append(
            BoardColumn(state, count, cards, _all_of(page.query, state) if count > len(shown) else "")
        )
    return columns


def _all_of(query: ListQuery, state: State) -> str:
    """Return the address of the list of a state, narrowed as the board is."""
    here = (*query.without("state").filters, Filter("state", (state.name,)))
    return address_of(ListQuery(query.search, here, query.flags, as_of=query.as_of))


def _rows_in(user: Any, found: Register, where: Where, query: ListQuery, state: State) -> Sequence[RecordRow]:
    narrowed = replace(
        query.without("state"),
        group="",
        page_size=CARDS_IN_COLUMN,
        filters=(*query.filters, Filter("state", (state.name,))),
    )
    return listing_query(user, found.name, Scope(where.id), narrowed).rows


def card_markup(found: Register, row: RecordRow) -> str:
    """Return one record as a card: what it is, the facts that the register names, its flags, how old it is."""
    key, at = escape(row.key), f"/r/{found.name}/{row.id}/"
    days = (datetime.now(UTC) - row.changed_at).days
    is_aged = days >= AGED_DAYS and not row.is_closed
    facts = "".join(
        f"<dt>{escape(found.all_fields[name].label)}</dt><dd>{words_markup(words)}</dd>"
        for name in found.card.fields
        if (words := row.words.get(name))
    )
    age = f'<small class="muted">untouched for {count_words(days, "day")}</small>' if is_aged else ""
    return (
        f'<li class="board-card{" is-aged" if is_aged else ""}"{_handles(row, at)}>'
        f'<div class="top"><a class="title" href="{at}"><small>{key}</small>{escape(row.title)}</a>'
        f"{_move_button(row, key, at)}</div>{f'<dl>{facts}</dl>' if facts else ''}{flags_markup(row.flags)}{age}</li>"
    )


def _handles(row: RecordRow, at: str) -> str:
    dragged = ' draggable="true"' if row.may_edit else ""
    return f'{dragged} data-record="{row.id}" data-version="{row.version}" data-drop="{at}drop/"'


def _move_button(row: RecordRow, key: str, at: str) -> str:
    if not row.may_edit:
        return ""
    return (
        f'<a class="btn is-icon is-quiet is-small" href="{at}moves/?back=board" hx-get="{at}moves/?back=board" '
        f'hx-target="#dialog-room" aria-label="Move {key} to…">{icon("right")}</a>'
    )


@screen
@require_POST
def drop(request: HttpRequest, register: str, record: int) -> HttpResponse:
    """Move a card to another column; answer with the way to the dialog where the move asks for something."""
    found = register_of(register)
    state, version = request.POST.get("state", ""), request.POST.get("version", "")
    row = row_of(request.user, found, record)
    ways = [move for move in found.moves if move.target == state and row.state in move.sources]
    if not ways:
        target = found.states_by_name.get(state)
        label = target.label.lower() if target else state
        raise Refused(row.key, f"There is no way from {row.state_label.lower()} to {label}.")
    move = ways[0]
    if move.asks or len(ways) > 1:
        way = (
            reverse("web:record-moves", args=[register, record])
            if len(ways) > 1
            else reverse("web:record-move", args=[register, record, move.name])
        )
        return JsonResponse({"ask": way})
    arguments = {
        "register": register,
        "record": record,
        "version": int(version) if version.isdigit() else row.version,
        "move": move.name,
    }
    outcome = perform("records.move_record", actor=request.user, arguments=arguments)
    undo = reverse("web:undo", args=[outcome.change_set_id]) if outcome.change_set_id else ""
    said = f"{row.key} is {found.states_by_name[state].label.lower()} now."
    return JsonResponse({"sentence": said, "undo": undo, "version": outcome.value.version})


def row_of(user: Any, found: Register, record: int, columns: tuple[str, ...] = ()) -> RecordRow:
    """Return one record as a row; NotFound where it may not be read."""
    from lockstep.domain.ledger import NotFound

    query = ListQuery(ids=(record,), columns=columns)
    page = listing_query(user, found.name, Scope(), query)
    if not page.rows:
        raise NotFound(
            f"{found.singular} {record}", f"There is no such {found.singular}, or you may not see it."
        )
    return page.rows[0]
