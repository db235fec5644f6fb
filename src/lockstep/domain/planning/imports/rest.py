"""The rest of a project in a file: its settings, baselines, and what the plan has no place for."""

from typing import Any

from django.utils import timezone

from lockstep.domain.ledger import Work
from lockstep.domain.planning.imports.incoming import IncomingBaseline, IncomingProject
from lockstep.domain.planning.imports.stored import Stored
from lockstep.domain.planning.models import Baseline, BaselineValue, ProjectPlan, RawAttribute
from lockstep.domain.planning.vocabulary import BaselineState, Mastered

_NAMES = ("start_ticks", "finish_ticks", "duration_ticks", "work_ticks")


def settings_columns(incoming: IncomingProject, calendars: dict[str, int], default: int) -> dict[str, Any]:
    """Return the plan settings that a file carries, as columns."""
    columns = dict(incoming.settings)
    key = columns.pop("calendar")
    columns["calendar_id"] = calendars.get(key, default) if key is not None else default
    return columns


def write_settings(
    work: Work, node: int, stored: Stored, columns: dict[str, Any], source: dict[str, Any]
) -> None:
    """Write plan settings: all of them where the plan is new or mastered outside, else only where it comes from."""
    if stored.settings is None:
        work.create(ProjectPlan, node=node, **columns, **source)
        return
    row = work.get(ProjectPlan, stored.settings["id"])
    is_outside = source["mastered"] == Mastered.OUTSIDE
    if not columns["currency"]:
        # A file that names no currency says nothing against the one that was chosen here.
        columns = {name: value for name, value in columns.items() if name != "currency"}
    work.change(row, version=row.version, **(columns if is_outside else {}), **source)


def baseline_counts(incoming: IncomingProject, stored: Stored, ids: dict[str, int]) -> dict[str, int]:
    """Return how many baselines are new, differ from the stored one of their name, or are the same."""
    counts = {"created": 0, "changed": 0, "unchanged": 0}
    for baseline in incoming.baselines:
        counts[_state(baseline, stored, ids)] += 1
    return counts


def write_baselines(
    work: Work, node: int, incoming: IncomingProject, stored: Stored, ids: dict[str, int]
) -> None:
    """Store new and changed baselines. A baseline never changes: a changed one is a new one that supersedes it."""
    for number, baseline in enumerate(incoming.baselines):
        state = _state(baseline, stored, ids)
        if state == "unchanged":
            continue
        if state == "changed":
            old = work.get(Baseline, _known(baseline, stored)["id"])  # type: ignore[index]
            work.change(old, version=old.version, state=BaselineState.SUPERSEDED)
        is_first = number == 0
        made = work.create(
            Baseline,
            node=node,
            name=baseline.name
            if state == "created"
            else f"{baseline.name} {timezone.localdate(work.at):%Y-%m-%d}",
            source=baseline.name,
            state=BaselineState.APPROVED if is_first else BaselineState.DRAFT,
            captured_at=work.at,
        )
        work.create_many(
            BaselineValue,
            [
                {
                    "baseline_id": made.pk,
                    "activity_id": ids[key],
                    "project_id": node,
                    **dict(zip(_NAMES, cells, strict=True)),
                }
                for key, cells in baseline.values.items()
            ],
        )


def _known(baseline: IncomingBaseline, stored: Stored) -> dict[str, Any] | None:
    return next((row for row in stored.baselines if row["source"] == baseline.name), None)


def _state(baseline: IncomingBaseline, stored: Stored, ids: dict[str, int]) -> str:
    row = _known(baseline, stored)
    if row is None:
        return "created"
    theirs = {ids.get(key, -1): cells for key, cells in baseline.values.items()}
    ours = stored.baseline_values.get(row["id"], {})
    # Activities that have left the file since keep their baseline; they make no difference.
    known = set(ids.values())
    return "unchanged" if theirs == {key: cells for key, cells in ours.items() if key in known} else "changed"


def raw_rows(document: Any) -> list[dict[str, Any]]:
    """Return what could not be mapped, one row a field of a table."""
    rows = []
    for table, name, count in document.raw.listing():
        pairs = list(document.raw.values(table, name))
        content = {"rows": [row for row, _ in pairs], "values": [text for _, text in pairs]}
        rows.append({"place": f"{table}.{name}"[:250], "count": count, "content": content})
    return rows


def write_raw(work: Work, node: int, stored: Stored, rows: list[dict[str, Any]]) -> None:
    """Keep what could not be mapped, in place of what was kept before."""
    known = {row["place"]: row for row in stored.raw}
    new = [row for row in rows if row["place"] not in known]
    changed = [
        (known[row["place"]]["id"], None, {"content": row["content"], "count": row["count"]})
        for row in rows
        if row["place"] in known and known[row["place"]]["content"] != row["content"]
    ]
    places = {row["place"] for row in rows}
    old = [(row["id"], None) for place, row in known.items() if place not in places]
    if old:
        work.delete_many(RawAttribute, old)
    if changed:
        work.change_many(RawAttribute, changed)
    if new:
        work.create_many(RawAttribute, [{**row, "project_id": node} for row in new])
