"""Hand-offs as the two sides look at them: by pair of projects, and what is owed either way."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.delivery.models import HandOff
from lockstep.domain.delivery.rules import color_of
from lockstep.domain.delivery.vocabulary import (
    OPEN,
    PENDING,
    HandOffEnd,
    HandOffRow,
    Owed,
    PairCell,
    PairLine,
    PairMatrix,
)
from lockstep.domain.planning.queries.handing import readable_ends

OUTSIDE = "outside your view"
_COLUMNS = (
    "pk",
    "key",
    "title",
    "state",
    "promised_on",
    "dates__need_by",
    "dates__forecast_on",
    "dates__float_days",
    "increment",
    "version",
)


def owed(user: Any, node: int) -> Owed:
    """Return the open hand-offs that projects at and below a node give and get, the tightest first."""
    path = readable_node(user, node).path
    gives = Q(giver__project__path__startswith=path)
    gets = Q(receiver__project__path__startswith=path)
    return Owed(open_rows(user, gives), open_rows(user, gets))


def pair_matrix(user: Any, node: int, pair: tuple[int, int] | None = None) -> PairMatrix:
    """Return how many open hand-offs lead from each project to each other one, and those of one pair."""
    path = readable_node(user, node).path
    touches = Q(giver__project__path__startswith=path) | Q(receiver__project__path__startswith=path)
    rows = open_rows(user, touches)
    by_pair: dict[tuple[int | None, int | None], list[HandOffRow]] = defaultdict(list)
    for row in rows:
        by_pair[row.giver.project, row.receiver.project].append(row)
    givers = _projects([row.giver for row in rows])
    receivers = _projects([row.receiver for row in rows])
    lines = tuple(
        PairLine(giver, name, tuple(_cell(giver, receiver, by_pair) for receiver, _ in receivers))
        for giver, name in givers
    )
    return PairMatrix(receivers, lines, tuple(by_pair.get(pair, ())) if pair else ())


def _cell(giver: int | None, receiver: int | None, by_pair: Any) -> PairCell | None:
    rows = by_pair.get((giver, receiver))
    if not rows:
        return None
    known = [row.float_days for row in rows if row.float_days is not None and row.state in PENDING]
    worst = min(known) if known else None
    return PairCell(giver, receiver, len(rows), worst, color_of(worst))


def _projects(ends: Sequence[HandOffEnd]) -> tuple[tuple[int | None, str], ...]:
    names = {end.project: end.project_name for end in ends}
    return tuple(sorted(names.items(), key=lambda item: (item[0] is None, item[1].casefold())))


def open_rows(user: Any, which: Q) -> tuple[HandOffRow, ...]:
    """Return open hand-offs that the user may read or one end of which is theirs to read: two statements."""
    readable = (
        may_read.readable(user, "node")
        | may_read.readable(user, "giver__project")
        | may_read.readable(user, "receiver__project")
    )
    found = HandOff.objects.filter(which, state__in=OPEN).filter(readable).distinct()
    opened = set(found.filter(may_read.readable(user, "node")).values_list("pk", flat=True))
    values = list(found.values_list(*_COLUMNS, "giver_id", "receiver_id"))
    ids = {pk for row in values for pk in row[-2:]}
    ends = {
        end.id: HandOffEnd(end.id, end.name, end.project, end.project_name)
        for end in readable_ends(user, ids)
    }
    outside = HandOffEnd(None, OUTSIDE, None, OUTSIDE)
    rows = [
        HandOffRow(
            pk,
            key,
            title,
            state,
            ends.get(giver, outside),
            ends.get(receiver, outside),
            need_by,
            promised_on,
            forecast_on,
            float_days,
            color_of(float_days, is_pending=state in PENDING),
            pk in opened,
            *place,
        )
        for pk, key, title, state, promised_on, need_by, forecast_on, float_days, *place, giver, receiver in values
    ]
    return tuple(sorted(rows, key=lambda row: (row.float_days is None, row.float_days or 0.0, row.id)))
