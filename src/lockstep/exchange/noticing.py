"""Collecting findings while a file is read, without letting one repeated fault fill the list."""

from collections import Counter

from lockstep.foundation.findings import Finding, Severity, worst_first

SHOWN_PER_CODE = 100


class Notices:
    """Findings of one reading; after `SHOWN_PER_CODE` of a code the rest are only counted."""

    def __init__(self, file_place: str) -> None:
        self.file_place = file_place
        self._findings: list[Finding] = []
        self._counts: Counter[tuple[str, Severity]] = Counter()

    def note(self, code: str, place: str, sentence: str) -> None:
        """Add something worth knowing."""
        self._add(code, Severity.NOTE, place, sentence)

    def warn(self, code: str, place: str, sentence: str) -> None:
        """Add something that may be wrong."""
        self._add(code, Severity.WARNING, place, sentence)

    def error(self, code: str, place: str, sentence: str) -> None:
        """Add something that is wrong."""
        self._add(code, Severity.ERROR, place, sentence)

    def _add(self, code: str, severity: Severity, place: str, sentence: str) -> None:
        self._counts[code, severity] += 1
        if self._counts[code, severity] <= SHOWN_PER_CODE:
            self._findings.append(
                Finding(code, severity, f"{self.file_place}, {place}" if place else self.file_place, sentence)
            )

    def all(self) -> tuple[Finding, ...]:
        """Return the findings, worst first, with a line for what was only counted."""
        rest = [
            Finding(
                code,
                severity,
                self.file_place,
                f"{count - SHOWN_PER_CODE:,} more of this kind are not listed; correct the source and read it again.",
            )
            for (code, severity), count in self._counts.items()
            if count > SHOWN_PER_CODE
        ]
        return worst_first([*self._findings, *rest])
