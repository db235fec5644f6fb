"""Comparing options by weighted criteria, and how sure the winner is."""

import math

from lockstep.domain.governance.vocabulary import Comparison, Criterion, Flip, Matrix, Option, Ranked
from lockstep.foundation.findings import Finding, Severity

MOST_SCORE = 10.0
MOST_LINES = 12
GRAIN = 1e-9


def read_matrix(criteria: str, options: str) -> tuple[Matrix, tuple[Finding, ...]]:
    """Read a matrix from its two texts, one entry a line: "Cost: 40" and "Bridge: 3, 5, -".

    Scores stand in the order of the criteria, from 0 to 10; "-" is not scored yet.
    """
    findings: list[Finding] = []
    read_criteria = tuple(
        Criterion(name, weight if weight is not None else 0.0)
        for name, values in _lines(criteria, "criteria", findings)
        for weight in [_number(values, "criteria", name, findings, math.inf)]
    )
    read_options = []
    for name, values in _lines(options, "options", findings):
        parts = [part.strip() for part in values.split(",")] if values.strip() else []
        if len(parts) > len(read_criteria):
            findings.append(
                _fault(
                    "options",
                    f"“{name}” has {len(parts)} scores for {len(read_criteria)} criteria; take some away.",
                )
            )
        scores = [
            _number(part, "options", name, findings, MOST_SCORE) for part in parts[: len(read_criteria)]
        ]
        scores += [None] * (len(read_criteria) - len(scores))
        read_options.append(Option(name, tuple(scores)))
    return Matrix(read_criteria, tuple(read_options)), tuple(findings)


def _lines(text: str, place: str, findings: list[Finding]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in text.splitlines():
        name, _, values = line.strip().partition(":")
        if not name.strip():
            continue
        if name.strip().casefold() in {known.casefold() for known, _ in found}:
            findings.append(
                _fault(place, f"“{name.strip()}” stands there twice; give one of them another name.")
            )
            continue
        found.append((name.strip(), values.strip()))
    if len(found) > MOST_LINES:
        findings.append(_fault(place, f"More than {MOST_LINES} lines compare badly; leave out the weakest."))
    return found


def _number(text: str, place: str, name: str, findings: list[Finding], most: float) -> float | None:
    words = text.strip().rstrip("%").strip()
    if words in ("", "-", "–"):
        return None
    try:
        value = float(words)
    except ValueError:
        value = math.nan
    if not 0 <= value <= most or math.isinf(value):
        allowed = "0 or more" if math.isinf(most) else f"from 0 to {most:g}, or - while it is not known"
        findings.append(_fault(place, f"“{text.strip()}” of “{name}” is no number; write {allowed}."))
        return None
    return value


def _fault(place: str, sentence: str) -> Finding:
    return Finding("matrix", Severity.ERROR, place, sentence)


def total_of(criteria: tuple[Criterion, ...], option: Option) -> float | None:
    """Return the mean of the scores by weight; None while a score with weight is missing."""
    whole = sum(criterion.weight for criterion in criteria)
    if whole <= 0:
        return None
    total = 0.0
    for criterion, score in zip(criteria, option.scores, strict=True):
        if criterion.weight and score is None:
            return None
        total += criterion.weight * (score or 0.0)
    return total / whole


def compare(matrix: Matrix) -> Comparison:
    """Rank the options; tell the winner, none on a tie, and what each weight must do until another one wins."""
    totals = [(option, total_of(matrix.criteria, option)) for option in matrix.options]
    known = sorted((total for _, total in totals if total is not None), reverse=True)
    ranked = [
        Ranked(option, total, None if total is None else 1 + sum(other > total + GRAIN for other in known))
        for option, total in totals
    ]
    ranked.sort(key=lambda item: (item.rank is None, item.rank or 0))
    if len(known) < 2:
        return Comparison(tuple(ranked), "", None, (), None)
    lead = known[0] - known[1]
    if lead <= GRAIN:
        return Comparison(tuple(ranked), "", 0.0, (), None)
    best = ranked[0].option
    rivals = [item.option for item in ranked[1:] if item.total is not None]
    flips = tuple(_flip(matrix, number, best, rivals) for number in range(len(matrix.criteria)))
    near = [flip for flip in flips if flip.change is not None]
    closest = min(near, key=lambda flip: _relative(flip), default=None)
    return Comparison(tuple(ranked), best.name, lead, flips, closest)


def _relative(flip: Flip) -> float:
    change = abs(flip.change or 0.0)
    return change / flip.criterion.weight if flip.criterion.weight else math.inf


def _flip(matrix: Matrix, number: int, best: Option, rivals: list[Option]) -> Flip:
    """Return the smallest change of one weight, the others kept, from which on a rival is ahead.

    The sums of two options differ by D; a change d of the weight adds d times the difference of their scores there, so
    they are level at d = D / (score of the rival - score of the best). A weight is never below zero.
    """
    criterion = matrix.criteria[number]
    changes: list[tuple[float, str]] = []
    for rival in rivals:
        ours, theirs = best.scores[number], rival.scores[number]
        if ours is None or theirs is None or ours == theirs:
            continue
        ahead = sum(
            other.weight * ((mine or 0.0) - (its or 0.0))
            for other, mine, its in zip(matrix.criteria, best.scores, rival.scores, strict=True)
        )
        change = ahead / (theirs - ours)
        if criterion.weight + change >= -GRAIN:
            changes.append((change, rival.name))
    if not changes:
        return Flip(criterion, None, "")
    change, winner = min(changes, key=lambda item: abs(item[0]))
    return Flip(criterion, change, winner)
