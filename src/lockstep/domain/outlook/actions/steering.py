"""What steering takes from simulations: the P80 of trials, and the probability of what was committed to."""

from collections.abc import Sequence
from typing import Any

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.governance.queries.reading import (
    RiskTolerance,
    risk_tolerances,
    risk_tolerances_among,
    trial_edits,
)
from lockstep.domain.governance.vocabulary import TolerancesWritten, TrialKept
from lockstep.domain.ledger import perform
from lockstep.domain.outlook.queries.analyses import AnalysisPage, analysis_page
from lockstep.domain.outlook.vocabulary import SimulationProblem
from lockstep.domain.planning.queries.plan_rows import plan_rows


def assess_trial(event: TrialKept) -> None:
    """Compute by how much a kept trial moves the P80 of its home, and keep it with the trial."""
    from lockstep.domain.outlook.bridge.trials import (
        trial_p80,  # loads compiled kernels; most writes need none
    )

    edits = trial_edits(event.request, event.revision)
    if not edits:
        return
    try:
        found = trial_p80(event.node, edits)
    except SimulationProblem:
        return
    if found is None or found.revision != event.revision:
        return
    days = plan_rows(SYSTEM, event.node).working_days(found.before_ticks, found.after_ticks)
    arguments = {
        "request": event.request,
        "revision": event.revision,
        "before": found.before_ticks,
        "after": found.after_ticks,
        "days": days or 0.0,
    }
    perform("governance.keep_p80", actor=SYSTEM, arguments=arguments)


def read_probabilities(node: int) -> int:
    """Let the live tolerances of risk below the top of a node's tree follow the newest analysis."""
    return _read(risk_tolerances(node))


def read_written_probabilities(event: TolerancesWritten) -> None:
    """Let tolerances of risk that were written follow the newest analysis."""
    _read(risk_tolerances_among(event.tolerances))


def _read(rows: Sequence[RiskTolerance]) -> int:
    pages: dict[int, AnalysisPage] = {}
    found: dict[str, Any] = {}
    for row in rows:
        if row.node not in pages:
            pages[row.node] = analysis_page(SYSTEM, row.node)
        reading = _probability(pages[row.node], row.milestone)
        if reading is not None:
            found[str(row.id)] = reading
    if not found:
        return 0
    arguments = {"probabilities": found}
    return int(perform("governance.keep_probabilities", actor=SYSTEM, arguments=arguments).value)


def _probability(page: AnalysisPage, milestone: int | None) -> tuple[float, str] | None:
    if page.run is None or page.figures is None:
        return None
    of = f"by risk analysis {page.run.id}"
    if milestone is None:
        for commitment in page.commitments:
            return commitment.share, f"{commitment.name} of {page.name}, {of}."
        return None
    for row in page.milestones:
        if row.activity == milestone and row.share is not None:
            return row.share, f"{row.name} by its {row.committed_by}, {of}."
    return None
