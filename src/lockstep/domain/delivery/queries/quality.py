"""How much of the quality that was asked for has been verified."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.delivery.models import Defect, QualityRequirement
from lockstep.domain.delivery.register import quality_sql

OPEN_DEFECTS = ("open", "fixed")
NO_DELIVERABLE = "Not of one deliverable"


@dataclass(frozen=True, slots=True)
class QualityCount:
    """Agreed requirements by how they stand; `share_verified` is None where there are none."""

    verified: int
    failed: int
    unchecked: int

    @property
    def total(self) -> int:
        """Return how many there are."""
        return self.verified + self.failed + self.unchecked

    @property
    def share_verified(self) -> float | None:
        """Return the share that is verified."""
        return self.verified / self.total if self.total else None


@dataclass(frozen=True, slots=True)
class QualityLine:
    """The requirements of one deliverable with its open defects."""

    deliverable: int | None
    key: str
    title: str
    count: QualityCount
    mandatory_open: int
    defects: int


@dataclass(frozen=True, slots=True)
class QualityPage:
    """How the agreed requirements at and below a node stand, by deliverable; waived ones do not count."""

    lines: tuple[QualityLine, ...]
    count: QualityCount
    mandatory: QualityCount
    defects: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class QualityMeasures:
    """What a gate may ask: the share verified (None without requirements), failed mandatory ones, open defects."""

    share_verified: float | None
    mandatory_failed: int
    defects_open: int


def quality_page(user: Any, node: int) -> QualityPage:
    """Return what was verified at and below a node: two statements beside the node's own."""
    path = readable_node(user, node).path
    rows = list(_agreed(path).filter(may_read.readable(user, "node")))
    defects = list(
        Defect.objects.filter(
            may_read.readable(user, "node"), node__path__startswith=path, state__in=OPEN_DEFECTS
        )
        .values_list("severity", "deliverable_id", "requirement__deliverable_id")
        .order_by("pk")
    )
    of_deliverable = Counter(own or by_requirement for _, own, by_requirement in defects)
    grouped: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["deliverable_id"], row["deliverable__key"], row["deliverable__title"]].append(row)
    lines = tuple(
        QualityLine(
            pk,
            key or "",
            title or NO_DELIVERABLE,
            _count(members),
            sum(row["is_mandatory"] and not row["verified"] for row in members),
            of_deliverable[pk],
        )
        for (pk, key, title), members in sorted(
            grouped.items(), key=lambda item: (item[0][0] is None, item[0][1] or "")
        )
    )
    found = Counter(severity for severity, _, _ in defects)
    severities = tuple((name, found[name]) for name in ("critical", "major", "minor"))
    return QualityPage(lines, _count(rows), _count([row for row in rows if row["is_mandatory"]]), severities)


def quality_measures(path: str) -> QualityMeasures:
    """Return what gates may ask of the quality at and below a path, whoever asks."""
    rows = list(_agreed(path))
    count = _count(rows)
    failed = sum(row["is_mandatory"] and row["newest"] == "failed" for row in rows)
    defects = Defect.objects.filter(node__path__startswith=path, state__in=OPEN_DEFECTS).count()
    return QualityMeasures(count.share_verified, failed, defects)


def _agreed(path: str) -> Any:
    rows = QualityRequirement.objects.filter(node__path__startswith=path, state="agreed").order_by("pk")
    annotated = rows.annotate(verified=quality_sql.is_verified(), newest=quality_sql.newest_verdict())
    columns = (
        "deliverable_id",
        "deliverable__key",
        "deliverable__title",
        "is_mandatory",
        "verified",
        "newest",
    )
    return annotated.values(*columns)


def _count(rows: list[dict[str, Any]]) -> QualityCount:
    verified = sum(row["verified"] for row in rows)
    failed = sum(not row["verified"] and row["newest"] is not None for row in rows)
    return QualityCount(verified, failed, len(rows) - verified - failed)
