"""Checks 12 and 13: the critical path to the target, and whether a delay travels along it."""

import numpy as np

from lockstep.engine.health.facts import TOLERANCE_TICKS, Facts, View
from lockstep.engine.health.judging import at_least, check_of
from lockstep.engine.health.logic import constraint_words
from lockstep.engine.health.result import HealthCheck, Offense, Outcome
from lockstep.engine.health.rules import PathMargin
from lockstep.engine.health.scratch import Trial, delayed, shift_days
from lockstep.engine.kernels import codes
from lockstep.engine.result import DriverKind
from lockstep.engine.wording import moment_words
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan.columns import Bool, Int64

_DRIVEN_BY_LINK = (DriverKind.LINK, DriverKind.SUMMARY, DriverKind.SPAN, DriverKind.LEVELING_DELAY)


def default_target(facts: Facts, members: Bool) -> int:
    """Return what finishes last in scope; of several, one that nothing follows, a milestone, the last row."""
    rows = np.flatnonzero(members & facts.is_in_scope)
    if len(rows) == 0:
        return -1
    has_after = np.zeros(len(members), np.bool_)
    links = facts.plan.links
    has_after[links.predecessor[facts.is_live_link]] = True
    finish = facts.schedule.finish_ticks[rows]
    order = np.lexsort((rows, facts.is_milestone[rows], ~has_after[rows], finish))
    return int(rows[order[-1]])


def path_to(facts: Facts, target: int) -> Bool:
    """Return the activities from which driving links lead to the target, the target among them."""
    on_path = np.zeros(len(facts.plan.activities), np.bool_)
    if target < 0:
        return on_path
    net, schedule = facts.ready.net, facts.schedule
    waiting = [target]
    on_path[target] = True
    while waiting:
        row = waiting.pop()
        links = net.in_link[net.in_first[row] : net.in_first[row + 1]]
        before = net.source[links[schedule.is_driving[links]]].tolist()
        if schedule.driver_kind[row] in _DRIVEN_BY_LINK and schedule.driver[row] >= 0:
            before.append(int(net.source[schedule.driver[row]]))
        if net.state[row] == codes.SUMMARY:
            before.extend(_last_children(facts, row).tolist())
        for other in before:
            if not on_path[other]:
                on_path[other] = True
                waiting.append(other)
    return on_path


def _last_children(facts: Facts, row: int) -> Int64:
    finish = facts.schedule.finish_ticks
    return np.flatnonzero((facts.plan.activities.parent == row) & (finish == finish[row]))


def tested_activity(facts: Facts, view: View) -> int:
    """Return the first incomplete critical activity that lasts, on the path to the target where there is one; or -1."""
    may = view.members & facts.is_in_scope & facts.is_incomplete & ~facts.is_milestone
    may &= facts.plan.activities.remaining_ticks > 0
    on_path = path_to(facts, view.target)
    for chosen in (
        may & on_path & facts.schedule.is_critical,
        may & on_path,
        may & facts.schedule.is_critical,
    ):
        rows = np.flatnonzero(chosen)
        if len(rows):
            return int(rows[np.argmin(facts.schedule.early_start_ticks[rows])])
    return -1


def critical_path_test(facts: Facts, view: View) -> HealthCheck:
    """Check 12: delay the first critical activity in a copy of the plan and see whether the target moves as far."""
    row, added = tested_activity(facts, view), facts.rules.added_days
    if row < 0 or view.target < 0 or not facts.is_incomplete[view.target]:
        sentence = "No incomplete critical activity leads to an unfinished target."
        return check_of("12", None, 0, added, None, Outcome.NOT_APPLICABLE, (), sentence)
    trial = delayed(facts, row, added)
    before = int(facts.schedule.finish_ticks[view.target])
    after = int(trial.schedule.finish_ticks[view.target])
    shift = shift_days(facts, trial, before, after)
    value = shift / added
    passes = abs(value - 1) <= facts.rules.added_tolerance
    target = facts.named(view.target)
    sentence = f"{added:g} days added to {facts.named(row)} move the finish of {target} by {shift:.4g} days."
    offenses = (
        () if passes else (Offense(row, -1, f"{facts.place(row)}: {sentence}"), *_breaks(facts, view, trial))
    )
    return check_of(
        "12", value, shift, added, 1.0, Outcome.PASSED if passes else Outcome.FAILED, offenses, sentence
    )


