"""An activity in words: kinds, constraints, links, and the figures of its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

from django.urls import reverse

from lockstep.domain.planning.queries.activity_record import ActivityRecord, AssignmentRow, LinkRow
from lockstep.plan import ActivityKind, ActivityMode, ConstraintKind, LagUnit, LinkKind
from lockstep.web.answer import Tile
from lockstep.web.words import day_words, duration_words, finish_day_words, number_words, share_words

LINK_WORDS = {
    LinkKind.FS: "finish to start",
    LinkKind.SS: "start to start",
    LinkKind.FF: "finish to finish",
    LinkKind.SF: "start to finish",
}


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link as the activity's page shows it."""

    name: str
    address: str
    project: str
    kind: str
    lag: str
    is_elsewhere: bool


def constraint_words(kind: int | ConstraintKind) -> str:
    """Return a constraint as people read it."""
    return "as soon as possible" if not kind else ConstraintKind(kind).name.lower().replace("_", " ")


def lag_words(link: LinkRow) -> str:
    """Return a lag with its unit."""
    if link.lag_unit >= LagUnit.PERCENT:
        return f"{number_words(link.lag_share * 100)} %"
    if not link.lag_ticks:
        return "none"
    unit = " elapsed" if link.lag_unit == LagUnit.ELAPSED else ""
    minutes = 1440 if link.lag_unit == LagUnit.ELAPSED else 480
    return duration_words(link.lag_ticks, minutes) + unit


def link_lines(links: Iterable[LinkRow], record: ActivityRecord, end: str) -> list[LinkLine]:
    """Return the links of one side; `end` names the other end."""
    lines = []
    for link in links:
        other, project = getattr(link, end), getattr(link, f"{end}_project")
        lines.append(
            LinkLine(
                getattr(link, f"{end}_name"),
                reverse("web:activity", args=[other]) if other else "",
                "" if project in {None, record.project} else "in another project",
                LINK_WORDS[LinkKind(link.kind)] + ("" if link.is_hard else ", soft"),
                lag_words(link),
                link.is_cross_project,
            )
        )
    return lines


def tiles_of(record: ActivityRecord) -> tuple[Tile, ...]:
    """Return the figures that the page shows first."""
    critical = ("bad", "Critical") if record.is_critical else ("", "")
    return (
        Tile("Start", day_words(record.start_ticks) or "none"),
        Tile("Finish", finish_day_words(record.finish_ticks) or "none", _deadline(record)),
        Tile(
            "Duration",
            duration_words(record.duration_ticks),
            f"{duration_words(record.remaining_ticks)} remaining",
        ),
        Tile("Progress", share_words(record.share_complete)),
        Tile("Total float", duration_words(record.total_float_ticks) or "none", "", *critical),
    )


def facts_of(record: ActivityRecord) -> list[tuple[str, Any]]:
    """Return the other fields, where they say something."""
    kind, mode = ActivityKind(record.kind), ActivityMode(record.mode)
    facts = [
        ("Code", record.code),
        ("WBS", record.wbs),
        ("Kind", kind.name.lower().replace("_", " ")),
        ("Mode", "" if mode is ActivityMode.AUTOMATIC else mode.name.lower().replace("_", " ")),
        ("Constraint", _constraint(record)),
        ("Latest finish", finish_day_words(record.late_finish_ticks)),
        ("Owner", record.layer.owner_name),
        ("Range", _range(record)),
        ("Notes", record.layer.notes),
    ]
    people = ", ".join(assigned_words(row) for row in record.assignments)
    return [(key, value) for key, value in [*facts, ("Assigned", people)] if value]


def assigned_words(row: AssignmentRow) -> str:
    """Return who works on it, how much, and how the work is spread where it is not even."""
    words = f"{row.resource_name} {share_words(row.units)}".strip()
    spread = _spread(row)
    return f"{words} ({spread})" if spread else words


def _spread(row: AssignmentRow) -> str:
    if row.curve is None:
        return _SPREADS.get(row.contour, row.contour.replace("_", " "))
    done = [share for at, share in enumerate(accumulate(row.curve.shares)) if at in _QUARTERS]
    first, half, most = (f"{100 * share:.0f} %" for share in done)
    return (
        f"by the curve '{row.curve.name}': {first} done after a quarter of the time, {half} after half, "
        f"{most} after three quarters"
    )


_SPREADS: Final = {"flat": "", "curve": "", "edited": "spread by hand", "bell": "bell-shaped"}
_QUARTERS: Final = frozenset({5, 10, 15})


def _deadline(record: ActivityRecord) -> str:
    return f"deadline {finish_day_words(record.deadline_ticks)}" if record.deadline_ticks is not None else ""


def _constraint(record: ActivityRecord) -> str:
    return (
        f"{constraint_words(record.constraint)} {day_words(record.constraint_at_ticks)}".strip()
        if record.constraint
        else ""
    )


def _range(record: ActivityRecord) -> str:
    layer = record.layer
    if layer.low_share is not None or layer.high_share is not None:
        shares = (("low", layer.low_share), ("likely", layer.likely_share), ("high", layer.high_share))
        words = ", ".join(f"{word} {share_words(share)}" for word, share in shares if share is not None)
        return f"{words} of what remains"
    known = (("low", layer.low_ticks), ("likely", layer.likely_ticks), ("high", layer.high_ticks))
    return ", ".join(f"{word} {duration_words(ticks)}" for word, ticks in known if ticks is not None)
