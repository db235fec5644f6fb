"""Writing, and reading again what was written."""

import csv
import io
import zipfile
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lockstep.exchange import Format, read, write
from lockstep.foundation.findings import LockstepError
from lockstep.foundation.ticks import TICKS_PER_DAY, TICKS_PER_HOUR
from lockstep.plan import (
    ActivityKind,
    Calendar,
    CalendarException,
    ConstraintKind,
    LagUnit,
    LinkKind,
    Plan,
    PlanBuilder,
    Project,
    join,
)
from tests.exchange.samples import CSV, MSPDI, XER

TABLES = (
    "activities",
    "links",
    "constraints",
    "splits",
    "suspensions",
    "resources",
    "availability",
    "assignments",
    "timephased",
)


def differences(first: Plan, second: Plan) -> list[str]:
    """Return the columns in which two plans differ."""
    found = []
    for name in TABLES:
        one, two = getattr(first, name), getattr(second, name)
        for field in fields(one):
            left, right = getattr(one, field.name), getattr(two, field.name)
            if isinstance(left, tuple):
                same = left == right
            else:
                same = left.shape == right.shape and np.allclose(
                    left.astype(float), right.astype(float), rtol=1e-9
                )
            if not same:
                found.append(f"{name}.{field.name}")
    return found


def again(plan: Plan, kind: Format, schedule: object = None) -> Plan:
    stream = io.BytesIO()
    write(plan, stream, kind, schedule)  # type: ignore[arg-type]
    return read(stream.getvalue(), "again").plan


def test_microsoft_project_xml_carries_the_whole_plan() -> None:
    document = read(MSPDI.encode())
    second = again(document.plan, Format.MSPDI, document.stored)
    assert differences(document.plan, second) == []
    assert second.projects == document.plan.projects
    for one, two in zip(document.plan.calendars, second.calendars, strict=True):
        assert (one.week, one.exceptions, one.work_weeks, one.base) == (
            two.week,
            two.exceptions,
            two.work_weeks,
            two.base,
        )
    for baseline, other in zip(document.plan.baselines, second.baselines, strict=True):
        assert baseline.name == other.name
        assert (baseline.columns.start_ticks == other.columns.start_ticks).all()


def test_stored_dates_are_written_as_results() -> None:
    document = read(MSPDI.encode())
    stream = io.BytesIO()
    write(document.plan, stream, Format.MSPDI, document.stored)
    second = read(stream.getvalue()).stored
    assert second is not None
    assert document.stored is not None
    for name in ("early_start_ticks", "late_finish_ticks", "total_float_ticks", "is_critical"):
        assert (getattr(second, name) == getattr(document.stored, name)).all()


def test_ids_that_are_no_numbers_survive_in_a_custom_field() -> None:
    builder = PlanBuilder("p")
    builder.add_project(Project("p", "p"))
    builder.add_calendar(Calendar("1", "Standard"))
    for number, code in enumerate(("A10", "A20", "M-1"), start=1):
        builder.add_activity(uids=number, codes=code, names=code)
    assert again(builder.build(), Format.MSPDI).activities.codes == ("A10", "A20", "M-1")


def test_what_a_format_cannot_carry_is_said() -> None:
    plan = read(XER.encode()).plan
    sentences = " ".join(finding.sentence for finding in write(plan, io.BytesIO(), Format.MSPDI))
    for words in (
        "levels of effort",
        "expected finish",
        "only the first constraint",
        "P6's scheduling options",
    ):
        assert words in sentences
    assert "only the first baseline" in " ".join(
        finding.sentence for finding in write(read(MSPDI.encode()).plan, io.BytesIO(), Format.CSV)
    )


@pytest.mark.parametrize("kind", [Format.XLSX, Format.CSV])
def test_sheets_carry_activities_links_and_people(kind: Format) -> None:
    document = read(CSV.encode())
    found = differences(document.plan, again(document.plan, kind, document.stored))
    assert found == []


@pytest.mark.parametrize("kind", [Format.MPP, Format.XER, Format.PMXML])
def test_what_cannot_be_written_is_refused(kind: Format) -> None:
    with pytest.raises(LockstepError, match="cannot be written"):
        write(read(CSV.encode()).plan, io.BytesIO(), kind)


FORMULAS = ["=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x")']


def dangerous_plan() -> Plan:
    builder = PlanBuilder("=1+1")
    builder.add_project(Project("p", "=1+1"))
    builder.add_calendar(Calendar("1", "@Standard"))
    for number, text in enumerate(FORMULAS, start=1):
        builder.add_activity(uids=number, codes=text.strip(), names=text, wbs=text)
        builder.add_assignment(number - 1, resource=builder.add_resource(uids=number, names=text))
    return builder.build()


