"""How much scope and requirements change, node by node and month by month, from the ledger."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.nodes import readable_nodes_below
from lockstep.domain.ledger.queries.events import events_of
from lockstep.domain.records.vocabulary import today
from lockstep.domain.strategy.models import Requirement, ScopeStatement
from lockstep.domain.strategy.rules import requirement_churn

MONTHS = 12
LIVE = ("agreed", "met")


@dataclass(frozen=True, slots=True)
class ChurnCell:
    """One month of one node: what came, changed and went of the requirements that stood at its beginning.

    `share` is None in the month in which the first ones are agreed, and before it: nothing stood yet that could churn.
    `scope_share` is the churn of the edition of a scope statement begun in the month.
    """

    month: date
    standing: int
    added: int
    changed: int
    dropped: int
    share: float | None
    scope_share: float | None


@dataclass(frozen=True, slots=True)
class ChurnLine:
    """The months of one node, the oldest first."""

    node: int
    name: str
    cells: tuple[ChurnCell, ...]


@dataclass(frozen=True, slots=True)
class ChurnPage:
    """Nodes that have requirements or scope statements, with a line of all together at the end."""

    months: tuple[date, ...]
    lines: tuple[ChurnLine, ...]
    total: ChurnLine


def churn(user: Any, node: int, months: int = MONTHS) -> ChurnPage:
    """Return the churn at and below a node over the last months."""
    nodes = {row.id: row.name for row in readable_nodes_below(user, node)}
    wanted = _months(today(), months)
    rows = Requirement.objects.filter(may_read.readable(user, "node"), node_id__in=nodes)
    homes = dict(rows.values_list("pk", "node_id"))
    counts, agreed = _requirement_events(homes, wanted)
    scopes = _scope_shares(user, nodes, wanted)
    concerned = sorted({*homes.values(), *scopes}, key=lambda pk: nodes[pk].casefold())
    lines = tuple(
        ChurnLine(pk, nodes[pk], _cells(wanted, counts[pk], agreed[pk], scopes.get(pk, {})))
        for pk in concerned
    )
    whole: dict[date, Counter[str]] = defaultdict(Counter)
    for by_month in counts.values():
        for month, counted in by_month.items():
            whole[month] += counted
    first: Counter[date] = Counter()
    for pk in agreed:
        first += agreed[pk]
    top = ChurnLine(node, nodes[node], _cells(wanted, whole, first, scopes.get(node, {})))
    return ChurnPage(wanted, lines, top)


def _months(last: date, count: int) -> tuple[date, ...]:
    found = []
    year, month = last.year, last.month
    for _ in range(count):
        found.append(date(year, month, 1))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return tuple(reversed(found))


def _requirement_events(
    homes: Mapping[int, int], months: Sequence[date]
) -> tuple[dict[int, dict[date, Counter[str]]], dict[int, Counter[date]]]:
    """Return what happened by node and month, and how many were agreed by node and month, ever."""
    counts: dict[int, dict[date, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    agreed: dict[int, Counter[date]] = defaultdict(Counter)
    begin = datetime(1970, 1, 1, tzinfo=UTC)
    for event in events_of("strategy.requirement", begin):
        home = homes.get(event.record)
        if home is None:
            continue
        month = event.at.date().replace(day=1)
        state = event.after.get("state")
        if state == "agreed":
            counts[home][month]["added"] += 1
            agreed[home][month] += 1
        elif state == "dropped":
            counts[home][month]["dropped"] += 1
            agreed[home][month] -= 1
        if not event.is_creation and "changes_after" in event.after:
            counts[home][month]["changed"] += 1
    return counts, agreed


def _scope_shares(
    user: Any, nodes: Mapping[int, str], months: Sequence[date]
) -> dict[int, dict[date, float]]:
    rows = ScopeStatement.objects.filter(may_read.readable(user, "node"), node_id__in=nodes)
    found: dict[int, dict[date, float]] = defaultdict(dict)
    for node, raised_on, share in rows.order_by("pk").values_list("node_id", "raised_on", "churn"):
        by_month = found[node]
        if share is not None:
            month = raised_on.replace(day=1)
            by_month[month] = max(share, by_month.get(month, 0.0))
    return found


def _cells(
    months: Sequence[date],
    counts: Mapping[date, Counter[str]],
    agreed: Mapping[date, int],
    scopes: Mapping[date, float],
) -> tuple[ChurnCell, ...]:
    first = min((month for month, count in agreed.items() if count > 0), default=None)
    cells = []
    for month in months:
        standing = sum(count for at, count in agreed.items() if at < month)
        counted = counts.get(month, Counter())
        # What is agreed in the first month is the baseline, not an addition to it.
        is_after = first is not None and month > first
        added = counted["added"] if is_after else 0
        share = (
            requirement_churn(added, counted["changed"], counted["dropped"], standing) if is_after else None
        )
        cells.append(
            ChurnCell(
                month, standing, added, counted["changed"], counted["dropped"], share, scopes.get(month)
            )
        )
    return tuple(cells)
