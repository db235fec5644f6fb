"""Typed correlations: brought together in one matrix, repaired where no ranges could have it."""

from dataclasses import dataclass

import numpy as np

from lockstep.plan import ItemKind, Uncertainties
from lockstep.plan.columns import Float64, Int64

_MOST_ROUNDS = 500
_CLOSE = 1e-9
_LEAST_CHANGE = 1e-6
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Ties:
    """What moves together by typed correlations.

    Attributes:
        of_activity: by activity, its row in the matrix, or -1.
        of_line: the same by cost line.
        loading: (K, K); times its own transpose it is the correlation of the normal copula.
        change: largest change of a coefficient by the repair, 0 where none was needed.
    """

    of_activity: Int64
    of_line: Int64
    loading: Float64
    change: float


def ties(uncertain: Uncertainties, range_of: Int64) -> Ties:
    """Return the ties of a plan; pairs of which one is not drawn are left out."""
    pairs, lines = uncertain.correlations, uncertain.cost_lines
    of_activity = np.full(len(range_of), -1, np.int64)
    of_line = np.full(len(lines), -1, np.int64)
    rows = zip(pairs.kind, pairs.item, pairs.other_kind, pairs.other, strict=True)
    known = [
        row
        for row, (kind, item, other_kind, other) in enumerate(rows)
        if (kind, item) != (other_kind, other)
        and _is_drawn(kind, item, range_of)
        and _is_drawn(other_kind, other, range_of)
    ]
    used = pairs.take(known)
    ends = sorted(
        {(int(kind), int(item)) for kind, item in zip(used.kind, used.item, strict=True)}
        | {(int(kind), int(item)) for kind, item in zip(used.other_kind, used.other, strict=True)}
    )
    place = {end: row for row, end in enumerate(ends)}
    for (kind, item), row in place.items():
        (of_activity if kind == ItemKind.ACTIVITY else of_line)[item] = row
    matrix = np.eye(len(ends))
    for kind, item, other_kind, other, coefficient in zip(
        used.kind, used.item, used.other_kind, used.other, used.coefficient, strict=True
    ):
        one, two = place[(int(kind), int(item))], place[(int(other_kind), int(other))]
        # Normal scores with this correlation have the rank correlation that was typed.
        matrix[one, two] = matrix[two, one] = 2.0 * np.sin(np.pi / 6.0 * float(coefficient))
    if len(ends) == 0:
        return Ties(of_activity, of_line, np.zeros((0, 0)), 0.0)
    nearest, change = nearest_correlation(matrix)
    return Ties(of_activity, of_line, _loading(nearest), change)


def _is_drawn(kind: int, item: int, range_of: Int64) -> bool:
    return bool(kind == ItemKind.COST_LINE or range_of[item] >= 0)


def nearest_correlation(matrix: Float64) -> tuple[Float64, float]:
    """Return the nearest matrix that correlations can have, and the largest change of a coefficient.

    Alternating projections with Dykstra's correction (Higham, Computing the nearest correlation matrix, 2002).
    """
    if float(np.linalg.eigvalsh(matrix).min()) >= -_CLOSE:
        return matrix, 0.0
    found, correction = matrix.copy(), np.zeros_like(matrix)
    for _ in range(_MOST_ROUNDS):
        tried = found - correction
        values, vectors = np.linalg.eigh(tried)
        positive = (vectors * np.maximum(values, 0.0)) @ vectors.T
        correction = positive - tried
        following = positive.copy()
        np.fill_diagonal(following, 1.0)
        moved = float(np.abs(following - found).max())
        found = following
        if moved < _LEAST_CHANGE:
            break
    return found, float(np.abs(found - matrix).max())


def _loading(matrix: Float64) -> Float64:
    """Return a square root of the matrix with rows of length 1, to digits that every machine agrees on."""
    values, vectors = np.linalg.eigh(matrix)
    root = (vectors * np.sqrt(np.maximum(values, 0.0))) @ vectors.T
    root /= np.sqrt((root * root).sum(axis=1))[:, None]
    return np.ascontiguousarray(np.round(root, _DIGITS))