def test_no_cell_of_a_csv_file_is_run_as_a_formula() -> None:
    stream = io.BytesIO()
    write(dangerous_plan(), stream, Format.CSV)
    rows = list(csv.reader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    names = read(stream.getvalue()).plan.activities.names
    assert names[0] == FORMULAS[0], "the apostrophe is taken off again"


def test_no_cell_of_a_workbook_is_run_as_a_formula() -> None:
    stream = io.BytesIO()
    write(dangerous_plan(), stream, Format.XLSX)
    with zipfile.ZipFile(stream) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        assert b"hyperlink" not in sheet


def test_texts_that_xml_cannot_hold_are_cleaned() -> None:
    builder = PlanBuilder("p")
    builder.add_project(Project("p", "p"))
    builder.add_calendar(Calendar("1", "Standard"))
    builder.add_activity(uids=1, codes="1", names="<a & b>\0\x0b ]]> \ud800 end")
    assert again(builder.build(), Format.MSPDI).activities.names == ("<a & b> ]]>  end",)


def test_several_projects_become_one_file() -> None:
    first = read(MSPDI.encode()).plan
    both = again(join([first, first], "Program"), Format.MSPDI)
    assert len(both.activities) == 2 * len(first.activities) + 2
    assert len(both.links) == 2 * len(first.links)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Small plans with everything that Microsoft Project XML carries of activities, links and constraints."""
    builder = PlanBuilder("drawn")
    days = draw(st.lists(st.integers(20_000, 20_400), max_size=4, unique=True))
    exceptions = tuple(
        CalendarException(day, day, draw(st.sampled_from([(), ((4800, 7200),), ((0, TICKS_PER_DAY),)])))
        for day in sorted(days)
    )
    builder.add_calendar(Calendar("1", "Standard", exceptions=exceptions))
    builder.add_project(Project("drawn", "drawn", start_ticks=20_100 * TICKS_PER_DAY))
    count = draw(st.integers(1, 12))
    moments = st.integers(20_000 * TICKS_PER_DAY, 21_000 * TICKS_PER_DAY)
    last_at_level: dict[int, int] = {}
    for index in range(count):
        level = draw(st.integers(0, 3)) if index else 0
        level = min(level, max(last_at_level, default=-1) + 1)
        duration = draw(st.integers(0, 1_000 * TICKS_PER_HOUR))
        builder.add_activity(
            uids=index + 1,
            codes=str(index + 1),
            names=draw(
                st.text(
                    st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=20
                )
            ),
            parent=last_at_level.get(level - 1, -1),
            duration_ticks=duration,
            is_elapsed=draw(st.booleans()),
            priority=draw(st.integers(0, 1000)),
            leveling_delay_ticks=draw(st.integers(0, 100_000)),
        )
        last_at_level = {key: row for key, row in last_at_level.items() if key < level} | {level: index}
        if draw(st.booleans()):
            kind = draw(st.sampled_from([ConstraintKind(number) for number in range(2, 8)]))
            builder.add_constraint(index, kind, draw(moments))
    for _ in range(draw(st.integers(0, 10))):
        before, after = draw(st.integers(0, count - 1)), draw(st.integers(0, count - 1))
        if before != after:
            unit = draw(st.sampled_from(list(LagUnit)))
            is_percent = unit in (LagUnit.PERCENT, LagUnit.PERCENT_ELAPSED)
            builder.add_link(
                before,
                after,
                kind=draw(st.sampled_from(list(LinkKind))),
                lag_unit=unit,
                lag_ticks=0 if is_percent else draw(st.integers(-100_000, 100_000)),
                lag_share=draw(st.integers(-200, 200)) / 100 if is_percent else 0.0,
            )
    return with_summaries(builder.build())


def with_summaries(plan: Plan) -> Plan:
    """Let activities with children be summaries; links in the order in which the format keeps them."""
    kinds = np.array(plan.activities.kind)
    kinds[[parent for parent in plan.activities.parent if parent >= 0]] = ActivityKind.SUMMARY
    order = np.argsort(plan.links.successor, kind="stable")
    links = replace(plan.links.take(order), uids=plan.links.uids)
    return replace(plan, activities=replace(plan.activities, kind=kinds.astype(np.int8)), links=links)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_any_plan_survives_microsoft_project_xml(plan: Plan) -> None:
    assert differences(plan, again(plan, Format.MSPDI)) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_any_plan_survives_a_sheet_on_what_it_carries(plan: Plan) -> None:
    second = again(plan, Format.CSV)
    assert (second.activities.duration_ticks == plan.activities.duration_ticks).all()
    assert second.activities.parent.tolist() == plan.activities.parent.tolist()
    assert second.links.lag_ticks.tolist() == plan.links.lag_ticks.tolist()
    assert np.allclose(second.links.lag_share, plan.links.lag_share)
    assert second.constraints.at_ticks.tolist() == plan.constraints.at_ticks.tolist()
