"""The lists of an import's report: what would change, dates that differ, conflicts, what is kept raw, findings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lockstep.web.history_words import field_words, value_words
from lockstep.web.lists import Column, Filter, Kind
from lockstep.web.words import duration_words

WHAT_WORDS = {
    "created": "new",
    "changed": "changed",
    "conflict": "conflict",
    "kept": "kept as edited here",
    "reappeared": "is there again",
    "vanished": "vanished from the file",
    "still_missing": "still missing",
}
RULE_WORDS = {"guid": "GUID", "uid": "project and uid", "code": "code", "wbs_name": "outline path and name"}
CAUSE_WORDS = {
    "upstream": "something before it differs",
    "children": "something in it differs",
    "manual": "its dates are typed by hand",
    "split": "its work is split",
    "leveling delay": "the file's leveling delays it",
    "progress rule": "another rule for progress",
    "constraint": "its constraint",
    "lag unit": "the unit of a lag",
    "calendar": "its calendar",
    "unknown": "not explained",
    "stale": "late dates of the file contradict each other",
    "out of sequence": "work out of sequence",
}

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tab:
    """One list of the report."""

    key: str
    label: str
    columns: Sequence[Column[Row]]
    filters: Sequence[Filter[Row]]
    template: str


def cause_words(row: Row) -> str:
    """Return why a date differs, in words."""
    return CAUSE_WORDS.get(row["cause"], row["cause"])


def changed_fields(row: Row) -> str:
    """Return the fields of a row in words, "duration: 5 d → 8 d"."""
    parts = [
        f"{field_words(item['field'])}: {value_words(item['field'], item['ours'])} → "
        f"{value_words(item['field'], item['theirs'])}"
        for item in row["fields"]
    ]
    if row.get("moved"):
        parts.append("another place in the outline")
    return "; ".join([*parts, *(f"{detail} differ" for detail in row.get("details", ()))])


TABS: tuple[Tab, ...] = (
    Tab(
        "changes",
        "What would change",
        (
            Column("name", "Activity", lambda row: row["name"]),
            Column("what", "What", lambda row: WHAT_WORDS.get(row["what"], row["what"])),
            Column("rule", "Recognized by", lambda row: RULE_WORDS.get(row["rule"], row["rule"])),
            Column("fields", "Fields", changed_fields, is_sortable=False),
            Column("code", "Code", lambda row: row["code"]),
            Column("project", "Project", lambda row: row["project"]),
        ),
        (
            Filter("what", "What", lambda row: row["what"]),
            Filter("rule", "Recognized by", lambda row: row["rule"]),
            Filter("project", "Project", lambda row: row["project"]),
        ),
        "web/planning/import_changes.html",
    ),
    Tab(
        "dates",
        "Dates that differ",
        (
            Column("name", "Activity", lambda row: row["name"]),
            Column("cause", "Cause", cause_words),
            Column("theirs", "Finish in the file", lambda row: row["stored"][1], Kind.TICKS),
            Column("ours", "Finish of ours", lambda row: row["ours"][1], Kind.TICKS),
            Column("float_theirs", "Float in the file", lambda row: duration_words(row["stored"][2])),
            Column("float_ours", "Float of ours", lambda row: duration_words(row["ours"][2])),
            Column("origin", "Comes from", lambda row: row["origin"]),
        ),
        (
            Filter("cause", "Cause", cause_words),
            Filter("project", "Project", lambda row: row["project"]),
        ),
        "web/planning/import_dates.html",
    ),
    Tab(
        "conflicts",
        "Conflicts",
        (
            Column("name", "Activity", lambda row: row["name"]),
            Column("field", "Field", lambda row: field_words(row["field"])),
            Column("base", "At the last import", lambda row: value_words(row["field"], row["base"])),
            Column("ours", "Here now", lambda row: value_words(row["field"], row["ours"])),
            Column("theirs", "In the file", lambda row: value_words(row["field"], row["theirs"])),
        ),
        (Filter("field", "Field", lambda row: row["field"]),),
        "web/planning/import_conflicts.html",
    ),
    Tab(
        "raw",
        "Kept raw",
        (
            Column("table", "Table of the file", lambda row: row["table"]),
            Column("field", "Field", lambda row: row["field"]),
            Column("count", "Values", lambda row: row["count"], Kind.NUMBER),
        ),
        (Filter("table", "Table", lambda row: row["table"]),),
        "web/planning/import_raw.html",
    ),
    Tab(
        "findings",
        "Findings",
        (
            Column("severity", "Severity", lambda row: row["severity"]),
            Column("sentence", "Sentence", lambda row: row["sentence"]),
            Column("place", "Place", lambda row: row["place"]),
            Column("code", "Code", lambda row: row["code"]),
        ),
        (
            Filter("severity", "Severity", lambda row: row["severity"]),
            Filter("code", "Code", lambda row: row["code"]),
        ),
        "web/planning/import_findings.html",
    ),
)


def rows_of(report: Mapping[str, Any], key: str) -> list[Row]:
    """Return the rows of one list."""
    if key == "changes":
        return [
            {**row, "project": project["name"]} for project in report["projects"] for row in project["rows"]
        ]
    if key == "conflicts":
        return [row for project in report["projects"] for row in project["conflicts"]]
    if key == "dates":
        return list((report["reconciliation"] or {}).get("rows", ()))
    if key == "raw":
        return [{"table": table, "field": field, "count": count} for table, field, count in report["raw"]]
    return [*report["findings"], *(report["reconciliation"] or {}).get("findings", ())]
