"""What the six projects hand over to each other: agreed, delivered, countered, and one that comes too late."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from lockstep.demo.cast import Cast
from lockstep.demo.stage import Stage
from lockstep.demo.story import project_outlines
from lockstep.demo.timeline import Timeline
from lockstep.domain.ledger import Edit, perform_edits, told_at
from lockstep.domain.planning.queries import schedule
from lockstep.domain.records.queries import ListQuery, RecordRow, Scope, listing
from lockstep.foundation.ticks import datetime_of

WEEK: Final = 53
NOT_SEEN: Final = (("SG453", "RD350"), ("VH460", "RD540"))
"""Links of which nobody has made a hand-off yet: they are suggested."""
COUNTERED: Final = ("TR460", "SG510")
FACTS: Final = {
    ("VH140", "DP130"): ("Frozen drawings of the vehicle's envelope", "The depot's model shows no clash"),
    ("TR350", "DP410"): ("Power of substation 3 at the depot's gate", "Two hours under full load"),
    ("SG140", "VH180"): ("Interface specification of the on-board unit", "Both architects sign it"),
    ("SG330", "VH430"): ("Interlocking software, build for the trams", "The simulator's 40 routes run"),
    ("SG340", "TK240"): ("Feed of disruptions from the control center", "100 events arrive within 5 s"),
    ("DP450", "VH317"): ("A hall with track, pit and power for tram 1", "Checklist of the maker, 31 points"),
    ("DP333", "SG451"): ("Control room, cooled and powered", "24 hours below 24 °C with dummy load"),
    ("TR460", "SG510"): ("The line, closed to works and powered", "A walk of the line finds nothing open"),
    ("VH318", "SG520"): ("Tram 1 with its test crew", "Brakes proved on 10 stops"),
    ("VH430", "SG520"): ("Vehicle software, release 2", "The regression list of 212 tests is green"),
    ("SG550", "RD520"): ("Leave of the authority to run with signaling", "The letter is there"),
    ("TK540", "RD560"): ("Tickets on sale at 21 stops", "A traveler buys one at each stop"),
    ("SG630", "TK520"): ("Report of the security test", "No finding of the highest grade is open"),
}
INCREMENTS: Final = {
    "DP": "Depot",
    "VH": "Trams",
    "TR": "Line",
    "SG": "Line",
    "TK": "Tickets",
    "RD": "Opening",
}


def tell_hand_offs(stage: Stage, cast: Cast, time: Timeline) -> None:
    """Make a hand-off of nearly every link across projects and let each stand where its story is."""
    manager = cast.program_manager
    links = [pair for pair in stage.links if pair[0][:2] != pair[1][:2] and pair not in NOT_SEEN]
    with told_at(time.told(WEEK, hour=11)):
        names = {row.code: row.name for outline in project_outlines() for row in outline.rows}
        edits = [_raising(stage, cast, names, *pair) for pair in links]
        perform_edits(edits, actor=manager, reason="Joint planning session: who gives what to whom")
        rows = _rows(manager, stage)
        done = _finished(manager, stage)
        today = time.told(WEEK).date()
        codes = {pk: code for code, pk in stage.activities.items()}
        moves = [
            edit
            for row in rows
            for edit in _story(row, (codes[row.values["giver"]], codes[row.values["receiver"]]), done, today)
        ]
        perform_edits(moves, actor=manager, reason="Agreed between the project managers")


def _raising(stage: Stage, cast: Cast, names: Mapping[str, str], giver: str, receiver: str) -> Edit:
    what, test = FACTS.get((giver, receiver), ("", ""))
    fields = {
        "title": what or f"{names[giver]}, for {names[receiver][:1].lower()}{names[receiver][1:]}",
        "giver": stage.activities[giver],
        "receiver": stage.activities[receiver],
        "handed_over": what or "The result, with its acceptance protocol",
        "acceptance_test": test or "The receiver checks it within five working days",
        "increment": INCREMENTS[receiver[:2]],
        "owner": cast.project_managers[giver[:2]].pk,
    }
    arguments = {"register": "hand-offs", "node": stage.program, "fields": fields}
    return Edit("records.raise_record", arguments)


def _rows(manager: Any, stage: Stage) -> tuple[RecordRow, ...]:
    columns = ("giver", "receiver", "need_by", "forecast_on", "float_days")
    query = ListQuery(columns=columns, sort="key", page_size=0)
    return listing(manager, "hand-offs", Scope(stage.program), query).rows


def _finished(manager: Any, stage: Stage) -> dict[int, date]:
    rows = schedule(manager, stage.program).payload["activities"]
    return {
        activity: datetime_of(finish).date()
        for activity, finish in zip(rows["id"], rows["actualFinish"], strict=True)
        if finish is not None
    }


def _story(row: RecordRow, pair: tuple[str, str], done: dict[int, date], today: date) -> list[Edit]:
    """Return the moves of one hand-off: accepted where the giver is done, agreed where the day is near."""
    values = row.values
    if values["forecast_on"] is None:
        return []
    forecast = date.fromisoformat(values["forecast_on"])
    needed = date.fromisoformat(values["need_by"] or values["forecast_on"])
    given = done.get(values["giver"])
    if given is not None:
        accepted = min(given + timedelta(days=5), today)
        return _moves(
            row,
            ("agree", {"promised_on": given.isoformat()}),
            ("deliver", {"delivered_on": given.isoformat()}),
            ("accept", {"accepted_on": accepted.isoformat(), "verdict": "As agreed"}),
        )
    if pair == COUNTERED:
        counter = {
            "counter_on": (forecast + timedelta(days=14)).isoformat(),
            "counter_reason": "The track gang hands the last section over two weeks later",
        }
        return _moves(row, ("agree", {"promised_on": needed.isoformat()}), ("counter", counter))
    if forecast > today + timedelta(weeks=40):
        return []
    return _moves(row, ("agree", {"promised_on": min(forecast, needed).isoformat()}))


def _moves(row: RecordRow, *steps: tuple[str, dict[str, Any]]) -> list[Edit]:
    return [
        Edit(
            "records.move_record",
            {
                "register": "hand-offs",
                "record": row.id,
                "version": row.version + number,
                "move": move,
                "fields": fields,
            },
        )
        for number, (move, fields) in enumerate(steps)
    ]