def _breaks(facts: Facts, view: View, trial: Trial) -> tuple[Offense, ...]:
    """Return where the delay ends on its way to the target: activities that stay although what they follow moved."""
    links, before, after = facts.plan.links, facts.schedule, trial.schedule
    has_moved = after.finish_ticks > before.finish_ticks + TOLERANCE_TICKS
    stays = ~has_moved & (after.start_ticks <= before.start_ticks + TOLERANCE_TICKS)
    stays &= view.members & facts.is_incomplete & _leads_to(facts, view.target)
    at_break = facts.is_live_link & has_moved[links.predecessor] & stays[links.successor]
    return tuple(
        Offense(
            row,
            -1,
            f"{facts.place(row)} stays on {moment_words(int(before.start_ticks[row]))} although what it follows moved"
            f"{_held(facts, row)}.",
        )
        for row in np.unique(links.successor[at_break]).tolist()
    )


def _held(facts: Facts, row: int) -> str:
    held = np.flatnonzero(facts.plan.constraints.activity == row)
    return f"; it {constraint_words(facts, int(held[0]))}" if len(held) else ""


def _leads_to(facts: Facts, target: int) -> Bool:
    """Return the activities from which live links lead to the target, the target among them."""
    leads = np.zeros(len(facts.plan.activities), np.bool_)
    leads[target] = True
    links, known = facts.plan.links, 0
    while (found := int(leads.sum())) > known:
        known = found
        leads[links.predecessor[facts.is_live_link & leads[links.successor]]] = True
    return leads


def path_index(facts: Facts, view: View) -> HealthCheck:
    """Check 13: how the length of the path left compares with the length that the promise allows."""
    limit, target = facts.rules.least_path_index, view.target
    length, margin, reason = _length_and_margin(facts, target)
    if reason:
        return check_of("13", None, 0, 0, limit, Outcome.NOT_APPLICABLE, (), reason)
    value = path_length_index(length, margin)
    outcome = at_least(value, limit)
    sentence = (
        f"{length:.4g} days are left to {facts.named(target)}, with a margin of {margin:.4g} days"
        f" ({'no index' if value is None else f'{value:.3f}'})."
    )
    is_behind = outcome is Outcome.FAILED or margin < 0
    offenses = _path_offenses(facts, view) if is_behind else ()
    return check_of("13", value, length + margin, length, limit, outcome, offenses, sentence)


def path_length_index(length_days: float, margin_days: float) -> float | None:
    """Return ``(length + margin) / length``, None where nothing is left of the path."""
    return (length_days + margin_days) / length_days if length_days > 0 else None


def _length_and_margin(facts: Facts, target: int) -> tuple[float, float, str]:
    """Return working days left to the target, its margin in days, and why not."""
    if target < 0 or not facts.is_incomplete[target]:
        return 0, 0, "There is no unfinished target."
    by = int(facts.data_date[target])
    if by == NO_TICKS:
        return 0, 0, "The project of the target has no data date."
    forecast = int(facts.schedule.finish_ticks[target])
    length = facts.days_between(target, by, forecast)
    if length <= 0:
        return 0, 0, "The target is forecast before the data date."
    reading = facts.rules.path_margin
    if facts.rules.agreed_finish_ticks is not None:
        return length, facts.days_between(target, forecast, facts.rules.agreed_finish_ticks), ""
    if reading is PathMargin.TOTAL_FLOAT:
        return length, float(facts.schedule.total_float_ticks[target] / facts.day_ticks[target]), ""
    project = facts.plan.projects[int(facts.plan.activities.project[target])]
    is_baseline = reading is PathMargin.BASELINE
    agreed = int(facts.baseline.finish_ticks[target]) if is_baseline else project.finish_ticks
    if agreed == NO_TICKS:
        what = "baseline finish" if is_baseline else "agreed finish of its project"
        return 0, 0, f"The target has no {what}."
    return length, facts.days_between(target, forecast, agreed), ""


def _path_offenses(facts: Facts, view: View) -> tuple[Offense, ...]:
    rows = np.flatnonzero(
        path_to(facts, view.target) & facts.is_in_scope & facts.is_incomplete & view.members
    )
    target = facts.named(view.target)
    finish = facts.schedule.finish_ticks
    return tuple(
        Offense(
            row,
            -1,
            f"{facts.place(row)} finishes {moment_words(int(finish[row]))} and drives {target}."
            if row != view.target
            else f"{facts.place(row)} finishes {moment_words(int(finish[row]))}, after its promise.",
        )
        for row in rows.tolist()
    )
