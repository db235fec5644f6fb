"""Calendars and people of a file: found again by their identity, then by GUID or name, else made anew."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from lockstep.domain.ledger import Work
from lockstep.domain.people.actions import add_calendars, add_resources, change_resources, rewrite_calendars
from lockstep.domain.people.queries import named_resources, plan_calendars
from lockstep.domain.planning.imports.comparing import Comparison, compare_fields
from lockstep.domain.planning.imports.incoming import IncomingProject, IncomingResource
from lockstep.domain.planning.imports.stored import Stored
from lockstep.domain.planning.models import ExternalId
from lockstep.domain.planning.vocabulary import SourceRecord
from lockstep.plan import Calendar

RESOURCE_FIELDS = (
    "name",
    "kind",
    "role",
    "calendar",
    "max_units",
    "capacity",
    "cost_per_hour_minor",
    "currency",
)
_UNKNOWN = {"cost_per_hour_minor": None, "currency": "", "role": None}
"""What an import before prices and roles were read left out of the last values."""
_REFERENCES = {"calendar": SourceRecord.CALENDAR, "role": SourceRecord.RESOURCE}


@dataclass(slots=True)
class SharedDecided:
    """What importing does to calendars and people."""

    calendars: dict[str, int] = field(default_factory=dict)
    new_calendars: list[str] = field(default_factory=list)
    changed_calendars: list[str] = field(default_factory=list)
    kept_calendars: list[str] = field(default_factory=list)
    """Edited here; the file's version is not taken."""
    resources: dict[str, int] = field(default_factory=dict)
    new_resources: list[IncomingResource] = field(default_factory=list)
    changed_resources: list[tuple[int, str, Comparison]] = field(default_factory=list)
    owned: set[int] = field(default_factory=set)
    """Resources that stand at the project itself, so that the file may change them."""


def decide_shared(
    incoming: IncomingProject, stored: Stored, project: int | None, above: Iterable[int]
) -> SharedDecided:
    """Match the calendars and people of a file with what is offered at the project."""
    found = SharedDecided()
    _calendars(found, incoming, stored)
    _resources(found, incoming, stored, project, above)
    return found


