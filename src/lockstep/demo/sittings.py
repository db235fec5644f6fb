"""When the steering board of the Eastern Line sat."""

from datetime import UTC, datetime
from datetime import time as clock
from typing import Final

from lockstep.demo.cast import Cast
from lockstep.demo.stage import Stage
from lockstep.demo.timeline import Timeline
from lockstep.domain.ledger import perform, told_at
from lockstep.domain.records.queries import Filter, ListQuery, Scope, listing
from lockstep.foundation.ticks import date_of_day, day_of

NOW_WEEK: Final = 53
BOARDS: Final = (
    (45, "September", "The reserve for the old sewer is released."),
    (49, "October", "The second shift at the depot is agreed."),
)


def tell_sittings(stage: Stage, cast: Cast, time: Timeline, board: int) -> None:
    """The board sat every four weeks in autumn; its meetings are sittings of the forum."""
    manager = cast.program_manager
    for week, month, outcome in BOARDS:
        day = date_of_day(day_of(time.end_of(week)))
        facts = {
            "title": f"Steering board in {month}",
            "owner": manager.pk,
            "agenda": "State of the program\nReserves",
            "starts_at": datetime.combine(day, clock(14), UTC).isoformat(),
            "forum": board,
        }
        with told_at(time.told(week, hour=16)):
            arguments = {"register": "meetings", "node": stage.program, "fields": facts}
            row = perform("records.raise_record", actor=manager, arguments=arguments).value
            held = {"register": "meetings", "record": row.pk, "version": row.version, "move": "hold"}
            perform("records.move_record", actor=manager, arguments={**held, "fields": {"outcomes": outcome}})
    with told_at(time.told(NOW_WEEK, hour=9)):
        query = ListQuery(filters=(Filter("forum_words", ("Steering board",)),), page_size=20)
        rows = listing(manager, "meetings", Scope(stage.program), query).rows
        changes = {"forum": board, "forum_words": ""}
        edits = [{"record": row.id, "version": row.version, "changes": changes} for row in rows]
        perform("records.change_records", actor=manager, arguments={"register": "meetings", "records": edits})
