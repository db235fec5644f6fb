"""Gathering P6's business objects."""

from dataclasses import dataclass, field

from lockstep.exchange.document import RawValues
from lockstep.exchange.pmxml.words import BASELINE_FIELDS, FIELDS, PROJECT_LEVEL_OPTIONS
from lockstep.exchange.streaming import OTHER, Element, bare
from lockstep.exchange.xmlrows import EMPTY_TEXTS, Row, Rows, fields_of, keep_nested

_WORK_TIMES = ("StandardWorkWeek", "HolidayOrExceptions")


@dataclass(slots=True)
class BaselineRows:
    """One baseline project: its fields, and `BASELINE_FIELDS` of each of its activities."""

    fields: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)


class Gathered:
    """Everything of one PMXML file, as text."""

    def __init__(self, raw: RawValues) -> None:
        self.raw = raw
        self.rows = {
            name: Rows(name, tuple(fields), frozenset(), raw, "ObjectId") for name, fields in FIELDS.items()
        }
        self.projects: list[dict[str, str]] = []
        self.baselines: list[BaselineRows] = []
        self.calendars: list[Element] = []
        self.version = ""
        self._containers: dict[int, tuple[Element, dict[str, str]]] = {}
        self._baselines: dict[int, tuple[Element, BaselineRows]] = {}

    def count(self, name: str) -> int:
        """Return how many objects of a kind were taken."""
        return len(self.rows[name])

    def take(self, name: str, container: Element, element: Element) -> None:
        """Take one record of the stream."""
        if name == "Project":
            self._take_in_project(container, element)
        elif name == "BaselineProject":
            self._take_in_baseline(container, element)
        elif name == OTHER:
            self._take_object(element)
        else:
            self._take_root(element)

    def _take_in_project(self, project: Element, element: Element) -> None:
        if len(element):
            self._take_object(element)
            return
        if id(project) not in self._containers:
            self._containers[id(project)] = (project, {})
            self.projects.append(self._containers[id(project)][1])
        self._containers[id(project)][1].setdefault(bare(element.tag), element.text or "")

    def _take_in_baseline(self, project: Element, element: Element) -> None:
        if id(project) not in self._baselines:
            self._baselines[id(project)] = (project, BaselineRows())
            self.baselines.append(self._baselines[id(project)][1])
        baseline = self._baselines[id(project)][1]
        name = bare(element.tag)
        if name == "Activity":
            baseline.rows.append(fields_of(element, BASELINE_FIELDS))
        elif not len(element):
            baseline.fields.setdefault(name, element.text or "")
        else:
            keep_nested(self.raw, "BaselineProject", baseline.fields.get("ObjectId", ""), element)

    def _take_object(self, element: Element) -> None:
        name = bare(element.tag)
        if name == "Calendar":
            self.calendars.append(element)
            self.rows[name].add(element, _WORK_TIMES)
        elif name in self.rows and name != "Project":
            self.rows[name].add(_flat(element) if name == "ResourceCurve" else element)
        else:
            keep_nested(self.raw, name, "", element)

    def _take_root(self, root: Element) -> None:
        for key, value in root.attrib.items():
            if bare(key) == "schemaLocation" and "/V" in value:
                self.version = value.split("/V", 1)[1].split("/")[0]

    def finish(self) -> None:
        """Turn the projects' own fields into rows, when all is read."""
        known = (*FIELDS["Project"], *PROJECT_LEVEL_OPTIONS, "Name")
        for fields in self.projects:
            self.rows["Project"].rows.append(tuple(fields.get(name) for name in FIELDS["Project"]))
            for name, text in fields.items():
                if name not in known and text not in EMPTY_TEXTS:
                    self.raw.keep("Project", fields.get("ObjectId", ""), name, text)
        for rows in self.rows.values():
            rows.count_empties()


def _flat(curve: Element) -> Element:
    """Return a resource curve with its percentages beside its name; they stand one level deeper."""
    for child in list(curve):
        if bare(child.tag) == "Values":
            curve.remove(child)
            curve.extend(list(child))
    return curve
