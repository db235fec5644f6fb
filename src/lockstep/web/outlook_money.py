"""The money of a risk analysis: figures, the S-curve of the cost, and cost with finish as a cloud of points."""

from dataclasses import dataclass
from typing import Final

from lockstep.domain.outlook.queries.joint import JointOutlook
from lockstep.foundation.ticks import TICKS_PER_DAY
from lockstep.web.answer import Tile
from lockstep.web.charts import Tick
from lockstep.web.outlook_pictures import FOOT, CurveRoom, Mark, mark_at, month_axis
from lockstep.web.words import MINUS, finish_day_words, number_words, share_words

MARKS: Final = (("P10", 0.1), ("P50", 0.5), ("P80", 0.8), ("P90", 0.9))
STEPS: Final = 5
SCREEN: Final = CurveRoom(620, 46, 84, plot=230, labels=6, letters=40, bins=0, every=1)
PHONE: Final = CurveRoom(320, 48, 12, plot=200, labels=4, letters=20, bins=0, every=2)
COSTS: Final = 16
"""So much further right a picture begins whose heights are amounts of money."""


@dataclass(frozen=True, slots=True)
class Scatter:
    """Iterations by finish and cost, the frontier, and a cross at the two P80s."""

    width: int
    height: float
    left: float
    right: float
    top: float
    bottom: float
    points: tuple[tuple[float, float], ...]
    frontier: str
    cross_x: float
    cross_y: float
    ticks: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    """Heights with the cost there in words."""
    words: str


def scatter_picture(joint: JointOutlook, p80_ticks: int, room: CurveRoom = SCREEN) -> Scatter:
    """Return the picture of cost and finish together."""
    finishes = (*joint.point_finish_ticks, *joint.frontier_finish_ticks)
    costs = (*joint.point_cost_minor, *joint.frontier_cost_minor)
    first, last, least, most = min(finishes), max(finishes), min(costs), max(costs)
    beyond = max(TICKS_PER_DAY, (last - first) // 40)
    first, last = first - beyond, last + beyond
    top, bottom = 12, 12 + room.plot
    left, right = room.left + COSTS, room.width - 12

    def x_of(ticks: int) -> float:
        return round(left + (right - left) * (ticks - first) / (last - first), 1)

    def y_of(minor: int) -> float:
        return round(bottom - room.plot * (minor - least) / max(most - least, 1), 1)

    corners = zip(joint.frontier_finish_ticks, joint.frontier_cost_minor, strict=True)
    line = "L".join(f"{x_of(at)} {y_of(minor)}" for at, minor in corners)
    return Scatter(
        width=room.width,
        height=bottom + FOOT + 6,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        points=tuple(
            (x_of(at), y_of(minor))
            for at, minor in zip(
                joint.point_finish_ticks[:: room.every], joint.point_cost_minor[:: room.every], strict=True
            )
        ),
        frontier=f"M{line}" if line else "",
        cross_x=x_of(p80_ticks),
        cross_y=y_of(joint.p80_minor),
        ticks=month_axis(first, last, x_of, room.labels),
        levels=tuple(Tick(y_of(minor), money_words(minor)) for minor in _steps(least, most)),
        words=(
            f"Cost and finish together: P80 of the cost {money_words(joint.p80_minor, joint.currency)}, "
            f"P80 of the finish {finish_day_words(p80_ticks)}; "
            f"{share_words(joint.joint_share)} of the cases stay within both."
        ),
    )


@dataclass(frozen=True, slots=True)
class CostCurve:
    """The S-curve of the cost, with the planned cost as an upright line."""

    width: int
    height: float
    left: float
    right: float
    top: float
    bottom: float
    path: str
    ticks: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    """Heights with their shares."""
    marks: tuple[Mark, ...]
    planned_x: float
    planned_words: str
    anchor: str
    words: str


def cost_curve(joint: JointOutlook, room: CurveRoom = SCREEN) -> CostCurve | None:
    """Return the picture of the S-curve of the cost; None where every case costs the same."""
    curve = joint.curve_minor
    least, most = min(curve[0], joint.planned_minor), max(curve[-1], joint.planned_minor)
    if curve[0] == curve[-1]:
        return None
    top, count = 26, len(curve) - 1
    bottom = top + room.plot

    def x_of(minor: int) -> float:
        return round(room.left + (room.width - room.left - room.right) * (minor - least) / (most - least), 1)

    def y_of(share: float) -> float:
        return round(bottom - room.plot * share, 1)

    points = [
        f"{x_of(minor)} {y_of(place / count)}" for place, minor in enumerate(curve) if place % room.every == 0
    ]
    marks = [
        mark_at(name, x_of(minor), y_of(share), f"{name} {money_words(minor)}", room)
        for name, share in MARKS
        for minor in (curve[round(count * share)],)
    ]
    told = ", ".join(mark.words for mark in marks)
    planned_x = x_of(joint.planned_minor)
    return CostCurve(
        width=room.width,
        height=bottom + FOOT,
        left=room.left,
        right=room.width - room.right,
        top=top,
        bottom=bottom,
        path=f"M{'L'.join(points)}",
        ticks=tuple(Tick(x_of(minor), money_words(minor)) for minor in _steps(least, most, room.labels)),
        levels=tuple(Tick(y_of(share), share_words(share)) for share in (0.0, 0.1, 0.5, 0.8, 0.9, 1.0)),
        marks=tuple(marks),
        planned_x=planned_x,
        planned_words=f"plan {money_words(joint.planned_minor)}",
        anchor="start" if planned_x < room.width / 2 else "end",
        words=f"Cost in {joint.currency or 'the currency of the plans'}: {told}; the plan says "
        f"{money_words(joint.planned_minor)}, which {share_words(joint.planned_share)} of the cases keep to.",
    )


def money_tiles(joint: JointOutlook) -> tuple[Tile, ...]:
    """Return the figures of cost."""
    code, planned = joint.currency, joint.planned_minor or 1
    return (
        Tile(
            "As planned",
            money_words(joint.planned_minor, code),
            f"{share_words(joint.planned_share) if joint.planned_share else 'none'} of the cases keep to it",
        ),
        Tile("P50", money_words(joint.p50_minor, code), "as likely less as more"),
        Tile("P80", money_words(joint.p80_minor, code), "enough in 8 of 10 cases"),
        Tile(
            "Contingency to the P80",
            money_words(joint.contingency_minor, code),
            f"{share_words(joint.contingency_minor / planned)} of the planned cost",
        ),
        Tile(
            "Follows the schedule",
            share_words(joint.by_time_minor / planned),
            "of the planned cost: hours, which run as long as the work does",
        ),
    )


def money_words(minor: int, currency: str = "") -> str:
    """Return money of minor units in thousands or millions, with its currency where one is given."""
    whole = minor / 100
    if abs(whole) >= 1_000_000:
        words = f"{whole / 1_000_000:.2f} M".replace("-", MINUS)
    else:
        words = f"{number_words(whole / 1_000)} k" if abs(whole) >= 10_000 else number_words(whole)
    return f"{currency} {words}".strip()


def _steps(least: int, most: int, count: int = STEPS) -> list[int]:
    """Return round amounts between two, about so many of them."""
    rough = max(1, (most - least) // min(count, STEPS))
    size = 10 ** (len(str(rough)) - 1)
    step = next(size * part for part in (1, 2, 5, 10) if size * part >= rough)
    return list(range(-(-least // step) * step, most + 1, step))
