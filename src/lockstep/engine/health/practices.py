"""The ten practices of a sound schedule: the evidence that a machine can gather, scored where limits are stated."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from lockstep.engine.health.demand import overallocated
from lockstep.engine.health.facts import Facts, View
from lockstep.engine.health.judging import share_of
from lockstep.engine.health.result import (
    Characteristic,
    Companion,
    Evidence,
    FloatBand,
    HealthCheck,
    Outcome,
    Practice,
)
from lockstep.engine.health.rules import PracticeScoring
from lockstep.engine.health.traceability import (
    empty_summaries,
    path_breaks,
    summaries,
    untrue_summaries,
)
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind, ActivityMode
from lockstep.plan.columns import Int64

PRACTICES: Final = (
    ("Capturing all activities", "comprehensive"),
    ("Sequencing all activities", "well constructed"),
    ("Assigning resources to all activities", "comprehensive"),
    ("Establishing the duration of all activities", "comprehensive"),
    ("Verifying horizontal and vertical traceability", "credible"),
    ("Confirming a valid critical path", "well constructed"),
    ("Ensuring reasonable total float", "well constructed"),
    ("Conducting a schedule risk analysis", "credible"),
    ("Updating the schedule with progress and logic", "controlled"),
    ("Maintaining a baseline", "controlled"),
)
CHARACTERISTICS: Final = ("comprehensive", "well constructed", "credible", "controlled")

Gathered = tuple[dict[str, HealthCheck], dict[str, Companion], Sequence[FloatBand], dict[int, bool]]


def practices(facts: Facts, view: View, gathered: Gathered) -> tuple[Practice, ...]:
    """Return the ten practices of a view; `gathered` are its checks, companions, float bands and hand-offs."""
    makers: tuple[Callable[[Facts, View, Gathered], tuple[Evidence, ...]], ...] = (
        _captured,
        _sequenced,
        _resourced,
        _lasting,
        _traceable,
        _critical,
        _floating,
        _risky,
        _updated,
        _baselined,
    )
    made = []
    for number, (maker, (title, characteristic)) in enumerate(zip(makers, PRACTICES, strict=True), start=1):
        rows = maker(facts, view, gathered)
        made.append(Practice(number, title, characteristic, rows, practice_score(facts, rows)))
    return tuple(made)


def practice_score(facts: Facts, rows: Sequence[Evidence]) -> int | None:
    """Return 1 to 5 by the share of rows with a limit that pass, None where none has one."""
    judged = [
        row.outcome is Outcome.PASSED for row in rows if row.outcome in (Outcome.PASSED, Outcome.FAILED)
    ]
    if not judged or facts.rules.practice_scoring is PracticeScoring.NONE:
        return None
    share = sum(judged) / len(judged)
    if share in (0.0, 1.0):
        return 5 if share else 1
    return 2 + (share >= 0.5) + (share >= 0.75)


def characteristics(made: Sequence[Practice]) -> tuple[Characteristic, ...]:
    """Return the four characteristics: the mean of their practices, where each of these has a score."""
    found = []
    for title in CHARACTERISTICS:
        scores = [practice.score for practice in made if practice.characteristic == title]
        known = [score for score in scores if score is not None]
        found.append(Characteristic(title, sum(known) / len(known) if len(known) == len(scores) else None))
    return tuple(found)


def _of_check(gathered: Gathered, code: str) -> Evidence:
    check = gathered[0][code]
    rows = tuple(dict.fromkeys(offense.activity for offense in check.offenses))
    return Evidence(f"Check {code}: {check.title.lower()}", check.value, check.outcome, check.sentence, rows)


def _of_companion(gathered: Gathered, code: str) -> Evidence:
    found = gathered[1][code]
    outcome = Outcome.NOT_APPLICABLE if found.value is None else Outcome.SHOWN
    rows = tuple(dict.fromkeys(offense.activity for offense in found.offenses))
    return Evidence(found.title, found.value, outcome, found.sentence, rows)


def _absent(title: str, sentence: str) -> Evidence:
    return Evidence(title, None, Outcome.NOT_APPLICABLE, sentence)


def _shown(title: str, value: float | None, sentence: str, rows: Int64 | Sequence[int] = ()) -> Evidence:
    outcome = Outcome.NOT_APPLICABLE if value is None else Outcome.SHOWN
    return Evidence(title, value, outcome, sentence, tuple(int(row) for row in rows))


def _none_of(title: str, rows: Sequence[int], out_of: int, sentence: str) -> Evidence:
    """Return evidence whose limit is that nothing is found, not applicable where there was nothing to look at."""
    if out_of == 0:
        return _absent(title, sentence)
    outcome = Outcome.FAILED if len(rows) else Outcome.PASSED
    return Evidence(title, float(len(rows)), outcome, sentence, tuple(int(row) for row in rows))


def _captured(facts: Facts, view: View, gathered: Gathered) -> tuple[Evidence, ...]:
    kinds = facts.plan.activities.kind
    empty = empty_summaries(facts, view)
    effort = view.members & (kinds == ActivityKind.LEVEL_OF_EFFORT)
    effort &= facts.plan.activities.mode != ActivityMode.INACTIVE
    outside = np.flatnonzero(view.members & (kinds == ActivityKind.EXTERNAL))
    of_all = int((view.members & facts.is_in_scope).sum()) + int(effort.sum())
    share = share_of(int(effort.sum()), of_all)
    words = "Nothing is in scope." if share is None else f"{share:.2%} of the activities are level of effort."
    empties = f"{len(empty):,} elements of the outline have no activity below them."
    outsiders = f"{len(outside):,} placeholders stand for work outside the plan."
    return (
        _shown("Outline elements without activities", float(len(empty)), empties, empty),
        _shown("Level-of-effort share", share, words, np.flatnonzero(effort)),
        _shown("Placeholders of outside work", float(len(outside)), outsiders, outside),
        _absent("Deliverables without activities", "Deliverables are no part of a plan file."),
    )


def _sequenced(facts: Facts, view: View, gathered: Gathered) -> tuple[Evidence, ...]:
    checks = tuple(_of_check(gathered, code) for code in "12345")
    return (*checks, _of_companion(gathered, "dangling_ends"))


def _resourced(facts: Facts, view: View, gathered: Gathered) -> tuple[Evidence, ...]:
    count, sentence = overallocated(facts, view)
    has_resources = len(facts.plan.resources) > 0
    value = float(count) if has_resources else None
    return (
        _of_check(gathered, "10"),
        _shown(
            "Over-allocated resources", value, sentence if has_resources else "The plan has no resources."
        ),
    )


def _lasting(facts: Facts, view: View, gathered: Gathered) -> tuple[Evidence, ...]:
    return (
        _of_check(gathered, "8"),
        _absent("Durations with a basis of estimate", "The basis of an estimate is no part of a plan file."),
    )


def _traceable(facts: Facts, view: View, gathered: Gathered) -> tuple[Evidence, ...]:
    untrue = untrue_summaries(facts, view).tolist()
    of_summaries = len(summaries(facts, view))
    links, members = facts.plan.links, view.members
    tried = [
        link for link in gathered[3] if members[links.predecessor[link]] or members[links.successor[link]]
    ]
    receivers = [int(links.successor[link]) for link in tried if not gathered[3][link]]
    vertical = f"{len(untrue):,} of {of_summaries:,} summaries differ from the dates of their children."
    horizontal = (
        f"{len(receivers):,} of {len(tried):,} receivers stay where they are when their giver is delayed."
    )
    if not of_summaries:
        vertical = "The plan has no summaries."
    if not tried:
        horizontal = "No link between projects leads to unfinished work."
    return (
        _none_of("Vertical: summaries that differ from their children", untrue, of_summaries, vertical),
        _none_of("Horizontal: receivers that do not follow their giver", receivers, len(tried), horizontal),
    )


def _critical(facts: Facts, view: View, gathered: Gathered) -> tuple[Evidence, ...]:
    breaks = path_breaks(facts, view)
    is_open = view.target >= 0 and bool(facts.is_incomplete[view.target])
    words = f"{len(breaks):,} places interrupt the path to the finish" + (
        f": {breaks[0][1]}" if breaks else "."
    )
    if not is_open:
        words = "There is no unfinished target."
    title = "Path to the finish without level of effort, lag or constraint"
    return (
        _of_check(gathered, "12"),
        _none_of(title, [row for row, _ in breaks], int(is_open), words),
    )


def _floating(facts: Facts, view: View, gathered: Gathered) -> tuple[Evidence, ...]:
    bands = ", ".join(f"{band.title}: {band.count:,}" for band in gathered[2])
    count = float(sum(band.count for band in gathered[2]))
    return (
        _of_check(gathered, "6"),
        _of_check(gathered, "7"),
        _shown("Distribution of total float", count or None, f"Incomplete activities by float: {bands}."),
        _of_companion(gathered, "float_erosion"),
    )


def _risky(facts: Facts, view: View, gathered: Gathered) -> tuple[Evidence, ...]:
    return (
        _absent("Age of the last risk run", "No risk run was given."),
        _absent("Probability of the forecast finish", "No risk run was given."),
        _of_companion(gathered, "margin_left"),
    )


def _updated(facts: Facts, view: View, gathered: Gathered) -> tuple[Evidence, ...]:
    dates = np.array([project.data_date_ticks for project in facts.plan.projects], np.int64)
    chosen = dates if view.project < 0 else dates[view.project : view.project + 1]
    without = int((chosen == NO_TICKS).sum())
    return (
        _of_check(gathered, "9a"),
        _of_check(gathered, "9b"),
        _of_companion(gathered, "out_of_sequence"),
        _shown("Projects without a data date", float(without), f"{without:,} projects have no data date."),
    )


def _baselined(facts: Facts, view: View, gathered: Gathered) -> tuple[Evidence, ...]:
    rows = np.flatnonzero(view.members & facts.is_open)
    without = rows[facts.baseline.finish_ticks[rows] == NO_TICKS]
    share = share_of(len(without), len(rows))
    words = "Nothing is in scope."
    if share is not None:
        words = f"{len(without):,} of {len(rows):,} activities have no baseline finish ({share:.2%})."
    return (
        _shown("Activities without a baseline", share, words, without),
        _absent("Age of the baseline", "A plan file does not say when its baseline was approved."),
        _absent(
            "Approved changes beside edits of the baseline", "Approved changes are no part of a plan file."
        ),
    )
