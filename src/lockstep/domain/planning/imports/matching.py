"""Which activity of a file is which stored one: by GUID, then project and uid, then code, then WBS path and name."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class MatchRule(StrEnum):
    """By what a row was recognized."""

    GUID = "guid"
    UID = "uid"
    CODE = "code"
    WBS_NAME = "wbs_name"


@dataclass(frozen=True, slots=True)
class Identity:
    """What a row can be recognized by; "" and None recognize nothing. `ref` is the row's own handle."""

    ref: int
    guid: str = ""
    uid: tuple[str, str] | None = None
    """Source project and key."""
    code: str = ""
    path: tuple[str, ...] = ()
    """Names of the summaries above and its own."""


_RULES: Sequence[tuple[MatchRule, Callable[[Identity], Hashable]]] = (
    (MatchRule.GUID, lambda row: row.guid.strip("{}").upper()),
    (MatchRule.UID, lambda row: row.uid),
    (MatchRule.CODE, lambda row: row.code),
    (MatchRule.WBS_NAME, lambda row: row.path),
)


def match(incoming: Iterable[Identity], stored: Iterable[Identity]) -> dict[int, tuple[int, MatchRule]]:
    """Return (stored ref, rule) of each incoming ref that was recognized.

    A rule only recognizes what is unique on both sides among the rows that the rules before it left over.
    """
    left, right = list(incoming), list(stored)
    found: dict[int, tuple[int, MatchRule]] = {}
    for rule, key_of in _RULES:
        ours, theirs = _unique(right, key_of), _unique(left, key_of)
        pairs = {theirs[key].ref: ours[key].ref for key in theirs.keys() & ours.keys()}
        found.update({new: (old, rule) for new, old in pairs.items()})
        taken = set(pairs.values())
        left = [row for row in left if row.ref not in pairs]
        right = [row for row in right if row.ref not in taken]
    return found


def _unique(rows: Iterable[Identity], key_of: Callable[[Identity], Hashable]) -> Mapping[Hashable, Identity]:
    keyed = [(key_of(row), row) for row in rows]
    counts = Counter(key for key, _ in keyed)
    return {key: row for key, row in keyed if key and counts[key] == 1}
