"""Findings and errors: what is wrong or worth knowing, where it is, and what to do about it.

Two kinds of trouble exist. A *finding* was noticed, is kept and shown, and the work goes on; readers and the
engine return all of them, worst first. A `LockstepError` means that the work cannot go on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How bad a finding is; larger is worse."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """Return the word that people and JSON see."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed.

    Attributes:
        code: stable dotted code, such as `plan.loop`.
        severity: how bad it is.
        place: what it concerns, in the words of the source ("plan.xml, activity 12 'Dig'").
        sentence: full sentence: what is wrong and what to do next.
        activities: indices of the activities concerned, in order where order matters (a loop).
    """

    code: str
    severity: Severity
    place: str
    sentence: str
    activities: tuple[int, ...] = ()

    def __str__(self) -> str:
        return f"{self.place}: {self.code}: {self.sentence}"


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings with the worst first; equals keep their order."""
    return tuple(sorted(findings, key=lambda finding: -finding.severity))


class LockstepError(Exception):
    """The work cannot go on. Subclasses set `code`; every instance names its place and says what to do.

    Attributes:
        code: stable dotted code.
        place: the thing concerned.
        sentence: full sentence that says what is wrong and what to do next.
        findings: everything else that was noticed on the way, worst first.
    """

    code = "lockstep.error"

    def __init__(
        self, place: str, sentence: str, *, code: str | None = None, findings: Iterable[Finding] = ()
    ) -> None:
        super().__init__(f"{place}: {sentence}")
        self.code = code or type(self).code
        self.place = place
        self.sentence = sentence
        self.findings = worst_first(findings)
