"""Primavera PMXML: the same mapping as XER, from other words."""

import pytest

from lockstep.exchange import Document, Format, read
from lockstep.foundation.ticks import TICKS_PER_DAY, TICKS_PER_HOUR, ticks_of_iso
from lockstep.plan import (
    ActivityKind,
    ConstraintKind,
    CriticalBy,
    FloatBasis,
    LagCalendar,
    LinkKind,
    ProgressRule,
    unsound,
)
from tests.exchange.samples import PMXML


@pytest.fixture(scope="module")
def document() -> Document:
    return read(PMXML.encode(), "bridge.xml")


def test_project_and_options_on_the_project_itself(document: Document) -> None:
    project = document.plan.projects[0]
    assert (project.name, document.source.format, document.source.version) == ("Bridge", Format.PMXML, "18.8")
    assert project.options.progress_rule == ProgressRule.ACTUAL_DATES
    assert project.options.lag_calendar == LagCalendar.SUCCESSOR
    assert (project.options.float_basis, project.options.critical_by) == (
        FloatBasis.START,
        CriticalBy.LONGEST_PATH,
    )


def test_activities(document: Document) -> None:
    activities = document.plan.activities
    assert activities.names == ("Piers", "Drive piles", "Cap piles")
    assert activities.kind.tolist() == [
        ActivityKind.SUMMARY,
        ActivityKind.ACTIVITY,
        ActivityKind.START_MILESTONE,
    ]
    assert activities.duration_ticks[1] == 44 * TICKS_PER_HOUR
    assert activities.share_complete[1] == pytest.approx(0.4)
    assert document.plan.constraints.kind.tolist() == [ConstraintKind.START_NO_EARLIER_THAN]
    assert unsound(document.plan) == ()


def test_links_and_assignments(document: Document) -> None:
    links = document.plan.links
    assert (links.kind.tolist(), links.lag_ticks.tolist()) == ([LinkKind.SF], [8 * TICKS_PER_HOUR])
    assert document.plan.assignments.work_ticks.tolist() == [40 * TICKS_PER_HOUR]


def test_working_times_end_with_their_last_minute(document: Document) -> None:
    calendar = document.plan.calendars[0]
    assert calendar.week[0] == ((4800, 7200), (7800, 10200))
    assert calendar.week[1] == ((0, TICKS_PER_DAY),)
    assert calendar.exceptions[0].shifts == ()


def test_baseline_projects_become_baselines(document: Document) -> None:
    baseline = document.plan.baselines[0]
    assert baseline.name == "Approved"
    assert baseline.columns.finish_ticks[1] == ticks_of_iso("2026-01-07T17:00")
    assert list(document.raw.values("BaselineProject", "Activity")) == [("Approved", "GONE")]


def test_counts_and_raw(document: Document) -> None:
    assert all(count.found == count.mapped + count.kept for count in document.source.counts)
    assert list(document.raw.values("Activity", "OwnerNames")) == [("1", "nobody")]
