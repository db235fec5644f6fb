"""What the open risks of a node add up to, and which cause several projects share."""

from collections import defaultdict
from typing import Any

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.risks.models import Risk
from lockstep.domain.risks.register.risks import OPEN
from lockstep.domain.risks.rules import expected_value, sum_deviation
from lockstep.domain.risks.vocabulary import CommonCause, Exposure, RiskKind


def _open_risks(user: Any, node: int) -> Any:
    path = readable_node(user, node).path
    return Risk.objects.filter(may_read.readable(user, "node"), node__path__startswith=path, state__in=OPEN)


def exposures(user: Any, node: int) -> tuple[Exposure, ...]:
    """Return the expected money of the open risks at and below a node, one entry a currency.

    Sums of one currency only: amounts of two are never added without a rate. Each risk counts once, wherever it is
    linked. The deviation takes the risks as independent; reserves are set by simulation.
    """
    by_currency: dict[str, list[tuple[float, float, bool]]] = defaultdict(list)
    rows = _open_risks(user, node).filter(probability__isnull=False, impact_cost__isnull=False)
    for kind, probability, cost, currency in rows.values_list(
        "kind", "probability", "impact_cost", "currency"
    ):
        by_currency[currency].append((probability, cost, kind == RiskKind.OPPORTUNITY))
    return tuple(_exposure(currency, found) for currency, found in sorted(by_currency.items()))


def _exposure(currency: str, risks: list[tuple[float, float, bool]]) -> Exposure:
    values = [expected_value(*risk) or 0.0 for risk in risks]
    threat = sum(value for value in values if value > 0)
    opportunity = -sum(value for value in values if value < 0)
    deviation = sum_deviation([(probability, cost) for probability, cost, _ in risks])
    return Exposure(currency, threat, opportunity, threat - opportunity, deviation, len(risks))


def common_causes(user: Any, node: int) -> tuple[CommonCause, ...]:
    """Return the causes that open risks of at least two projects name: they belong to the program."""
    rows = _open_risks(user, node).exclude(common_cause="")
    named: dict[str, list[tuple[int, str, str, int]]] = defaultdict(list)
    for pk, key, title, place, cause in rows.order_by("pk").values_list(
        "pk", "key", "title", "node_id", "common_cause"
    ):
        named[cause.strip().casefold()].append((pk, key, title, place))
    words = {cause.strip().casefold(): cause.strip() for cause in rows.values_list("common_cause", flat=True)}
    found = []
    for cause, risks in sorted(named.items()):
        projects = len({place for *_, place in risks})
        if projects >= 2:
            found.append(
                CommonCause(words[cause], tuple((pk, key, title) for pk, key, title, _ in risks), projects)
            )
    return tuple(found)
