"""How much work is not finished, for computations that see everything."""

from collections.abc import Iterable

from lockstep.domain.planning.models import Activity, Baseline
from lockstep.domain.planning.vocabulary import RowState
from lockstep.plan import ActivityKind

_WORK = (
    ActivityKind.ACTIVITY.value,
    ActivityKind.START_MILESTONE.value,
    ActivityKind.FINISH_MILESTONE.value,
    ActivityKind.RESOURCE_DEPENDENT.value,
)


def unfinished_count(path: str) -> int:
    """Return how many activities and milestones at and below a path have no actual finish, whoever may see them."""
    return Activity.objects.filter(
        project__path__startswith=path,
        state=RowState.ACTIVE.value,
        kind__in=_WORK,
        actual_finish_ticks__isnull=True,
    ).count()


def with_baseline(paths: Iterable[str]) -> set[str]:
    """Return those of some paths for which a baseline was approved: their own, or one of a node above."""
    approved = set(Baseline.objects.filter(state="approved").values_list("node__path", flat=True))
    return {path for path in paths if any(path.startswith(above) for above in approved)}
