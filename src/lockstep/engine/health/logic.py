"""Checks 1 to 5: how activities are linked and constrained; and the ends that dangle."""

import numpy as np

from lockstep.engine.health.facts import Facts, View
from lockstep.engine.health.judging import at_least, check_of, share_check, share_of
from lockstep.engine.health.result import HealthCheck, Offense
from lockstep.engine.health.rules import LagCount, OpenEnds
from lockstep.engine.kernels import codes
from lockstep.engine.wording import lag_words, moment_words
from lockstep.plan import ConstraintKind, LinkKind
from lockstep.plan.columns import Bool, Int64

NOTHING_INCOMPLETE = "No activity in scope is incomplete."
NOTHING_LINKED = "No link leads to an incomplete activity in scope."

_KINDS = {
    LinkKind.FS: "finish-to-start",
    LinkKind.SS: "start-to-start",
    LinkKind.FF: "finish-to-finish",
    LinkKind.SF: "start-to-finish",
}


def logic_checks(facts: Facts, view: View) -> tuple[HealthCheck, ...]:
    """Return checks 1 to 5."""
    return (
        missing_logic(facts, view),
        leads(facts, view),
        lags(facts, view),
        relationship_types(facts, view),
        hard_constraints(facts, view),
    )


def incomplete(facts: Facts, view: View) -> Int64:
    """Return the incomplete activities of a view, milestones by the rules."""
    return np.flatnonzero(view.members & facts.is_open & facts.is_incomplete)


def counted_links(facts: Facts, view: View) -> Int64:
    """Return the links whose successor is in scope and incomplete."""
    is_counted = view.members & facts.is_open & facts.is_incomplete
    return np.flatnonzero(facts.is_live_link & is_counted[facts.plan.links.successor])


def missing_logic(facts: Facts, view: View) -> HealthCheck:
    """Check 1: incomplete activities without predecessor or without successor."""
    rows = incomplete(facts, view)
    has_before, has_after = _tied(facts)
    lacks_before, lacks_after = ~has_before[rows], ~has_after[rows]
    forgiven = np.isin(rows, np.array(facts.rules.allowed_open_ends, np.int64))
    lacks_before &= ~forgiven
    lacks_after &= ~forgiven
    if facts.rules.open_ends is OpenEnds.ONE_START_AND_ONE_FINISH and len(rows):
        _forgive(lacks_before, facts.schedule.early_start_ticks[rows])
        _forgive(lacks_after, -facts.schedule.early_finish_ticks[rows])
    offenses = []
    for row, no_before, no_after in zip(rows.tolist(), lacks_before, lacks_after, strict=True):
        if no_before or no_after:
            ends = [word for lacks, word in ((no_before, "predecessor"), (no_after, "successor")) if lacks]
            offenses.append(Offense(row, -1, f"{facts.place(row)} has no {' and no '.join(ends)}."))
    what = "incomplete activities lack a predecessor or a successor"
    return share_check("1", offenses, len(rows), facts.rules.most_missing_logic, what, NOTHING_INCOMPLETE)


def _tied(facts: Facts) -> tuple[Bool, Bool]:
    """Return which activities have a predecessor and which a successor."""
    links, live = facts.plan.links, facts.is_live_link
    has_before, has_after = (np.zeros(len(facts.plan.activities), np.bool_) for _ in range(2))
    has_before[links.successor[live]] = True
    has_after[links.predecessor[live]] = True
    return has_before, has_after


def _forgive(lacks: Bool, order: Int64) -> None:
    """Forgive the open end that stands first in an order."""
    found = np.flatnonzero(lacks)
    if len(found):
        lacks[found[np.argmin(order[found])]] = False


def leads(facts: Facts, view: View) -> HealthCheck:
    """Check 2: links with a negative lag."""
    rows = counted_links(facts, view)
    return _lag_check(facts, view, "2", rows, _lag_ticks(facts)[rows] < 0, facts.rules.most_leads, "lead")


def lags(facts: Facts, view: View) -> HealthCheck:
    """Check 3: links with a positive lag."""
    rows = counted_links(facts, view)
    limit = facts.rules.lag_limit_days * facts.day_ticks[facts.plan.links.successor[rows]]
    found = (_lag_ticks(facts)[rows] > 0) & (_lag_ticks(facts)[rows] > limit)
    return _lag_check(facts, view, "3", rows, found, facts.rules.most_lags, "lag")


