"""Writing what was decided: in bulk, through the ledger, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lockstep.domain.ledger import Work
from lockstep.domain.planning.activity_fields import folded
from lockstep.domain.planning.imports.choosing import Choices
from lockstep.domain.planning.imports.crossing import DecidedCrossings
from lockstep.domain.planning.imports.deciding import Decided, LinkMatch
from lockstep.domain.planning.imports.incoming import DEFAULTS, End, IncomingActivity, Values
from lockstep.domain.planning.models import (
    Activity,
    Assignment,
    ExternalId,
    FurtherConstraint,
    Link,
    Split,
    Suspension,
)
from lockstep.domain.planning.vocabulary import Layer, RowState, SourceRecord


@dataclass
class Writer:
    """Writes one project of a file."""

    work: Work
    project: int
    decided: Decided
    system: str
    choices: Choices
    withdraws: bool
    calendars: dict[str, int]
    resources: dict[str, int]
    ids: dict[str, int] = field(default_factory=dict)

    def write(self) -> None:
        """Write activities, then everything that refers to them."""
        self.ids = dict(self.decided.ids)
        self._create_activities()
        self._change_activities()
        self._vanish()
        self._details()
        self._links()
        self._assignments()
        self._identities()

    # activities

    def _create_activities(self) -> None:
        """Create level by level, so that a summary has its id before its children are written."""
        left = list(self.decided.new)
        while left:
            ready = [new for new in left if new.values["parent"] is None or new.values["parent"] in self.ids]
            if not ready:
                ready = left
            rows = [self._new_row(new) for new in ready]
            made = self.work.create_many(Activity, rows)
            self.ids.update((new.key, row.pk) for new, row in zip(ready, made, strict=True))
            done = {new.key for new in ready}
            left = [new for new in left if new.key not in done]

    def _new_row(self, new: IncomingActivity) -> dict[str, Any]:
        return {
            **self._columns(new.values),
            "project_id": self.project,
            "uid": _number(new.key, new.row),
            "guid": new.guid,
            "position": self.decided.positions[new.key],
        }

    def _columns(self, values: Values) -> dict[str, Any]:
        columns = dict(values)
        if "parent" in columns:
            parent = columns.pop("parent")
            columns["parent_id"] = self.ids.get(parent) if parent is not None else None
        if "calendar" in columns:
            calendar = columns.pop("calendar")
            columns["calendar_id"] = self.calendars.get(calendar) if calendar is not None else None
        if "name" in columns:
            columns["folded"] = folded(columns["name"])
        return columns

    def _change_activities(self) -> None:
        edits: list[tuple[int, int | None, dict[str, Any]]] = []
        moved = set(self.decided.moved)
        for match in self.decided.matched:
            written = self.choices.written("activity", match.id, match.comparison)
            fields = {change.name: change.theirs for change in written}
            columns = self._columns(fields)
            row = self.decided.stored.activities[match.id]
            if match.incoming.key in moved and ("parent" in fields or _is_here(match, self.decided)):
                columns["position"] = self.decided.positions[match.incoming.key]
            if match.reappears:
                columns["state"] = RowState.ACTIVE
            if match.incoming.guid and not row["guid"]:
                columns["guid"] = match.incoming.guid
            if columns:
                edits.append((match.id, None, columns))
        if edits:
            self.work.change_many(Activity, edits)

    def _vanish(self) -> None:
        state = RowState.WITHDRAWN if self.withdraws else RowState.VANISHED
        rows = [*self.decided.vanished, *(self.decided.missing if self.withdraws else ())]
        if rows:
            self.work.change_many(Activity, [(row, None, {"state": state}) for row in rows])

    # what hangs on activities

    def _details(self) -> None:
        stored = self.decided.stored
        replaced = {match.id: match for match in self.decided.matched if match.details}
        tables: Sequence[tuple[str, Any, Any]] = (
            ("further", FurtherConstraint, stored.further),
            ("splits", Split, stored.splits),
            ("suspensions", Suspension, stored.suspensions),
        )
        for name, model, rows in tables:
            old = [
                (row["id"], None)
                for activity, match in replaced.items()
                if name in match.details
                for row in rows.get(activity, ())
            ]
            if old:
                self.work.delete_many(model, old)
            wanted = [*self.decided.new, *(m.incoming for m in replaced.values() if name in m.details)]
            new = [
                {"activity_id": self.ids[activity.key], "project_id": self.project, **values}
                for activity in wanted
                for values in _detail_rows(name, activity)
            ]
            if new:
                self.work.create_many(model, new)

    def _links(self) -> None:
        if self.decided.new_links:
            self.work.create_many(
                Link,
                [
                    {
                        "predecessor_id": self.ids[link.predecessor],
                        "successor_id": self.ids[link.successor],
                        "project_id": self.project,
                        "source_key": link.key,
                        "last_values": link.values,
                        **link.values,
                    }
                    for link in self.decided.new_links
                ],
            )
        edits = link_edits(self.decided.matched_links, self.decided.gone_links, self.choices)
        if edits:
            self.work.change_many(Link, edits)

    def _assignments(self) -> None:
        """Bring the source's assignments to what the file says; those made here stay."""
        stored = {
            row["source_key"]: row
            for rows in self.decided.stored.assignments.values()
            for row in rows
            if row["source_key"]
        }
        new, edits, kept = [], [], set()
        for found in self.decided.incoming.assignments:
            columns = {
                **found.values,
                "activity_id": self.ids[found.activity],
                "resource_id": self.resources.get(found.resource) if found.resource else None,
            }
            row = stored.get(found.key)
            if row is None:
                new.append({**columns, "project_id": self.project, "source_key": found.key})
                continue
            kept.add(found.key)
            differs = {name: value for name, value in columns.items() if row[name] != value}
            if differs:
                edits.append((row["id"], None, differs))
        gone = {*self.decided.vanished, *self.decided.missing}
        old = [
            (r["id"], None) for key, r in stored.items() if key not in kept and r["activity_id"] not in gone
        ]
        if old:
            self.work.delete_many(Assignment, old)
        if edits:
            self.work.change_many(Assignment, edits)
        if new:
            self.work.create_many(Assignment, new)

    # identities

    def _identities(self) -> None:
        known = self.decided.stored.identities[SourceRecord.ACTIVITY]
        created, edits, renamed = [], [], []
        for activity in self.decided.incoming.activities:
            record = self.ids[activity.key]
            row = known.get(record)
            last = {name: value for name, value in activity.values.items() if value != DEFAULTS[name]}
            if row is None or (row["key"], row["source_project"], row["system"]) != (
                activity.key,
                self.decided.incoming.key,
                self.system,
            ):
                if row is not None:
                    renamed.append((row["id"], None))
                created.append(
                    self.identity(SourceRecord.ACTIVITY, activity.key, activity.guid, record, last)
                )
                continue
            fields: dict[str, Any] = {}
            if row["last_values"] != last:
                fields["last_values"] = last
            if activity.guid and row["guid"] != activity.guid:
                fields["guid"] = activity.guid
            if fields:
                edits.append((row["id"], None, fields))
        if renamed:
            self.work.delete_many(ExternalId, renamed)
        # A key that the file now gives to another activity is taken from the one that has it.
        taken = {row["key"] for row in created}
        stale = [
            (row["id"], None)
            for record, row in known.items()
            if row["key"] in taken
            and (row["id"], None) not in renamed
            and (row["source_project"], row["system"]) == (self.decided.incoming.key, self.system)
        ]
        if stale:
            self.work.delete_many(ExternalId, stale)
        if created:
            self.work.create_many(ExternalId, created)
        if edits:
            self.work.change_many(ExternalId, edits)

    def identity(self, kind: SourceRecord, key: str, guid: str, record: int, last: Values) -> dict[str, Any]:
        """Return the row of an external identity."""
        return {
            "project_id": self.project,
            "system": self.system,
            "source_project": self.decided.incoming.key,
            "kind": kind,
            "key": key,
            "guid": guid,
            "record": record,
            "last_values": last,
        }


