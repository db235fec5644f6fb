"""The pieces of split work in the form that the Gantt chart reads."""

import io

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.planning.actions import apply_import, prepare_import
from lockstep.domain.planning.queries import schedule
from lockstep.engine import schedule as compute
from lockstep.exchange import Format, write
from lockstep.foundation.ticks import TICKS_PER_DAY
from lockstep.plan import Calendar, PlanBuilder, Project
from tests.domain.planning.conftest import DAY, MONDAY, Program


def split_file() -> bytes:
    """Return a plan of two activities, of which the second works a day, rests a day and works a day."""
    builder = PlanBuilder("Vendor")
    calendar = builder.add_calendar(Calendar("1", "Standard"))
    builder.add_project(Project("vendor-1", "Vendor", start_ticks=MONDAY, calendar=calendar))
    builder.add_activity(uids=1, codes="V1", names="Survey", duration_ticks=DAY)
    build = builder.add_activity(uids=2, codes="V2", names="Build", duration_ticks=2 * DAY)
    builder.add_split(build, DAY, DAY)
    out, plan = io.BytesIO(), builder.build()
    write(plan, out, Format.MSPDI, compute(plan))
    return out.getvalue()


def test_the_pieces_of_a_split_activity_come_with_the_row_that_shows_them(program: Program) -> None:
    run = prepare_import(SYSTEM, program.program, "vendor.xml", split_file())
    (project,) = apply_import(SYSTEM, run).value
    for node in (project, program.program):
        columns = schedule(SYSTEM, node).payload["activities"]
        row = columns["code"].index("V2")
        segments = columns["segments"]
        assert segments["row"] == [row, row]
        assert segments["start"] == [columns["start"][row], MONDAY + 2 * TICKS_PER_DAY]
        assert segments["finish"][1] == columns["finish"][row]
        assert segments["finish"][0] < segments["start"][1]


def test_a_schedule_without_splits_has_no_pieces(program: Program) -> None:
    program.add(program.dig, "Dig")
    segments = schedule(SYSTEM, program.program).payload["activities"]["segments"]
    assert segments == {"row": [], "start": [], "finish": []}
