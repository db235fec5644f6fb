"""Visions, target states and roadmaps: editions, measures, and when rough work is to be detailed."""

from datetime import date, timedelta
from typing import Any

import pytest

from lockstep.domain.ledger import Refused, undo
from lockstep.domain.strategy.models import PlanningPackage, TargetState, Vision
from lockstep.domain.strategy.queries import roadmap_at
from lockstep.domain.strategy.reaching import reached_share, read_measures
from tests.domain.conftest import Forest
from tests.domain.strategy.test_strategy import changed, linked, moved, raised, rows_of


def day(offset: int) -> str:
    """Return a day from today."""
    return (date.today() + timedelta(days=offset)).isoformat()


def test_measures_say_from_where_to_where_and_how_far_they_are() -> None:
    """Half of the way and all of the way are three quarters; what was not read has not begun."""
    measures, findings = read_measures("Trips: 30 -> 50 %\nWait: 10 -> 5 min", "trips: 40\nWait: 4")
    assert findings == ()
    assert [(row.name, row.unit, row.progress) for row in measures] == [
        ("Trips", "%", 0.5),
        ("Wait", "min", 1.0),
    ]
    assert reached_share(measures) == 0.75
    assert reached_share(read_measures("A: 1 -> 2\nB: 1 -> 2", "A: 2")[0]) == 0.5
    assert reached_share(read_measures("A: 1 -> 2", "")[0]) is None
    _, findings = read_measures("Trips\nA: 1 -> 1\nB: 1 -> 2\nb: 2 -> 3", "C: 4\nhm")
    assert len(findings) == 5


def test_a_vision_is_short_and_a_signed_one_lives_on_in_its_next_edition(
    administrator: Any, forest: Forest
) -> None:
    row = raised(administrator, "visions", forest.alpha, horizon_year=2034, statement="word " * 121)
    with pytest.raises(Refused, match="say it in 120"):
        moved(administrator, "visions", row, "send")
    changed(administrator, "visions", row, statement="Nobody needs a car.")
    for move in ("send", "sign"):
        moved(administrator, "visions", row, move)
    with pytest.raises(Refused, match="new edition"):
        changed(administrator, "visions", row, statement="Everybody needs a car.")
    moved(administrator, "visions", row, "revise")
    second = Vision.objects.get(previous_id=row.pk)
    assert (second.edition, second.state, second.horizon_year) == (2, "draft", 2034)


def test_a_target_state_keeps_vision_and_readings_in_its_next_edition(
    administrator: Any, forest: Forest
) -> None:
    vision = raised(administrator, "visions", forest.alpha)
    row = raised(
        administrator,
        "target-states",
        forest.alpha,
        vision=vision.pk,
        processes="One timetable",
        measures="Trips: 30 -> 50 %",
    )
    with pytest.raises(Refused, match="no measure “Seats”"):
        changed(administrator, "target-states", row, readings="Seats: 4")
    for move in ("send", "sign"):
        moved(administrator, "target-states", row, move)
    changed(administrator, "target-states", row, readings="Trips: 35")
    assert (row.reached, row.measured_on) == (0.25, date.today())
    moved(administrator, "target-states", row, "revise")
    second = TargetState.objects.get(previous_id=row.pk)
    assert (second.vision_id, second.reached) == (vision.pk, 0.25)


def test_work_inside_the_horizon_is_reported_until_it_is_detailed(administrator: Any, forest: Forest) -> None:
    """The day follows from tranche and horizon; changing either moves it, and undo brings it back."""
    road = raised(administrator, "roadmaps", forest.alpha, horizon_days=30)
    ahead = {"roadmap": road.pk, "starts_on": day(60), "due_on": day(120), "goal": "Trams run"}
    box = raised(administrator, "tranches", forest.alpha, **ahead)
    row = raised(administrator, "planning-packages", forest.dig, tranche=box.pk, owner=administrator.pk)
    assert (row.enters_on, row.due_on) == (date.today() + timedelta(days=30),) * 2
    assert rows_of(administrator, "planning-packages", forest.alpha, flags=("inside",)) == []
    road.refresh_from_db()
    outcome = changed_set(administrator, "roadmaps", road, horizon_days=90)
    row.refresh_from_db()
    assert row.enters_on == row.due_on == date.today() - timedelta(days=30)
    (late,) = rows_of(administrator, "planning-packages", forest.alpha, flags=("inside",))
    assert "since 30 days" in next(flag.sentence for flag in late.flags if flag.name == "inside")
    assert [package.id for package in roadmap_at(administrator, forest.alpha).undetailed] == [row.pk]
    undo(outcome, actor=administrator)
    row.refresh_from_db()
    assert row.enters_on == date.today() + timedelta(days=30)
    with pytest.raises(Refused, match="Link the activities"):
        moved(administrator, "planning-packages", row, "detail")
    linked(administrator, "became", ("strategy.planningpackage", row.pk), ("access.node", forest.dig))
    moved(administrator, "planning-packages", row, "detail")
    row.refresh_from_db()
    assert (row.state, row.detailed_on) == ("detailed", date.today())


def changed_set(actor: Any, register: str, row: Any, **changes: Any) -> int:
    """Change a record and return the change set."""
    from lockstep.domain.ledger import perform

    arguments = {"register": register, "record": row.pk, "version": row.version, "changes": changes}
    found = perform("records.change_record", actor=actor, arguments=arguments).change_set_id
    assert found is not None
    return found


def test_a_tranche_ends_when_nothing_rough_is_left_in_it(administrator: Any, forest: Forest) -> None:
    road = raised(administrator, "roadmaps", forest.alpha)
    other = raised(administrator, "roadmaps", forest.alpha)
    with pytest.raises(Refused, match="before it begins"):
        raised(
            administrator,
            "tranches",
            forest.alpha,
            roadmap=road.pk,
            starts_on=day(9),
            due_on=day(1),
        )
    box = raised(
        administrator,
        "tranches",
        forest.alpha,
        roadmap=road.pk,
        starts_on=day(-9),
        due_on=day(9),
        goal="Done",
    )
    lane = raised(administrator, "workstreams", forest.alpha, roadmap=other.pk)
    row = raised(administrator, "planning-packages", forest.dig, tranche=box.pk)
    with pytest.raises(Refused, match="two roadmaps"):
        changed(administrator, "planning-packages", row, workstream=lane.pk)
    moved(administrator, "tranches", box, "begin")
    with pytest.raises(Refused, match="1 of its packages"):
        moved(administrator, "tranches", box, "end")
    moved(administrator, "planning-packages", row, "drop")
    moved(administrator, "tranches", box, "end")
    assert PlanningPackage.objects.get(pk=row.pk).state == "dropped"
