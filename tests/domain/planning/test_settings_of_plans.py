"""Plan settings, assignments, baselines, the program's layer and saved views."""

import pytest

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import Refused, StaleVersion, perform, undo
from lockstep.domain.people.vocabulary import ResourceError
from lockstep.domain.planning.models import Assignment, Baseline, BaselineValue, ProjectPlan
from lockstep.domain.planning.vocabulary import EditError, MasteredOutside
from lockstep.foundation.ticks import ticks_of_iso

pytestmark = pytest.mark.django_db(transaction=True)

DAY = 4_800


def do(action: str, /, **arguments):
    return perform(action, actor=SYSTEM, arguments=arguments).value


@pytest.fixture
def project():
    portfolio = do("portfolio.add_node", kind="portfolio", name="City")
    node = do("portfolio.add_node", kind="project", name="Depot", parent=portfolio.pk)
    do("planning.open_plan", project=node.pk, changes={"start_ticks": ticks_of_iso("2026-01-05T08:00")})
    return node


@pytest.fixture
def activity(project):
    return do("planning.add_activity", project=project.pk, name="Dig", duration_ticks=5 * DAY)


def test_a_data_date_is_set_with_the_version_that_was_read(project):
    plan = ProjectPlan.objects.get(node=project)
    at = ticks_of_iso("2026-01-07T17:00")
    do("planning.set_data_date", project=project.pk, version=plan.version, data_date_ticks=at)
    assert ProjectPlan.objects.get(node=project).data_date_ticks == at
    with pytest.raises(StaleVersion):
        do("planning.set_data_date", project=project.pk, version=plan.version, data_date_ticks=at + 1)


def test_settings_that_a_source_decides_are_refused_where_the_plan_is_mastered_outside(project):
    plan = ProjectPlan.objects.get(node=project)
    plan = do(
        "planning.change_plan", project=project.pk, version=plan.version, changes={"mastered": "outside"}
    )
    with pytest.raises(MasteredOutside):
        do("planning.set_data_date", project=project.pk, version=plan.version, data_date_ticks=1)
    do("planning.change_plan", project=project.pk, version=plan.version, changes={"mastered": "here"})


def test_an_unknown_setting_names_itself(project):
    plan = ProjectPlan.objects.get(node=project)
    with pytest.raises(EditError, match="color"):
        do("planning.change_plan", project=project.pk, version=plan.version, changes={"color": "red"})


def test_an_assignment_works_the_whole_duration_at_its_units(project, activity):
    person = do("people.add_resource", node=project.pk, name="Ines")
    made = do("planning.assign", activity=activity.pk, resource=person.pk, units=0.5)
    assert made.work_ticks == 5 * DAY / 2
    with pytest.raises(EditError, match="already"):
        do("planning.assign", activity=activity.pk, resource=person.pk)
    changed = do("planning.change_assignment", assignment=made.pk, version=made.version, units=1.0)
    assert changed.work_ticks == 5 * DAY
    do("planning.unassign", assignment=made.pk, version=changed.version)
    assert not Assignment.objects.exists()


def test_someone_of_another_project_cannot_be_assigned(project, activity):
    other = do("portfolio.add_node", kind="project", name="Track", parent=project.parent_id)
    person = do("people.add_resource", node=other.pk, name="Kofi")
    with pytest.raises(ResourceError, match="nor in a pool above"):
        do("planning.assign", activity=activity.pk, resource=person.pk)


def test_a_baseline_keeps_the_dates_of_the_moment_and_a_newer_one_supersedes_it(project, activity):
    first = do("planning.capture_baseline", node=project.pk, name="Agreed")
    do("planning.approve_baseline", baseline=first.pk, version=first.version)
    do("planning.change_activity", activity=activity.pk, version=1, changes={"duration_ticks": 8 * DAY})
    second = do("planning.capture_baseline", node=project.parent_id, name="Later")
    again = do("planning.capture_baseline", node=project.pk, name="Agreed again")
    do("planning.approve_baseline", baseline=again.pk, version=again.version)
    finishes = {
        value.baseline_id: value.finish_ticks for value in BaselineValue.objects.filter(activity=activity)
    }
    assert finishes[first.pk] == ticks_of_iso("2026-01-09T17:00")
    assert finishes[second.pk] == ticks_of_iso("2026-01-14T17:00")
    assert Baseline.objects.get(pk=first.pk).state == "superseded"


def test_the_name_of_a_baseline_is_free_again_once_it_is_removed(project, activity):
    first = do("planning.capture_baseline", node=project.pk, name="Agreed")
    with pytest.raises(Refused):
        do("planning.capture_baseline", node=project.pk, name="Agreed")
    do("planning.remove_baseline", baseline=first.pk, version=first.version)
    do("planning.capture_baseline", node=project.pk, name="Agreed")


def test_capturing_a_baseline_can_be_undone(project, activity):
    outcome = perform(
        "planning.capture_baseline", actor=SYSTEM, arguments={"node": project.pk, "name": "Agreed"}
    )
    undo(outcome.change_set_id, actor=SYSTEM)
    assert not BaselineValue.objects.exists()


def test_a_range_runs_from_best_to_worst(project, activity):
    layer = do(
        "planning.set_layer", activity=activity.pk, changes={"low_ticks": 3 * DAY, "high_ticks": 9 * DAY}
    )
    with pytest.raises(EditError, match="best case"):
        do(
            "planning.set_layer",
            activity=activity.pk,
            version=layer.version,
            changes={"likely_ticks": 10 * DAY},
        )


def test_a_view_is_kept_under_a_name(project):
    made = do("planning.save_view", node=project.pk, name="Late ones", query="?late=1")
    assert made.query == "late=1"
    other = do("planning.save_view", node=project.pk, name="Next", query="", is_default=True)
    do("planning.change_view", view=made.pk, version=made.version, is_default=True)
    made.refresh_from_db()
    other.refresh_from_db()
    assert (made.is_default, other.is_default) == (True, False)
    changed = do("planning.change_view", view=made.pk, version=made.version, name="Late")
    do("planning.remove_view", view=made.pk, version=changed.version)
