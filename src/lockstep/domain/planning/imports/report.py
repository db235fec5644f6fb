"""The dry run's report: what would happen, row by row, as plain data."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from lockstep.domain.planning.imports.choosing import conflict_key
from lockstep.domain.planning.imports.comparing import FieldChange
from lockstep.domain.planning.imports.crossing import DecidedCrossings
from lockstep.domain.planning.imports.deciding import Decided
from lockstep.domain.planning.imports.incoming import IncomingActivity
from lockstep.domain.planning.imports.shared import SharedDecided


def project_report(
    decided: Decided, shared: SharedDecided, baselines: dict[str, int], crossings: DecidedCrossings
) -> dict[str, Any]:
    """Return counts, and one row for everything that is not simply unchanged."""
    incoming, stored = decided.incoming, decided.stored
    rows = [
        *(_row("created", new) for new in decided.new),
        *(row for match in decided.matched if (row := _matched_row(match, decided)) is not None),
        *(_stored_row("vanished", stored.activities[record]) for record in decided.vanished),
        *(_stored_row("still_missing", stored.activities[record]) for record in decided.missing),
    ]
    return {
        "name": incoming.name,
        "sourceProject": incoming.key,
        "counts": {**_counts(decided, shared, baselines), "crossLinks": _crossing_counts(crossings)},
        "rules": dict(Counter(match.rule.value for match in decided.matched)),
        "rows": rows,
        "conflicts": [*_activity_conflicts(decided), *_link_conflicts(decided, crossings)],
        "keptCalendars": [incoming.calendars[key][0].name for key in shared.kept_calendars],
    }


def _activity_conflicts(decided: Decided) -> list[dict[str, Any]]:
    return [
        {
            "key": conflict_key("activity", match.id, change.name),
            "record": "activity",
            "id": match.id,
            "code": match.incoming.values["code"],
            "name": match.incoming.values["name"],
            **_field(change),
        }
        for match in decided.matched
        for change in match.comparison.conflicts
    ]


def _link_conflicts(decided: Decided, crossings: DecidedCrossings) -> list[dict[str, Any]]:
    """Return the conflicts of links; `id`, code and name are those of the successor."""
    return [
        {
            "key": conflict_key("link", match.row["id"], change.name),
            "record": "link",
            "id": match.row["successor_id"],
            "code": decided.stored.activities[match.row["successor_id"]]["code"],
            "name": decided.stored.activities[match.row["successor_id"]]["name"],
            "link": match.key,
            **_field(change),
        }
        for match in (*decided.matched_links, *crossings.matched)
        for change in match.comparison.conflicts
    ]


def _counts(decided: Decided, shared: SharedDecided, baselines: dict[str, int]) -> dict[str, dict[str, int]]:
    changed = [
        match
        for match in decided.matched
        if match.comparison.changes or match.details or match.reappears or match.incoming.key in decided.moved
    ]
    changed_links = [match for match in decided.matched_links if match.comparison.changes]
    incoming = decided.incoming
    return {
        "activities": {
            "inFile": len(incoming.activities),
            "created": len(decided.new),
            "changed": len(changed),
            "unchanged": len(decided.matched) - len(changed),
            "vanished": len(decided.vanished),
            "conflicts": sum(len(match.comparison.conflicts) for match in decided.matched),
            "keptEdits": sum(len(match.comparison.kept) for match in decided.matched),
        },
        "links": {
            "inFile": len(incoming.links),
            "created": len(decided.new_links),
            "changed": len(changed_links),
            "unchanged": len(decided.matched_links) - len(changed_links),
            "vanished": len(decided.gone_links),
            "conflicts": sum(len(match.comparison.conflicts) for match in decided.matched_links),
        },
        "calendars": {
            "inFile": len(incoming.calendars),
            "created": len(shared.new_calendars),
            "changed": len(shared.changed_calendars),
            "unchanged": len(incoming.calendars) - len(shared.new_calendars) - len(shared.changed_calendars),
            "vanished": 0,
        },
        "resources": {
            "inFile": len(incoming.resources),
            "created": len(shared.new_resources),
            "changed": len(shared.changed_resources),
            "unchanged": len(incoming.resources) - len(shared.new_resources) - len(shared.changed_resources),
            "vanished": 0,
        },
        "assignments": _assignment_counts(decided),
        "baselines": {"inFile": len(incoming.baselines), **baselines, "vanished": 0},
    }


def _assignment_counts(decided: Decided) -> dict[str, int]:
    stored = {
        row["source_key"]: row
        for rows in decided.stored.assignments.values()
        for row in rows
        if row["source_key"]
    }
    incoming = decided.incoming.assignments
    known = [found for found in incoming if found.key in stored]
    changed = [
        found
        for found in known
        if any(stored[found.key][name] != value for name, value in found.values.items())
    ]
    keys = {found.key for found in incoming}
    return {
        "inFile": len(incoming),
        "created": len(incoming) - len(known),
        "changed": len(changed),
        "unchanged": len(known) - len(changed),
        "vanished": sum(key not in keys for key in stored),
    }


def _crossing_counts(crossings: DecidedCrossings) -> dict[str, int]:
    changed = sum(bool(match.comparison.changes) for match in crossings.matched)
    return {
        "inFile": crossings.count,
        "created": len(crossings.new),
        "changed": changed,
        "unchanged": len(crossings.matched) - changed,
        "vanished": len(crossings.gone),
        "notMade": len(crossings.unmade),
    }


def _row(what: str, activity: IncomingActivity) -> dict[str, Any]:
    return {
        "what": what,
        "id": None,
        "uid": activity.key,
        "code": activity.values["code"],
        "name": activity.values["name"],
        "rule": "",
        "fields": [],
    }


def _matched_row(match: Any, decided: Decided) -> dict[str, Any] | None:
    comparison = match.comparison
    moved = match.incoming.key in decided.moved
    touched = comparison.changes or comparison.conflicts or comparison.kept or match.details
    if not (touched or moved or match.reappears):
        return None
    fields = [
        *({**_field(change), "what": "changed"} for change in comparison.changes),
        *({**_field(change), "what": "conflict"} for change in comparison.conflicts),
        *({**_field(change), "what": "kept"} for change in comparison.kept),
    ]
    what = "reappeared" if match.reappears else "conflict" if comparison.conflicts else "changed"
    if not (comparison.changes or comparison.conflicts or match.details or moved or match.reappears):
        what = "kept"
    return {
        **_row(what, match.incoming),
        "id": match.id,
        "rule": match.rule.value,
        "fields": fields,
        "moved": moved,
        "details": list(match.details),
    }


def _stored_row(what: str, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "what": what,
        "id": row["id"],
        "uid": str(row["uid"]),
        "code": row["code"],
        "name": row["name"],
        "rule": "",
        "fields": [],
    }


def _field(change: FieldChange) -> dict[str, Any]:
    return {"field": change.name, "base": change.base, "ours": change.ours, "theirs": change.theirs}


def total_counts(reports: Sequence[dict[str, Any]]) -> dict[str, dict[str, int]]:
    """Return the counts of all projects of a file."""
    total: dict[str, dict[str, int]] = {}
    for report in reports:
        for kind, counts in report["counts"].items():
            into = total.setdefault(kind, {})
            for name, count in counts.items():
                into[name] = into.get(name, 0) + count
    return total
