"""What a proposal asks for and what would come of it, a row each, as the manager of a plan reads it."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from lockstep.domain.ledger import DraftWork, Edit, NotFound
from lockstep.domain.planning.bridge.impact import Impact
from lockstep.domain.planning.models import Activity, Assignment, CurrentDates, Link
from lockstep.domain.planning.vocabulary import RowState
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY, TICKS_PER_HOUR, iso_of
from lockstep.plan import ActivityKind, ActivityMode, ConstraintKind, LinkKind, WorkRule

# The columns that a person understands, in the order in which they are told; what is not here only follows from them.
FIELDS: Final = {
    "name": "name",
    "code": "code",
    "wbs": "WBS",
    "parent_id": "part of",
    "kind": "kind",
    "mode": "mode",
    "work_rule": "work rule",
    "calendar_id": "calendar",
    "duration_ticks": "duration",
    "share_complete": "progress",
    "actual_start_ticks": "started",
    "actual_finish_ticks": "finished",
    "planned_start_ticks": "planned start",
    "planned_finish_ticks": "planned finish",
    "constraint": "constraint",
    "constraint_at_ticks": "constraint date",
    "deadline_ticks": "deadline",
    "leveling_delay_ticks": "leveling delay",
    "priority": "priority",
    "state": "state",
}
_WORDS: Final[dict[str, Any]] = {
    "kind": ActivityKind,
    "mode": ActivityMode,
    "work_rule": WorkRule,
    "state": RowState,
}
_UNSEEN: Final = "an activity outside your view"
Row = dict[str, Any]


def proposal_rows(draft: DraftWork, asked: Sequence[Edit], impact: Impact) -> list[Row]:
    """Return the fields that were asked for, the dates that these activities get, and the milestones that move."""
    touched: list[Activity] = []
    rows: list[Row] = []
    asks_for_people = any("assign" in edit.action for edit in asked)
    for change in draft.changes:
        if change.model is Activity:
            rows += _activity_rows(draft, change, touched)
        elif change.model is Link:
            rows.append(_link_row(draft, change))
        elif change.model is Assignment and asks_for_people:
            rows.append(_assignment_row(draft, change))
    if not any("wbs" in (edit.arguments.get("changes") or ()) for edit in asked):
        # A move in the outline numbers its neighbors anew.
        rows = [row for row in rows if row["field"] != FIELDS["wbs"]]
    rows += _dates(touched, impact)
    known = {row.pk for row in touched}
    rows += [
        _row(None, "", found.name, "milestone", _moment(found.before), _moment(found.after))
        for found in impact.milestones
        if found.id not in known
    ]
    return rows


def _activity_rows(draft: DraftWork, change: Any, touched: list[Activity]) -> Iterator[Row]:
    before, after = change.before or {}, change.after or {}
    if change.is_creation or change.is_removal:
        name = str((before if change.is_removal else after).get("name", ""))
        yield _row(
            None, "", name, "removed" if change.is_removal else "added", "", "" if change.is_removal else name
        )
        return
    row = draft.get(Activity, change.record_id)
    told = [name for name in FIELDS if name in after]
    if "remaining_ticks" in after and not {"duration_ticks", "share_complete"} & after.keys():
        told.append("remaining_ticks")
    if told:
        touched.append(row)
    for name in told:
        values = (_value(draft, name, found.get(name)) for found in (before, after))
        yield _row(row.uid, row.code, row.name, FIELDS.get(name, "remaining duration"), *values)


def _link_row(draft: DraftWork, change: Any) -> Row:
    before, after = change.before or {}, change.after or {}
    whole = (
        {**before, **after}
        if change.is_creation or change.is_removal
        else vars(draft.get(Link, change.record_id))
    )
    name = f"{_name(draft, whole.get('predecessor_id'))} to {_name(draft, whole.get('successor_id'))}"
    kind = LinkKind(int(whole.get("kind", LinkKind.FS))).name
    now, proposed = _link_words(kind, {**whole, **before}), _link_words(kind, {**whole, **after})
    return _row(
        None, "", name, "link", "" if change.is_creation else now, "" if change.is_removal else proposed
    )


def _link_words(kind: str, values: dict[str, Any]) -> str:
    kind = LinkKind(int(values.get("kind", LinkKind[kind]))).name
    lag = values.get("lag_ticks") or 0
    return f"{kind}, lag {_days(lag)}" if lag else kind


def _assignment_row(draft: DraftWork, change: Any) -> Row:
    before, after = change.before or {}, change.after or {}
    whole = (
        {**before, **after}
        if change.is_creation or change.is_removal
        else vars(draft.get(Assignment, change.record_id))
    )
    person = Assignment(resource_id=whole.get("resource_id")).resource
    words = [
        f"{person.name if person else 'nobody'} {values.get('units', 1) or 0:.0%}"
        for values in ({**whole, **before}, {**whole, **after})
    ]
    now, proposed = "" if change.is_creation else words[0], "" if change.is_removal else words[1]
    return _row(None, "", _name(draft, whole.get("activity_id")), "assigned", now, proposed)


def _dates(touched: Sequence[Activity], impact: Impact) -> Iterator[Row]:
    """Yield start and finish of the activities that were edited, where they move."""
    known = CurrentDates.objects.in_bulk([row.pk for row in touched], field_name="activity_id")
    new = {
        activity: (start, finish)
        for activity, start, finish in zip(
            impact.rows["id"], impact.rows["start"], impact.rows["finish"], strict=False
        )
    }
    for row in touched:
        if row.pk not in new or row.pk not in known:
            continue
        old = (known[row.pk].start_ticks, known[row.pk].finish_ticks)
        for field, was, will in zip(("start", "finish"), old, new[row.pk], strict=True):
            if was != will:
                yield _row(row.uid, row.code, row.name, field, _moment(was), _moment(will))


def _row(uid: int | None, code: str, name: str, field: str, now: Any, proposed: Any) -> Row:
    return {"uid": uid, "code": code, "name": name, "field": field, "now": now, "proposed": proposed}


def _name(draft: DraftWork, activity: int | None) -> str:
    if activity is None:
        return "nothing"
    try:
        return draft.get(Activity, activity).name
    except NotFound:
        return _UNSEEN


def _value(draft: DraftWork, name: str, value: Any) -> Any:
    """Return a value as people read it; moments as ISO dates, which a spreadsheet reads too."""
    if name == "constraint":
        return ConstraintKind(value).name.lower().replace("_", " ") if value else "none"
    if value is None:
        return None
    if name in _WORDS:
        return _WORDS[name](value).name.lower().replace("_", " ")
    if name == "parent_id":
        return _name(draft, value)
    if name == "calendar_id":
        return Activity(calendar_id=value).calendar.name
    if name == "share_complete":
        return f"{value * 100:g} %"
    if name == "leveling_delay_ticks":
        return f"{value / TICKS_PER_DAY:.4g} calendar days"
    if name in {"duration_ticks", "remaining_ticks"}:
        return _days(value)
    return _moment(value) if name.endswith("_ticks") else value


def _days(ticks: int) -> str:
    return f"{ticks / (8 * TICKS_PER_HOUR):.4g} d"


def _moment(ticks: int | None) -> str | None:
    return None if ticks is None or ticks == NO_TICKS else iso_of(ticks)
