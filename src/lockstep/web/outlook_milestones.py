"""The milestones of a risk analysis: those that matter at once, the others folded."""

from dataclasses import dataclass
from typing import Final

from lockstep.domain.outlook.queries import AnalysisPage, MilestoneOutlook
from lockstep.web.outlook_words import tone_of

MOST_MILESTONES: Final = 12
Judged = tuple[MilestoneOutlook, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class MilestoneList:
    """Milestones as the page shows them: those that matter at once, the others folded."""

    first: tuple[Judged, ...]
    rest: tuple[Judged, ...]
    is_promised: bool
    note: str


def milestone_list(page: AnalysisPage) -> MilestoneList:
    """Return the promised milestones and the latest that are uncertain; then the others, each in the order of time."""
    rows = sorted(page.milestones, key=lambda row: row.planned_ticks)
    promised = [row for row in rows if row.share is not None]
    wanted = rows
    if len(rows) > MOST_MILESTONES:
        uncertain = [row for row in rows if row.share is None and row.p10_ticks != row.p90_ticks]
        wanted = (uncertain or rows)[-MOST_MILESTONES:][len(promised) :] + promised
    chosen = {row.activity for row in wanted}
    first, rest = (
        tuple((row, tone_of(row.share)) for row in rows if (row.activity in chosen) is is_first)
        for is_first in (True, False)
    )
    note = "probability of the deadline or, without one, of the baseline"
    return MilestoneList(
        first, rest, bool(promised), note if promised else "none has a deadline or a baseline"
    )
