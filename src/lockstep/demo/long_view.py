"""Telling the long view of the Eastern Line: vision, target state and roadmap."""

from typing import Any, Final

from lockstep.demo.cast import Cast
from lockstep.demo.records.scribe import Day, Scribe, The
from lockstep.demo.stage import Stage
from lockstep.demo.story import long_view as story
from lockstep.demo.timeline import Timeline
from lockstep.domain.ledger import perform, told_at
from lockstep.domain.records.queries import ListQuery, Scope, listing
from lockstep.domain.records.registry import register_of

TOLD_WEEK: Final = 3
LATE_WEEK: Final = 53
_THOUSAND: Final = 100_000


class Narrator:
    """Raises, moves and links single records by the names they have in the story."""

    def __init__(self, scribe: Scribe) -> None:
        self.scribe = scribe

    def add(self, name: str, register: str, home: str, facts: dict[str, Any]) -> Any:
        """Raise a record, owned by who writes it."""
        actor = self.scribe.actor(home)
        fields = {"owner": actor.pk, **self.scribe.fields(facts)}
        arguments = {"register": register, "node": self.scribe.node(home), "fields": fields}
        row = perform("records.raise_record", actor=actor, arguments=arguments).value
        self.scribe.keep(name, register, row)
        return row

    def move(self, name: str, *moves: str, home: str = story.HOME, **facts: Any) -> None:
        """Carry out moves one after the other; the facts go with the first."""
        found = self.scribe.written[name]
        version, fields = found.version, self.scribe.fields(facts)
        for move in moves:
            arguments = {"register": found.register, "record": found.id, "version": version, "move": move}
            actor = self.scribe.actor(home)
            row = perform("records.move_record", actor=actor, arguments={**arguments, "fields": fields}).value
            version, fields = row.version, {}
            self.scribe.keep(name, found.register, row)

    def link(self, kind: str, source: str, target: dict[str, Any]) -> None:
        """Link a record of the story to something."""
        ends = {"source": self.scribe.reference(source), "target": target}
        actor = self.scribe.cast.program_manager
        perform("records.link_records", actor=actor, arguments={"kind": kind, **ends})

    def found(self, register: str, title: str) -> dict[str, Any]:
        """Return a record that others have told, by its title."""
        scope = Scope(self.scribe.stage.portfolio)
        page = listing(self.scribe.cast.administrator, register, scope, ListQuery(search=title))
        row = next(row for row in page.rows if row.title == title)
        return {"type": register_of(register).record_type, "id": row.id}

    def node(self, home: str) -> dict[str, Any]:
        """Return how a link names a place."""
        return {"type": "access.node", "id": self.scribe.node(home)}


def tell_long_view(stage: Stage, cast: Cast, time: Timeline) -> None:
    """Tell what shall be, the way there, and what of it is still rough."""
    told = Narrator(Scribe.of(stage, cast, time))
    with told_at(time.told(TOLD_WEEK, hour=11)):
        _future(told)
        _roadmap(told)
    with told_at(time.told(LATE_WEEK, hour=11)):
        _progress(told)


def _future(told: Narrator) -> None:
    told.add("vision", "visions", story.HOME, story.VISION)
    told.move("vision", "send", "sign")
    told.add("state", "target-states", story.HOME, story.TARGET_STATE)
    told.move("state", "send", "sign")
    told.link("contributes_to", "state", told.scribe.reference("vision"))


def _roadmap(told: Narrator) -> None:
    told.add("roadmap", "roadmaps", story.HOME, story.ROADMAP)
    told.link("contributes_to", "roadmap", told.scribe.reference("state"))
    for name, title, goal, first, last, _ in story.TRANCHES:
        days = {"starts_on": Day(first, 0), "due_on": Day(last)}
        facts = {"title": title, "goal": goal, "roadmap": The("roadmap"), **days}
        told.add(f"tranche {name}", "tranches", story.HOME, facts)
    told.move("roadmap", "enforce")
    for place, (name, title, purpose, homes) in enumerate(story.WORKSTREAMS, start=1):
        facts = {"title": title, "purpose": purpose, "place": place, "roadmap": The("roadmap")}
        told.add(f"lane {name}", "workstreams", story.HOME, facts)
        for home in homes:
            told.link("concerns", f"lane {name}", told.node(home))
    goals = {name: told.found("objectives", title) for name, title in story.OBJECTIVES.items()}
    for name, title, lane, tranche, size, effort, cost, first, last, home, goal in story.PACKAGES:
        days = {"starts_on": Day(first, 0), "finishes_on": Day(last)} if first is not None else {}
        facts = {
            "title": title,
            "workstream": The(f"lane {lane}"),
            "tranche": The(f"tranche {tranche}"),
            "size": size,
            "effort_days": float(effort),
            "cost": cost * _THOUSAND,
            **days,
        }
        told.add(name, "planning-packages", home, facts)
        told.link("contributes_to", name, goals[goal])


def _progress(told: Narrator) -> None:
    told.move("tranche ground", "begin", "end")
    told.move("tranche build", "begin")
    homes = {name: home for name, *_, home, _ in story.PACKAGES}
    for name, code in story.DETAILED.items():
        told.link("became", name, told.scribe.reference(code))
        told.move(name, "detail", home=homes[name])
    for name in story.IN_DETAIL:
        told.move(name, "start", home=homes[name])
