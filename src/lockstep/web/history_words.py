"""How the ledger's entries are said: the action as a verb, a record as a noun, a field and its value as words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lockstep.domain.ledger.queries.history import ChangeRow, ChangeSetRow
from lockstep.domain.planning.vocabulary import RowState
from lockstep.foundation.ticks import EARLIEST_TICKS, LATEST_TICKS
from lockstep.plan import (
    ActivityKind,
    ActivityMode,
    ConstraintKind,
    LagUnit,
    LinkKind,
    RangeSource,
    Shape,
    WorkRule,
)
from lockstep.web.words import (
    count_words,
    duration_words,
    list_words,
    moment_words,
    number_words,
    share_words,
)

LAYER = "planning.activitylayer"
_TITLES = {
    "ledger.perform_edits": "Several edits",
    "ledger.undo": "Undo",
    "access.accept_invitation": "Accepted an invitation",
    "access.make_token": "Made a token",
    "access.open_set_up": "Opened the set-up",
    "governance.attach_trial": "Tried edits for a change request",
    "governance.compute_trial": "Worked out anew what a change request does",
    "governance.detach_trial": "Took tried edits out of a change request",
    "governance.keep_p80": "Worked out the P80 of a change request",
    "governance.rebaseline": "Took an approved change into a baseline",
    "governance.request_change": "Requested a change",
    "outlook.start_simulation": "Started a risk analysis",
    "planning.apply_import": "Imported a plan",
    "planning.capture_baseline": "Kept a baseline",
    "planning.join_resources": "Made one of several",
    "planning.quick_ranges": "Gave quick ranges",
    "portfolio.add_node": "Added",
    "portfolio.remove_node": "Removed",
    "portfolio.rename_node": "Renamed",
    "portfolio.move_node": "Moved",
    "records.change_records": "Several records changed",
    "records.move_records": "Several records moved",
    "records.import_records": "Records imported",
    "records.link_records": "Linked",
    "records.unlink_records": "Link removed",
    "records.comment_on": "Comment",
    "records.resolve_comment": "Comment resolved",
    "records.remove_comment": "Comment removed",
    "records.attach_file": "File attached",
    "records.detach_file": "File removed",
    "records.take_offer": "Offer taken",
    "records.turn_down_offer": "Offer turned down",
    "records.save_view": "View saved",
    "records.change_view": "View changed",
    "records.remove_view": "View removed",
    "records.make_feed": "Calendar feed made",
    "records.revoke_feed": "Calendar feed ended",
}
# The past of verbs that do not just end in "ed".
_PAST = {
    "apply": "applied",
    "begin": "began",
    "cast": "cast",
    "choose": "chose",
    "copy": "copied",
    "give": "gave",
    "keep": "kept",
    "plan": "planned",
    "read": "read",
    "set": "set",
    "take": "took",
    "withdraw": "withdrew",
    "write": "wrote",
}
# What a change of many records is about: the type of the record that has its name.
_LEADS = {"planning.apply_import": "access.node", "planning.capture_baseline": "planning.baseline"}
# Records that come along with the one that people mean.
_SIDE_RECORDS = {"profile", "membership", "plan settings", "network", "identity in the source"}
_NOUNS = {
    "projectplan": "plan settings",
    "workcalendar": "calendar",
    "baselinevalue": "baseline value",
    "activitylayer": "program layer",
    "externalid": "identity in the source",
    "furtherconstraint": "constraint",
    "rawattribute": "raw field",
    "savedview": "saved view",
    "apitoken": "token",
    "node": "project or program",
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_QUIET_FIELDS = {"id", "version", "folded", "path", "sort_key", "position"}
_MOMENTS = (
    "_at_ticks",
    "start_ticks",
    "finish_ticks",
    "deadline_ticks",
    "data_date_ticks",
    "date_ticks",
    "constraint_at",
)
_DURATIONS = (
    "duration_ticks",
    "remaining_ticks",
    "lag_ticks",
    "work_ticks",
    "delay_ticks",
    "low_ticks",
    "likely_ticks",
    "high_ticks",
)
_FIELD_WORDS = {
    "low_ticks": "range, low",
    "likely_ticks": "range, likely",
    "high_ticks": "range, high",
    "low_share": "range, low",
    "likely_share": "range, likely",
    "high_share": "range, high",
    "range_shape": "range, form",
    "is_trigen": "range, ends are P10 and P90",
    "range_source": "range, source",
    "share_complete": "progress",
    "constraint_at_ticks": "constraint date",
    "constraint_at": "constraint date",
    "wbs": "WBS",
}
# Numbers that stand for words, by column; "kind" and "mode" mean another thing on another record.
_WORDS: dict[str, Any] = {
    "work_rule": WorkRule,
    "lag_unit": LagUnit,
    "range_shape": Shape,
    "range_source": RangeSource,
    "planning.activity.kind": ActivityKind,
    "planning.activity.mode": ActivityMode,
    "planning.activity.state": RowState,
    "planning.link.kind": LinkKind,
    "planning.link.state": RowState,
    "planning.furtherconstraint.kind": ConstraintKind,
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as people read it."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record of a change set as the page shows it."""

    verb: str
    noun: str
    label: str
    record_type: str
    record_id: int
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change set as the page shows it."""

    row: ChangeSetRow
    title: str
    summary: str
    records: tuple[RecordChange, ...]
    rest: int
    is_reason_told: bool = False
    taken_back: str = ""
    """What it takes back, in words."""

    @property
    def words(self) -> str:
        """Return the whole entry in one line."""
        return f"{self.title}: {self.summary}" if self.summary else self.title


def entry_of(row: ChangeSetRow) -> HistoryEntry:
    """Return a change set in words."""
    records = tuple(record_change(change) for change in row.changes)
    what, summary = action_words(row.action), summary_of(row, records)
    rest = row.change_count - len(records)
    if row.change_count > 1 and row.reason:
        # Of a group, the reason says more than the names of its actions.
        return HistoryEntry(
            row, row.reason, f"{what}, {summary}" if summary else what, records, rest, is_reason_told=True
        )
    return HistoryEntry(row, what, summary, records, rest)


def action_words(action: str) -> str:
    """Return "planning.change_activity" as "Changed activity"."""
    if action in _TITLES:
        return _TITLES[action]
    verb, *rest = action.rsplit(".", 1)[-1].split("_")
    past = _PAST.get(verb, f"{verb}d" if verb.endswith("e") else f"{verb}ed")
    return " ".join([past.capitalize(), *rest])


def record_change(change: ChangeRow) -> RecordChange:
    """Return what happened to one record, in words."""
    verb = (
        "added" if change.version_before is None else "removed" if change.version_after is None else "changed"
    )
    word = change.record_type.rsplit(".", 1)[-1]
    noun = _NOUNS.get(word, word.replace("_", " "))
    # A layer that is set for the first time says as much as one that is changed.
    is_told = verb == "changed" or change.record_type.lower() == LAYER
    fields = _fields(change.record_type, change.before or {}, change.after or {}) if is_told else ()
    return RecordChange(verb, noun, _label(change, fields), change.record_type, change.record_id, fields)


def _label(change: ChangeRow, fields: tuple[FieldChange, ...]) -> str:
    """Return the name of a record; a layer has the name of its activity and tells what was set."""
    if change.record_type.lower() != LAYER:
        return change.label
    told = list(dict.fromkeys(field.name.partition(",")[0] for field in fields))
    # Layers were recorded as "layer of activity 7" once.
    name = "" if change.label.startswith("layer of activity ") else change.label
    return ": ".join(part for part in (name, list_words(told)) if part)


def _fields(record_type: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    names = [name for name in {**before, **after} if name not in _QUIET_FIELDS]
    if record_type.lower() == LAYER:
        names = [name for name in names if name not in {"activity_id", "project_id"}]
    return tuple(
        FieldChange(
            field_words(name),
            value_words(name, before.get(name), record_type),
            value_words(name, after.get(name), record_type),
        )
        for name in names
        if before.get(name) != after.get(name) and (before.get(name) or after.get(name))
    )


def field_words(name: str) -> str:
    """Return a column's name as people read it."""
    if name in _FIELD_WORDS:
        return _FIELD_WORDS[name]
    for ending in ("_ticks", "_id", "_minor"):
        name = name.removesuffix(ending)
    return name.replace("_", " ")


