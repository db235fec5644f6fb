"""Predecessors as people write them: `12`, `12FS+2d`, `A100SS-1 wk; 14FF+50%`."""

import re
from collections.abc import Container
from dataclasses import dataclass

from lockstep.exchange.sheets.cells import UNIT_WORDS, duration
from lockstep.exchange.texts import real
from lockstep.plan import LagUnit, LinkKind

_REST = (
    r"\s*:?\s*(?P<kind>FS|SS|FF|SF)?\s*(?P<lag>[+\-]\s*\d+(?:[.,]\d+)?\s*(?:e?\s*%|e?\s*(?:"
    + "|".join(sorted(UNIT_WORDS, key=len, reverse=True))
    + r"))?\.?)?\s*"
)
_SHORT = re.compile(r"(?P<key>.+?)" + _REST, re.IGNORECASE)
_LONG = re.compile(r"(?P<key>.+)" + _REST, re.IGNORECASE)
_BRACKETED = re.compile(r"\((FS|SS|FF|SF)\)", re.IGNORECASE)
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Reference:
    """One link as written: the key of the other activity, kind and lag."""

    key: str
    kind: LinkKind = LinkKind.FS
    lag_unit: LagUnit = LagUnit.WORKING
    lag_ticks: int = 0
    lag_share: float = 0.0


def parse(text: str, known: Container[str]) -> list[Reference]:
    """Return the links of a cell. Raises ValueError at a part that cannot be read.

    `known` holds the keys of activities in lower case. A part that is a key as it stands is that activity, even
    where it looks like a key with a lag; of two ways to read a part the one with a known key counts.
    """
    parts = re.split(r"[;\n]", text) if ";" in text or "\n" in text else text.split(",")
    return [_reference(part.strip(), known) for part in parts if part.strip()]


def _reference(part: str, known: Container[str]) -> Reference:
    if part.lower() in known:
        return Reference(part)
    if len(part) > _LONGEST:
        raise ValueError("a link of this length is none")
    bare = _BRACKETED.sub(r"\1", part)
    matches = [found for pattern in (_SHORT, _LONG) if (found := pattern.fullmatch(bare))]
    if not matches:
        raise ValueError(f"{part!r} is no link")
    best = next((found for found in matches if found.group("key").strip().lower() in known), matches[0])
    return _of_match(best)


def _of_match(found: re.Match[str]) -> Reference:
    key, kind, lag = found.group("key").strip(), found.group("kind"), found.group("lag")
    link = LinkKind[kind.upper()] if kind else LinkKind.FS
    if not lag:
        return Reference(key, link)
    amount = lag.replace(" ", "")
    if amount.endswith("%"):
        unit = LagUnit.PERCENT_ELAPSED if amount[-2] in "eE" else LagUnit.PERCENT
        return Reference(key, link, unit, 0, real(amount.rstrip("%eE").replace(",", ".")) / 100.0)
    ticks, is_elapsed = duration(amount.removeprefix("+"))
    return Reference(key, link, LagUnit.ELAPSED if is_elapsed else LagUnit.WORKING, ticks)
