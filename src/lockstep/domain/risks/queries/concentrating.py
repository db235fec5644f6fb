"""Where the threats of a node sit, and which responses buy most."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.accounts import account_names
from lockstep.domain.access.queries.nodes import readable_node, readable_nodes
from lockstep.domain.risks.models import Risk
from lockstep.domain.risks.register import sql
from lockstep.domain.risks.register.risks import OPEN
from lockstep.domain.risks.vocabulary import Concentration, Concentrations, ResponseWorth, RiskKind

LARGEST = 5
_Row = tuple[str, float, int, str, int | None]


def concentrations(user: Any, node: int) -> tuple[Concentrations, ...]:
    """Return where the expected money of the open threats at and below a node sits, one entry a currency.

    Each risk counts once, at its home, whatever it is linked to; three statements whatever their number.
    """
    rows = _open(user, node).filter(kind=RiskKind.THREAT, probability__gt=0, impact_cost__gt=0)
    found = [
        (currency, probability * cost, place, cause.strip(), owner)
        for currency, probability, cost, place, cause, owner in rows.values_list(
            "currency", "probability", "impact_cost", "node_id", "common_cause", "owner_id"
        )
    ]
    places = {key: item.name for key, item in readable_nodes(user, {row[2] for row in found}).items()}
    people = account_names({row[4] for row in found if row[4] is not None})
    return tuple(
        _of_currency(currency, [row for row in found if row[0] == currency], places, people)
        for currency in sorted({row[0] for row in found})
    )


def _of_currency(
    currency: str, rows: list[_Row], places: Mapping[int, str], people: Mapping[int, str]
) -> Concentrations:
    total = sum(row[1] for row in rows)
    largest = sorted((row[1] for row in rows), reverse=True)[:LARGEST]
    return Concentrations(
        currency,
        total,
        sum(largest) / total,
        _shares(((places.get(row[2], "elsewhere"), row[1]) for row in rows), total),
        _shares(((row[3], row[1]) for row in rows if row[3]), total),
        _shares(((people.get(row[4] or 0, "nobody"), row[1]) for row in rows), total),
    )


def _shares(rows: Iterable[tuple[str, float]], total: float) -> tuple[Concentration, ...]:
    sums: dict[str, list[float]] = defaultdict(list)
    names: dict[str, str] = {}
    for label, value in rows:
        sums[label.casefold()].append(value)
        names.setdefault(label.casefold(), label)
    found = [
        Concentration(names[key], sum(values), sum(values) / total, len(values))
        for key, values in sums.items()
    ]
    return tuple(sorted(found, key=lambda item: (-item.expected, item.label)))


def response_worths(user: Any, node: int) -> tuple[ResponseWorth, ...]:
    """Return what the responses of open risks buy, the most days for the money first, then the most money."""
    rows = _open(user, node).exclude(response="")
    rows = rows.annotate(
        worth=sql.response_worth(), days=sql.effect("days_saved"), per_thousand=sql.days_per_cost()
    )
    found = [
        ResponseWorth(*values)
        for values in rows.values_list(
            "pk", "key", "title", "currency", "worth", "response_cost", "days", "per_thousand"
        )
    ]
    known = [item for item in found if item.worth is not None or item.days_saved]
    return tuple(
        sorted(known, key=lambda item: (-(item.days_per_thousand or 0), -(item.worth or 0), item.key))
    )


def _open(user: Any, node: int) -> Any:
    path = readable_node(user, node).path
    return Risk.objects.filter(may_read.readable(user, "node"), node__path__startswith=path, state__in=OPEN)
