"""The JSON form of what a plan holds: a documented promise (docs/reference/json.md)."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from lockstep.cli.schedule_form import FORM_VERSION, findings_form
from lockstep.foundation.findings import Finding

if TYPE_CHECKING:
    from lockstep.engine import Counts


def inspect_form(
    counts: "Counts", findings: tuple[Finding, ...], health: dict[str, Any] | None
) -> dict[str, Any]:
    """Return the whole form: version, counts, findings worst first, and the health of what could be scheduled."""
    by_kind = {kind.replace(" ", "_"): count for kind, count in counts.constraints.items()}
    deadlines = by_kind.pop("deadline", 0)
    numbers: dict[str, Any] = {}
    for name, value in asdict(counts).items():
        if name == "constraints":
            numbers |= {"constraints": sum(by_kind.values()), "constraints_by_kind": by_kind}
            numbers |= {"deadlines": deadlines}
        elif name == "contours":
            numbers["assignments_by_contour"] = {key.replace(" ", "_"): of for key, of in value.items()}
        else:
            numbers[name] = value
    form = {"version": FORM_VERSION, "counts": numbers, "findings": findings_form(findings)}
    return form | {"health": health}
