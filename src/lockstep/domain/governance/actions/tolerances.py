"""Letting tolerances and delegated work follow the plan."""

from collections.abc import Iterable

from lockstep.domain.access.policies import may_administer
from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.governance.escalating import propose_of_package, settle_tolerances
from lockstep.domain.governance.keeping import keep_colors
from lockstep.domain.governance.live import Live, keep_readings, live_rows
from lockstep.domain.governance.models import Tolerance, WorkPackage
from lockstep.domain.governance.packages import keep_package_readings, late_words, lateness
from lockstep.domain.governance.vocabulary import TolerancesWritten
from lockstep.domain.ledger import Work, action, perform
from lockstep.domain.planning.queries.handing import root_of_network
from lockstep.domain.planning.vocabulary import NetworkSettled


@action("governance.read_tolerances", version=1)
def read_tolerances(work: Work, *, tolerances: list[int], packages: list[int] | None = None) -> int:
    """Read live tolerances anew, and propose exceptions for what is beyond; return how many were proposed."""
    work.require(may_administer, None)
    rows = _loaded(tolerances)
    keep_readings(rows, live_rows(rows))
    rows = _loaded(tolerances)
    made = settle_tolerances(work, rows)
    keep_colors(work, rows)
    found = list(WorkPackage.objects.filter(pk__in=packages or []).select_related("activity"))
    keep_package_readings(found)
    for package in WorkPackage.objects.filter(pk__in=packages or [], state="accepted").select_related(
        "reading"
    ):
        late = lateness(package)
        if late is not None and package.most_days is not None and late > package.most_days:
            propose_of_package(work, package, late, late_words(package, late))
            made += 1
    return made


@action("governance.keep_probabilities", version=1)
def keep_probabilities(work: Work, *, probabilities: dict[int, tuple[float, str]]) -> int:
    """Keep the probabilities of commitments by tolerance, as the newest risk analysis has them."""
    work.require(may_administer, None)
    rows = _loaded(list(probabilities))
    keep_readings(rows, {pk: Live(share, words) for pk, (share, words) in probabilities.items()})
    rows = _loaded(list(probabilities))
    keep_colors(work, rows)
    return settle_tolerances(work, rows)


def read_network(event: NetworkSettled) -> None:
    """Read the tolerances and delegated work of a network that has a new result."""
    path = f"/{root_of_network(event.network)}/"
    _read(
        Tolerance.objects.filter(node__path__startswith=path, state="agreed", reads="live").values_list(
            "pk", flat=True
        ),
        WorkPackage.objects.filter(node__path__startswith=path, state="accepted").values_list(
            "pk", flat=True
        ),
    )


def read_written(event: TolerancesWritten) -> None:
    """Read tolerances that were written, or whose sources were."""
    _read(event.tolerances, event.packages)


def read_all() -> int:
    """Read every tolerance and all delegated work: once a night."""
    tolerances = Tolerance.objects.filter(state="agreed").values_list("pk", flat=True)
    packages = WorkPackage.objects.filter(state="accepted").values_list("pk", flat=True)
    return _read(tolerances, packages)


def _read(tolerances: Iterable[int], packages: Iterable[int]) -> int:
    arguments = {"tolerances": sorted(tolerances), "packages": sorted(packages)}
    if not any(arguments.values()):
        return 0
    return int(perform("governance.read_tolerances", actor=SYSTEM, arguments=arguments).value)


def _loaded(ids: Iterable[int]) -> list[Tolerance]:
    return list(Tolerance.objects.filter(pk__in=list(ids)).select_related("node", "reading").order_by("pk"))
