"""Links between the projects of one file: found in it, and compared with what is there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lockstep.domain.planning.imports.comparing import Comparison, compare_fields
from lockstep.domain.planning.imports.deciding import LINK_FIELDS, LinkMatch
from lockstep.domain.planning.imports.incoming import End, Values, activity_keys, link_cells, unique_keys
from lockstep.domain.planning.vocabulary import Layer, RowState
from lockstep.plan import LinkKind, Plan

LONGEST_PROJECT = 40


@dataclass(frozen=True, slots=True)
class CrossingLink:
    """A link of the file between two of its projects; `key` is unique within the successor's project."""

    key: str
    predecessor: End
    successor: End
    values: Values


@dataclass(slots=True)
class DecidedCrossings:
    """What importing would do to the links into one project."""

    new: list[CrossingLink] = field(default_factory=list)
    matched: list[LinkMatch] = field(default_factory=list)
    gone: list[dict[str, Any]] = field(default_factory=list)
    unmade: list[CrossingLink] = field(default_factory=list)
    """Their other end is not there."""

    @property
    def count(self) -> int:
        """How many the file holds."""
        return len(self.new) + len(self.matched) + len(self.unmade)


def crossing_links(plan: Plan) -> tuple[CrossingLink, ...]:
    """Return the links of a file whose ends are in different projects."""
    links, project = plan.links, plan.activities.project
    chosen = np.flatnonzero(project[links.predecessor] != project[links.successor])
    if not len(chosen):
        return ()
    ends: dict[int, End] = {}
    for index, found in enumerate(plan.projects):
        for row, key in activity_keys(plan, np.flatnonzero(project == index)).items():
            ends[row] = (found.uid[:250], key)
    cells = list(link_cells(links))
    rows = [(ends[cells[i][0]], ends[cells[i][1]], cells[i][2]) for i in chosen.tolist()]
    names = [
        f"{_prefix(before[0])}{before[1]}>{after[1]}:{LinkKind(values['kind']).name}"
        for before, after, values in rows
    ]
    return tuple(CrossingLink(key[:120], *row) for key, row in zip(unique_keys(names), rows, strict=True))


def decide_crossings(
    links: Iterable[CrossingLink],
    stored: Sequence[dict[str, Any]],
    ends: Mapping[End, Sequence[int]],
    *,
    coming: frozenset[End] | set[End] = frozenset(),
    sources: Iterable[str] = (),
    vanished: Iterable[int] = (),
) -> DecidedCrossings:
    """Match and compare the links into one project.

    `ends` gives the stored activities that an end may be, `coming` the ends that will be made, `sources` the
    projects that the file holds: only of their links it can say that they are gone.
    """
    found = DecidedCrossings()
    taken: set[int] = set()
    for link in links:
        row = _stored_link(link, stored, ends, taken)
        if row is not None:
            taken.add(row["id"])
            found.matched.append(_compared(link, row))
        elif all(end in coming or len(ends.get(end, ())) == 1 for end in (link.predecessor, link.successor)):
            found.new.append(link)
        else:
            found.unmade.append(link)
    away = set(vanished)
    prefixes = tuple(_prefix(source) for source in sources)
    named = {link.key for link in found.unmade}
    found.gone = [
        row
        for row in stored
        if row["id"] not in taken
        and row["layer"] == Layer.PLAN
        and row["source_key"] not in named
        and row["source_key"].startswith(prefixes or ("\0",))
        # A vanished activity keeps its links until someone withdraws it, or what hangs on it would jump.
        and row["predecessor__state"] == row["successor__state"] == RowState.ACTIVE
        and not {row["predecessor_id"], row["successor_id"]} & away
    ]
    return found


def _stored_link(
    link: CrossingLink,
    stored: Sequence[dict[str, Any]],
    ends: Mapping[End, Sequence[int]],
    taken: set[int],
) -> dict[str, Any] | None:
    before, after = ends.get(link.predecessor, ()), ends.get(link.successor, ())
    same = [
        row
        for row in stored
        if row["id"] not in taken and row["predecessor_id"] in before and row["successor_id"] in after
    ]
    by_kind = (row for row in same if row["kind"] == link.values["kind"])
    return next(by_kind, None) or next((row for row in same if row["source_key"] == link.key), None)


def _compared(link: CrossingLink, row: dict[str, Any]) -> LinkMatch:
    if row["layer"] == Layer.PROGRAM:
        # Someone drew it here; it is the program's, whatever the file says.
        return LinkMatch(row, row["source_key"], row["last_values"], Comparison())
    ours = {name: row[name] for name in LINK_FIELDS}
    return LinkMatch(
        row, link.key, link.values, compare_fields(row["last_values"], ours, link.values, LINK_FIELDS)
    )


def _prefix(project: str) -> str:
    return f"{project[:LONGEST_PROJECT]}/"
