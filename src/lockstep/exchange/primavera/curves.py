"""P6's resource curves: 21 percentages each, or a name that Microsoft Project's contours have too."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lockstep.exchange import texts
from lockstep.exchange.document import Count
from lockstep.exchange.primavera import words
from lockstep.exchange.primavera.tables import CURVE_FIELDS, P6Tables
from lockstep.exchange.texts import Parse
from lockstep.plan import Contour, Curves, curves_of

_TABLES: Final = ("RSRCCURVDATA", "RSRCCURV")
_SCALED: Final = 0.5
_EVEN: Final = 1e-9


@dataclass(frozen=True, slots=True)
class _Curve:
    """What a curve comes to: a contour, and shares where it has its own; `fault` says why it has neither."""

    name: str
    contour: Contour = Contour.FLAT
    shares: tuple[float, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class MappedCurves:
    """Contour by assignment, the curves of those that have their own shares, and how many curves were used."""

    contours: list[int]
    curves: Curves
    counts: tuple[Count, ...]


def map_curves(tables: P6Tables, assigned: Sequence[str]) -> MappedCurves:
    """Return the curves of assignments by the id that each assignment gives, "" for none."""
    found = _read(tables)
    used = Counter(uid for uid in assigned if uid)
    for uid, count in used.items():
        _report(tables, found.get(uid) or _Curve(uid, fault="it is not in the file"), count)
    none = _Curve("")
    curves = [found.get(uid, none) for uid in assigned]
    rows = [(row, curve.name, curve.shares) for row, curve in enumerate(curves) if curve.shares]
    return MappedCurves([int(curve.contour) for curve in curves], curves_of(rows), _counts(tables, used))


def _read(tables: P6Tables) -> dict[str, _Curve]:
    found: dict[str, _Curve] = {}
    for table in _TABLES:
        names = tables[table].column("curv_name")
        numbers = Parse(texts.real, None, "percentage")
        columns = [numbers.column(tables[table].column(field)) for field in CURVE_FIELDS]
        for row, uid in enumerate(tables[table].column("curv_id")):
            points = [column[row] for column in columns]
            if uid:
                found.setdefault(uid, _curve(tables, names[row] or uid, points))
    return found


def _curve(tables: P6Tables, name: str, points: list[float | None]) -> _Curve:
    known = words.CONTOURS.get(name.strip().lower(), Contour.FLAT)
    if all(point is None for point in points):
        is_named = known is not Contour.FLAT or name.strip().lower() in words.EVEN_CURVES
        return _Curve(name, known, fault="" if is_named else "the file does not hold its percentages")
    shares = [point for point in points if point is not None and 0.0 <= point <= words.MOST_PERCENT]
    total = sum(shares)
    if len(shares) < len(points) or total <= 0.0:
        return _Curve(name, fault="its percentages are no 21 numbers of 0 or more of which one is above 0")
    if abs(total - 100.0) > _SCALED:
        tables.notices.note(
            "exchange.curve",
            f"resource curve '{name}'",
            f"Its percentages add up to {total:.6g}; they were scaled to 100.",
        )
    if shares[0] == 0.0 and max(shares[1:]) - min(shares[1:]) < _EVEN:
        return _Curve(name)
    return _Curve(name, Contour.CURVE, tuple(shares))


def _report(tables: P6Tables, curve: _Curve, count: int) -> None:
    if curve.fault:
        tables.notices.warn(
            "exchange.curve",
            f"resource curve '{curve.name}'",
            f"The work of {words.assignments(count)} is spread evenly, for "
            f"{curve.fault}; export the file with its resource curves, or correct them.",
        )


def _counts(tables: P6Tables, used: Counter[str]) -> tuple[Count, ...]:
    """Return how many curves are used; those that are not are kept raw."""
    found = kept = 0
    for name in _TABLES:
        table = tables[name]
        spare = [row for row, uid in enumerate(table.column("curv_id")) if uid not in used]
        if spare:
            table.keep(spare, tables.raw)
        found, kept = found + len(table), kept + len(spare)
    return (Count("resource curves", found, found - kept, kept, "no assignment has them"),) if found else ()