def date_words(text: str) -> str:
    """Return a stored day as people read it, "13 Nov 2026"; all else as it is."""
    if not _DAY.fullmatch(text):
        return text
    day = date.fromisoformat(text)
    return f"{day.day} {day:%b %Y}"


def value_words(name: str, value: Any, record_type: str = "") -> str:
    """Return a stored value as people read it."""
    if name == "constraint":
        return ConstraintKind(value).name.lower().replace("_", " ") if value else "none"
    words = _WORDS.get(name) or _WORDS.get(f"{record_type.lower()}.{name}")
    if words is not None and isinstance(value, int) and value in {kind.value for kind in words}:
        word = words(value).name
        return word if words is LinkKind else word.lower().replace("_", " ")
    if name.endswith(("share_complete", "low_share", "likely_share", "high_share")) and isinstance(
        value, int | float
    ):
        return share_words(value)
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        if name.endswith(_DURATIONS):
            return duration_words(value)
        if name.endswith(_MOMENTS) and EARLIEST_TICKS < value < LATEST_TICKS:
            return moment_words(value)
    if isinstance(value, int | float):
        return number_words(value) if not name.endswith("_id") else str(value)
    text = date_words(str(value))
    return text if len(text) <= 120 else f"{text[:119]}…"


def summary_of(row: ChangeSetRow, records: tuple[RecordChange, ...]) -> str:
    """Return what a change set was about: the one record that people mean, or how many of what."""
    if row.change_count == 1 and records:
        record = records[0]
        return record.label or f"{record.noun} {record.verb}"
    named = next((record for record in records if record.label and record.noun not in _SIDE_RECORDS), None)
    if named and sum(record.noun not in _SIDE_RECORDS for record in records) == 1:
        return named.label
    counts: dict[tuple[str, str], int] = {}
    for record in records:
        counts[record.noun, record.verb] = counts.get((record.noun, record.verb), 0) + 1
    if len(records) < row.change_count:
        count = count_words(row.change_count, "record")
        lead = next((record.label for record in records if record.record_type == _LEADS.get(row.action)), "")
        return f"{lead}, {count}" if lead else count
    return ", ".join(f"{count_words(count, noun)} {verb}" for (noun, verb), count in counts.items())
