"""Measures of a target state, written one a line, and how far they are reached."""

import re
from dataclasses import dataclass

from lockstep.domain.strategy.rules import progress_of
from lockstep.foundation.findings import Finding, Severity

_NUMBER = r"-?\d+(?:\.\d+)?"
_MEASURE = re.compile(
    rf"^(?P<name>[^:]+):\s*(?P<before>{_NUMBER})\s*->\s*(?P<after>{_NUMBER})\s*(?P<unit>.*)$"
)
_READING = re.compile(rf"^(?P<name>[^:]+):\s*(?P<now>{_NUMBER})\s*\S*$")
MOST_MEASURES = 20


@dataclass(frozen=True, slots=True)
class StateMeasure:
    """One measure of a target state: where it comes from, where it is to go, where it was seen last."""

    name: str
    before: float
    after: float
    unit: str
    now: float | None

    @property
    def progress(self) -> float | None:
        """Return the share of the way gone, from 0 to 1; None while nothing was read."""
        gone = progress_of(self.before, self.after, self.now)
        return None if gone is None else min(1.0, max(0.0, gone))


def read_measures(measures: str, readings: str) -> tuple[tuple[StateMeasure, ...], tuple[Finding, ...]]:
    """Read "Trips by tram: 34 -> 50 %" a line, with readings such as "Trips by tram: 36"."""
    findings: list[Finding] = []
    seen = _readings(readings, findings)
    found: dict[str, StateMeasure] = {}
    for line in _lines(measures):
        match = _MEASURE.match(line)
        if match is None:
            findings.append(_fault("measures", f"“{line}” is no measure; write “Name: 34 -> 50 %”."))
            continue
        name = match["name"].strip()
        if name.casefold() in found:
            findings.append(_fault("measures", f"“{name}” stands there twice; give one another name."))
            continue
        before, after = float(match["before"]), float(match["after"])
        if before == after:
            findings.append(_fault("measures", f"“{name}” goes from {before:g} to itself; say what changes."))
            continue
        _, now = seen.pop(name.casefold(), (name, None))
        found[name.casefold()] = StateMeasure(name, before, after, match["unit"].strip(), now)
    if len(found) > MOST_MEASURES:
        findings.append(
            _fault("measures", f"More than {MOST_MEASURES} measures steer nothing; keep the best.")
        )
    findings.extend(
        _fault("readings", f"There is no measure “{name}” to be read; name it as above.")
        for name, _ in seen.values()
    )
    return tuple(found.values()), tuple(findings)


def reached_share(measures: tuple[StateMeasure, ...]) -> float | None:
    """Return the mean progress of the measures, each counted alike; what was not read counts as not begun.

    None where there is no measure, or none was read.
    """
    if not any(measure.progress is not None for measure in measures):
        return None
    return sum(measure.progress or 0.0 for measure in measures) / len(measures)


def _readings(text: str, findings: list[Finding]) -> dict[str, tuple[str, float | None]]:
    found: dict[str, tuple[str, float | None]] = {}
    for line in _lines(text):
        match = _READING.match(line)
        if match is None:
            findings.append(_fault("readings", f"“{line}” is no reading; write “Name: 36”."))
        else:
            name = match["name"].strip()
            found[name.casefold()] = (name, float(match["now"]))
    return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _fault(place: str, sentence: str) -> Finding:
    return Finding("target-state", Severity.ERROR, place, sentence)
