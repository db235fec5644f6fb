"""Positions of siblings after an import: few rows are renumbered, however much the file moved."""

from bisect import bisect_left
from collections.abc import Sequence

STEP = 1 << 16


def positions(wanted: Sequence[int | None]) -> list[int]:
    """Return ascending positions for siblings in the file's order.

    `wanted` holds the stored position of each, None for a new one. Those that stand in the right order keep
    theirs, as many as possible; the others go in between.
    """
    keeps = _longest_ascending(wanted)
    found: list[int | None] = [value if at in keeps else None for at, value in enumerate(wanted)]
    if not any(value is not None for value in found):
        return [STEP * (at + 1) for at in range(len(wanted))]
    result: list[int] = []
    at = 0
    while at < len(found):
        value = found[at]
        if value is not None:
            result.append(value)
            at += 1
            continue
        end = at
        while end < len(found) and found[end] is None:
            end += 1
        before = result[-1] if result else None
        after = found[end] if end < len(found) else None
        count = end - at
        low = before if before is not None else (after or 0) - STEP * (count + 1)
        high = after if after is not None else low + STEP * (count + 1)
        if high - low <= count:
            return [STEP * (number + 1) for number in range(len(wanted))]
        result.extend(low + (high - low) * (number + 1) // (count + 1) for number in range(count))
        at = end
    return result


def _longest_ascending(values: Sequence[int | None]) -> set[int]:
    """Return the places of a longest strictly ascending part."""
    tails: list[int] = []
    places: list[int] = []
    before: dict[int, int | None] = {}
    for at, value in enumerate(values):
        if value is None:
            continue
        slot = bisect_left(tails, value)
        if slot == len(tails):
            tails.append(value)
            places.append(at)
        else:
            tails[slot], places[slot] = value, at
        before[at] = places[slot - 1] if slot else None
    chosen: set[int] = set()
    at_last = places[-1] if places else None
    while at_last is not None:
        chosen.add(at_last)
        at_last = before[at_last]
    return chosen
