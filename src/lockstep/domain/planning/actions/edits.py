"""Saving edits of a schedule and saying what they moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lockstep.domain.ledger import Edit, Outcome, perform_edits, undo
from lockstep.domain.planning.bridge.compiled import Compiled, compiled_network
from lockstep.domain.planning.bridge.impact import Impact
from lockstep.domain.planning.queries.looking import Look, look_at
from lockstep.domain.planning.queries.preview import finding_payload as plain
from lockstep.domain.planning.queries.preview import impact_between, impact_payload, new_findings
from lockstep.foundation.findings import Finding


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of edits: the change set, the revision it made, and what moved."""

    outcome: Outcome
    revision: int
    impact: Impact
    findings: tuple[Finding, ...]

    @property
    def payload(self) -> dict[str, Any]:
        """Return the form of `POST /api/v1/changes`: that of a preview, with change set and revision."""
        return {
            "changeSet": self.outcome.change_set_id,
            "revision": self.revision,
            **impact_payload(self.impact),
            "mayApply": True,
            "mustPropose": False,
            "findings": [plain(finding) for finding in self.findings],
        }


def apply_edits(
    user: Any, node: int, edits: Sequence[Edit], *, reason: str = "", request_key: str = ""
) -> Applied:
    """Carry out edits as one change set and compute the new revision; `node` is where what moved is seen from."""
    before = look_at(user, node)
    before.compiled.schedule  # noqa: B018  computed now, or it would be compared with rows of the new revision
    outcome = perform_edits(edits, actor=user, reason=reason, request_key=request_key)
    return _applied(before, outcome)


def undo_edits(user: Any, node: int, change_set: int, *, reason: str = "") -> Applied:
    """Take a change set back by a new one, and say what moved."""
    before = look_at(user, node)
    before.compiled.schedule  # noqa: B018
    return _applied(before, undo(change_set, actor=user, reason=reason))


def _applied(before: Look, outcome: Outcome) -> Applied:
    after: Compiled = compiled_network(before.compiled.network)
    return Applied(
        outcome=outcome,
        revision=after.revision,
        impact=impact_between(before, before.compiled, after),
        findings=new_findings(before.compiled, after),
    )
