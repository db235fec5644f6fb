"""Which programs and projects touch which business process, and where evidence is used."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.nodes import readable_node, readable_nodes_below
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.records.queries.graph import every_link
from lockstep.domain.records.queries.hanging import resolved_ends
from lockstep.domain.records.registry import LinkEnd
from lockstep.domain.strategy.models import BusinessProcess, EvidenceSource

PROCESS, EVIDENCE = "strategy.businessprocess", "strategy.evidencesource"
MOST_USES = 500


@dataclass(frozen=True, slots=True)
class Touch:
    """How many links lead from a place, its records and its activities to a process."""

    node: int
    count: int


@dataclass(frozen=True, slots=True)
class TouchedProcess:
    """One process with its cells, in the order of the places; `places` counts those that touch it."""

    id: int
    key: str
    title: str
    area: str
    state: str
    owner: str
    cells: tuple[Touch, ...]
    places: int


@dataclass(frozen=True, slots=True)
class TouchMap:
    """Processes by places: the programs and projects at and below a node."""

    nodes: tuple[tuple[int, str, NodeKind], ...]
    rows: tuple[TouchedProcess, ...]

    @property
    def busiest(self) -> TouchedProcess | None:
        """Return the process that most places touch; None where none is touched by two."""
        found = max(self.rows, key=lambda row: (row.places, -row.id), default=None)
        return found if found and found.places > 1 else None


def touch_map(user: Any, node: int) -> TouchMap:
    """Return which places at and below a node affect which process, by their own links and their records'."""
    places = [row for row in readable_nodes_below(user, node) if row.kind != NodeKind.PORTFOLIO]
    rows = BusinessProcess.objects.filter(_near(user, node)).exclude(state="retired")
    processes = list(rows.select_related("owner").order_by("area", "title", "pk"))
    links = every_link().filter(
        kind="affects",
        target_type=PROCESS,
        target_id__in=[row.pk for row in processes],
        node_id__in=[place.id for place in places],
    )
    counts: dict[tuple[int, int], int] = {}
    for process, place in links.values_list("target_id", "node_id"):
        counts[process, place] = counts.get((process, place), 0) + 1
    nodes = tuple((place.id, place.name, place.kind) for place in places)
    return TouchMap(nodes, tuple(_touched(row, nodes, counts) for row in processes))


def _near(user: Any, node: int) -> Any:
    """Return the filter of what is at home at, below or above a node: a catalog is kept high and used below."""
    place = readable_node(user, node)
    is_near = Q(node__path__startswith=place.path) | Q(node_id__in=place.ancestor_ids)
    return is_near & may_read.readable(user, "node")


def _touched(row: BusinessProcess, nodes: Any, counts: dict[tuple[int, int], int]) -> TouchedProcess:
    cells = tuple(Touch(place, counts.get((row.pk, place), 0)) for place, _, _ in nodes)
    return TouchedProcess(
        row.pk,
        row.key,
        row.title,
        row.area,
        row.state,
        row.owner.name if row.owner else "",
        cells,
        sum(bool(cell.count) for cell in cells),
    )


@dataclass(frozen=True, slots=True)
class EvidenceUse:
    """One thing that builds on a source."""

    source: int
    key: str
    title: str
    claim: str
    confidence: str
    is_outdated: bool
    user_key: str
    user_title: str
    user_kind: str
    user_node: str
    user_url: str


def evidence_uses(user: Any, node: int) -> tuple[EvidenceUse, ...]:
    """Return where the sources at, below and above a node are used; a source that nothing uses has one empty row."""
    sources = {row.pk: row for row in EvidenceSource.objects.filter(_near(user, node)).order_by("pk")}
    links = every_link().filter(kind="evidences", source_type=EVIDENCE, source_id__in=list(sources))
    pairs = list(
        links.order_by("source_id", "pk").values_list("source_id", "target_type", "target_id")[:MOST_USES]
    )
    ends = resolved_ends(user, {(kind, pk) for _, kind, pk in pairs})
    found = []
    for pk, row in sources.items():
        used: list[LinkEnd | None] = [
            ends[kind, target] for source, kind, target in pairs if source == pk and (kind, target) in ends
        ]
        found.extend(_use(row, end) for end in used or [None])
    return tuple(found)


def _use(row: EvidenceSource, end: Any) -> EvidenceUse:
    return EvidenceUse(
        row.pk,
        row.key,
        row.title,
        row.claim,
        row.confidence,
        row.state == "outdated",
        end.key if end else "",
        end.title if end else "",
        (end.kind or end.record_type.rpartition(".")[2]) if end else "",
        end.node if end else "",
        end.url if end else "",
    )
