"""Primavera XER: what each table becomes."""

from datetime import date

import pytest

from lockstep.exchange import Document, Format, read
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY, TICKS_PER_HOUR, day_number, ticks_of_iso
from lockstep.plan import (
    ActivityKind,
    ConstraintKind,
    CriticalBy,
    Dialect,
    FloatBasis,
    LagCalendar,
    LinkKind,
    ProgressRule,
    StartToStartLag,
    unsound,
)
from lockstep.plan.calendars import shifts_on
from tests.exchange.samples import XER


@pytest.fixture(scope="module")
def document() -> Document:
    return read(XER.encode("cp1252"), "bridge.xer")


def row(document: Document, name: str) -> int:
    return document.plan.activities.names.index(name)


def test_projects_and_their_scheduling_options(document: Document) -> None:
    bridge, road = document.plan.projects
    assert (bridge.uid, bridge.name, bridge.dialect) == ("10", "Bridge", Dialect.PRIMAVERA)
    assert bridge.finish_ticks == ticks_of_iso("2026-03-01T17:00")
    assert bridge.data_date_ticks == ticks_of_iso("2026-01-12T08:00")
    options = bridge.options
    assert options.progress_rule == ProgressRule.PROGRESS_OVERRIDE
    assert options.lag_calendar == LagCalendar.CONTINUOUS
    assert (options.float_basis, options.critical_by) == (FloatBasis.SMALLEST, CriticalBy.LONGEST_PATH)
    assert options.critical_limit_ticks == 8 * TICKS_PER_HOUR
    assert options.start_to_start_lag == StartToStartLag.ACTUAL_START
    assert options.is_every_open_end_critical
    assert options.ignores_other_projects
    assert not options.uses_expected_finish
    assert not options.is_float_by_project
    assert road.options.lag_calendar == LagCalendar.PREDECESSOR, "P6's default where the file has no options"
    assert road.minutes_per_day == 1440


def test_wbs_rows_are_summaries_in_their_order(document: Document) -> None:
    activities = document.plan.activities
    assert activities.names == (
        "Bridge",
        "Open",
        "Paint",
        "Piers",
        "Drive piles",
        "Deck",
        "Lay deck",
        "Road",
        "Pave",
    )
    assert activities.parent.tolist() == [-1, 0, 0, 0, 3, 0, 5, -1, 7]
    assert activities.wbs[4] == "BRG.SUB"
    assert unsound(document.plan) == ()


def test_activities_keep_their_ids_where_a_wbs_row_has_the_same(document: Document) -> None:
    activities = document.plan.activities
    assert activities.uids[row(document, "Paint")] == 100
    assert activities.uids[row(document, "Bridge")] != 100


def test_kinds_progress_and_duration(document: Document) -> None:
    activities = document.plan.activities
    kinds = [ActivityKind(int(activities.kind[row(document, name)])) for name in ("Lay deck", "Open", "Pave")]
    assert kinds == [
        ActivityKind.RESOURCE_DEPENDENT,
        ActivityKind.FINISH_MILESTONE,
        ActivityKind.LEVEL_OF_EFFORT,
    ]
    piles = row(document, "Drive piles")
    assert activities.share_complete[piles] == 0.4
    assert activities.remaining_ticks[piles] == 24 * TICKS_PER_HOUR
    assert activities.duration_ticks[piles] == (16 + 24) * TICKS_PER_HOUR, (
        "worked until the data date, plus what remains"
    )
    assert activities.priority[piles] == 700
    assert activities.share_complete[row(document, "Paint")] == 1.0


def test_two_constraints_expected_finish_and_outside_dates(document: Document) -> None:
    table = document.plan.constraints
    found = {
        (int(activity), ConstraintKind(int(kind)))
        for activity, kind in zip(table.activity, table.kind, strict=True)
    }
    piles, deck, opening = (row(document, name) for name in ("Drive piles", "Lay deck", "Open"))
    assert found == {
        (piles, ConstraintKind.START_NO_EARLIER_THAN),
        (piles, ConstraintKind.FINISH_NO_LATER_THAN),
        (piles, ConstraintKind.EXPECTED_FINISH),
        (deck, ConstraintKind.MANDATORY_START),
        (deck, ConstraintKind.EXTERNAL_EARLY_START),
        (deck, ConstraintKind.EXTERNAL_LATE_FINISH),
        (opening, ConstraintKind.AS_LATE_AS_POSSIBLE),
    }


