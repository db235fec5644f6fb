"""Places among siblings: numbers with room between them."""

from lockstep.domain.ledger import Work
from lockstep.domain.planning.editing import siblings
from lockstep.domain.planning.models import Activity
from lockstep.domain.planning.vocabulary import EditError

STEP = 1 << 16


def position_after(work: Work, project: int, parent: int | None, after: int | None) -> int:
    """Return the position of a new sibling after another; without one, of the last."""
    family = siblings(work, project, parent)
    if after is None:
        return (family[-1].position if family else 0) + STEP
    return _between(work, family, _index(family, after) + 1)


def position_first(work: Work, project: int, parent: int | None) -> int:
    """Return the position before all siblings."""
    family = siblings(work, project, parent)
    return family[0].position - STEP if family else STEP


def _index(family: list[Activity], sibling: int) -> int:
    for index, row in enumerate(family):
        if row.pk == sibling:
            return index
    raise EditError(
        f"activity {sibling}", "It is not a sibling of the new place; choose one below the same summary."
    )


def _between(work: Work, family: list[Activity], index: int) -> int:
    if index >= len(family):
        return family[-1].position + STEP
    before, after = family[index - 1].position, family[index].position
    if after - before < 2:
        work.change_many(
            Activity, [(row.pk, None, {"position": n * STEP}) for n, row in enumerate(family, 1)]
        )
        before, after = index * STEP, (index + 1) * STEP
    return (before + after) // 2
