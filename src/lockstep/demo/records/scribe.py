"""Writing records into the demo: facts with weeks and names become actions with days and ids."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, Protocol

from lockstep.demo.cast import Cast
from lockstep.demo.stage import Stage
from lockstep.demo.timeline import Timeline
from lockstep.domain.access.queries.accounts import user_by_email
from lockstep.domain.ledger import Edit, perform, perform_edits, told_at
from lockstep.domain.records.registry import register_of

PROGRAM: Final = "EL"
SYSTEMS: Final = "ELS"
_CONTRIBUTOR: Final = "elif.kaya@demo.example"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the story; 0 is the Monday of the week."""

    week: int
    weekday: int = 4


@dataclass(frozen=True, slots=True)
class Moment:
    """A full hour of the story."""

    week: int
    weekday: int
    hour: int


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody with an account."""

    name: str


@dataclass(frozen=True, slots=True)
class The:
    """A record that was told before, by the name it has in the story."""

    name: str


@dataclass(frozen=True, slots=True)
class Written:
    """A record as the story knows it."""

    register: str
    id: int
    version: int

    @property
    def reference(self) -> dict[str, Any]:
        """Return how links and comments name it."""
        return {"type": register_of(self.register).record_type, "id": self.id}


@dataclass(slots=True)
class Scribe:
    """Carries out what is told, and remembers the records by their names in the story."""

    stage: Stage
    cast: Cast
    time: Timeline
    written: dict[str, Written] = field(default_factory=dict)
    users: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, stage: Stage, cast: Cast, time: Timeline) -> "Scribe":
        """Return a scribe who knows the accounts."""
        people = (cast.program_manager, *cast.project_managers.values(), user_by_email(_CONTRIBUTOR))
        return cls(stage, cast, time, users={person.name: person.pk for person in people})

    def actor(self, home: str) -> Any:
        """Return who writes at a place: the manager of the project, else of the program."""
        return self.cast.project_managers.get(home, self.cast.program_manager)

    def node(self, home: str) -> int:
        """Return the node of a place."""
        fixed = {PROGRAM: self.stage.program, SYSTEMS: self.stage.systems}
        return fixed[home] if home in fixed else self.stage.projects[home]

    def fields(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Return plain values of fields."""
        return {name: self._plain(value) for name, value in facts.items()}

    def reference(self, name: str) -> dict[str, Any]:
        """Return how a link names a record of the story or an activity by its code."""
        if name in self.written:
            return self.written[name].reference
        return {"type": "planning.activity", "id": self.stage.activities[name]}

    def keep(self, name: str, register: str, row: Any) -> None:
        """Remember a record as it is now."""
        self.written[name] = Written(register, row.pk, row.version)

    def _plain(self, value: Any) -> Any:
        match value:
            case Day():
                return self._date(value.week, value.weekday).isoformat()
            case Moment():
                day = self._date(value.week, value.weekday)
                return datetime.combine(day, time(value.hour), tzinfo=UTC).isoformat()
            case Who():
                return self.users[value.name]
            case The():
                return self.written[value.name].id
        return value

    def _date(self, week: int, weekday: int) -> date:
        return self.time.first_monday + timedelta(weeks=week, days=weekday)


class Event(Protocol):
    """Something that somebody writes down on the Friday of a week."""

    @property
    def week(self) -> int:
        """Return the week."""
        ...

    def tell(self, scribe: Scribe) -> None:
        """Carry it out."""
        ...


@dataclass(frozen=True, slots=True)
class Raised:
    """A record is raised at a place, and linked to activities (by code) and to records (by name)."""

    name: str
    register: str
    week: int
    home: str
    fields: Mapping[str, Any]
    links: tuple[tuple[str, str], ...] = ()

    def tell(self, scribe: Scribe) -> None:
        """Carry it out."""
        actor, fields = scribe.actor(self.home), scribe.fields(self.fields)
        arguments = {"register": self.register, "node": scribe.node(self.home), "fields": fields}
        row = perform("records.raise_record", actor=actor, arguments=arguments).value
        scribe.keep(self.name, self.register, row)
        edits = [
            Edit(
                "records.link_records",
                {
                    "kind": kind,
                    "source": scribe.reference(self.name),
                    "target": scribe.reference(target),
                },
            )
            for kind, target in self.links
        ]
        if edits:
            perform_edits(edits, actor=actor)


