"""Reading Microsoft Project XML: gather text, map it table by table, say what was found."""

from typing import BinaryIO

from lockstep.exchange.document import Count, Document, Format, Source
from lockstep.exchange.limits import DEFAULT_LIMITS, Limits, refuse_over
from lockstep.exchange.memory import collector_at_rest
from lockstep.exchange.mspdi.assignments import map_assignments
from lockstep.exchange.mspdi.baselines import map_baselines
from lockstep.exchange.mspdi.calendars import map_calendars
from lockstep.exchange.mspdi.costs import map_expenses, map_rates
from lockstep.exchange.mspdi.gathering import CONTAINERS, Gathered, new_gathered, take
from lockstep.exchange.mspdi.links import map_links
from lockstep.exchange.mspdi.project import map_project
from lockstep.exchange.mspdi.resources import map_resources
from lockstep.exchange.mspdi.stored import map_stored
from lockstep.exchange.mspdi.tasks import map_tasks
from lockstep.exchange.noticing import Notices
from lockstep.exchange.streaming import records
from lockstep.foundation.findings import LockstepError
from lockstep.plan import Plan


def read_mspdi(stream: BinaryIO, file_name: str = "", limits: Limits = DEFAULT_LIMITS) -> Document:
    """Return the document of a Microsoft Project XML file. Raises LockstepError where it cannot be read."""
    notices = Notices(file_name or "the file")
    with collector_at_rest():
        gathered = _gather(stream, notices, limits)
        return map_mspdi(gathered, file_name, notices)


def _gather(stream: BinaryIO, notices: Notices, limits: Limits) -> Gathered:
    try:
        return _gather_as(stream, notices.file_place, limits, None)
    except LockstepError as error:
        if error.code != "exchange.unreadable" or "invalid token" not in error.sentence:
            raise
        stream.seek(0)
        gathered = _gather_as(stream, notices.file_place, limits, "cp1252")
        notices.warn(
            "exchange.encoding",
            "",
            "Its text is not in the encoding that it declares and was read as Western European; check accents.",
        )
        return gathered


def _gather_as(stream: BinaryIO, place: str, limits: Limits, encoding: str | None) -> Gathered:
    gathered = new_gathered()
    for container, _, element in records(stream, CONTAINERS, place, limits, encoding):
        take(gathered, container, element)
        if container == "Tasks":
            refuse_over(len(gathered.tasks), limits.activities, "activities", place)
            refuse_over(len(gathered.links), limits.links, "links", place)
        elif container == "Assignments":
            refuse_over(len(gathered.assignments), limits.assignments, "assignments", place)
        elif container == "" and not element.tag.endswith("Project"):
            raise LockstepError(
                place,
                "This XML is not a Microsoft Project file: its root is not <Project>. Save it from Project as XML.",
                code="exchange.unknown_format",
            )
    for rows in (gathered.tasks, gathered.resources, gathered.assignments):
        rows.count_empties()
    return gathered


def map_mspdi(gathered: Gathered, file_name: str, notices: Notices) -> Document:
    """Return the document of gathered text."""
    calendars = map_calendars(gathered.calendars, gathered.raw, notices)
    project = map_project(gathered.project, calendars, file_name, gathered.raw, notices)
    tasks = map_tasks(gathered.tasks, gathered.codes, calendars, gathered.raw, notices)
    links = map_links(gathered, tasks, notices)
    resources, availability = map_resources(gathered, calendars, notices)
    work = map_assignments(gathered, tasks, resources, calendars.table, project.calendar, notices)
    plan = Plan(
        name=project.name,
        projects=(project,),
        calendars=calendars.table,
        activities=tasks.activities,
        links=links.links,
        constraints=tasks.constraints,
        splits=work.splits,
        suspensions=tasks.suspensions,
        resources=resources.resources,
        availability=availability,
        assignments=work.assignments,
        timephased=work.timephased,
        baselines=map_baselines(gathered, tasks, notices),
        expenses=map_expenses(gathered, tasks, resources, notices),
        rates=map_rates(gathered, resources, notices),
        fillings=resources.fillings,
    )
    counts = (
        Count("activities", len(gathered.tasks), len(plan.activities), tasks.blank, "blank rows"),
        Count(
            "links", len(gathered.links), len(plan.links), links.kept, "their predecessor is not in the file"
        ),
        Count("calendars", len(gathered.calendars), len(plan.calendars) - calendars.added),
        Count(
            "resources",
            len(gathered.resources),
            len(plan.resources),
            resources.kept,
            "blank or unassigned rows",
        ),
        Count(
            "assignments",
            len(gathered.assignments),
            len(plan.assignments),
            work.kept,
            "placeholders without a resource",
        ),
        Count("baseline values", len(gathered.baselines), len(gathered.baselines)),
    )
    header = gathered.project
    source = Source(
        format=Format.MSPDI,
        file_name=file_name,
        version=header.get("SaveVersion", ""),
        product=_product(header),
        counts=counts,
    )
    return Document(plan, map_stored(gathered.tasks, tasks, notices), gathered.raw, notices.all(), source)


_PRODUCTS = {"9": "2003", "12": "2007", "14": "2010 or later"}


def _product(header: dict[str, str]) -> str:
    year = _PRODUCTS.get(header.get("SaveVersion", ""), "")
    build = header.get("BuildNumber", "")
    return " ".join(filter(None, ("Microsoft Project", year, f"build {build}" if build else "")))
