"""A leveling proposal in words and figures, as its page says it."""

from typing import Any

from lockstep.domain.planning.queries import LevelingPage, LevelingRow
from lockstep.domain.planning.vocabulary import DelayState, LevelingAim, LevelingSplitting
from lockstep.foundation.ticks import TICKS_PER_DAY
from lockstep.web.answer import Tile
from lockstep.web.words import count_words, finish_day_words, number_words, slip_words

SHORT_AIMS = {
    LevelingAim.AS_SHORT_AS_POSSIBLE: "as short as possible",
    LevelingAim.WITHIN_FLOAT: "within float only",
}


def slip_of(row: LevelingRow) -> float | None:
    """Return by how many calendar days the finish would move."""
    if row.finish_before_ticks is None or row.finish_after_ticks is None:
        return None
    return round((row.finish_after_ticks - row.finish_before_ticks) / TICKS_PER_DAY, 1)


def taken_words(found: LevelingPage, arguments: dict[str, Any]) -> str:
    """Return what was taken: so many delays, set here or proposed to who keeps the plan."""
    projects, activities = set(arguments.get("projects", ())), set(arguments.get("activities", ()))
    rows = [
        row
        for row in found.delays
        if row.state is not DelayState.TAKEN and (row.project in projects or row.activity in activities)
    ]
    proposed = sum(row.must_propose for row in rows)
    parts = (
        [f"{count_words(len(rows) - proposed, 'delay')} set; dates follow."] if proposed < len(rows) else []
    )
    if proposed:
        parts.append(f"{count_words(proposed, 'delay')} proposed to who keeps the plan outside.")
    return " ".join(parts) or "Nothing was left to take."


def headline_of(found: LevelingPage) -> str:
    """Return what the proposal would do, in one sentence."""
    row, slip = found.row, slip_of(found.row)
    if not found.delays:
        return (
            f"Nothing of {row.node_name} has to wait"
            if not row.overload_after_hours
            else (f"No delay takes overload of {row.node_name} away within these limits")
        )
    removed = number_words(round(row.overload_before_hours - row.overload_after_hours))
    whole = number_words(round(row.overload_before_hours))
    what = f"{count_words(len(found.delays), 'delay')} take {removed} of {whole} h of overload away"
    if len(found.delays) == 1:
        what = what.replace(" take ", " takes ")
    if not slip:
        return f"{what}, and the finish stays"
    return f"{what}; {row.node_name} finishes {count_words(abs(slip), 'day')} {'later' if slip > 0 else 'earlier'}"  # type: ignore[arg-type]


def aim_words(found: LevelingPage) -> str:
    """Return what the run was asked for."""
    words = SHORT_AIMS[found.row.aim]
    if found.order.splitting is LevelingSplitting.ALLOWED:
        words += ", work may be interrupted"
    given = len(found.order.priorities) + len(found.order.program_priorities)
    return f"{words}, {count_words(given, 'priority')} of its own" if given else words


def search_words(found: LevelingPage) -> str:
    """Return how long a better order was looked for, and why no longer."""
    rounds = count_words(found.rounds, "round")
    if found.row.is_stopped:
        return f"stopped early, after {rounds}"
    if not found.row.seconds:
        return "the first answer, not searched further"
    if _is_proved(found):
        return (
            f"search over after {rounds}: no schedule is shorter"
            if found.rounds
            else "no schedule is shorter"
        )
    if not found.rounds:
        return "nothing to search for"
    return f"searched for {number_words(found.row.seconds)} s, {rounds}"


def accept_words(found: LevelingPage) -> str:
    """Return what taking everything does: it changes plans, or makes proposals to who keeps them."""
    own = {row.must_propose for row in found.projects if row.may_take and row.delays > row.taken}
    return "Propose all" if own == {True} else "Accept all"


def capacity_words(found: LevelingPage) -> str:
    """Return when the unit that more capacity means is there."""
    order = found.order
    if not order.lead_weeks and not order.ramp_up_weeks:
        return "one more full unit, all the time"
    words = f"one more, there after {count_words(order.lead_weeks, 'week')}"
    return (
        f"{words}, of full use {count_words(order.ramp_up_weeks, 'week')} later"
        if order.ramp_up_weeks
        else words
    )


def tiles_of(found: LevelingPage) -> tuple[Tile, ...]:
    """Return the figures that the page shows first."""
    row, slip = found.row, slip_of(found.row)
    bound = found.lower_bound_ticks
    still = row.overload_after_hours
    return (
        Tile(
            "Finish after",
            finish_day_words(row.finish_after_ticks),
            f"now {finish_day_words(row.finish_before_ticks)}, {slip_words(slip)}",
            *(("warn", "Later") if slip and slip > 0 else ("good", "Stays")),
        ),
        Tile(
            "Overload after",
            f"{number_words(round(still))} h",
            f"of {number_words(round(row.overload_before_hours))} h before",
            *(("warn", "Some stays") if still else ("good", "None")),
        ),
        Tile("Delays", number_words(len(found.delays)), f"{number_words(found.taken)} taken"),
        Tile(
            "Cannot finish before" if not still else "Without overload, not before",
            finish_day_words(bound) if bound is not None else "unknown",
            _bound_words(found),
        ),
    )


def _bound_words(found: LevelingPage) -> str:
    if found.lower_bound_ticks is None:
        return "the end of the network lies elsewhere"
    if _is_proved(found):
        return "reached: no schedule is shorter"
    gap = ((found.row.finish_after_ticks or 0) - found.lower_bound_ticks) / TICKS_PER_DAY
    return f"so at best {number_words(gap)} d earlier" if gap > 0 else "the finish is earlier, with overload"


def _is_proved(found: LevelingPage) -> bool:
    """Tell whether no schedule without overload is shorter, which says nothing where some overload stays."""
    finish, bound = found.row.finish_after_ticks, found.lower_bound_ticks
    if finish is None or bound is None or found.row.overload_after_hours:
        return False
    return finish <= bound
