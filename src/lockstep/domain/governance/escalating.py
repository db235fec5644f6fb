"""Exceptions that raise themselves: proposed when a forecast leaves its tolerance, taken back when it returns."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from lockstep.domain.governance.authority import able, route
from lockstep.domain.governance.models import Tolerance, ToleranceException, WorkPackage
from lockstep.domain.governance.register.judging import judged
from lockstep.domain.governance.vocabulary import Color, Dimension, Judgment, Matter, Stake
from lockstep.domain.ledger import Work
from lockstep.domain.records.actions import raise_by_rule, tell_people
from lockstep.domain.records.vocabulary import today

DECIDE_WITHIN_DAYS = 7
OPEN = ("proposed", "raised")
RECORD_TYPE = "governance.toleranceexception"


def settle_tolerances(work: Work, rows: Iterable[Tolerance]) -> int:
    """Propose an exception for each tolerance in force that is red, and take back those that are no longer."""
    found = [row for row in rows if row.state == "agreed"]
    known = {
        row.tolerance_id: row
        for row in ToleranceException.objects.filter(tolerance__in=[row.pk for row in found], state__in=OPEN)
    }
    made = 0
    for row in found:
        judgment = judged(row)
        before = known.get(row.pk)
        if judgment.color is Color.RED and before is None:
            _propose_of_tolerance(work, row, judgment)
            made += 1
        elif before is not None and before.state == "proposed" and judgment.color is not Color.RED:
            take_back(work, before)
    return made


def propose_of_package(work: Work, package: WorkPackage, late_days: float, sentence: str) -> None:
    """Propose an exception for delegated work that leaves its limits, once until it is decided."""
    if ToleranceException.objects.filter(package=package, state__in=OPEN).exists():
        return
    _propose(
        work,
        package.node_id,
        {
            "title": f"Delegated work is beyond its limits: {package.title}"[:300],
            "package_id": package.pk,
            "dimension": Dimension.TIME.value,
            "owner_id": package.delegate_id or package.owner_id,
            "found": sentence[:300],
            "stake_days": late_days,
        },
        [package.owner_id, package.delegate_id],
    )


def take_back(work: Work, row: ToleranceException) -> None:
    """Close a proposal whose forecast is within tolerance again."""
    work.change(
        row,
        version=row.version,
        state="withdrawn",
        closed_on=today(),
        verdict="Within tolerance again before anybody took it up.",
        changed_at=work.at,
    )


def _propose_of_tolerance(work: Work, row: Tolerance, judgment: Judgment) -> None:
    reading = getattr(row, "reading", None) if row.reads == "live" else None
    words = reading.words if reading is not None else judgment.reason
    fields = {
        "title": f"{row.dimension.capitalize()} is beyond tolerance: {row.title}"[:300],
        "tolerance_id": row.pk,
        "dimension": row.dimension,
        "owner_id": row.owner_id,
        "found": f"{deviation_words(row, judgment)} {words}"[:300],
        "stake_days": judgment.deviation if row.dimension == Dimension.TIME else None,
    }
    _propose(work, row.node_id, fields, [row.owner_id])


def _propose(work: Work, node: int, fields: dict[str, Any], people: list[int | None]) -> None:
    stake = Stake(days=fields.get("stake_days"))
    holders = able(work.path_of(node), Matter.EXCEPTIONS, stake)
    first = holders[0] if holders else None
    changes = {**fields, **route(work.path_of(node), stake), "due_on": _due()}
    (row,) = raise_by_rule(work, "exceptions", [(node, changes)])
    told = [*people, first.holder_id if first is not None else None]
    sentence = f"{row.key} {row.title}: {row.found} Say why, what follows, and which ways are open."
    tell_people(
        work,
        told,
        record_type=RECORD_TYPE,
        record_id=row.pk,
        node_id=node,
        sentence=sentence[:500],
        label=row.key,
    )


def _due() -> date:
    return today() + timedelta(days=DECIDE_WITHIN_DAYS)


def deviation_words(row: Tolerance, judgment: Judgment) -> str:
    """Return how far something deviates, as people say it."""
    if judgment.deviation is None:
        return ""
    if row.dimension == Dimension.TIME:
        return f"{judgment.deviation:g} working days late."
    if row.dimension in (Dimension.SCOPE, Dimension.QUALITY):
        return f"{judgment.deviation:g} found."
    return f"{judgment.deviation:.0%} off."
