"""Gathering the XML's records as columns of text; what is not mapped goes to the raw values."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from lockstep.exchange.document import RawValues
from lockstep.exchange.mspdi import words
from lockstep.exchange.streaming import OTHER, Element, bare

Row = tuple[str | None, ...]


class Rows:
    """Rows of one table: the wanted fields as a tuple of texts each."""

    def __init__(self, table: str, fields: tuple[str, ...], computed: frozenset[str], raw: RawValues) -> None:
        self.table = table
        self.fields = fields
        self.rows: list[Row] = []
        self._computed = computed
        self._raw = raw
        self._namespace: str | None = None
        self._empties: defaultdict[str, int] = defaultdict(int)

    def add(self, element: Element, children: tuple[str, ...] = ()) -> dict[str, str | None]:
        """Add one record and return its fields by tag; nested records in `children` are left to the caller."""
        if self._namespace is None:
            self._learn(element.tag)
        texts = {child.tag: child.text for child in element}
        self.rows.append(tuple(map(texts.get, self._tags)))
        spare = texts.keys() - self._known
        if spare:
            self._keep(element, texts, spare, children)
        return texts

    def _learn(self, tag: str) -> None:
        self._namespace = tag[: tag.rfind("}") + 1]
        self._tags = tuple(self._namespace + name for name in self.fields)
        self._known = frozenset(self._tags)
        self._skipped = frozenset(self._namespace + name for name in self._computed)
        self._uid = self._namespace + "UID"

    def _keep(
        self, element: Element, texts: dict[str, str | None], spare: Iterable[str], children: tuple[str, ...]
    ) -> None:
        row = texts.get(self._uid) or str(len(self.rows))
        nested = False
        empty, skipped, empties = words.EMPTY_TEXTS, self._skipped, self._empties
        for tag in spare:
            text = texts[tag]
            if text in empty or tag in skipped:
                empties[tag] += 1
            elif text is None or not text.strip():
                nested = True
            else:
                self._raw.keep(self.table, row, bare(tag), text)
        if nested:
            for child in element:
                if len(child) and bare(child.tag) not in children:
                    keep_nested(self._raw, self.table, row, child)

    def count_empties(self) -> None:
        """Hand the counts of values that say nothing to the raw values."""
        for tag, count in self._empties.items():
            self._raw.empty[self.table, bare(tag)] += count
        self._empties.clear()

    def column(self, name: str) -> list[str | None]:
        """Return one field of all rows."""
        index = self.fields.index(name)
        return [row[index] for row in self.rows]

    def __len__(self) -> int:
        return len(self.rows)


def keep_nested(raw: RawValues, table: str, row: int | str, element: Element) -> None:
    """Keep a nested record: one text that lists its leaves."""
    parts = []
    for leaf in element.iter():
        text = (leaf.text or "").strip()
        if text:
            parts.append(f"{bare(leaf.tag)}={text}")
    if parts:
        raw.keep(table, row, bare(element.tag), "; ".join(parts))


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
        for number, child in enumerate(element):
            keep_nested(gathered.raw, bare(element.tag), number, child) if len(child) else gathered.raw.keep(
                bare(element.tag), number, bare(child.tag), child.text or ""
            )
    else:
        gathered.project = {bare(child.tag): child.text or "" for child in element if not len(child)}


def _fields(element: Element, names: tuple[str, ...]) -> Row:
    namespace = element.tag[: element.tag.rfind("}") + 1]
    texts = {child.tag: child.text for child in element}
    return tuple(texts.get(namespace + name) for name in names)


def _take_task(gathered: Gathered, element: Element) -> None:
    texts = gathered.tasks.add(element, words.TASK_CHILDREN)
    namespace = element.tag[: element.tag.rfind("}") + 1]
    row = len(gathered.tasks) - 1
    if namespace + "PredecessorLink" in texts:
        for link in element.iterfind(namespace + "PredecessorLink"):
            gathered.links.append((row, _fields(link, words.LINK_FIELDS)))
    if namespace + "Baseline" in texts:
        for baseline in element.iterfind(namespace + "Baseline"):
            gathered.baselines.append((row, _fields(baseline, BASELINE_FIELDS)))


def _take_resource(gathered: Gathered, element: Element) -> None:
    texts = gathered.resources.add(element, ("AvailabilityPeriods",))
    namespace = element.tag[: element.tag.rfind("}") + 1]
    if namespace + "AvailabilityPeriods" in texts:
        row = len(gathered.resources) - 1
        for period in element.iter(namespace + "AvailabilityPeriod"):
            gathered.availability.append((row, _fields(period, AVAILABILITY_FIELDS)))


def _take_assignment(gathered: Gathered, element: Element) -> None:
    texts = gathered.assignments.add(element, ("TimephasedData",))
    namespace = element.tag[: element.tag.rfind("}") + 1]
    if namespace + "TimephasedData" not in texts:
        return
    row = len(gathered.assignments) - 1
    is_edited = texts.get(namespace + "WorkContour") == "8"
    for period in element.iterfind(namespace + "TimephasedData"):
        gathered.timephased_found += 1
        fields = _fields(period, TIMEPHASED_FIELDS)
        if fields[0] == "2" or (is_edited and fields[0] == "1"):
            gathered.timephased.append((row, fields))
