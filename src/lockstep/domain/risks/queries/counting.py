"""How much trouble is open, for computations that see everything."""

from collections.abc import Sequence

from lockstep.domain.risks.models import Blocker, Issue, Risk
from lockstep.domain.risks.register.issues import OPEN as OPEN_ISSUE
from lockstep.domain.risks.register.risks import OPEN as OPEN_RISK
from lockstep.domain.risks.vocabulary import Band, OpenTroubles


def open_troubles(path: str) -> OpenTroubles:
    """Return how many risks, extreme risks, issues and blockers are open at and below a path, whoever may see them."""
    risks = Risk.objects.filter(node__path__startswith=path, state__in=OPEN_RISK)
    return OpenTroubles(
        risks.count(),
        risks.filter(band=Band.EXTREME.value).count(),
        Issue.objects.filter(node__path__startswith=path, state__in=OPEN_ISSUE).count(),
        Blocker.objects.filter(node__path__startswith=path, closed_on__isnull=True).count(),
    )


def troubles_below(paths: Sequence[str]) -> dict[str, OpenTroubles]:
    """Return the same for several paths, in as many statements as for one."""
    risks = list(Risk.objects.filter(state__in=OPEN_RISK).values_list("node__path", "band"))
    issues = list(Issue.objects.filter(state__in=OPEN_ISSUE).values_list("node__path", flat=True))
    blockers = list(Blocker.objects.filter(closed_on__isnull=True).values_list("node__path", flat=True))
    return {
        path: OpenTroubles(
            sum(at.startswith(path) for at, _ in risks),
            sum(at.startswith(path) and band == Band.EXTREME.value for at, band in risks),
            sum(at.startswith(path) for at in issues),
            sum(at.startswith(path) for at in blockers),
        )
        for path in paths
    }