def calendar_digest(calendar: Calendar, base: str | None) -> str:
    """Return what a calendar says, as a short text that is equal where calendars are."""
    parts = (
        calendar.name[:250] or "Calendar",
        calendar.week,
        [(item.first_day, item.last_day, item.shifts, item.name[:200]) for item in calendar.exceptions],
        [(item.first_day, item.last_day, item.week, item.name[:200]) for item in calendar.work_weeks],
        min(int(calendar.minutes_per_day or 480), 1440),
        base,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _calendars(found: SharedDecided, incoming: IncomingProject, stored: Stored) -> None:
    known = stored.identities[SourceRecord.CALENDAR]
    ids = {row["key"]: record for record, row in known.items()}
    now = plan_calendars(known)
    for key, (calendar, base) in incoming.calendars.items():
        record = ids.get(key)
        if record is None or record not in now:
            found.new_calendars.append(key)
            continue
        found.calendars[key] = record
        theirs, last = calendar_digest(calendar, base), known[record]["last_values"].get("digest")
        ours = calendar_digest(
            now[record].calendar, stored.key_of(SourceRecord.CALENDAR, now[record].base_id)
        )
        if theirs in (ours, last):
            continue
        (found.changed_calendars if ours == last else found.kept_calendars).append(key)


def _resources(
    found: SharedDecided, incoming: IncomingProject, stored: Stored, project: int | None, above: Iterable[int]
) -> None:
    rows = {row["id"]: row for row in named_resources({*above, *([project] if project else [])})}
    known = stored.identities[SourceRecord.RESOURCE]
    by_key = {row["key"]: record for record, row in known.items() if record in rows}
    by_guid = {row["guid"]: row["id"] for row in rows.values() if row["guid"]}
    by_name = {row["name"].casefold(): row["id"] for row in rows.values()}
    # Somebody fills it, so it has to be a role here too.
    of_roles = {row["name"].casefold(): row["id"] for row in rows.values() if row["kind"] == "role"}
    taken: set[int] = set()
    for resource in incoming.resources:
        record = (
            by_key.get(resource.key)
            or (by_guid.get(resource.guid) if resource.guid else None)
            or (of_roles if resource.values["kind"] == "role" else by_name).get(
                resource.values["name"].casefold()
            )
        )
        if record is None or record in taken:
            found.new_resources.append(resource)
            continue
        taken.add(record)
        found.resources[resource.key] = record
        row = rows[record]
        if row["node_id"] != project:
            continue
        found.owned.add(record)
        ours = {name: row[name] for name in RESOURCE_FIELDS if name not in _REFERENCES}
        ours |= {name: stored.key_of(kind, row[f"{name}_id"]) for name, kind in _REFERENCES.items()}
        last = _UNKNOWN | known[record]["last_values"] if record in known else None
        comparison = compare_fields(last, ours, resource.values, RESOURCE_FIELDS)
        if comparison.changes or comparison.conflicts:
            found.changed_resources.append((record, resource.key, comparison))


def write_shared(
    work: Work,
    shared: SharedDecided,
    incoming: IncomingProject,
    stored: Stored,
    node: int,
    place: dict[str, Any],
) -> None:
    """Write calendars and people, and remember their identities. `place` holds project, system and source project."""
    keys = list(shared.new_calendars)
    at = {key: number for number, key in enumerate(keys)}
    fresh = []
    for key in keys:
        calendar, base = incoming.calendars[key]
        fresh.append(_based(calendar, at.get(base, -1) if base is not None else -1))
    ids = add_calendars(work, node, fresh, place["source_project"]) if fresh else []
    shared.calendars.update(zip(keys, ids, strict=True))
    late_bases = [
        key for key in keys if incoming.calendars[key][1] is not None and incoming.calendars[key][1] not in at
    ]
    changed = [*shared.changed_calendars, *late_bases]
    rewrite_calendars(work, {shared.calendars[key]: _with_base(shared, incoming, key) for key in changed})
    by_key = {resource.key: resource for resource in incoming.resources}
    # Roles first: who fills them refers to them.
    for of_roles in (True, False):
        new = [found for found in shared.new_resources if (found.values["kind"] == "role") is of_roles]
        rows = [_resource_row(shared, resource) for resource in new]
        made = add_resources(work, node, rows) if rows else []
        shared.resources.update((found.key, record) for found, record in zip(new, made, strict=True))
    edits = []
    for record, _, comparison in shared.changed_resources:
        fields = {change.name: change.theirs for change in comparison.changes}
        if "calendar" in fields:
            fields["calendar_id"] = shared.calendars.get(fields.pop("calendar"))
        if "role" in fields:
            fields["role_id"] = shared.resources.get(fields.pop("role"))
        edits.append((record, fields))
    change_resources(work, [(record, fields) for record, fields in edits if fields])
    last: dict[SourceRecord, dict[str, tuple[int, str, dict[str, Any]]]] = {
        SourceRecord.CALENDAR: {
            key: (shared.calendars[key], "", {"digest": calendar_digest(*incoming.calendars[key])})
            for key in incoming.calendars
        },
        SourceRecord.RESOURCE: {
            key: (record, by_key[key].guid, by_key[key].values) for key, record in shared.resources.items()
        },
    }
    for kind, wanted in last.items():
        _write_identities(work, stored, kind, wanted, place)


def _write_identities(
    work: Work,
    stored: Stored,
    kind: SourceRecord,
    wanted: dict[str, tuple[int, str, dict[str, Any]]],
    place: dict[str, Any],
) -> None:
    known = {row["key"]: row for row in stored.identities[kind].values()}
    created, edits = [], []
    for key, (record, guid, values) in wanted.items():
        row = known.get(key)
        if row is None:
            created.append(
                {**place, "kind": kind, "key": key, "guid": guid, "record": record, "last_values": values}
            )
        elif row["last_values"] != values or row["record"] != record:
            edits.append((row["id"], None, {"last_values": values, "record": record}))
    if created:
        work.create_many(ExternalId, created)
    if edits:
        work.change_many(ExternalId, edits)


def _resource_row(shared: SharedDecided, resource: IncomingResource) -> dict[str, Any]:
    values = dict(resource.values)
    calendar, role = values.pop("calendar"), values.pop("role")
    found = {"calendar_id": shared.calendars.get(calendar), "role_id": shared.resources.get(role)}
    return {**values, **found, "guid": resource.guid}


def _with_base(shared: SharedDecided, incoming: IncomingProject, key: str) -> tuple[Calendar, int | None]:
    calendar, base = incoming.calendars[key]
    return calendar, shared.calendars.get(base) if base is not None else None


def _based(calendar: Calendar, base: int) -> Calendar:
    return replace(calendar, base=base)
