"""A demand becomes a project: through gate 0 only, with the structure of a template and its links kept."""

from typing import Any

import pytest

from lockstep.domain.ledger import Refused, perform, undo
from lockstep.domain.planning.models import Activity, Link
from lockstep.domain.records.queries import trace_up
from lockstep.domain.strategy.models import Deliverable, Demand
from tests.domain.conftest import Forest

DAY = 4_800


def done(actor: Any, action: str, **arguments: Any) -> Any:
    return perform(action, actor=actor, arguments=arguments).value


def raised(actor: Any, register: str, node: int, **fields: Any) -> Any:
    return done(
        actor, "records.raise_record", register=register, node=node, fields={"title": "Ramp", **fields}
    )


def activity(actor: Any, project: int, name: str, days: int, **more: Any) -> Any:
    return done(actor, "planning.add_activity", project=project, name=name, duration_ticks=days * DAY, **more)


def test_an_accepted_demand_becomes_a_project_like_its_template(administrator: Any, forest: Forest) -> None:
    """Outline, durations and links come along, progress and constraints do not; the trace leads to the objective."""
    phase = activity(administrator, forest.dig, "Phase", 0)
    first = activity(administrator, forest.dig, "Survey", 5, parent=phase.pk)
    second = activity(administrator, forest.dig, "Dig", 10, parent=phase.pk)
    done(administrator, "planning.link_activities", predecessor=first.pk, successor=second.pk, lag_ticks=DAY)
    done(
        administrator, "planning.set_progress", activity=first.pk, version=first.version, percent_complete=50
    )
    demand = raised(administrator, "demands", forest.alpha, problem="No way in", cost=100)
    goal = raised(administrator, "objectives", forest.alpha)
    ends = {
        "source": {"type": "strategy.demand", "id": demand.pk},
        "target": {"type": "strategy.objective", "id": goal.pk},
    }
    done(administrator, "records.link_records", kind="contributes_to", **ends)
    start = {"demand": demand.pk, "name": "Ramp at Market", "template": forest.dig, "starts_on": "2027-03-01"}
    with pytest.raises(Refused, match="gate 0"):
        done(administrator, "delivery.start_project", version=demand.version, **start)
    Demand.objects.filter(pk=demand.pk).update(state="accepted")
    outcome = perform(
        "delivery.start_project", actor=administrator, arguments={"version": demand.version, **start}
    )
    node = outcome.value
    assert (node.name, node.parent_id) == ("Ramp at Market", forest.alpha)
    made = list(Activity.objects.filter(project_id=node.pk).order_by("uid"))
    assert [(row.name, row.duration_ticks, row.share_complete) for row in made] == [
        ("Phase", phase.duration_ticks, 0),
        ("Survey", 5 * DAY, 0),
        ("Dig", 10 * DAY, 0),
    ]
    assert {row.parent_id for row in made[1:]} == {made[0].pk}
    (link,) = Link.objects.filter(project_id=node.pk)
    assert (link.predecessor_id, link.successor_id, link.lag_ticks) == (made[1].pk, made[2].pk, DAY)
    demand.refresh_from_db()
    assert demand.state == "started"
    way = [end.record_type for end in trace_up(administrator, "planning.activity", made[2].pk).path]
    assert way[-1] == "strategy.objective"
    with pytest.raises(Refused, match="plan already"):
        done(administrator, "planning.copy_outline", template=forest.dig, project=node.pk)
    undo(outcome.change_set_id, actor=administrator)
    demand.refresh_from_db()
    assert demand.state == "accepted"
    assert not Activity.objects.filter(project_id=node.pk).exists()


def test_a_deliverable_is_expected_when_its_last_work_finishes(administrator: Any, forest: Forest) -> None:
    """The day follows the schedule and the links by itself, and enters no history."""
    row = raised(administrator, "deliverables", forest.dig)
    work = activity(administrator, forest.dig, "Survey", 5)
    ends = {
        "source": {"type": "planning.activity", "id": work.pk},
        "target": {"type": "strategy.deliverable", "id": row.pk},
    }
    link = done(administrator, "records.link_records", kind="delivers", **ends)
    first = Deliverable.objects.get(pk=row.pk)
    assert first.planned_on is not None
    assert first.version == row.version
    changes = {"duration_ticks": 10 * DAY}
    done(administrator, "planning.change_activity", activity=work.pk, version=work.version, changes=changes)
    later = Deliverable.objects.get(pk=row.pk).planned_on
    assert (later - first.planned_on).days == 7
    done(administrator, "records.unlink_records", link=link.pk, version=link.version)
    assert Deliverable.objects.get(pk=row.pk).planned_on is None
