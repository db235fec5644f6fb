"""Pairs of activities of two projects that may depend on each other although nothing in the plan says so."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Any, Final

import numpy as np

from lockstep.domain.planning.queries.looking import Look, look_at, nodes_of, projects_of
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_WEEK
from lockstep.plan.columns import Int64

MOST_SHOWN: Final = 12
MOST_SHARING: Final = 40
"""A word or a person that more activities share says nothing about any two of them."""
ALIKE: Final = 0.5
"""Share of what two names say that they must have in common."""
NEAR_TICKS: Final = 2 * TICKS_PER_WEEK
"""How soon after one activity the same person must begin the other."""
SHARED, SPOKEN, STAFFED = 1.0, 0.6, 0.3
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LikelyTie:
    """A giver and a receiver, by id, with the reasons why the one may wait for the other."""

    giver: int
    receiver: int
    reasons: tuple[str, ...]


def likely_ties(user: Any, node: int, shared: Mapping[Pair, str]) -> tuple[LikelyTie, ...]:
    """Return pairs that touch a node and that no chain of links joins, those with the best reasons first.

    `shared` says of pairs of activities what they share outside the plan. Names that say much the same and people who
    go from one to the other are found here. The giver is the one that finishes first; of several pairs of the same two
    projects for the same reason the one that is nearest in time is returned.
    """
    look = look_at(user, node)
    rows = _open_rows(look)
    found: dict[Pair, dict[str, float]] = defaultdict(dict)
    by_id = {int(look.compiled.plan.activities.uids[row]): row for row in rows.tolist()}
    for (one, other), reason in shared.items():
        if one in by_id and other in by_id:
            found[_ordered(look, by_id[one], by_id[other])][reason] = SHARED
    for (one, other), words in _alike(look, rows).items():
        found[_ordered(look, one, other)][f"both speak of {words}"] = SPOKEN
    for one, other, person in _same_people(look, rows):
        found[one, other][f"{person} goes from one to the other"] = STAFFED
    inside = {project.id for project in projects_of(nodes_of(look))}
    kept: list[LikelyTie] = []
    said: set[tuple[int, int, str]] = set()
    for one, other in sorted(found, key=lambda pair: _place(look, pair, found[pair])):
        if len(kept) == MOST_SHOWN:
            break
        first, second = look.project_of_row(one), look.project_of_row(other)
        news = {(first, second, reason) for reason in found[one, other]}
        if first != second and {first, second} & inside and news - said and not _is_joined(look, one, other):
            said |= news | {(second, first, reason) for _, _, reason in news}
            kept.append(_tie(look, one, other, found[one, other]))
    return tuple(kept)


def _place(look: Look, pair: Pair, reasons: Mapping[str, float]) -> tuple[float, int, Pair]:
    """Return what orders pairs: the best reasons first, then how near in time the two are."""
    start, finish = look.compiled.schedule.start_ticks, look.compiled.schedule.finish_ticks
    return (-sum(reasons.values()), abs(int(start[pair[1]]) - int(finish[pair[0]])), pair)


def _tie(look: Look, giver: int, receiver: int, reasons: Iterable[str]) -> LikelyTie:
    ids = look.compiled.plan.activities.uids
    return LikelyTie(int(ids[giver]), int(ids[receiver]), tuple(reasons))


def _open_rows(look: Look) -> Int64:
    """Return the rows of unfinished activities that the user may read and that have dates; summaries are none."""
    activities, schedule = look.compiled.plan.activities, look.compiled.schedule
    has_dates = (schedule.start_ticks != NO_TICKS) & (schedule.finish_ticks != NO_TICKS)
    is_parent = np.zeros(len(activities), np.bool_)
    is_parent[activities.parent[activities.parent >= 0]] = True
    is_open = has_dates & ~is_parent & (activities.actual_finish_ticks == NO_TICKS)
    return np.array([row for row in np.flatnonzero(is_open).tolist() if look.sees_row(row)], np.int64)


def _ordered(look: Look, one: int, other: int) -> Pair:
    finish = look.compiled.schedule.finish_ticks
    return (one, other) if (finish[one], one) <= (finish[other], other) else (other, one)


def _alike(look: Look, rows: Int64) -> dict[Pair, str]:
    """Return pairs of projects' activities whose names have most of what they say in common, with those words."""
    activities = look.compiled.plan.activities
    words = {row: set(_WORD.findall(activities.names[row].casefold())) for row in rows.tolist()}
    named: dict[str, list[int]] = defaultdict(list)
    for row, members in words.items():
        for word in members:
            named[word].append(row)
    weight = {word: log(len(words) / len(members)) for word, members in named.items()}
    common: dict[Pair, set[str]] = defaultdict(set)
    for word, members in named.items():
        if len(members) > MOST_SHARING:
            continue
        for at, one in enumerate(members):
            for other in members[at + 1 :]:
                if activities.project[one] != activities.project[other]:
                    common[one, other].add(word)
    found = {}
    for (one, other), both in common.items():
        least = min(sum(weight[word] ** 2 for word in words[row]) for row in (one, other))
        if len(both) > 1 and least and sum(weight[word] ** 2 for word in both) / least >= ALIKE:
            found[one, other] = " and ".join(f"“{word}”" for word in sorted(both))
    return found


def _same_people(look: Look, rows: Int64) -> list[tuple[int, int, str]]:
    """Return each activity and the next one of another project that the same resource begins soon after it."""
    plan, schedule = look.compiled.plan, look.compiled.schedule
    is_wanted = np.zeros(len(plan.activities), np.bool_)
    is_wanted[rows] = True
    works: dict[int, list[int]] = defaultdict(list)
    assigned = zip(plan.assignments.activity.tolist(), plan.assignments.resource.tolist(), strict=True)
    for activity, resource in assigned:
        if resource >= 0 and is_wanted[activity]:
            works[resource].append(activity)
    found = []
    for resource, members in works.items():
        if len(members) > MOST_SHARING:
            continue
        in_time = sorted(set(members), key=lambda row: (int(schedule.start_ticks[row]), row))
        for one, other in pairwise(in_time):
            gap = int(schedule.start_ticks[other]) - int(schedule.finish_ticks[one])
            if 0 <= gap <= NEAR_TICKS:
                found.append((one, other, plan.resources.names[resource]))
    return found


def _is_joined(look: Look, one: int, other: int) -> bool:
    """Tell whether links lead from one activity to the other, over whatever is between, in either direction."""
    return _leads(look, one, other) or _leads(look, other, one)


def _leads(look: Look, start: int, end: int) -> bool:
    links = look.compiled.plan.links
    seen, waiting = {start}, [start]
    order = np.argsort(links.predecessor, kind="stable")
    sources: Sequence[int] = links.predecessor[order]
    while waiting:
        row = waiting.pop()
        first, last = np.searchsorted(sources, [row, row + 1])
        for after in links.successor[order[first:last]].tolist():
            if after == end:
                return True
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    return False
