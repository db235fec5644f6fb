"""Early warnings: what may affect the outcome before it does, each with its reason and where to look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final

from lockstep.domain.ledger import NotFound
from lockstep.domain.planning.queries.eroding import eroded_float
from lockstep.domain.portfolio.queries import tree
from lockstep.domain.records.queries import Filter, ListQuery, RecordRow, Scope, listing
from lockstep.domain.records.vocabulary import today
from lockstep.domain.strategy.queries.churn import churn

WATCHED_DAYS: Final = 28
"""Days over which float is watched, and for which a new stakeholder counts as late."""
LOST_FLOAT_DAYS: Final = 3.0
LITTLE_FLOAT_DAYS: Final = 10.0
HIGH_CHURN: Final = 0.2
POWERFUL: Final = "4"


class WarningKind(StrEnum):
    """What is watched."""

    FLOAT = "float"
    CHURN = "churn"
    STAKEHOLDER = "stakeholder"
    ROLE = "role"
    ASSUMPTION = "assumption"
    DELIVERABLE = "deliverable"
    HAND_OFF = "hand-off"


@dataclass(frozen=True, slots=True)
class EarlyWarning:
    """One warning: what, why, how bad from 0 to 1 within its kind, and the address to look at."""

    kind: WarningKind
    title: str
    reason: str
    url: str
    place: str
    weight: float


def early_warnings(user: Any, node: int) -> tuple[EarlyWarning, ...]:
    """Return what stands at and below a node, by kind and weight; a computation, so nothing is stored or told."""
    found = [
        *_float(user, node),
        *_churn(user, node),
        *_stakeholders(user, node),
        *_roles(user, node),
        *_assumptions(user, node),
        *_flagged(user, node, "deliverables", "will_be_late", WarningKind.DELIVERABLE),
        *_flagged(user, node, "hand-offs", "late", WarningKind.HAND_OFF),
    ]
    order = {kind: place for place, kind in enumerate(WarningKind)}
    return tuple(sorted(found, key=lambda item: (order[item.kind], -item.weight, item.title)))


def _float(user: Any, node: int) -> Iterable[EarlyWarning]:
    since = datetime.combine(today() - timedelta(days=WATCHED_DAYS), time(23, 59), UTC)
    for item in eroded_float(user, node, since, lost_days=LOST_FLOAT_DAYS, below_days=LITTLE_FLOAT_DAYS):
        yield EarlyWarning(
            WarningKind.FLOAT,
            f"{item.code} {item.name}".strip(),
            f"Its float fell from {item.float_before_days:g} to {item.float_days:g} working days "
            f"within {WATCHED_DAYS} days.",
            f"/activities/{item.activity}/",
            item.project_name,
            item.lost_days,
        )


def _churn(user: Any, node: int) -> Iterable[EarlyWarning]:
    for line in churn(user, node, months=2).lines:
        worst = max((cell.share or 0.0 for cell in line.cells), default=0.0)
        if worst >= HIGH_CHURN:
            yield EarlyWarning(
                WarningKind.CHURN,
                f"Requirements of {line.name}",
                f"{worst:.0%} of them came, changed or went within a month.",
                f"/nodes/{line.node}/strategy/churn/",
                line.name,
                worst,
            )
    for register in ("requirements", "scope-statements"):
        yield from _flagged(user, node, register, "churning", WarningKind.CHURN)


def _stakeholders(user: Any, node: int) -> Iterable[EarlyWarning]:
    since = (today() - timedelta(days=WATCHED_DAYS)).isoformat()
    query = ListQuery(filters=(Filter("raised_on", start=since),), columns=("power", "role"), page_size=0)
    for row in _rows(user, "stakeholders", node, query):
        if row.is_closed:
            continue
        power = row.values.get("power")
        words = f", power {power}" if power else ""
        yield EarlyWarning(
            WarningKind.STAKEHOLDER,
            row.title,
            f"New since {row.values.get('raised_on') or since}{words}: ask what they expect before they say it late.",
            f"/r/stakeholders/{row.id}/",
            row.node_name,
            float(power or 0),
        )


def _roles(user: Any, node: int) -> Iterable[EarlyWarning]:
    from lockstep.domain.access.queries.accounts import active_account_names

    active = {account.pk for account in active_account_names()}
    for row in tree(user, below=node):
        if row.manager_id is None:
            reason = "Nobody is accountable for it."
        elif row.manager_id not in active:
            reason = f"{row.manager} has left and is still named as accountable."
        else:
            continue
        yield EarlyWarning(
            WarningKind.ROLE, f"Manager of {row.name}", reason, f"/nodes/{row.id}/", row.name, 1.0
        )


def _assumptions(user: Any, node: int) -> Iterable[EarlyWarning]:
    return _flagged(user, node, "assumptions", "untested", WarningKind.ASSUMPTION)


def _flagged(user: Any, node: int, register: str, flag: str, kind: WarningKind) -> Iterable[EarlyWarning]:
    for row in _rows(user, register, node, ListQuery(flags=(flag,), page_size=0)):
        sentence = next((item.sentence for item in row.flags if item.name == flag), "")
        yield EarlyWarning(
            kind, f"{row.key} {row.title}", sentence, f"/r/{register}/{row.id}/", row.node_name, 0.5
        )


def _rows(user: Any, register: str, node: int, query: ListQuery) -> list[RecordRow]:
    """Return rows of a register at and below a node; none where it may not be read."""
    try:
        return list(listing(user, register, Scope(node), query).rows)
    except NotFound:
        return []
