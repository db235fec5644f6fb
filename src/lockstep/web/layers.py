"""A layered graph: things in columns, in each column so ordered that few lines cross. Plain numbers for SVG."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

ROUNDS = 6
"""How often the columns are ordered by their neighbors; more changes little."""


def rows_of(
    columns: Sequence[Sequence[Hashable]], pairs: Iterable[tuple[Hashable, Hashable]]
) -> Mapping[Hashable, int]:
    """Return the row of each thing in its column.

    Each round orders every column by the mean row of its neighbors in the others, forth and back; things without
    neighbors keep their place. The same graph always gives the same picture.
    """
    near: dict[Hashable, set[Hashable]] = defaultdict(set)
    for source, target in pairs:
        near[source].add(target)
        near[target].add(source)
    rows: dict[Hashable, int] = {}
    orders = [list(column) for column in columns]
    for column in orders:
        rows |= _numbered(column)
    for turn in range(ROUNDS):
        for column in orders if turn % 2 == 0 else reversed(orders):
            others = {thing: near[thing] - set(column) for thing in column}
            column.sort(
                key=lambda thing, others=others: _mean(
                    [rows[n] for n in others[thing] if n in rows], rows[thing]
                )
            )
            rows |= _numbered(column)
    return rows


def tops_of(
    columns: Sequence[Sequence[Hashable]], rows: Mapping[Hashable, int], step: int
) -> Mapping[Hashable, int]:
    """Return how far below the top each thing stands; short columns stand in the middle of the longest one."""
    longest = max(map(len, columns), default=0)
    return {
        thing: rows[thing] * step + (longest - len(column)) * step // 2
        for column in columns
        for thing in column
    }


def _mean(values: Sequence[int], otherwise: int) -> float:
    return sum(values) / len(values) if values else float(otherwise)


def _numbered(column: Iterable[Hashable]) -> dict[Hashable, int]:
    return {thing: row for row, thing in enumerate(column)}


def curve(left: int, top: int, right: int, bottom: int) -> str:
    """Return the path of a line from a point to one further right, level at both ends."""
    bend = (right - left) // 2
    return f"M{left} {top}C{left + bend} {top} {right - bend} {bottom} {right} {bottom}"


def loop(x: int, top: int, bottom: int, reach: int) -> str:
    """Return the path of a line that leaves a column and comes back into it."""
    return f"M{x} {top}C{x + reach} {top} {x + reach} {bottom} {x} {bottom}"


def shortened(text: str, longest: int) -> str:
    """Return a text that fits, with a mark where it was cut."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
