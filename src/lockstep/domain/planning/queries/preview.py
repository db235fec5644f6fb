"""Trying edits out: the same functions that save, on a draft, with nothing written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lockstep.domain.ledger import DraftWork, Edit, preview
from lockstep.domain.planning.bridge.compiled import Compiled, after_draft, compiled_network
from lockstep.domain.planning.bridge.impact import Impact, compare, unchanged
from lockstep.domain.planning.queries.looking import Look, look_at
from lockstep.domain.planning.vocabulary import MasteredOutside
from lockstep.foundation.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Preview:
    """What edits would do, and what may be done with them."""

    impact: Impact
    may_apply: bool
    must_propose: bool
    findings: tuple[Finding, ...]

    @property
    def payload(self) -> dict[str, Any]:
        """Return the form of `POST /api/v1/nodes/{id}/schedule/preview`."""
        return {
            **impact_payload(self.impact),
            "mayApply": self.may_apply,
            "mustPropose": self.must_propose,
            "findings": [finding_payload(finding) for finding in self.findings],
        }


def preview_edits(user: Any, node: int, edits: Sequence[Edit]) -> Preview:
    """Say what edits would move, seen from a node. Raises what saving them would raise.

    Edits that the user may not save, or of a project that is mastered outside, are tried out all the same; the
    preview then says that they cannot be saved here, or must be proposed.
    """
    look = look_at(user, node)
    draft = DraftWork(user)
    draft.carry_out(edits)
    must_propose = bool(draft.notes.get(MasteredOutside.code))
    after = after_draft(look.compiled, draft.changes) if draft.changes else look.compiled
    return Preview(
        impact=impact_between(look, look.compiled, after),
        may_apply=not draft.forbidden and not must_propose,
        must_propose=must_propose,
        findings=(*_forbidden(draft), *new_findings(look.compiled, after)),
    )


def impact_of_saving(user: Any, node: int, edits: Sequence[Edit]) -> Impact:
    """Say what edits would move that change more than a draft can hold, such as people: they are saved and taken back.

    Raises what saving them would raise.
    """
    look = look_at(user, node)
    after = preview(edits, actor=user, look=lambda work: compiled_network(look.compiled.network))
    return impact_between(look, look.compiled, after)


def impact_between(look: Look, before: Compiled, after: Compiled) -> Impact:
    """Compare two states of a network as a user sees them from a node."""
    if before is after:
        return unchanged(before, look.top.path)
    return compare(before, after, look.top.path, look.top.kind.value, look.readable)


def new_findings(before: Compiled, after: Compiled) -> tuple[Finding, ...]:
    """Return what the scheduler noticed after an edit and not before."""
    known = {(finding.code, finding.place) for finding in before.schedule.findings}
    return tuple(found for found in after.schedule.findings if (found.code, found.place) not in known)


def impact_payload(impact: Impact) -> dict[str, Any]:
    """Return an impact as plain data."""
    return {
        "moved": impact.moved,
        "sentence": impact.sentence,
        "finish": {"before": impact.finish_before, "after": impact.finish_after, "days": impact.finish_days},
        "rows": impact.rows,
        "milestones": [
            {
                "id": found.id,
                "name": found.name,
                "before": found.before,
                "after": found.after,
                "days": found.days,
            }
            for found in impact.milestones
        ],
    }


def finding_payload(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain data."""
    return {
        "code": finding.code,
        "severity": finding.severity.word,
        "place": finding.place,
        "sentence": finding.sentence,
    }


def _forbidden(draft: DraftWork) -> list[Finding]:
    return [
        Finding("domain.forbidden", Severity.WARNING, "permission", sentence)
        for sentence in dict.fromkeys(draft.forbidden)
    ]
