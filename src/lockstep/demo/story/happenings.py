"""What happened in the year: delays of the vendor, a strike, changes of scope, a hand-off that was found late."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from lockstep.demo.timeline import WORKDAY
from lockstep.domain.ledger import Edit
from lockstep.domain.planning.queries import schedule
from lockstep.foundation.ticks import TICKS_PER_WEEK

REBASELINE_WEEK: Final = 35

Edits = Callable[[Any, Any], Iterator[Edit]]


@dataclass(frozen=True, slots=True)
class Happening:
    """One event: when, whose change it was, why, and the edits that it led to.

    `codes` names the activities that the first edits add, so that later events may speak of them.
    """

    week: int
    by: str
    reason: str
    edits: Edits
    codes: tuple[str, ...] = ()
    is_taken_back: bool = False


def between(after: int, until: int) -> tuple[Happening, ...]:
    """Return what happened after one week and up to another, in order."""
    return tuple(happening for happening in HAPPENINGS if after < happening.week <= until)


def _versions(actor: Any, project: int) -> dict[str, tuple[int, int, int]]:
    rows = schedule(actor, project).payload["activities"]
    return {
        code: (rows["id"][row], rows["version"][row], rows["duration"][row] or 0)
        for row, code in enumerate(rows["code"])
        if rows["id"][row] > 0
    }


def _longer(project: str, days: dict[str, int]) -> Edits:
    def edits(stage: Any, actor: Any) -> Iterator[Edit]:
        known = _versions(actor, stage.projects[project])
        for code, more in days.items():
            activity, version, duration = known[code]
            changes = {"duration_ticks": duration + more * WORKDAY}
            yield Edit(
                "planning.change_activity", {"activity": activity, "version": version, "changes": changes}
            )

    return edits


def _later(project: str, before: str, after: str, lag_days: int) -> Edits:
    def edits(stage: Any, actor: Any) -> Iterator[Edit]:
        links = schedule(actor, stage.projects[project]).payload["links"]
        wanted = stage.links[before, after]
        version = links["version"][links["id"].index(wanted)]
        yield Edit(
            "planning.change_link", {"link": wanted, "version": version, "lag_ticks": lag_days * WORKDAY}
        )

    return edits


def _added(project: str, parent: str, rows: tuple[tuple[str, str, int], ...]) -> Edits:
    def edits(stage: Any, actor: Any) -> Iterator[Edit]:
        for code, name, days in rows:
            changes = {"code": code} if days else {"code": code, "kind": "finish_milestone"}
            yield Edit(
                "planning.add_activity",
                {
                    "project": stage.projects[project],
                    "parent": stage.activities[parent],
                    "name": name,
                    "duration_ticks": days * WORKDAY,
                    "changes": changes,
                },
            )

    return edits


def _recorded_ahead(project: str, code: str, weeks: int) -> Edits:
    """Record a finish some weeks after the data date: what a health check is there to find."""

    def edits(stage: Any, actor: Any) -> Iterator[Edit]:
        payload = schedule(actor, stage.projects[project]).payload
        activity, version, _ = _versions(actor, stage.projects[project])[code]
        finish = payload["projects"]["dataDate"][0] + weeks * TICKS_PER_WEEK
        yield Edit(
            "planning.set_progress",
            {"activity": activity, "version": version, "actual_finish_ticks": finish},
        )

    return edits


def _held_to_a_day(project: str, code: str, weeks: int) -> Edits:
    """Hold an activity to the Friday some weeks after the data date, whatever comes before it does."""

    def edits(stage: Any, actor: Any) -> Iterator[Edit]:
        data_date = schedule(actor, stage.projects[project]).payload["projects"]["dataDate"][0]
        activity, version, _ = _versions(actor, stage.projects[project])[code]
        changes = {"constraint": "must_finish_on", "constraint_at": data_date + weeks * TICKS_PER_WEEK}
        yield Edit("planning.change_activity", {"activity": activity, "version": version, "changes": changes})

    return edits


def _linked(*pairs: tuple[str, str]) -> Edits:
    def edits(stage: Any, actor: Any) -> Iterator[Edit]:
        for before, after in pairs:
            ends = {"predecessor": stage.activities[before], "successor": stage.activities[after]}
            yield Edit("planning.link_activities", ends)

    return edits


_ELEVATORS: Final = (
    ("TR610", "Elevator shafts designed", 20),
    ("TR620", "Elevators ordered", 5),
    ("TR630", "Shafts built at University", 25),
    ("TR640", "Elevators installed", 15),
    ("TR650", "Elevators accepted", 0),
)
_CYBER: Final = (
    ("SG610", "Security concept of the control network", 20),
    ("SG620", "Firewalls and monitoring built", 25),
    ("SG630", "Security test of the control network", 10),
)
_ACCESS: Final = (
    ("TK610", "Audit of accessibility", 10),
    ("TK620", "Spoken announcements in the app", 20),
    ("TK630", "Tactile signs at the machines", 15),
)
_OLD_INTERLOCKING: Final = (("SG660", "Approval of the old interlocking ends", 0),)
_BUSES: Final = (
    ("RD710", "Replacement bus plan for the works", 15),
    ("RD720", "Replacement buses contracted", 20),
    ("RD730", "Replacement buses running", 0),
)


HAPPENINGS: Final = (
    Happening(6, "TR", "Old gas main found under the harbor street", _longer("TR", {"TR212": 4})),
    Happening(9, "", "Entered by mistake", _longer("TK", {"TK110": 30}), is_taken_back=True),
    Happening(
        13,
        "RD",
        "The city asks for replacement buses",
        _added("RD", "RD400", _BUSES),
        ("RD710", "RD720", "RD730"),
    ),
    Happening(14, "RD", "Order of the new activities", _linked(("RD710", "RD720"), ("RD720", "RD730"))),
    Happening(
        17,
        "TR",
        "Elevators at University are added",
        _added("TR", "TR200", _ELEVATORS),
        tuple(c for c, *_ in _ELEVATORS),
    ),
    Happening(
        18,
        "TR",
        "Elevators linked to the section",
        _linked(
            ("TR610", "TR620"),
            ("TR620", "TR640"),
            ("TR190", "TR630"),
            ("TR630", "TR640"),
            ("TR640", "TR650"),
            ("TR650", "TR239"),
        ),
    ),
    Happening(22, "VH", "Strike at the aluminum smelter", _later("VH", "VH210", "VH220", 68)),
    Happening(
        25,
        "SG",
        "New law on critical infrastructure",
        _added("SG", "SG300", _CYBER),
        ("SG610", "SG620", "SG630"),
    ),
    Happening(
        26,
        "SG",
        "Order of the security work",
        _linked(("SG310", "SG610"), ("SG610", "SG620"), ("SG620", "SG630"), ("SG630", "SG360")),
    ),
    Happening(
        29,
        "TK",
        "Accessibility audit requested by passengers' groups",
        _added("TK", "TK200", _ACCESS),
        ("TK610", "TK620", "TK630"),
    ),
    Happening(
        30,
        "TK",
        "Order of the accessibility work",
        _linked(("TK210", "TK610"), ("TK610", "TK620"), ("TK620", "TK520"), ("TK610", "TK630")),
    ),
    Happening(
        31,
        "SG",
        "The authority extends the approval of the old interlocking once more",
        _added("SG", "SG500", _OLD_INTERLOCKING),
        ("SG660",),
    ),
    Happening(31, "SG", "The new one must be approved by then", _linked(("SG550", "SG660"))),
    Happening(31, "SG", "The day was set by the authority", _held_to_a_day("SG", "SG660", 58)),
    Happening(
        33, "VH", "Welding robots of the maker fail acceptance", _longer("VH", {"VH321": 12, "VH331": 8})
    ),
    Happening(41, "DP", "Lathe maker moves the delivery", _later("DP", "DP324", "DP325", 140)),
    Happening(44, "", "Hand-off found in the joint planning session", _linked(("SG630", "TK520"))),
    Happening(49, "RD", "Class 1 has passed the simulator", _recorded_ahead("RD", "RD311", 2)),
    Happening(49, "VH", "Motors of batch 2 delayed at the port", _later("VH", "VH190", "VH260", 120)),
    Happening(
        52,
        "VH",
        "Fit-out takes longer than agreed",
        _longer("VH", {"VH323": 10, "VH331": 6, "VH341": 6, "VH343": 10}),
    ),
)
