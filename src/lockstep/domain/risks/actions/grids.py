"""Giving a node scales of its own for risks, or taking them away."""

from typing import Any

from pydantic import BaseModel

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_decide
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.risks.models import RiskGrid
from lockstep.domain.risks.scales import ORDER, STEPS, Scoring
from lockstep.domain.risks.vocabulary import DIMENSIONS

PLACE = "Scales of risks"


class BandStart(BaseModel):
    """The score from which on a band applies."""

    start: float
    band: str


class GridContent(BaseModel):
    """The scales as they are to be; see `Grid`."""

    likelihood_values: list[float]
    likelihood_words: list[str]
    impact_values: list[float]
    impact_words: list[str]
    definitions: dict[str, list[str]] = {}
    cells: list[list[float]]
    bands: list[BandStart]
    scoring: Scoring = Scoring.WORST
    weights: list[float] = [1.0, 1.0, 1.0, 1.0]
    top_is_high: bool = True
    escalation_score: float | None = None
    escalation_cost: int | None = None


@action("risks.set_grid", version=1)
def set_grid(work: Work, *, node: int, grid: GridContent, version: int | None = None) -> RiskGrid:
    """Let a node, and all below without scales of their own, score risks so; every risk there is scored anew."""
    home = load_node(work, node)
    work.require(may_decide, home)
    if fault := _fault(grid):
        raise Refused(PLACE, fault)
    values = _columns(grid)
    row = RiskGrid.objects.filter(node_id=home.pk).first()
    if row is None:
        return work.create(RiskGrid, node_id=home.pk, **values)
    return work.change(row, version=row.version if version is None else version, **values)


@action("risks.remove_grid", version=1)
def remove_grid(work: Work, *, node: int, version: int) -> None:
    """Let a node score risks as the node above does again."""
    home = load_node(work, node)
    work.require(may_decide, home)
    row = RiskGrid.objects.filter(node_id=home.pk).first()
    if row is None:
        raise Refused(PLACE, "It has no scales of its own; those of the level above hold already.")
    work.delete(row, version=version)


def _columns(grid: GridContent) -> dict[str, Any]:
    values = grid.model_dump(mode="json")
    return {**values, "bands": [[item.start, item.band] for item in grid.bands]}


def _fault(grid: GridContent) -> str:
    """Return what is wrong with scales, or ""."""
    sizes = (grid.likelihood_values, grid.likelihood_words, grid.impact_values, grid.impact_words)
    if any(len(items) != STEPS for items in sizes):
        return f"Likelihood and impact have {STEPS} steps each, with a value and words."
    for values, name in ((grid.likelihood_values, "likelihood"), (grid.impact_values, "impact")):
        if values != sorted(set(values)) or values[0] <= 0:
            return f"The values of {name} rise from step to step and are above zero."
    if len(grid.cells) != STEPS or any(len(row) != STEPS for row in grid.cells):
        return f"The grid has {STEPS} rows of {STEPS} cells."
    columns = list(zip(*grid.cells, strict=True))
    if any(list(line) != sorted(line) for line in (*grid.cells, *columns)):
        return "Scores never fall from one cell to the next one up or to the right."
    if set(grid.definitions) - set(DIMENSIONS) or any(
        len(words) != STEPS for words in grid.definitions.values()
    ):
        return f"Each dimension has words for {STEPS} steps."
    if len(grid.weights) != len(DIMENSIONS) or min(grid.weights) < 0 or not sum(grid.weights):
        return "Each dimension has a weight that is not below zero, and one of them counts."
    return _fault_of_bands(grid)


def _fault_of_bands(grid: GridContent) -> str:
    words = [band.value for band in ORDER]
    given = [item.band for item in grid.bands]
    starts = [item.start for item in grid.bands]
    if not given or any(band not in words for band in given):
        return f"Bands are some of: {', '.join(words)}."
    if given != sorted(set(given), key=words.index) or starts != sorted(set(starts)):
        return "Each band begins above the one before it, from low to extreme."
    if starts[0] > grid.cells[0][0]:
        return "The first band begins at the lowest score, so that every cell has a band."
    return ""
