"""Refusals of a change of many records: every record that stands against it, not only the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from lockstep.domain.ledger import Refused, StaleVersion
from lockstep.domain.records.declarations import Register
from lockstep.foundation.findings import Finding, LockstepError, Severity

MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class RecordRefusal:
    """One record that was refused, and why."""

    record: int
    key: str
    title: str
    reason: str


class SomeRefused(Refused):
    """Some of many records cannot be changed so; nothing was changed."""

    code = "records.some_refused"

    def __init__(self, register: Register, asked: int, what: str, refusals: Sequence[RecordRefusal]) -> None:
        self.refusals = tuple(refusals)
        keys = [refusal.key for refusal in refusals[:MOST_NAMED]]
        more = f" and {len(refusals) - MOST_NAMED} more" if len(refusals) > MOST_NAMED else ""
        super().__init__(
            register.plural,
            f"{len(refusals)} of {asked} {register.plural} cannot be {what}: {', '.join(keys)}{more}. "
            "Nothing was changed; leave them out, or do first what each one asks for.",
            findings=[
                Finding(self.code, Severity.ERROR, f"{refusal.key}: {refusal.title}", refusal.reason)
                for refusal in refusals
            ],
        )


def refusal_of_row(row: Any, error: LockstepError) -> RecordRefusal:
    """Return why a record was refused, in the words of the rule that refused it."""
    reason = error.sentence
    if isinstance(error, StaleVersion):
        reason = "Somebody changed it after this list was read; look at it first."
    return RecordRefusal(row.pk, row.key, row.title, reason)
