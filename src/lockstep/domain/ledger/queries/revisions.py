"""When networks were changed: for computations over the past of a plan, whoever asks."""

from datetime import datetime

from lockstep.domain.ledger.models import ChangeSet


def revisions_of(network: int) -> tuple[tuple[datetime, int], ...]:
    """Return the moment of each revision of a network, in order."""
    key = str(network)
    found = ChangeSet.objects.filter(revisions__has_key=key).order_by("at", "pk")
    return tuple((at, int(made[key])) for at, made in found.values_list("at", "revisions"))
