"""What deliverables are called, for those who may read them."""

from collections.abc import Iterable
from typing import Any

from lockstep.domain.access.policies import may_read
from lockstep.domain.strategy.models import Deliverable


def deliverable_names(user: Any, deliverables: Iterable[int]) -> dict[int, str]:
    """Return key and title of those of some deliverables that the user may read."""
    rows = Deliverable.objects.filter(may_read.readable(user, "node"), pk__in=list(deliverables))
    return {pk: f"{key} {title}" for pk, key, title in rows.values_list("pk", "key", "title")}
