"""What follows the writes of the app, undone ones too."""

from lockstep.domain.governance.models import ChangeRequest, Tolerance
from lockstep.domain.governance.vocabulary import Dimension, Reads, TolerancesWritten
from lockstep.domain.ledger import Work

TOLERANCE, PACKAGE, REQUEST = "governance.tolerance", "governance.workpackage", "governance.changerequest"


def announce_written(work: Work) -> None:
    """Announce tolerances and delegated work that are to be read anew."""
    written: dict[str, set[int]] = {}
    for change in work.changes:
        if not change.is_removal:
            written.setdefault(change.registration.record_type, set()).add(change.record_id)
    tolerances = set(
        Tolerance.objects.filter(pk__in=written.get(TOLERANCE, ()), state="agreed").values_list(
            "pk", flat=True
        )
    )
    if REQUEST in written:
        tolerances |= _scope_above(written[REQUEST])
    packages = written.get(PACKAGE, set())
    if tolerances or packages:
        work.announce(TolerancesWritten(tuple(sorted(tolerances)), tuple(sorted(packages))))


def _scope_above(requests: set[int]) -> set[int]:
    """Return the live tolerances of scope that count these change requests."""
    paths = ChangeRequest.objects.filter(pk__in=requests).values_list("node__path", flat=True)
    nodes = {int(part) for path in paths for part in path.split("/") if part}
    found = Tolerance.objects.filter(
        node_id__in=nodes, state="agreed", reads=Reads.LIVE, dimension=Dimension.SCOPE
    )
    return set(found.values_list("pk", flat=True))
