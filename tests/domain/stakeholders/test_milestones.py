"""Messages around milestones: proposed once, planned or dismissed, and following when the milestone moves."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from lockstep.domain.ledger import Forbidden, Refused, perform, undo
from lockstep.domain.planning.queries.milestones import milestone_days, milestone_stands
from lockstep.domain.stakeholders.models import PlannedMessage
from lockstep.domain.stakeholders.queries import affecting_milestones, influences
from lockstep.foundation.ticks import ticks_of
from tests.domain.conftest import Forest


def do(actor: Any, action: str, **arguments: Any) -> Any:
    """Carry out an action and return its value."""
    return perform(action, actor=actor, arguments=arguments).value


def working_day(days: int) -> date:
    """Return a Monday some days from today at least."""
    day = date.today() + timedelta(days=days)
    return day + timedelta(days=-day.weekday() % 7)


def milestone(actor: Any, forest: Forest, day: date) -> Any:
    """Return a milestone on a day."""
    do(actor, "planning.open_plan", project=forest.dig, changes={"start_ticks": _at(day)})
    made = do(actor, "planning.add_activity", project=forest.dig, name="Pit is dry", duration_ticks=0)
    changes = {"kind": 2}
    return do(actor, "planning.change_activity", activity=made.pk, version=made.version, changes=changes)


def _at(day: date) -> int:
    return ticks_of(datetime(day.year, day.month, day.day, 8))


def person(actor: Any, forest: Forest, name: str, **fields: Any) -> Any:
    """Return a stakeholder."""
    return do(
        actor,
        "records.raise_record",
        register="stakeholders",
        node=forest.alpha,
        fields={"title": name, **fields},
    )


def tie(actor: Any, kind: str, source: tuple[str, int], target: tuple[str, int], **more: Any) -> None:
    """Link two things."""
    ends = {"source": {"type": source[0], "id": source[1]}, "target": {"type": target[0], "id": target[1]}}
    do(actor, "records.link_records", kind=kind, **ends, **more)


def test_messages_are_proposed_planned_dismissed_and_follow_their_milestone(
    administrator: Any, forest: Forest
) -> None:
    """Two weeks before and three days after; planned ones are in the plan, dismissed ones gone until undone."""
    day = working_day(40)
    point = milestone(administrator, forest, day)
    mayor = person(administrator, forest, "Mayor")
    silent = person(administrator, forest, "Asked not to be", may_be_contacted=False)
    for who in (mayor, silent):
        tie(administrator, "affects", ("planning.activity", point.pk), ("stakeholders.stakeholder", who.pk))
    (found,) = affecting_milestones(administrator, forest.alpha)
    on = found.on
    assert [(item.around.value, item.due_on, item.plan) for item in found.messages] == [
        ("before", on - timedelta(days=14), None),
        ("after", on + timedelta(days=3), None),
    ]
    before, after = (
        {"activity": point.pk, "stakeholder": mayor.pk, "around": around} for around in ("before", "after")
    )
    (made,) = do(administrator, "stakeholders.plan_milestone_messages", node=forest.alpha, messages=[before])
    row = PlannedMessage.objects.get(pk=made)
    assert (row.due_on, row.stakeholder_id, row.milestone_id) == (on - timedelta(days=14), mayor.pk, point.pk)
    outcome = perform(
        "stakeholders.dismiss_milestone_messages",
        actor=administrator,
        arguments={"node": forest.alpha, "messages": [after]},
    )
    (found,) = affecting_milestones(administrator, forest.alpha)
    assert [(item.around.value, item.plan) for item in found.messages] == [("before", made)]
    with pytest.raises(Refused):
        do(administrator, "stakeholders.plan_milestone_messages", node=forest.alpha, messages=[after])
    later = working_day(61)
    point.refresh_from_db()
    changes = {"start_ticks": _at(later)}
    do(administrator, "planning.move_activity", activity=point.pk, version=point.version, **changes)
    (found,) = affecting_milestones(administrator, forest.alpha)
    (moved,) = found.messages
    assert moved.is_off
    do(administrator, "stakeholders.plan_milestone_messages", node=forest.alpha, messages=[before])
    row.refresh_from_db()
    assert row.due_on == found.on - timedelta(days=14)
    undo(outcome.change_set_id, actor=administrator)
    (found,) = affecting_milestones(administrator, forest.alpha)
    assert [item.around.value for item in found.messages] == ["before", "after"]


def test_a_viewer_plans_nothing(administrator: Any, forest: Forest, make_person: Callable[..., Any]) -> None:
    viewer = make_person("Vera Viewer", "viewer", forest.alpha)
    key = {"activity": 1, "stakeholder": 1, "around": "before"}
    with pytest.raises(Forbidden):
        do(viewer, "stakeholders.plan_milestone_messages", node=forest.alpha, messages=[key])


def test_the_trend_shows_what_was_expected_at_the_baseline_and_now(
    administrator: Any, forest: Forest
) -> None:
    """The milestone slips by three weeks after the baseline was kept."""
    point = milestone(administrator, forest, working_day(40))
    do(administrator, "planning.capture_baseline", node=forest.alpha, name="Agreed")
    (before,) = milestone_days(administrator, forest.alpha)
    point.refresh_from_db()
    do(
        administrator,
        "planning.move_activity",
        activity=point.pk,
        version=point.version,
        start_ticks=_at(working_day(61)),
    )
    (now,) = milestone_days(administrator, forest.alpha)
    stands = milestone_stands(administrator, forest.alpha, [point.pk])
    assert [(stand.label, stand.days[point.pk]) for stand in stands] == [
        ("Agreed", before.on),
        ("Now", now.on),
    ]
    assert now.on > before.on


def test_who_influences_a_resistant_person_of_power_comes_first(
    administrator: Any, forest: Forest, make_person: Callable[..., Any]
) -> None:
    """Two influence the head of traffic, the stronger first; without the right to secrets nothing shows."""
    head = person(administrator, forest, "Head of traffic", power=5, current="resistant")
    mayor = person(administrator, forest, "Mayor", power=5, current="leading")
    paper = person(administrator, forest, "Newspaper", power=3)
    ends = {row.title: ("stakeholders.stakeholder", row.pk) for row in (head, mayor, paper)}
    tie(administrator, "influences", ends["Newspaper"], ends["Mayor"], share=0.9)
    tie(administrator, "influences", ends["Newspaper"], ends["Head of traffic"], share=0.2)
    tie(administrator, "influences", ends["Mayor"], ends["Head of traffic"], share=0.6)
    found = influences(administrator, forest.alpha)
    assert [(item.source_name, item.is_pressing) for item in found] == [
        ("Mayor", True),
        ("Newspaper", True),
        ("Newspaper", False),
    ]
    assert influences(make_person("Vera", "viewer", forest.alpha), forest.alpha) == ()
