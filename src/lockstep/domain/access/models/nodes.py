"""The bare tree node; what a portfolio, program or project is beyond that lives in higher apps."""

from django.db import models

from lockstep.domain.access.models.versioned import Versioned
from lockstep.domain.access.vocabulary import NodeKind


class Node(Versioned):
    """A portfolio, program or project.

    `parent` and `path` are the cache of today's membership. `path` lists the ids from the root to the node
    itself, "/1/4/9/", so that "below" is a prefix. What is closed can be read and found, and no longer written;
    everything below it carries the day too.
    """

    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in NodeKind])
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField(max_length=700, unique=True)
    name = models.CharField(max_length=250)
    closed_on = models.DateField(null=True, blank=True)
    # Case-folded by Python: SQLite folds only ASCII.
    folded = models.CharField(max_length=400, default="", blank=True, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in NodeKind]),
                name="access_node_kind_is_known",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="access_node_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ancestor_ids(self) -> tuple[int, ...]:
        """Return the ids from the root to the node itself."""
        return tuple(int(part) for part in self.path.split("/") if part)