def _lag_ticks(facts: Facts) -> Int64:
    return facts.ready.net.lag_ticks


def _lag_check(
    facts: Facts, view: View, code: str, rows: Int64, found: Bool, threshold: float, word: str
) -> HealthCheck:
    offenses = [_of_link(facts, row, lag_words(facts.plan, row)) for row in rows[found].tolist()]
    if facts.rules.lag_count is LagCount.ACTIVITIES:
        first = {offense.activity: offense for offense in reversed(offenses)}
        kept = sorted(first.values(), key=lambda offense: offense.activity)
        what = f"incomplete activities have a {word}"
        return share_check(code, kept, len(incomplete(facts, view)), threshold, what, NOTHING_INCOMPLETE)
    return share_check(code, offenses, len(rows), threshold, f"links have a {word}", NOTHING_LINKED)


def _of_link(facts: Facts, link: int, with_what: str) -> Offense:
    links = facts.plan.links
    before, after = int(links.predecessor[link]), int(links.successor[link])
    kind = _KINDS[LinkKind(int(links.kind[link]))]
    tail = f" with {with_what}" if with_what else ""
    return Offense(after, link, f"{facts.place(after)} is linked {kind} to {facts.named(before)}{tail}.")


def relationship_types(facts: Facts, view: View) -> HealthCheck:
    """Check 4: finish-to-start links of all links."""
    rows = counted_links(facts, view)
    kinds = facts.plan.links.kind[rows]
    counts = {kind: int((kinds == kind).sum()) for kind in LinkKind}
    value = share_of(counts[LinkKind.FS], len(rows))
    offenses = [_of_link(facts, row, "") for row in rows[kinds != LinkKind.FS].tolist()]
    sentence = NOTHING_LINKED
    if value is not None:
        others = ", ".join(f"{counts[kind]:,} {_KINDS[kind]}" for kind in LinkKind if kind != LinkKind.FS)
        sentence = (
            f"{counts[LinkKind.FS]:,} of {len(rows):,} links are finish-to-start ({value:.2%}); {others}."
        )
    limit = facts.rules.least_finish_to_start
    return check_of(
        "4", value, counts[LinkKind.FS], len(rows), limit, at_least(value, limit), offenses, sentence
    )


def hard_constraints(facts: Facts, view: View) -> HealthCheck:
    """Check 5: incomplete activities whose date is set against logic."""
    rows = incomplete(facts, view)
    constraints = facts.plan.constraints
    is_hard = np.isin(constraints.kind, [int(kind) for kind in facts.rules.hard_constraints])
    held: dict[int, int] = {}
    for at in np.flatnonzero(is_hard).tolist():
        held.setdefault(int(constraints.activity[at]), at)
    offenses = [
        Offense(row, -1, f"{facts.place(row)} {constraint_words(facts, held[row])}.")
        for row in rows.tolist()
        if row in held
    ]
    what = "incomplete activities are held by a hard constraint"
    limit = facts.rules.most_hard_constraints
    return share_check("5", offenses, len(rows), limit, what, NOTHING_INCOMPLETE)


def constraint_words(facts: Facts, at: int) -> str:
    """Return what an activity is held to by a constraint."""
    kind = ConstraintKind(int(facts.plan.constraints.kind[at])).name.lower().replace("_", " ")
    return f"carries the constraint '{kind}' {moment_words(int(facts.plan.constraints.at_ticks[at]))}"


def dangling(facts: Facts, view: View) -> tuple[Offense, ...]:
    """Return the activities that are linked, but whose start or finish nothing is tied to."""
    links, live, count = facts.plan.links, facts.is_live_link, len(facts.plan.activities)
    to_start = live & ((links.kind == codes.FS) | (links.kind == codes.SS))
    from_finish = live & ((links.kind == codes.FS) | (links.kind == codes.FF))
    held_start, needed_finish = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    held_start[links.successor[to_start]] = True
    needed_finish[links.predecessor[from_finish]] = True
    has_before, has_after = _tied(facts)
    offenses = []
    for row in incomplete(facts, view).tolist():
        if facts.is_milestone[row]:
            continue
        if has_before[row] and not held_start[row]:
            offenses.append(
                Offense(row, -1, f"{facts.place(row)} has predecessors, but none holds its start.")
            )
        if has_after[row] and not needed_finish[row]:
            offenses.append(
                Offense(row, -1, f"{facts.place(row)} has successors, but none waits for its finish.")
            )
    return tuple(offenses)