def test_suspended_work(document: Document) -> None:
    suspensions = document.plan.suspensions
    assert suspensions.activity.tolist() == [row(document, "Drive piles")]
    assert suspensions.resume_ticks.tolist() == [ticks_of_iso("2026-01-13T08:00")]


def test_links_within_and_across_projects(document: Document) -> None:
    links = document.plan.links
    assert links.uids.tolist() == [1, 2, 3]
    assert links.kind.tolist() == [LinkKind.SS, LinkKind.FF, LinkKind.FS]
    assert links.lag_ticks.tolist() == [16 * TICKS_PER_HOUR, -8 * TICKS_PER_HOUR, 0]
    assert links.predecessor[2] == row(document, "Pave")
    assert list(document.raw.values("TASKPRED", "pred_task_id")) == [("4", "999")]


def test_calendars_with_exceptions_and_inheritance(document: Document) -> None:
    plan = document.plan
    five, clock, heir = plan.calendars
    assert five.week[0] == ((4800, 7200), (7800, 10200))
    assert five.week[5] == five.week[6] == ()
    holiday = five.exceptions[0].first_day
    assert [exception.last_day - exception.first_day for exception in five.exceptions] == [1, 0]
    assert shifts_on(plan.calendars, 0, holiday) == ()
    assert five.exceptions[1].shifts == ((4800, 6000),)
    assert clock.week[3] == ((0, TICKS_PER_DAY),)
    assert heir.exceptions == five.exceptions, "holidays of the base calendar hold too"
    assert holiday == day_number(date(2026, 1, 6))


def test_resources_roles_and_assignments(document: Document) -> None:
    plan = document.plan
    assert plan.resources.names == ("Crew", "Steel", "Welder")
    assert plan.resources.max_units.tolist() == [3.0, 1.0, 1.0]
    assert plan.availability.units.tolist() == [2.0, 3.0]
    assert plan.availability.until_ticks.tolist() == [ticks_of_iso("2026-06-01"), NO_TICKS]
    assert plan.assignments.resource.tolist() == [0, 2, 1]
    assert plan.assignments.units.tolist() == [2.0, 1.0, 0.0], "tiny units are P6's zero"
    assert plan.assignments.work_ticks.tolist() == [
        60 * TICKS_PER_HOUR,
        40 * TICKS_PER_HOUR,
        5 * TICKS_PER_HOUR,
    ]
    assert plan.assignments.delay_ticks.tolist()[0] == 4 * TICKS_PER_HOUR


def test_stored_dates_follow_the_project_rule_of_criticality(document: Document) -> None:
    stored, piles = document.stored, row(document, "Drive piles")
    assert stored is not None
    assert stored.start_ticks[piles] == ticks_of_iso("2026-01-08T08:00"), "what P6 shows: the actual start"
    assert stored.early_start_ticks[piles] == ticks_of_iso("2026-01-12T08:00")
    assert stored.total_float_ticks[piles] == 8 * TICKS_PER_HOUR
    assert stored.is_critical[piles] == 1


def test_what_has_no_place_is_kept_raw(document: Document) -> None:
    assert list(document.raw.values("UDFVALUE", "udf_text")) == [("5", "green")]
    assert list(document.raw.values("TASK", "location_name")) == [("1", "north")]


def test_the_original_duration_of_started_work_is_kept() -> None:
    """Five days were planned; after one more day of work it takes six."""
    longer = read(XER.replace("\t40\t24\t", "\t40\t32\t").encode())
    assert longer.plan.activities.duration_ticks[4] == 48 * TICKS_PER_HOUR
    assert list(longer.raw.values("TASK", "target_drtn_hr_cnt")) == [("1", "40")]


def test_counts_and_source(document: Document) -> None:
    assert all(count.found == count.mapped + count.kept for count in document.source.counts)
    assert (document.source.format, document.source.version) == (Format.XER, "18.8")


def test_a_missing_end_mark_is_reported() -> None:
    codes = [finding.code for finding in read(XER.replace("%E\r\n", "").encode()).findings]
    assert "exchange.truncated" in codes


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_every_usual_encoding_is_found(encoding: str) -> None:
    document = read(XER.replace("Paint", "Grün").encode(encoding))
    assert "Grün" in document.plan.activities.names
