"""Predecessors as people write them: `12`, `12FS+2d`, `A100SS-1 wk; 14FF+50%`."""

import re
from dataclasses import dataclass

from lockstep.exchange.sheets.cells import duration
from lockstep.exchange.texts import real
from lockstep.plan import LagUnit, LinkKind

_PART = re.compile(
    r"(?P<key>.+?)\s*:?\s*(?P<kind>FS|SS|FF|SF)?\s*(?P<lag>[+\-]\s*\d+(?:[.,]\d+)?\s*(?:%|e%|[A-Za-z]*))?\s*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\((FS|SS|FF|SF)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """One link as written: the key of the other activity, kind and lag."""

    key: str
    kind: LinkKind = LinkKind.FS
    lag_unit: LagUnit = LagUnit.WORKING
    lag_ticks: int = 0
    lag_share: float = 0.0


def parse(text: str, known: frozenset[str] | set[str] | dict[str, int]) -> list[Reference]:
    """Return the links of a cell. Raises ValueError at a part that cannot be read.

    A part that is a known key as it stands is that activity, even where it looks like a key with a lag.
    """
    parts = re.split(r"[;\n]", text) if ";" in text or "\n" in text else text.split(",")
    return [_reference(part.strip(), known) for part in parts if part.strip()]


def _reference(part: str, known: frozenset[str] | set[str] | dict[str, int]) -> Reference:
    if part in known:
        return Reference(part)
    found = _PART.fullmatch(_BRACKETED.sub(r"\1", part))
    if found is None:
        raise ValueError(f"{part!r} is no link")
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
