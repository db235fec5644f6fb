"""What is stored of a project, in the source's terms, so that it can be compared with what a file says."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from lockstep.domain.access.policies import may_read
from lockstep.domain.planning.imports.incoming import DEFAULTS, End, Values
from lockstep.domain.planning.models import (
    Activity,
    Assignment,
    Baseline,
    BaselineValue,
    ExternalId,
    FurtherConstraint,
    Link,
    ProjectPlan,
    RawAttribute,
    Split,
    Suspension,
)
from lockstep.domain.planning.vocabulary import BaselineState, RowState, SourceRecord

Rows = list[dict[str, Any]]


@dataclass(slots=True)
class Stored:
    """A project as it is stored now; empty for a new one."""

    settings: dict[str, Any] | None = None
    activities: dict[int, dict[str, Any]] = field(default_factory=dict)
    identities: dict[SourceRecord, dict[int, dict[str, Any]]] = field(
        default_factory=lambda: {kind: {} for kind in SourceRecord}
    )
    """External identity by kind and record."""
    links: Rows = field(default_factory=list)
    assignments: dict[int, Rows] = field(default_factory=dict)
    further: dict[int, Rows] = field(default_factory=dict)
    splits: dict[int, Rows] = field(default_factory=dict)
    suspensions: dict[int, Rows] = field(default_factory=dict)
    baselines: Rows = field(default_factory=list)
    baseline_values: dict[int, dict[int, tuple[Any, ...]]] = field(default_factory=dict)
    raw: Rows = field(default_factory=list)

    def key_of(self, kind: SourceRecord, record: int | None) -> str | None:
        """Return how the source calls a record; "#7" for one that was made here."""
        if record is None:
            return None
        found = self.identities[kind].get(record)
        return found["key"] if found else f"#{record}"

    def ours(self, activity: int) -> Values:
        """Return the fields of an activity as they are here, in the source's terms."""
        row = self.activities[activity]
        values = {name: row[name] for name in DEFAULTS if name not in {"parent", "calendar"}}
        values["share_complete"] = round(values["share_complete"], 6)
        values["parent"] = self.key_of(SourceRecord.ACTIVITY, row["parent_id"])
        values["calendar"] = self.key_of(SourceRecord.CALENDAR, row["calendar_id"])
        return values

    def base(self, activity: int) -> Mapping[str, Any] | None:
        """Return the fields of an activity as last imported, None where it never was."""
        found = self.identities[SourceRecord.ACTIVITY].get(activity)
        return None if found is None else {**DEFAULTS, **found["last_values"]}

    def path(self, activity: int) -> tuple[str, ...]:
        """Return the names of the summaries above an activity, and its own."""
        names: list[str] = []
        at: int | None = activity
        while at is not None and at in self.activities and len(names) < 100:
            names.append(self.activities[at]["name"])
            at = self.activities[at]["parent_id"]
        return tuple(reversed(names))


def stored_project(node: int) -> Stored:
    """Read a project."""
    found = Stored(settings=ProjectPlan.objects.filter(node_id=node).values().first())
    found.activities = {row["id"]: row for row in Activity.objects.filter(project_id=node).values()}
    for row in ExternalId.objects.filter(project_id=node).order_by("pk").values():
        found.identities[SourceRecord(row["kind"])][row["record"]] = row
    own = Link.objects.filter(project_id=node, is_cross_project=False)
    found.links = list(own.exclude(state=RowState.WITHDRAWN).values())
    found.assignments = _by_activity(Assignment, node)
    found.further = _by_activity(FurtherConstraint, node)
    found.splits = _by_activity(Split, node)
    found.suspensions = _by_activity(Suspension, node)
    kept = Baseline.objects.filter(node_id=node).exclude(state=BaselineState.DELETED).exclude(source="")
    found.baselines = list(kept.order_by("-pk").values())
    values: dict[int, dict[int, tuple[Any, ...]]] = defaultdict(dict)
    rows = BaselineValue.objects.filter(baseline__in=[row["id"] for row in found.baselines])
    for baseline, activity, *cells in rows.values_list(
        "baseline_id", "activity_id", "start_ticks", "finish_ticks", "duration_ticks", "work_ticks"
    ):
        values[baseline][activity] = tuple(cells)
    found.baseline_values = values
    found.raw = list(RawAttribute.objects.filter(project_id=node).values("id", "place", "count", "content"))
    return found


def stored_crossings(node: int) -> Rows:
    """Return the links into a project from others, with the states of both ends."""
    found = Link.objects.filter(project_id=node, is_cross_project=True).exclude(state=RowState.WITHDRAWN)
    names = [column.attname for column in Link._meta.concrete_fields]
    return list(found.order_by("pk").values(*names, "predecessor__state", "successor__state"))


def stored_ends(user: Any, root: int, system: str, wanted: Collection[End]) -> dict[End, tuple[int, ...]]:
    """Return the activities below a root, of those that the user may see, that a source calls so."""
    if not wanted:
        return {}
    known = ExternalId.objects.filter(
        may_read.readable(user, "project"),
        project__path__startswith=f"/{root}/",
        kind=SourceRecord.ACTIVITY,
        system=system,
        source_project__in={project for project, _ in wanted},
        key__in={key for _, key in wanted},
    ).values_list("source_project", "key", "record")
    rows = [(end, record) for *end, record in known if tuple(end) in wanted]
    records = Activity.objects.filter(pk__in=[record for _, record in rows])
    here = set(records.exclude(state=RowState.WITHDRAWN).values_list("pk", flat=True))
    found: dict[End, tuple[int, ...]] = {}
    for (project, key), record in rows:
        if record in here:
            found[project, key] = (*found.get((project, key), ()), record)
    return found


def _by_activity(model: Any, node: int) -> dict[int, Rows]:
    found: dict[int, Rows] = defaultdict(list)
    for row in model.objects.filter(project_id=node).order_by("pk").values():
        found[row["activity_id"]].append(row)
    return found
