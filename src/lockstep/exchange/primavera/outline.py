"""One outline of WBS rows and activities: a project's top WBS row, below each row its activities, then its sub-rows."""

from collections import defaultdict
from dataclasses import dataclass

from lockstep.exchange import texts
from lockstep.exchange.primavera.tables import P6Tables, index_by
from lockstep.exchange.texts import Parse

WBS = 0
TASK = 1


@dataclass(slots=True)
class Outline:
    """The rows of the plan's activities.

    Attributes:
        sources: `(WBS or TASK, row in that table)` of each activity, in outline order.
        parents: index of the summary above, or -1.
        projects: index of the project.
        of_task: index of the activity of each row of TASK, -1 where it has no project.
        of_wbs: index of the activity of each row of PROJWBS.
    """

    sources: list[tuple[int, int]]
    parents: list[int]
    projects: list[int]
    of_task: list[int]
    of_wbs: list[int]


def map_outline(tables: P6Tables, project_rows: dict[str, int]) -> Outline:
    """Return the outline of all projects, in the order of `project_rows`."""
    wbs, tasks = tables["PROJWBS"], tables["TASK"]
    order = Parse(texts.whole, 0, "whole number").column(wbs.column("seq_num"))
    wbs_rows = index_by(wbs.column("wbs_id"))
    wbs_projects = [project_rows.get(uid, -1) for uid in wbs.column("proj_id")]
    sub_rows: dict[int, list[int]] = defaultdict(list)
    tops: dict[int, list[int]] = defaultdict(list)
    for row, above in enumerate(wbs.column("parent_wbs_id")):
        parent = wbs_rows.get(above, -1)
        if parent >= 0 and wbs_projects[parent] == wbs_projects[row] and parent != row:
            sub_rows[parent].append(row)
        else:
            tops[wbs_projects[row]].append(row)
    in_wbs: dict[int, list[int]] = defaultdict(list)
    loose: dict[int, list[int]] = defaultdict(list)
    for row, (above, uid) in enumerate(zip(tasks.column("wbs_id"), tasks.column("proj_id"), strict=True)):
        parent = wbs_rows.get(above, -1)
        index = project_rows.get(uid, -1)
        if parent >= 0 and wbs_projects[parent] == index:
            in_wbs[parent].append(row)
        else:
            loose[index].append(row)
    outline = Outline([], [], [], [-1] * len(tasks), [-1] * len(wbs))
    for project in project_rows.values():
        _add_project(outline, project, tops[project], sub_rows, in_wbs, loose[project], order)
    _add_circles(outline, wbs_projects, in_wbs, tables)
    return outline


def _add_project(
    outline: Outline,
    project: int,
    tops: list[int],
    sub_rows: dict[int, list[int]],
    in_wbs: dict[int, list[int]],
    loose: list[int],
    order: list[int],
) -> None:
    pending = [(row, -1) for row in sorted(tops, key=lambda row: order[row], reverse=True)]
    while pending:
        row, parent = pending.pop()
        index = _add(outline, WBS, row, parent, project)
        outline.of_wbs[row] = index
        for task in in_wbs.get(row, ()):
            outline.of_task[task] = _add(outline, TASK, task, index, project)
        below = sorted(sub_rows.get(row, ()), key=lambda sub: order[sub], reverse=True)
        pending += [(sub, index) for sub in below]
    for task in loose:
        outline.of_task[task] = _add(outline, TASK, task, -1, project)


def _add(outline: Outline, kind: int, row: int, parent: int, project: int) -> int:
    outline.sources.append((kind, row))
    outline.parents.append(parent)
    outline.projects.append(project)
    return len(outline.sources) - 1


def _add_circles(
    outline: Outline, wbs_projects: list[int], in_wbs: dict[int, list[int]], tables: P6Tables
) -> None:
    """WBS rows that are their own ancestors were not reached: they are put at the top, without their circle."""
    for row, index in enumerate(outline.of_wbs):
        if index < 0 <= wbs_projects[row]:
            name = tables["PROJWBS"].column("wbs_name")[row]
            tables.notices.error(
                "exchange.outline_circle",
                f"WBS '{name}'",
                "It lies below itself; it was put at the top, correct the source.",
            )
            outline.of_wbs[row] = _add(outline, WBS, row, -1, wbs_projects[row])
            for task in in_wbs.get(row, ()):
                outline.of_task[task] = _add(outline, TASK, task, outline.of_wbs[row], wbs_projects[row])
