"""Microsoft Project XML: what each element becomes."""

import pytest

from lockstep.exchange import Document, Format, read
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY, TICKS_PER_HOUR, ticks_of_iso
from lockstep.plan import (
    ActivityKind,
    ActivityMode,
    ConstraintKind,
    Contour,
    Dialect,
    LagUnit,
    LinkKind,
    ProgressRule,
    ResourceKind,
    WorkRule,
    unsound,
)
from tests.exchange.samples import MSPDI


@pytest.fixture(scope="module")
def document() -> Document:
    return read(MSPDI.encode(), "bridge.xml")


def row(document: Document, uid: int) -> int:
    return document.plan.activities.uids.tolist().index(uid)


def test_project_options_are_mapped(document: Document) -> None:
    project = document.plan.projects[0]
    assert (project.uid, project.name, project.dialect) == ("G-1", "Bridge", Dialect.MICROSOFT)
    assert project.start_ticks == ticks_of_iso("2026-01-05T08:00")
    assert project.finish_ticks == NO_TICKS
    assert project.data_date_ticks == ticks_of_iso("2026-01-09T17:00")
    assert project.options.critical_limit_ticks == 8 * TICKS_PER_HOUR
    assert project.options.is_every_open_end_critical
    assert project.options.progress_rule == ProgressRule.PROGRESS_OVERRIDE
    assert project.options.updates_remaining_to_status
    assert not project.options.moves_completed_to_status


@pytest.mark.parametrize(
    ("text", "build", "expected"),
    [("0", "16.0", True), ("1", "16.0", False), ("1", "", True), ("0", "", True)],
)
def test_project_writes_the_constraint_option_the_wrong_way_round(
    text: str, build: str, expected: bool
) -> None:
    """Files saved with the option on say 0; other programs, without a build number, mean what they write."""
    changed = MSPDI.replace("<HonorConstraints>0<", f"<HonorConstraints>{text}<")
    changed = changed.replace(
        "<BuildNumber>16.0.1.2</BuildNumber>", f"<BuildNumber>{build}</BuildNumber>" if build else ""
    )
    assert read(changed.encode()).plan.projects[0].options.constraints_win is expected


def test_blank_rows_are_counted_and_kept_but_not_scheduled(document: Document) -> None:
    assert 9 not in document.plan.activities.uids
    counts = {count.kind: count for count in document.source.counts}
    assert (counts["activities"].found, counts["activities"].mapped, counts["activities"].kept) == (10, 9, 1)
    assert document.raw.of_row("task", 9) == {"blank row": ["4"]}


def test_every_count_in_is_a_count_out(document: Document) -> None:
    assert all(count.found == count.mapped + count.kept for count in document.source.counts)


def test_outline_and_kinds(document: Document) -> None:
    activities = document.plan.activities
    assert activities.parent.tolist() == [-1, 0, 1, 1, 0, 0, 0, 0, 0]
    assert activities.kind[row(document, 5)] == ActivityKind.SUMMARY
    assert activities.kind[row(document, 4)] == ActivityKind.FINISH_MILESTONE
    assert activities.kind[row(document, 8)] == ActivityKind.EXTERNAL
    assert unsound(document.plan) == ()


def test_fields_of_an_activity(document: Document) -> None:
    activities, index = document.plan.activities, row(document, 2)
    assert activities.names[index] == "Dig & shore"
    assert (activities.codes[index], activities.wbs[index], activities.guids[index]) == ("2", "1.1", "G-2")
    assert activities.work_rule[index] == WorkRule.FIXED_WORK
    assert activities.duration_ticks[index] == 40 * TICKS_PER_HOUR
    assert activities.remaining_ticks[index] == 30 * TICKS_PER_HOUR
    assert activities.share_complete[index] == 0.25
    assert activities.leveling_delay_ticks[index] == TICKS_PER_DAY
    assert activities.priority[index] == 700
    assert activities.is_effort_driven[index]
    assert activities.ignores_resource_calendars[index]


def test_elapsed_durations_are_known_by_their_format(document: Document) -> None:
    index = row(document, 3)
    assert document.plan.activities.is_elapsed[index]
    assert document.plan.activities.duration_ticks[index] == 3 * TICKS_PER_DAY


def test_computed_dates_never_enter_the_plan(document: Document) -> None:
    """Only dates of manual, inactive and external activities are input."""
    activities = document.plan.activities
    held = {
        int(uid)
        for uid, start in zip(activities.uids, activities.planned_start_ticks, strict=True)
        if start != NO_TICKS
    }
    assert held == {6, 7, 8}
    assert activities.planned_start_ticks[row(document, 6)] == ticks_of_iso("2026-01-12T08:00")
    assert activities.mode[row(document, 6)] == ActivityMode.MANUAL
    assert activities.mode[row(document, 7)] == ActivityMode.INACTIVE


def test_stored_dates_are_kept_beside_the_plan(document: Document) -> None:
    stored, index = document.stored, row(document, 2)
    assert stored is not None
    assert stored.early_start_ticks[index] == ticks_of_iso("2026-01-05T08:00")
    assert stored.late_finish_ticks[index] == ticks_of_iso("2026-01-12T17:00")
    assert stored.total_float_ticks[index] == 8 * TICKS_PER_HOUR
    assert stored.is_critical.tolist()[index] == 0
    assert stored.is_critical.tolist()[row(document, 3)] == -1


