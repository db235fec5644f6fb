"""The pieces of work that splits and suspensions leave."""

from lockstep.engine import pieces, schedule
from lockstep.foundation.ticks import iso_of, ticks_of_iso
from lockstep.plan import ActivityMode
from tests.engine.building import DAY, HOUR, Network


def laid(network: Network) -> dict[int, list[tuple[str, str]]]:
    """Return the pieces by activity, as day and time."""
    plan = network.plan()
    found = pieces(plan, schedule(plan))
    answer: dict[int, list[tuple[str, str]]] = {}
    for row, start, finish in zip(
        found.activity.tolist(), found.start_ticks.tolist(), found.finish_ticks.tolist(), strict=True
    ):
        answer.setdefault(row, []).append(tuple(iso_of(at)[8:16].replace("T", " ") for at in (start, finish)))
    return answer


def test_a_split_activity_has_a_piece_before_and_one_after_each_gap() -> None:
    """Four days of work with a gap of one day and one of two; a weekend lies between."""
    network = Network()
    network.add("A", 1)
    row = network.add("B", 4)
    network.builder.add_split(row, DAY, DAY)
    network.builder.add_split(row, 2 * DAY, 2 * DAY)
    assert laid(network) == {
        row: [("05 08:00", "05 17:00"), ("07 08:00", "07 17:00"), ("12 08:00", "13 17:00")]
    }


def test_the_last_piece_ends_with_the_activity() -> None:
    network = Network()
    row = network.add("A", 2)
    network.builder.add_split(row, 4 * HOUR, DAY)
    plan = network.plan()
    result = schedule(plan)
    found = pieces(plan, result)
    assert found.start_ticks[0] == result.start_ticks[row]
    assert found.finish_ticks[-1] == result.finish_ticks[row]
    assert laid(network)[row] == [("05 08:00", "05 12:00"), ("06 13:00", "07 17:00")]


def test_suspended_work_ends_where_it_stopped_and_goes_on_where_it_resumes() -> None:
    network = Network()
    row = network.add("A", 3, actual_start_ticks=ticks_of_iso("2026-01-05T08:00"), remaining_ticks=DAY)
    network.builder.add_suspension(row, ticks_of_iso("2026-01-06T15:00"), ticks_of_iso("2026-01-12T08:00"))
    assert laid(network) == {row: [("05 08:00", "06 15:00"), ("12 08:00", "12 17:00")]}


def test_work_that_goes_on_at_once_is_in_one_piece() -> None:
    """Microsoft Project writes stop and resume of all started work; the night between is no gap."""
    network = Network()
    row = network.add("A", 3, actual_start_ticks=ticks_of_iso("2026-01-05T08:00"), remaining_ticks=2 * DAY)
    network.builder.add_suspension(row, ticks_of_iso("2026-01-05T17:00"), ticks_of_iso("2026-01-06T08:00"))
    assert laid(network) == {}


def test_gaps_of_started_work_lie_in_what_is_done_or_in_what_remains() -> None:
    network = Network()
    row = network.add("A", 4, actual_start_ticks=ticks_of_iso("2026-01-05T08:00"), remaining_ticks=2 * DAY)
    network.builder.add_split(row, DAY, DAY)
    network.builder.add_split(row, 3 * DAY, DAY)
    assert laid(network) == {
        row: [("05 08:00", "05 17:00"), ("07 08:00", "08 17:00"), ("12 08:00", "12 17:00")]
    }


def test_inactive_work_and_plans_without_gaps_have_no_pieces() -> None:
    network = Network()
    network.add("A", 2)
    assert laid(network) == {}
    off = network.add("B", 2, mode=ActivityMode.INACTIVE)
    network.builder.add_split(off, DAY, DAY)
    assert laid(network) == {}