@dataclass(frozen=True, slots=True)
class Moved:
    """A record goes to another state."""

    name: str
    week: int
    by: str
    move: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""

    def tell(self, scribe: Scribe) -> None:
        """Carry it out."""
        known = scribe.written[self.name]
        arguments = {
            "register": known.register,
            "record": known.id,
            "version": known.version,
            "move": self.move,
            "fields": scribe.fields(self.fields),
        }
        row = perform(
            "records.move_record", actor=scribe.actor(self.by), arguments=arguments, reason=self.reason
        ).value
        scribe.keep(self.name, known.register, row)


@dataclass(frozen=True, slots=True)
class Changed:
    """Fields of a record are written anew."""

    name: str
    week: int
    by: str
    fields: Mapping[str, Any]
    reason: str = ""

    def tell(self, scribe: Scribe) -> None:
        """Carry it out."""
        known = scribe.written[self.name]
        arguments = {
            "register": known.register,
            "record": known.id,
            "version": known.version,
            "changes": scribe.fields(self.fields),
        }
        row = perform(
            "records.change_record", actor=scribe.actor(self.by), arguments=arguments, reason=self.reason
        ).value
        scribe.keep(self.name, known.register, row)


@dataclass(frozen=True, slots=True)
class Became:
    """A record becomes one of another register, as a risk that occurs becomes an issue."""

    name: str
    week: int
    by: str
    register: str
    as_name: str
    fields: Mapping[str, Any]
    reason: str

    def tell(self, scribe: Scribe) -> None:
        """Carry it out."""
        known = scribe.written[self.name]
        arguments = {
            "register": known.register,
            "record": known.id,
            "to": self.register,
            "fields": scribe.fields(self.fields),
        }
        row = perform(
            "records.convert_record", actor=scribe.actor(self.by), arguments=arguments, reason=self.reason
        ).value
        scribe.keep(self.as_name, self.register, row)


@dataclass(frozen=True, slots=True)
class Settled:
    """The program manager settled something for the whole program."""

    action: str
    week: int
    facts: Mapping[str, Any]

    def tell(self, scribe: Scribe) -> None:
        """Carry it out."""
        arguments = {"node": scribe.stage.program, **self.facts}
        perform(self.action, actor=scribe.cast.program_manager, arguments=arguments)


@dataclass(frozen=True, slots=True)
class HandedUp:
    """A risk goes to the level above."""

    name: str
    week: int
    reason: str

    def tell(self, scribe: Scribe) -> None:
        """Carry it out."""
        known = scribe.written[self.name]
        arguments = {"risk": known.id, "version": known.version, "reason": self.reason}
        row = perform(
            "risks.escalate_risk", actor=scribe.cast.program_manager, arguments=arguments, reason=self.reason
        ).value
        scribe.keep(self.name, known.register, row)


@dataclass(frozen=True, slots=True)
class Linked:
    """Two records of the story are linked, with a strength."""

    kind: str
    source: str
    target: str
    week: int
    share: float | None = None
    reason: str = ""

    def tell(self, scribe: Scribe) -> None:
        """Carry it out."""
        arguments = {
            "kind": self.kind,
            "source": scribe.reference(self.source),
            "target": scribe.reference(self.target),
            "share": self.share,
            "reason": self.reason,
        }
        perform("records.link_records", actor=scribe.cast.program_manager, arguments=arguments)


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody comments on a record; "@Name" tells that person of it."""

    about: str
    week: int
    by: str
    text: str
    name: str = ""
    answers: str = ""

    def tell(self, scribe: Scribe) -> None:
        """Carry it out."""
        found = scribe.written[self.about].reference
        arguments = {"type": found["type"], "record": found["id"], "text": self.text}
        if self.answers:
            arguments["reply_to"] = scribe.written[self.answers].id
        row = perform("records.comment_on", actor=scribe.actor(self.by), arguments=arguments).value
        if self.name:
            scribe.keep(self.name, "comments", row)


def tell_events(scribe: Scribe, events: tuple[Event, ...], *, hour: int) -> None:
    """Carry out events in the order of their weeks; those of one week in the order in which they are written."""
    for event in sorted(events, key=lambda found: found.week):
        with told_at(scribe.time.told(event.week, hour=hour)):
            event.tell(scribe)