def test_constraints_deadlines_and_suspensions(document: Document) -> None:
    plan = document.plan
    found = list(zip(plan.constraints.activity.tolist(), plan.constraints.kind.tolist(), strict=True))
    dig, cure = row(document, 2), row(document, 3)
    assert found == [
        (dig, ConstraintKind.START_NO_EARLIER_THAN),
        (dig, ConstraintKind.DEADLINE),
        (cure, ConstraintKind.AS_LATE_AS_POSSIBLE),
    ]
    assert plan.suspensions.activity.tolist() == [dig]
    assert plan.suspensions.resume_ticks.tolist() == [ticks_of_iso("2026-01-08T08:00")]


def test_links_with_working_elapsed_and_percent_lag(document: Document) -> None:
    links = document.plan.links
    assert links.kind.tolist() == [LinkKind.FS, LinkKind.SS, LinkKind.FF]
    assert links.lag_unit.tolist() == [LagUnit.WORKING, LagUnit.ELAPSED, LagUnit.PERCENT]
    assert links.lag_ticks.tolist() == [4800, -14400, 0]
    assert links.lag_share.tolist() == [0.0, 0.0, 0.5]


def test_a_link_to_another_project_is_kept_and_reported(document: Document) -> None:
    assert [finding.code for finding in document.findings if "77" in finding.sentence] == [
        "exchange.lost_link"
    ]
    assert document.raw.of_row("task", 4)["PredecessorLink"] == ["77 other.mpp\\3"]


def test_calendars(document: Document) -> None:
    standard, ann = document.plan.calendars
    assert standard.week[0] == ((4800, 7200), (7800, 10200))
    assert standard.week[5] == ((0, TICKS_PER_DAY),)
    assert standard.week[6] == ()
    assert len(standard.exceptions) == 1, "the old form of the same exception counts once"
    assert standard.exceptions[0].name == "Holiday"
    assert standard.exceptions[0].last_day - standard.exceptions[0].first_day == 1
    assert standard.work_weeks[0].week[1] == ((3600, 10800),)
    assert (ann.base, ann.week) == (0, (None,) * 7)


def test_resources_and_assignments(document: Document) -> None:
    plan = document.plan
    assert plan.resources.names == ("Ann", "Concrete")
    assert plan.resources.kind.tolist() == [ResourceKind.WORK, ResourceKind.MATERIAL]
    assert plan.resources.calendar.tolist() == [1, -1]
    assert plan.availability.from_ticks.tolist() == [NO_TICKS]
    assert plan.availability.until_ticks.tolist() == [ticks_of_iso("2026-03-01")]
    assignments = plan.assignments
    assert (assignments.units.tolist(), assignments.contour.tolist()) == ([0.5], [Contour.EDITED])
    assert assignments.overtime_work_ticks.tolist() == [TICKS_PER_HOUR]
    assert (assignments.delay_ticks.tolist(), assignments.leveling_delay_ticks.tolist()) == ([600], [1200])
    assert assignments.planned_start_ticks.tolist() == [ticks_of_iso("2026-01-05T09:00")]
    assert plan.timephased.is_actual.tolist() == [1, 0]


def test_gaps_of_a_spread_become_splits(document: Document) -> None:
    """Four days and a Saturday around the clock are the gap of Split; the gap of Dig holds only holidays."""
    splits = document.plan.splits
    assert splits.activity.tolist() == [row(document, 10)]
    assert splits.after_ticks.tolist() == [8 * TICKS_PER_HOUR]
    assert splits.gap_ticks.tolist() == [(4 * 8 + 24) * TICKS_PER_HOUR]


def test_baselines_keep_their_numbers(document: Document) -> None:
    assert [baseline.name for baseline in document.plan.baselines] == ["Baseline", "Baseline 3"]
    assert document.plan.baselines[0].columns.duration_ticks[row(document, 2)] == 32 * TICKS_PER_HOUR


def test_what_has_no_place_is_kept_raw(document: Document) -> None:
    assert document.raw.of_row("task", 2)["Contact"] == ["somebody"]
    assert document.raw.of_row("task", 4)["ExtendedAttribute"] == ["FieldID=188743740; Value=green"]
    assert ("project", "Author", 1) in document.raw.listing()
    assert ("Views", "View", 1) in document.raw.listing()


def test_the_source_is_described(document: Document) -> None:
    source = document.source
    assert (source.format, source.file_name, source.version) == (Format.MSPDI, "bridge.xml", "14")
    assert source.product == "Microsoft Project 2010 or later build 16.0.1.2"


def test_a_project_scheduled_from_its_finish_keeps_the_finish() -> None:
    changed = MSPDI.replace("<ScheduleFromStart>1<", "<ScheduleFromStart>0<")
    assert read(changed.encode()).plan.projects[0].finish_ticks == ticks_of_iso("2026-01-30T17:00")


def test_records_are_dropped_while_the_file_is_still_being_read() -> None:
    """The C tree builder hands out its unfinished root; reading in bounded memory rests on that."""
    import xml.etree.ElementTree as ET

    builder = ET.TreeBuilder()
    parser = ET.XMLParser(target=builder)
    parser.feed("<a><b><c/><c/>")
    root = builder.close()
    assert [child.tag for child in root[0]] == ["c", "c"]
    del root[0][:1]
    parser.feed("<c/></b></a>")
    assert len(parser.close()[0]) == 2
