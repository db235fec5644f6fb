"""Prints what MPXJ makes of plan files, as JSON: `python mpxj_values.py FILE...`. A second opinion, run apart."""

import json
import sys

import mpxj

mpxj.startJVM("-Xmx1g", "-Xss64m")

from java.time import LocalDate  # noqa: E402
from org.mpxj import RelationType, TimeUnit  # noqa: E402
from org.mpxj.reader import UniversalProjectReader  # noqa: E402

SAMPLE_DAYS = range(-40, 330, 1)
KINDS = {"FINISH_START": 0, "START_START": 1, "FINISH_FINISH": 2, "START_FINISH": 3}
assert RelationType.FINISH_START is not None


def text(value):
    return None if value is None else str(value)


def minutes(duration, project):
    if duration is None:
        return None
    return float(duration.convertUnits(TimeUnit.MINUTES, project.getProjectProperties()).getDuration())


def task_values(task, project):
    return {
        "uid": int(task.getUniqueID()),
        "name": text(task.getName()) or "",
        "is_null": bool(task.getNull()),
        "activity_id": text(task.getActivityID()),
        "start": text(task.getStart()),
        "finish": text(task.getFinish()),
        "early_start": text(task.getEarlyStart()),
        "late_finish": text(task.getLateFinish()),
        "actual_start": text(task.getActualStart()),
        "duration": minutes(task.getDuration(), project),
        "remaining": minutes(task.getRemainingDuration(), project),
        "constraint": text(task.getConstraintType()),
        "constraint_date": text(task.getConstraintDate()),
        "deadline": text(task.getDeadline()),
        "is_summary": bool(task.getSummary()),
        "is_wbs": bool(task.getSummary()),
        "splits": [[text(piece.getStart()), text(piece.getEnd())] for piece in task.getWorkSplits() or []],
    }


def link_values(link, project):
    lag = link.getLag()
    unit = str(lag.getUnits())
    percent = unit in ("%", "e%")
    return [
        int(link.getPredecessorTask().getUniqueID()),
        int(link.getSuccessorTask().getUniqueID()),
        KINDS[str(link.getType().name())],
        unit.startswith("e"),
        float(lag.getDuration()) if percent else minutes(lag, project),
    ]


def calendar_values(calendar, first):
    days = []
    for offset in SAMPLE_DAYS:
        day = first.plusDays(offset)
        days.append(round(float(calendar.getWork(day, TimeUnit.MINUTES).getDuration()), 3))
    return {"name": text(calendar.getName()), "uid": int(calendar.getUniqueID()), "days": days}


def project_values(project):
    tasks = list(project.getTasks())
    start = project.getProjectProperties().getStartDate()
    first = start.toLocalDate() if start is not None else LocalDate.of(2020, 1, 1)
    return {
        "name": text(project.getProjectProperties().getName()),
        "first": str(first),
        "tasks": [task_values(task, project) for task in tasks],
        "links": [link_values(link, project) for task in tasks for link in task.getPredecessors()],
        "calendars": [calendar_values(calendar, first) for calendar in project.getCalendars()],
        "resources": [text(resource.getName()) for resource in project.getResources() if resource.getName()],
        "assignments": sum(1 for a in project.getResourceAssignments() if a.getResource() is not None),
    }


found = {}
for path in sys.argv[1:]:
    try:
        found[path] = [project_values(project) for project in UniversalProjectReader().readAll(path)]
    except Exception as error:
        found[path] = str(error)
print(json.dumps(found))
