"""What good means, and what changed on the way: quality, later requirements, the charter's second edition."""

from datetime import date, timedelta
from typing import Any, Final

from lockstep.demo.cast import Cast
from lockstep.demo.stage import Stage
from lockstep.demo.timeline import Timeline
from lockstep.domain.ledger import perform, told_at
from lockstep.domain.records.queries import ListQuery, Scope, listing
from lockstep.foundation.ticks import date_of_day, day_of

AGREED_WEEK: Final = 6
CHECKED_WEEK: Final = 50
QUALITY: Final = (
    (
        "VH",
        "Low-floor design",
        "Step at the door",
        "<=",
        50.0,
        "mm",
        "inspection",
        "Gauge at each door, tram empty and full",
        (38.0,),
    ),
    (
        "VH",
        "Vehicle type approved",
        "Stopping distance at 50 km/h",
        "<=",
        30.0,
        "m",
        "test",
        "Ten stops on wet rail, the longest counts",
        (31.5,),
    ),
    (
        "VH",
        "Vehicle type approved",
        "Noise at 7.5 m",
        "<=",
        78.0,
        "dB",
        "test",
        "Pass at 40 km/h by the standard",
        (),
    ),
    (
        "SG",
        "Signaling approved",
        "Headway that the signaling holds",
        "<=",
        300.0,
        "s",
        "demonstration",
        "Two hours with eight trams",
        (),
    ),
    (
        "SG",
        "Signaling approved",
        "Wrong-side failures in trial",
        "<=",
        0.0,
        "",
        "analysis",
        "Log of 1,000 hours",
        (0.0,),
    ),
    (
        "TR",
        "Substations A and B energized",
        "Voltage at the farthest point",
        ">=",
        500.0,
        "V",
        "test",
        "Two trams start at once",
        (540.0,),
    ),
    (
        "TK",
        "Ticketing ready for passengers",
        "Sales that succeed at once",
        ">=",
        99.0,
        "%",
        "test",
        "A thousand sales in the field test",
        (97.2,),
    ),
    (
        "TK",
        "Ticket machines at wheelchair height",
        "Height of the highest control",
        "<=",
        1_100.0,
        "mm",
        "inspection",
        "Every machine on delivery",
        (),
    ),
    (
        "DP",
        "Depot accepted",
        "Wheel lathe holds its tolerance",
        "<=",
        0.2,
        "mm",
        "test",
        "Ten wheel sets of the old line",
        (),
    ),
)
"""Project, deliverable, measure, side, threshold, unit, way, method, and what checks found in order."""
DEFECTS: Final = (
    ("VH", "Stopping distance at 50 km/h", "Brakes grip late on wet leaves", "critical"),
    ("TK", "Sales that succeed at once", "Card readers time out in the tunnel", "major"),
)
CHANGES: Final = (
    (22, "SG", "A tram every five minutes", "Run of two hours with eight trams"),
    (36, "VH", "Doors open in three seconds", "Test track, at minus ten degrees too"),
    (47, "SG", "A tram every five minutes", "Run of two hours with ten trams"),
    (51, "TK", "Pay by card at every machine", "Field test at three stops"),
)
"""Week, project, requirement, and how it is checked from then on."""
LATER: Final = (
    (
        49,
        "RD",
        "Drivers speak to passengers in two languages",
        "Announcements in two languages.",
        "Test ride",
    ),
)
PROMISED: Final = (("SG", "Signaling approved", 21), ("DP", "Depot accepted", 9))
"""Project and deliverable, and how many days before the day by the schedule it was promised to the operator."""
SERVED: Final = (
    ("Ramp at Market", "Every stop"),
    ("Live crowding", "Half of the trips"),
    ("Night service", "A connection every night"),
)
"""Demands with the objective that they would serve."""


