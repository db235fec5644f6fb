"""What importing a file would do to the activities and links of a project."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lockstep.domain.planning.imports.comparing import Comparison, compare_fields
from lockstep.domain.planning.imports.incoming import (
    DEFAULTS,
    IncomingActivity,
    IncomingLink,
    IncomingProject,
)
from lockstep.domain.planning.imports.matching import Identity, MatchRule, match
from lockstep.domain.planning.imports.ordering import positions
from lockstep.domain.planning.imports.stored import Stored
from lockstep.domain.planning.vocabulary import Layer, RowState, SourceRecord

LINK_FIELDS = ("kind", "lag_unit", "lag_ticks", "lag_share", "is_hard")


@dataclass(slots=True)
class ActivityMatch:
    """A stored activity that the file has too."""

    id: int
    rule: MatchRule
    incoming: IncomingActivity
    comparison: Comparison
    reappears: bool
    details: tuple[str, ...]
    """Kinds of detail rows that differ."""


@dataclass(slots=True)
class LinkMatch:
    """A stored link that the file has too."""

    row: dict[str, Any]
    key: str
    values: dict[str, Any]
    comparison: Comparison


@dataclass(slots=True)
class Decided:
    """What importing would do; nothing of it is done yet."""

    incoming: IncomingProject
    stored: Stored
    new: list[IncomingActivity] = field(default_factory=list)
    matched: list[ActivityMatch] = field(default_factory=list)
    vanished: list[int] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    """Vanished at an earlier import already."""
    ids: dict[str, int] = field(default_factory=dict)
    """Stored id of each matched activity, by key."""
    positions: dict[str, int] = field(default_factory=dict)
    moved: list[str] = field(default_factory=list)
    """Keys of matched activities that get another place among their siblings."""
    new_links: list[IncomingLink] = field(default_factory=list)
    matched_links: list[LinkMatch] = field(default_factory=list)
    gone_links: list[dict[str, Any]] = field(default_factory=list)


def decide(incoming: IncomingProject, stored: Stored, system: str) -> Decided:
    """Match and compare."""
    found = Decided(incoming, stored)
    rules = match(_file_identities(incoming), _stored_identities(stored))
    for activity in incoming.activities:
        if activity.row not in rules:
            found.new.append(activity)
            continue
        record, rule = rules[activity.row]
        found.ids[activity.key] = record
    # Keys of the file are now those of the stored rows, so that parents compare by what they are.
    renamed = {record: key for key, record in found.ids.items()}
    for activity in incoming.activities:
        if activity.row in rules:
            record, rule = rules[activity.row]
            found.matched.append(_compared(activity, record, rule, stored, renamed))
    _vanish(found, system, set(found.ids.values()))
    _place(found)
    _links(found)
    return found


def _file_identities(incoming: IncomingProject) -> list[Identity]:
    names = {activity.key: activity.values for activity in incoming.activities}

    def path(activity: IncomingActivity) -> tuple[str, ...]:
        found = [activity.values["name"]]
        parent = activity.values["parent"]
        while parent is not None and len(found) < 100:
            found.append(names[parent]["name"])
            parent = names[parent]["parent"]
        return tuple(reversed(found))

    return [
        Identity(
            activity.row, activity.guid, (incoming.key, activity.key), activity.values["code"], path(activity)
        )
        for activity in incoming.activities
    ]


def _stored_identities(stored: Stored) -> list[Identity]:
    found = []
    for record, row in stored.activities.items():
        known = stored.identities[SourceRecord.ACTIVITY].get(record)
        if row["state"] == RowState.WITHDRAWN and known is None:
            continue
        uid = (known["source_project"], known["key"]) if known else None
        guid = row["guid"] or (known["guid"] if known else "")
        found.append(Identity(record, guid, uid, row["code"], stored.path(record)))
    return found


def _compared(
    activity: IncomingActivity, record: int, rule: MatchRule, stored: Stored, renamed: Mapping[int, str]
) -> ActivityMatch:
    ours, base = stored.ours(record), stored.base(record)
    parent = stored.activities[record]["parent_id"]
    if parent in renamed:
        # The parent's key may have changed since; the parent itself has not.
        if base is not None and base["parent"] == ours["parent"]:
            base = {**base, "parent": renamed[parent]}
        ours = {**ours, "parent": renamed[parent]}
    state = stored.activities[record]["state"]
    return ActivityMatch(
        record,
        rule,
        activity,
        compare_fields(base, ours, activity.values, DEFAULTS),
        state == RowState.VANISHED,
        _details(activity, record, stored),
    )


def _details(activity: IncomingActivity, record: int, stored: Stored) -> tuple[str, ...]:
    different = []
    further = sorted((row["kind"], row["at_ticks"] or 0) for row in stored.further.get(record, ()))
    if further != sorted((kind, at or 0) for kind, at in activity.further):
        different.append("further")
    splits = [(row["after_ticks"], row["gap_ticks"]) for row in stored.splits.get(record, ())]
    if sorted(splits) != sorted(activity.splits):
        different.append("splits")
    suspended = [(row["suspend_ticks"], row["resume_ticks"]) for row in stored.suspensions.get(record, ())]
    if suspended != ([activity.suspension] if activity.suspension else []):
        different.append("suspensions")
    return tuple(different)


def _vanish(found: Decided, system: str, matched: set[int]) -> None:
    for record, known in found.stored.identities[SourceRecord.ACTIVITY].items():
        row = found.stored.activities.get(record)
        if row is None or record in matched or known["system"] != system:
            continue
        if row["state"] == RowState.ACTIVE:
            found.vanished.append(record)
        elif row["state"] == RowState.VANISHED:
            found.missing.append(record)


def _place(found: Decided) -> None:
    """Give every activity of the file a place among its siblings; those that stand right keep theirs."""
    families: dict[str | None, list[IncomingActivity]] = defaultdict(list)
    for activity in found.incoming.activities:
        families[activity.values["parent"]].append(activity)
    parents = {
        match.incoming.key: next(
            (change.ours for change in match.comparison.changes if change.name == "parent"),
            match.incoming.values["parent"],
        )
        for match in found.matched
    }
    for parent, family in families.items():
        wanted = [
            found.stored.activities[found.ids[child.key]]["position"]
            if child.key in found.ids and parents[child.key] == parent
            else None
            for child in family
        ]
        for child, before, after in zip(family, wanted, positions(wanted), strict=True):
            found.positions[child.key] = after
            if child.key in found.ids and before != after:
                found.moved.append(child.key)


def _links(found: Decided) -> None:
    known = {row["source_key"]: row for row in found.stored.links if row["source_key"]}
    by_ends: dict[tuple[int, int, int], dict[str, Any]] = {
        (row["predecessor_id"], row["successor_id"], row["kind"]): row for row in found.stored.links
    }
    taken: set[int] = set()
    for link in found.incoming.links:
        before, after = found.ids.get(link.predecessor), found.ids.get(link.successor)
        row = None
        if before is not None and after is not None:
            row = by_ends.get((before, after, link.values["kind"]))
            if row is None and link.key in known:
                same = known[link.key]
                row = same if (same["predecessor_id"], same["successor_id"]) == (before, after) else None
        if row is None or row["id"] in taken:
            found.new_links.append(link)
            continue
        taken.add(row["id"])
        ours = {name: row[name] for name in LINK_FIELDS}
        found.matched_links.append(
            LinkMatch(
                row, link.key, link.values, compare_fields(row["last_values"], ours, link.values, LINK_FIELDS)
            )
        )
    gone = {*found.vanished, *found.missing}
    found.gone_links = [
        row
        for row in found.stored.links
        if row["source_key"]
        and row["id"] not in taken
        and row["layer"] == Layer.PLAN
        # A vanished activity keeps its links until someone withdraws it, or what hangs on it would jump.
        and row["predecessor_id"] not in gone
        and row["successor_id"] not in gone
    ]
