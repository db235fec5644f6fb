"""Where a node stands, its figures, and why an activity has its dates."""

import pytest

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import NotFound, perform
from lockstep.domain.planning.models import ProjectPlan
from lockstep.domain.planning.queries import explain_activity, node_figures, node_summary
from lockstep.domain.planning.queries import summary as summaries
from lockstep.foundation.ticks import ticks_of_iso

pytestmark = pytest.mark.django_db(transaction=True)

DAY = 4_800


def do(action: str, /, **arguments):
    return perform(action, actor=SYSTEM, arguments=arguments).value


@pytest.fixture
def two_projects(forest):
    """Dig (5 days) in one project drives Pour (3 days) in another; a baseline was agreed before Dig got longer."""
    for project in (forest.dig, forest.pour):
        do("planning.open_plan", project=project, changes={"start_ticks": ticks_of_iso("2026-01-05T08:00")})
    dig = do("planning.add_activity", project=forest.dig, name="Dig", duration_ticks=5 * DAY)
    pour = do("planning.add_activity", project=forest.pour, name="Pour", duration_ticks=3 * DAY)
    gate = do(
        "planning.add_activity",
        project=forest.pour,
        name="Poured",
        changes={"kind": "finish_milestone", "deadline_ticks": ticks_of_iso("2026-01-14T17:00")},
    )
    do("planning.link_activities", predecessor=dig.pk, successor=pour.pk)
    do("planning.link_activities", predecessor=pour.pk, successor=gate.pk)
    made = do("planning.capture_baseline", node=forest.alpha, name="Agreed")
    do("planning.approve_baseline", baseline=made.pk, version=made.version)
    do("planning.change_activity", activity=dig.pk, version=dig.version, changes={"duration_ticks": 7 * DAY})
    return {"dig": dig.pk, "pour": pour.pk, "gate": gate.pk}


def test_the_headline_says_when_and_how_much_later_than_agreed(administrator, forest, two_projects):
    summary = node_summary(administrator, forest.alpha)
    assert summary.headline == "Alpha finishes 16 Jan 2026, 2 working days later than “Agreed”."
    assert summary.subline == "3 activities; no project has reported its status yet."


def test_the_next_milestone_is_held_against_its_deadline(administrator, forest, two_projects, monkeypatch):
    monkeypatch.setattr(summaries, "today_ticks", lambda: ticks_of_iso("2026-01-10"))
    summary = node_summary(administrator, forest.alpha)
    (milestone,) = summary.milestones
    assert (milestone.name, milestone.late_days) == ("Poured", 2.0)
    assert summary.overdue_count == 0


def test_a_milestone_of_the_past_without_a_finish_is_overdue_and_not_next(
    administrator, forest, two_projects, monkeypatch
):
    monkeypatch.setattr(summaries, "today_ticks", lambda: ticks_of_iso("2029-01-10"))
    summary = node_summary(administrator, forest.alpha)
    assert summary.milestones == ()
    assert [found.name for found in summary.overdue] == ["Poured"]
    assert summary.overdue_count == 1


def test_a_finish_over_a_weekend_is_counted_in_working_days(administrator, forest, two_projects):
    figures = node_figures(administrator, [forest.alpha, forest.dig, forest.beta])
    assert figures[forest.alpha].slip_days == 2.0
    assert figures[forest.dig].slip_days == 2.0
    assert forest.beta not in figures


def test_explain_names_the_driver_in_the_other_project(administrator, forest, two_projects):
    explained = explain_activity(administrator, two_projects["pour"])
    first, last = explained.steps[0], explained.steps[-1]
    assert first.is_cross_project
    assert "Dig" in first.sentence
    assert (last.name, last.kind) == ("Dig", "project_start")


def test_explain_hides_what_may_not_be_read_but_shows_its_dates(make_person, forest, two_projects):
    reader = make_person("Paula Pour", "viewer", forest.pour)
    explained = explain_activity(reader, two_projects["pour"])
    text = " ".join(step.sentence for step in explained.steps)
    assert "Dig" not in text
    assert "outside your view that finishes 2026-01-13 17:00" in text
    with pytest.raises(NotFound):
        explain_activity(reader, two_projects["dig"])


def test_figures_take_the_same_number_of_queries_for_one_node_and_for_many(
    administrator, forest, two_projects, django_assert_num_queries
):
    node_figures(administrator, [forest.alpha])
    with django_assert_num_queries(6):
        node_figures(administrator, [forest.alpha])
    with django_assert_num_queries(6):
        node_figures(administrator, [forest.portfolio, forest.alpha, forest.dig, forest.pour, forest.beta])


def test_a_project_that_has_not_reported_for_long_is_named(administrator, forest, two_projects):
    for project, day in ((forest.dig, "2026-01-09"), (forest.pour, "2026-02-06")):
        plan = ProjectPlan.objects.get(node=project)
        at = ticks_of_iso(f"{day}T17:00")
        do("planning.set_data_date", project=project, version=plan.version, data_date_ticks=at)
        if project == forest.dig:
            told = "Status of 9 Jan 2026; without a data date: Pour."
            assert node_summary(administrator, forest.alpha).subline == told
    assert "not reported lately: Dig" in node_summary(administrator, forest.alpha).subline