def link_edits(
    matched: Sequence[LinkMatch], gone: Sequence[dict[str, Any]], choices: Choices
) -> list[tuple[int, int | None, dict[str, Any]]]:
    """Return what becomes of stored links, for `work.change_many`."""
    edits: list[tuple[int, int | None, dict[str, Any]]] = []
    for match in matched:
        written = choices.written("link", match.row["id"], match.comparison)
        fields = {change.name: change.theirs for change in written}
        if match.row["last_values"] != match.values:
            fields["last_values"] = match.values
        if match.row["source_key"] != match.key:
            fields["source_key"] = match.key
        if fields:
            edits.append((match.row["id"], None, fields))
    edits.extend((row["id"], None, {"state": RowState.WITHDRAWN}) for row in gone)
    return edits


def write_crossings(
    work: Work, project: int, decided: DecidedCrossings, ends: Mapping[End, Sequence[int]], choices: Choices
) -> None:
    """Write the links into one project from others of its file; they belong to the successor's plan."""
    rows = [
        {
            "predecessor_id": ends[link.predecessor][0],
            "successor_id": ends[link.successor][0],
            "project_id": project,
            "is_cross_project": True,
            "layer": Layer.PLAN.value,
            "source_key": link.key,
            "last_values": link.values,
            **link.values,
        }
        for link in decided.new
    ]
    if rows:
        work.create_many(Link, rows)
    if edits := link_edits(decided.matched, decided.gone, choices):
        work.change_many(Link, edits)


def _is_here(match: Any, decided: Decided) -> bool:
    """Tell whether an activity stands below the same summary as in the file."""
    kept = (*match.comparison.kept, *match.comparison.conflicts)
    return all(change.name != "parent" for change in kept)


def _detail_rows(name: str, activity: IncomingActivity) -> list[dict[str, Any]]:
    if name == "further":
        return [{"kind": kind, "at_ticks": at} for kind, at in activity.further]
    if name == "splits":
        return [{"after_ticks": after, "gap_ticks": gap} for after, gap in activity.splits]
    if activity.suspension is None:
        return []
    return [{"suspend_ticks": activity.suspension[0], "resume_ticks": activity.suspension[1]}]


def _number(key: str, row: int) -> int:
    digits = key.partition("#")[0]
    is_number = digits.lstrip("-").isdigit() and "#" not in key
    return int(digits) if is_number and abs(int(digits)) < 1 << 62 else 1_000_000_000 + row
