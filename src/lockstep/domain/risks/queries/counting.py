"""How much trouble is open, for computations that see everything."""

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
