"""Gathering the XML's records as columns of text; what is not mapped goes to the raw values."""

from dataclasses import dataclass, field

from lockstep.exchange.document import RawValues
from lockstep.exchange.mspdi import words
from lockstep.exchange.streaming import OTHER, Element, bare
from lockstep.exchange.xmlrows import Row, Rows, fields_of, keep_nested


@dataclass(slots=True)
class Gathered:
    """Everything of one file, as text."""

    raw: RawValues
    tasks: Rows
    resources: Rows
    assignments: Rows
    links: list[tuple[int, Row]] = field(default_factory=list)
    """(row of the successor, link fields)."""
    baselines: list[tuple[int, Row]] = field(default_factory=list)
    """(row of the task, Number, Start, Finish, Duration, Work)."""
    availability: list[tuple[int, Row]] = field(default_factory=list)
    timephased: list[tuple[int, Row]] = field(default_factory=list)
    """(row of the assignment, Type, Start, Finish, Value)."""
    timephased_found: int = 0
    code_field: str = ""
    """Number of the custom field that holds ids of activities, where the file has one with that title."""
    codes: dict[int, str] = field(default_factory=dict)
    """Those ids, by row of the task."""
    calendars: list[Element] = field(default_factory=list)
    project: dict[str, str] = field(default_factory=dict)


CONTAINERS = frozenset({"Tasks", "Resources", "Assignments", "Calendars"})
BASELINE_FIELDS = ("Number", "Start", "Finish", "Duration", "Work")
AVAILABILITY_FIELDS = ("AvailableFrom", "AvailableTo", "AvailableUnits")
TIMEPHASED_FIELDS = ("Type", "Start", "Finish", "Value")


def new_gathered() -> Gathered:
    """Return an empty collection."""
    raw = RawValues()
    return Gathered(
        raw=raw,
        tasks=Rows("task", words.TASK_FIELDS, words.TASK_COMPUTED, raw),
        resources=Rows("resource", words.RESOURCE_FIELDS, words.RESOURCE_COMPUTED, raw),
        assignments=Rows("assignment", words.ASSIGNMENT_FIELDS, words.ASSIGNMENT_COMPUTED, raw),
    )


def take(gathered: Gathered, container: str, element: Element) -> None:
    """Take one record of the stream."""
    if container == "Tasks":
        _take_task(gathered, element)
    elif container == "Assignments":
        _take_assignment(gathered, element)
    elif container == "Resources":
        _take_resource(gathered, element)
    elif container == "Calendars":
        gathered.calendars.append(element)
    elif container == OTHER:
        if bare(element.tag) == "ExtendedAttributes":
            for definition in element:
                number, alias = fields_of(definition, ("FieldID", "Alias"))
                if alias == words.CODE_ALIAS:
                    gathered.code_field = number or ""
        for place, child in enumerate(element):
            keep_nested(gathered.raw, bare(element.tag), place, child) if len(child) else gathered.raw.keep(
                bare(element.tag), place, bare(child.tag), child.text or ""
            )
    else:
        gathered.project = {bare(child.tag): child.text or "" for child in element if not len(child)}


def _take_task(gathered: Gathered, element: Element) -> None:
    texts = gathered.tasks.add(element, words.TASK_CHILDREN)
    namespace = element.tag[: element.tag.rfind("}") + 1]
    row = len(gathered.tasks) - 1
    if namespace + "PredecessorLink" in texts:
        for link in element.iterfind(namespace + "PredecessorLink"):
            gathered.links.append((row, fields_of(link, words.LINK_FIELDS)))
    if gathered.code_field and namespace + "ExtendedAttribute" in texts:
        for attribute in element.iterfind(namespace + "ExtendedAttribute"):
            number, code = fields_of(attribute, ("FieldID", "Value"))
            if number == gathered.code_field and code:
                gathered.codes[row] = code
    if namespace + "Baseline" in texts:
        for baseline in element.iterfind(namespace + "Baseline"):
            gathered.baselines.append((row, fields_of(baseline, BASELINE_FIELDS)))


def _take_resource(gathered: Gathered, element: Element) -> None:
    texts = gathered.resources.add(element, ("AvailabilityPeriods",))
    namespace = element.tag[: element.tag.rfind("}") + 1]
    if namespace + "AvailabilityPeriods" in texts:
        row = len(gathered.resources) - 1
        for period in element.iter(namespace + "AvailabilityPeriod"):
            gathered.availability.append((row, fields_of(period, AVAILABILITY_FIELDS)))


def _take_assignment(gathered: Gathered, element: Element) -> None:
    texts = gathered.assignments.add(element, ("TimephasedData",))
    namespace = element.tag[: element.tag.rfind("}") + 1]
    if namespace + "TimephasedData" not in texts:
        return
    row = len(gathered.assignments) - 1
    is_edited = texts.get(namespace + "WorkContour") == "8"
    for period in element.iterfind(namespace + "TimephasedData"):
        gathered.timephased_found += 1
        fields = fields_of(period, TIMEPHASED_FIELDS)
        if fields[0] == "2" or (is_edited and fields[0] == "1"):
            gathered.timephased.append((row, fields))
