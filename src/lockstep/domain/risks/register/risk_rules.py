"""What no risk can be."""

from typing import Any

from lockstep.domain.ledger import Refused
from lockstep.domain.records.queries.graph import edges_to
from lockstep.domain.risks.vocabulary import Roam


def checked(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Refuse a range of days that does not run upwards, and a word of ROAM without what it needs."""

    def value(name: str) -> Any:
        return changes[name] if name in changes else getattr(row, name, None)

    known = [days for days in map(value, ("days_low", "impact_days", "days_high")) if days is not None]
    if known != sorted(known):
        raise Refused("Impact, days", "The days must run from at best over likely to at worst.")
    if "roam" in changes and (refusal := _roam_refusal(value, row)):
        raise Refused("ROAM", refusal)
    return changes


def _roam_refusal(value: Any, row: Any) -> str:
    """Say what is missing: owned needs a name and a day, accepted a reason, mitigated what mitigates it."""
    match value("roam"):
        case Roam.OWNED if not value("owner_id") or not value("due_on"):
            return "Owned needs a name and a day: give the owner and the due day first."
        case Roam.ACCEPTED if not (value("roam_reason") or "").strip():
            return "Accepted needs a reason: say why it is borne as it is."
        case Roam.MITIGATED if row is None or not edges_to("mitigates", "risks.risk", row.pk):
            return "Mitigated needs what mitigates it: link an action or a work item that does."
    return ""
