"""How the Eastern Line is steered: forums, decisions, tolerances and gates, told through actions."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from lockstep.demo.cast import Cast
from lockstep.demo.stage import Stage
from lockstep.demo.timeline import Timeline
from lockstep.domain.ledger import perform, told_at
from lockstep.foundation.ticks import date_of_day, day_of

FOUNDED_WEEK: Final = 2
ASKED_WEEK: Final = 30
DECIDED_WEEK: Final = 33
REVIEWED_WEEK: Final = 36
NOW_WEEK: Final = 53
_TOLERANCES: Final = (
    ("Budget of the depot", "DP", "cost", {"agreed": 41_000, "forecast": 42_400}, ""),
    ("Budget of the vehicles", "VH", "cost", {"agreed": 96_000, "forecast": 102_300}, "amber"),
    ("Opening day", "", "time", {"forecast": 24, "remaining_days": 190, "red_limit": 30}, "green"),
    ("Critical roles in signaling", "SG", "resource", {"forecast": 0.31}, ""),
    ("Changes without approval", "TK", "scope", {"forecast": 1}, ""),
    ("Chance to open on the agreed day", "", "risk", {"agreed": 0.8, "forecast": 0.55}, ""),
)
_READ_BEFORE: Final = {
    "Budget of the vehicles": (
        (31, {"forecast": 97_500}, ""),
        (36, {"forecast": 101_600}, "green"),
        (41, {"forecast": 103_100}, "green"),
        (47, {"forecast": 105_000}, "amber"),
    ),
    "Opening day": (
        (31, {"forecast": 4, "remaining_days": 320}, "green"),
        (38, {"forecast": 18, "remaining_days": 270}, "green"),
    ),
}
"""By tolerance: what was read and reported in some weeks before."""


class _Teller:
    """Raises, moves and links as one of the cast."""

    def __init__(self, stage: Stage, cast: Cast, time: Timeline) -> None:
        self.stage, self.cast, self.time = stage, cast, time

    def day(self, week: int) -> str:
        found: date = date_of_day(day_of(self.time.end_of(week)))
        return found.isoformat()

    def actor(self, code: str) -> Any:
        return self.cast.project_managers.get(code, self.cast.program_manager)

    def add(self, register: str, code: str, **fields: Any) -> Any:
        actor = self.actor(code)
        node = self.stage.projects.get(code, self.stage.program)
        arguments = {"register": register, "node": node, "fields": {"owner": actor.pk, **fields}}
        return perform("records.raise_record", actor=actor, arguments=arguments).value

    def move(self, register: str, row: Any, move: str, **fields: Any) -> None:
        row.refresh_from_db()
        arguments = {
            "register": register,
            "record": row.pk,
            "version": row.version,
            "move": move,
            "fields": fields,
        }
        perform("records.move_record", actor=self.cast.program_manager, arguments=arguments)

    def link(self, kind: str, source_type: str, row: Any, activity: str) -> None:
        arguments = {
            "kind": kind,
            "source": {"type": source_type, "id": row.pk},
            "target": {"type": "planning.activity", "id": self.stage.activities[activity]},
        }
        perform("records.link_records", actor=self.cast.program_manager, arguments=arguments)


def tell_governance(stage: Stage, cast: Cast, time: Timeline) -> None:
    """Tell who decides, what was decided, what may deviate, and which gates were passed."""
    teller = _Teller(stage, cast, time)
    with told_at(time.told(FOUNDED_WEEK, hour=10)):
        board, changes = _found(teller)
    _decide(teller, board, changes)
    _pass_gates(teller)
    known = _measure_before(teller)
    with told_at(time.told(NOW_WEEK, hour=10)):
        _measure(teller, known)


def _found(teller: _Teller) -> tuple[Any, Any]:
    board = teller.add(
        "forums",
        "",
        title="Steering board",
        kind="board",
        purpose="Keeps the line worth its money.",
        mandate="Releases stages, reserves, and changes beyond one month or half a million.",
        members="City, operator, authority, program manager",
        quorum=3,
        cadence_days=28,
        next_on=teller.day(NOW_WEEK + 2),
        target_days=21,
    )
    changes = teller.add(
        "forums",
        "",
        title="Change board",
        kind="change",
        purpose="Weighs every change of what was agreed.",
        mandate="Decides on changes up to one month and half a million.",
        members="Program manager, managers of the projects concerned",
        quorum=3,
        cadence_days=14,
        next_on=teller.day(NOW_WEEK + 1),
        target_days=14,
        reports_to=board.pk,
    )
    for forum in (board, changes):
        teller.move("forums", forum, "found")
    return board, changes


def _decide(teller: _Teller, board: Any, changes: Any) -> None:
    manager = teller.cast.program_manager
    with told_at(teller.time.told(ASKED_WEEK, hour=10)):
        late = teller.add(
            "decisions",
            "",
            title="What to do about the late vehicles",
            question="How does the line open although the vehicles come late?",
            background="The maker is behind with the cabling. Test running needs two vehicles, driver training one.",
            criteria="Opening day: 40\nCost: 25\nSafety of the plan: 35",
            options="Wait for the maker: 2, 9, 6\nTest with borrowed trams: 7, 4, 6\nTwo shifts at the maker: 8, 3, 4",
            recommended="Test with borrowed trams",
            recommendation="It keeps the training and most of the opening day, at a price that the reserve bears.",
            decider=manager.pk,
            forum=board.pk,
            due_on=teller.day(DECIDED_WEEK),
        )
        teller.link("decides", "governance.decision", late, "VH250")
        teller.link("affects", "governance.decision", late, "RD620")
        teller.move("decisions", late, "offer")
    with told_at(teller.time.told(DECIDED_WEEK, hour=15)):
        teller.move(
            "decisions",
            late,
            "decide",
            chosen="Test with borrowed trams",
            outcome="Two trams are borrowed from the old line from the delivery of the depot on.",
            dissent="The operator would have waited: borrowed trams wear its own fleet.",
            decided_on=teller.day(DECIDED_WEEK),
            review_on=teller.day(NOW_WEEK - 2),
        )
    with told_at(teller.time.told(NOW_WEEK - 2, hour=10)):
        stages = teller.add(
            "decisions",
            "",
            title="Open in one or in two stages",
            question="Does the whole line open on one day, or the north first?",
            background="The signaling of the south is the longest path; the north could carry passengers before.",
            criteria="Passengers: 40\nCost: 20\nRisk: 40",
            options="Whole line at once: 8, 7, 3\nNorth first: 6, 4, 7\nWhole line, later: 4, 6, 6",
            decider=manager.pk,
            forum=board.pk,
            due_on=teller.day(NOW_WEEK + 2),
        )
        teller.link("decides", "governance.decision", stages, "RD620")
        teller.move("decisions", stages, "offer")
        displays = teller.add(
            "decisions",
            "TK",
            title="Displays at the small stops",
            question="Do the small stops get displays of their own?",
            criteria="Cost: 60\nService: 40",
            options="Displays: 3, 9\nPaper: 9, -",
            forum=changes.pk,
            due_on=teller.day(NOW_WEEK - 1),
        )
        teller.link("affects", "governance.decision", displays, "TK330")


def _pass_gates(teller: _Teller) -> None:
    with told_at(teller.time.told(REVIEWED_WEEK - 4, hour=10)):
        built = teller.add(
            "gates",
            "",
            title="Release of the vehicles for production",
            kind="component",
            question="Is the design settled enough to build twelve of them?",
            due_on=teller.day(REVIEWED_WEEK),
        )
        teller.link("concerns", "governance.gate", built, "VH240")
        design = teller.add(
            "gate-criteria", "", title="Design accepted", gate=built.pk, evidence="Minutes of week 22"
        )
        review = teller.add(
            "gate-reviews", "", title="Production review", gate=built.pk, due_on=teller.day(REVIEWED_WEEK)
        )
    with told_at(teller.time.told(REVIEWED_WEEK, hour=10)):
        teller.move("gate-criteria", design, "meet")
        condition = teller.add(
            "gate-conditions",
            "VH",
            title="Report on the brakes accepted by the authority",
            gate=built.pk,
            review=review.pk,
            due_on=teller.day(REVIEWED_WEEK + 6),
        )
        teller.move(
            "gate-reviews",
            review,
            "condition",
            held_on=teller.day(REVIEWED_WEEK),
            attended_by="Steering board, vehicle maker",
            reasons="All but the report on the brakes is there.",
        )
    with told_at(teller.time.told(REVIEWED_WEEK + 5, hour=10)):
        teller.move("gate-conditions", condition, "meet", evidence="Letter of the authority")
    with told_at(teller.time.told(NOW_WEEK - 3, hour=10)):
        running = teller.add(
            "gates",
            "",
            title="Start of test running",
            kind="readiness",
            question="Can trams run on the line without danger to anybody?",
            due_on=teller.day(NOW_WEEK + 12),
        )
        teller.link("concerns", "governance.gate", running, "TR460")
        for title, more in (
            ("No extreme risk is open", {"measure": "risks_extreme", "comparator": "<=", "threshold": 0}),
            ("No blocker is open", {"measure": "blockers_open", "comparator": "<=", "threshold": 0}),
            ("The program is at most a month late", {"measure": "slip_days", "threshold": 20}),
            ("Drivers of the first class examined", {}),
        ):
            teller.add("gate-criteria", "", title=title, gate=running.pk, **more)


def _measure_before(teller: _Teller) -> dict[str, Any]:
    """Tell what some tolerances read in the months before, so that the gap is seen over time."""
    found = {}
    for title, code, dimension, reading, _ in _TOLERANCES:
        for number, (week, earlier, reported) in enumerate(_READ_BEFORE.get(title, ())):
            with told_at(teller.time.told(week, hour=10)):
                if number == 0:
                    found[title] = _limit(teller, title, code, dimension, {**reading, **earlier}, reported)
                else:
                    _read(teller, code, found[title], earlier, reported)
    return found


def _measure(teller: _Teller, known: Mapping[str, Any]) -> None:
    for title, code, dimension, reading, reported in _TOLERANCES:
        if title in known:
            _read(teller, code, known[title], reading, reported)
        else:
            _limit(teller, title, code, dimension, reading, reported)
    stale = teller.add(
        "tolerances",
        "RD",
        title="Budget of readiness",
        dimension="cost",
        level="project",
        agreed=7_000,
        forecast=7_100,
        measured_on=(date.fromisoformat(teller.day(NOW_WEEK)) - timedelta(days=70)).isoformat(),
    )
    teller.move("tolerances", stale, "agree")


def _limit(
    teller: _Teller, title: str, code: str, dimension: str, reading: Mapping[str, Any], reported: str
) -> Any:
    level = "project" if code else "program"
    row = teller.add(
        "tolerances", code, title=title, dimension=dimension, level=level, **reading, **_said(reported)
    )
    teller.move("tolerances", row, "agree")
    return row


def _read(teller: _Teller, code: str, row: Any, reading: Mapping[str, Any], reported: str) -> None:
    row.refresh_from_db()
    arguments = {
        "register": "tolerances",
        "record": row.pk,
        "version": row.version,
        "changes": {**reading, **_said(reported)},
    }
    perform("records.change_record", actor=teller.actor(code), arguments=arguments)


def _said(reported: str) -> dict[str, str]:
    words = "The borrowed trams win some of it back"
    return {"reported": reported, "reported_reason": words} if reported else {}