class _Teller:
    """Raises, moves and changes as one of the cast."""

    def __init__(self, stage: Stage, cast: Cast, time: Timeline) -> None:
        self.stage, self.cast, self.time = stage, cast, time

    def actor(self, code: str) -> Any:
        return self.cast.project_managers.get(code, self.cast.program_manager)

    def day(self, week: int) -> str:
        found: date = date_of_day(day_of(self.time.end_of(week)))
        return found.isoformat()

    def add(self, register: str, code: str, **fields: Any) -> Any:
        actor = self.actor(code)
        node = self.stage.projects.get(code, self.stage.program)
        arguments = {"register": register, "node": node, "fields": {"owner": actor.pk, **fields}}
        return perform("records.raise_record", actor=actor, arguments=arguments).value

    def move(self, register: str, row: Any, move: str, code: str, **fields: Any) -> None:
        row.refresh_from_db()
        ends = {"record": row.pk, "version": row.version, "move": move, "fields": fields}
        perform("records.move_record", actor=self.actor(code), arguments={"register": register, **ends})

    def named(self, register: str) -> dict[str, Any]:
        """Return the rows of a register of the program by title."""
        rows = listing(
            self.cast.program_manager, register, Scope(self.stage.program), ListQuery(page_size=0)
        ).rows
        return {row.title: row for row in rows}


def tell_value(stage: Stage, cast: Cast, time: Timeline) -> None:
    """Tell the quality that was asked for, what changed of the requirements, and the charter as it reads now."""
    teller = _Teller(stage, cast, time)
    _quality(teller)
    _churn(teller)
    with told_at(time.told(CHECKED_WEEK + 2, hour=11)):
        _serve(teller)
        _promise(teller)
        perform("outlook.write_charter", actor=cast.program_manager, arguments={"node": stage.program})


def _quality(teller: _Teller) -> None:
    deliverables = teller.named("deliverables")
    asked = {}
    with told_at(teller.time.told(AGREED_WEEK, hour=10)):
        for code, deliverable, measure, side, threshold, unit, way, method, _ in QUALITY:
            row = teller.add(
                "quality-requirements",
                code,
                title=measure,
                deliverable=deliverables[deliverable].id,
                measure=measure,
                comparator=side,
                threshold=threshold,
                unit=unit,
                verify_by=way,
                method=method,
                is_mandatory=unit != "dB",
                due_on=deliverables[deliverable].due_on.isoformat(),
            )
            teller.move("quality-requirements", row, "agree", code)
            asked[measure] = row
    with told_at(teller.time.told(CHECKED_WEEK, hour=14)):
        for code, _, measure, *_, found in QUALITY:
            for value in found:
                check = teller.add(
                    "quality-checks",
                    code,
                    title=measure,
                    requirement=asked[measure].pk,
                    due_on=teller.day(CHECKED_WEEK),
                )
                held = {
                    "held_on": teller.day(CHECKED_WEEK - 1),
                    "value": value,
                    "evidence": "Protocol of the test",
                }
                teller.move("quality-checks", check, "hold", code, **held)
        for code, measure, title, severity in DEFECTS:
            teller.add(
                "defects",
                code,
                title=title,
                severity=severity,
                requirement=asked[measure].pk,
                description="Seen in the check, more than once.",
                due_on=teller.day(CHECKED_WEEK + 6),
            )


def _churn(teller: _Teller) -> None:
    known = teller.named("requirements")
    for week, code, title, check in CHANGES:
        with told_at(teller.time.told(week, hour=10)):
            version = teller.named("requirements")[title].version
            arguments = {"register": "requirements", "record": known[title].id, "version": version}
            changes = {"changes": {"acceptance": check}}
            perform("records.change_record", actor=teller.actor(code), arguments={**arguments, **changes})
    for week, code, title, text, check in LATER:
        with told_at(teller.time.told(week, hour=10)):
            row = teller.add("requirements", code, title=title, text=text, acceptance=check, moscow="should")
            teller.move("requirements", row, "agree", code)


def _promise(teller: _Teller) -> None:
    """Say by when the operator was promised what comes later by the schedule."""
    known = teller.named("deliverables")
    for code, title, days in PROMISED:
        row = known[title]
        assert row.due_on is not None
        due_on = (row.due_on - timedelta(days=days)).isoformat()
        arguments = {"register": "deliverables", "record": row.id, "version": row.version}
        changes = {"changes": {"due_on": due_on}}
        perform("records.change_record", actor=teller.actor(code), arguments={**arguments, **changes})


def _serve(teller: _Teller) -> None:
    demands, goals = teller.named("demands"), teller.named("objectives")
    for demand, goal in SERVED:
        source = next(row.id for title, row in demands.items() if title.startswith(demand))
        target = next(row.id for title, row in goals.items() if title.startswith(goal))
        ends = {
            "source": {"type": "strategy.demand", "id": source},
            "target": {"type": "strategy.objective", "id": target},
        }
        perform(
            "records.link_records",
            actor=teller.cast.program_manager,
            arguments={"kind": "contributes_to", **ends},
        )
