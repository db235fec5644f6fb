"""What P6's files say of how work is spread, and of who fills which role."""

import io

import pytest

from lockstep.engine import inspect, schedule, workload
from lockstep.exchange import Document, Format, read, write
from lockstep.foundation.ticks import TICKS_PER_DAY, ticks_of_iso
from lockstep.plan import CURVE_POINTS, Calendar, Contour, PlanBuilder, Project
from tests.exchange.samples import PMXML, XER

EARLY = (2.0, 18.0, *[8.0] * 10, *[0.0] * 9)
"""A fifth of the work at once or in the first twentieth; nine parts of the time without any."""
LINEAR = (0.0, *[5.0] * 20)


def xer(*rows: str, table: str = "RSRCCURVDATA", curves: tuple[str, ...] = ("4", "4", "5")) -> Document:
    """Return the sample with a table of curves, and one of them on each of its assignments."""
    points = "\t".join(f"pct_usage_{point}" for point in range(CURVE_POINTS))
    text = XER.replace("target_lag_drtn_hr_cnt\r\n", "target_lag_drtn_hr_cnt\tcurv_id\r\n")
    for ending, curve in zip(
        ("\t0\t0\t4\r\n", "\t14\t2\t0\r\n", "\t5\t0.0000000001\t0\t0\t0\r\n"), curves, strict=True
    ):
        assert ending in text
        text = text.replace(ending, f"{ending[:-2]}\t{curve}\r\n")
    head = f"%T\t{table}\r\n%F\tcurv_id\tcurv_name\tdefault_flag\t{points}\r\n"
    lines = "".join(f"%R\t{row}\r\n" for row in rows)
    return read(text.replace("%E\r\n", f"{head}{lines}%E\r\n").encode())


def row(uid: str, name: str, points: tuple[float, ...]) -> str:
    return "\t".join([uid, name, "N", *map(str, points)])


@pytest.mark.parametrize("table", ["RSRCCURVDATA", "RSRCCURV"])
def test_a_curve_with_percentages_of_its_own_keeps_them(table: str) -> None:
    """Its shares stay as they are; P6's linear curve is even work, and a curve that nobody has is kept raw."""
    document = xer(
        row("4", "Early heavy", EARLY), row("5", "Linear", LINEAR), row("6", "Spare", EARLY), table=table
    )
    plan = document.plan
    assert plan.assignments.contour.tolist() == [Contour.CURVE, Contour.CURVE, Contour.FLAT]
    assert inspect(plan).counts.contours == {"curve": 2}
    assert plan.curves.names == ("Early heavy", "Early heavy")
    assert plan.curves.assignment.tolist() == [0, 1]
    assert plan.curves.shares[1].tolist() == pytest.approx([point / 100 for point in EARLY])
    assert document.raw.of_row(table, "6")["pct_usage_1"] == ["18.0"]
    counted = next(count for count in document.source.counts if count.kind == "resource curves")
    assert (counted.found, counted.mapped, counted.kept) == (3, 2, 1)


def test_percentages_win_over_a_known_name_and_are_scaled() -> None:
    document = xer(
        row("4", "Bell Shaped", tuple(2 * point for point in EARLY)), row("5", "Bell Shaped", ("",) * 21)
    )  # type: ignore[arg-type]
    assert document.plan.assignments.contour.tolist() == [Contour.CURVE, Contour.CURVE, Contour.BELL]
    assert document.plan.curves.shares[0].sum() == pytest.approx(1.0)
    assert [found.sentence for found in document.findings if found.code == "exchange.curve"] == [
        "Its percentages add up to 200; they were scaled to 100."
    ]


@pytest.mark.parametrize(
    ("points", "why"),
    [
        (("",) * 21, "for the file does not hold its percentages"),
        ((-1.0, *EARLY[1:]), "no 21 numbers"),
        ((0.0,) * 21, "no 21 numbers"),
        (("half", *EARLY[1:]), "no 21 numbers"),
        (None, "for it is not in the file"),
    ],
)
def test_a_curve_that_cannot_be_read_spreads_evenly_and_says_so(points: tuple | None, why: str) -> None:
    document = xer(*([row("4", "Mine", points)] if points else []), curves=("4", "", "4"))
    assert set(document.plan.assignments.contour.tolist()) == {Contour.FLAT}
    assert not len(document.plan.curves)
    (finding,) = [found for found in document.findings if found.code == "exchange.curve"]
    assert finding.sentence.startswith("The work of 2 assignments is spread evenly, ")
    assert why in finding.sentence


def test_pmxml_holds_the_same_percentages_one_level_deeper() -> None:
    values = "".join(f"<Value{5 * at}>{value}</Value{5 * at}>" for at, value in enumerate(EARLY))
    curve = f"<ResourceCurve><ObjectId>4</ObjectId><Name>Early heavy</Name><Values>{values}</Values></ResourceCurve>"
    text = PMXML.replace("<Project><ObjectId>10", f"{curve}<Project><ObjectId>10")
    text = text.replace(
        "<PlannedUnits>40</PlannedUnits>",
        "<ResourceCurveObjectId>4</ResourceCurveObjectId><PlannedUnits>40</PlannedUnits>",
    )
    plan = read(text.encode()).plan
    assert plan.assignments.contour.tolist() == [Contour.CURVE]
    assert plan.curves.shares[0].tolist() == pytest.approx([point / 100 for point in EARLY])


ROLES = "%T\tROLES\r\n%F\trole_id\trole_name\r\n%R\t7\tWelder\r\n"
MORE_ROLES = f"{ROLES}%R\t8\tRigger\r\n%R\t9\tFitter\r\n"


def with_roles(*rows: str, primary: str = "", assigned: str = "") -> Document:
    """Return the sample whose crew fills roles: `resource role skill`, best skill 1."""
    assert ROLES in XER
    lines = "".join("%R\t" + row.replace(" ", "\t") + "\r\n" for row in rows)
    text = XER.replace(ROLES, f"{MORE_ROLES}%T\tRSRCROLE\r\n%F\trsrc_id\trole_id\tskill_level\r\n{lines}")
    text = text.replace("rsrc_type\tclndr_id\r\n", "rsrc_type\tclndr_id\trole_id\r\n")
    text = text.replace("\tCrew\tRT_Labor\t3\r\n", f"\tCrew\tRT_Labor\t3\t{primary}\r\n")
    return read(text.replace("%R\t1\t2\t10\t1\t\t60", f"%R\t1\t2\t10\t1\t{assigned}\t60").encode())


def filled(document: Document) -> dict[str, str]:
    plan = document.plan
    pairs = zip(plan.fillings.resource.tolist(), plan.fillings.role.tolist(), strict=True)
    return {plan.resources.names[who]: plan.resources.names[role] for who, role in pairs if who != role}


def test_the_primary_role_is_the_own_one_and_the_others_are_kept_and_listed() -> None:
    document = with_roles("1 7 1", "1 8 3", "1 9 2", "2 9 1", primary="8")
    assert filled(document) == {"Crew": "Rigger"}, "material fills no role"
    assert [found.sentence for found in document.findings if found.code == "exchange.roles"] == [
        "It fills 3 roles; 'Rigger' is taken, and kept aside are 'Welder', 'Fitter'."
    ]
    assert sorted(text for _, text in document.raw.values("RSRCROLE", "role_id")) == ["7", "9", "9"]
    assert sorted(text for _, text in document.raw.values("RSRCROLE", "skill_level")) == ["1", "1", "2", "3"]
    counted = next(count for count in document.source.counts if count.kind == "roles of resources")
    assert (counted.found, counted.mapped, counted.kept) == (4, 1, 3)


def test_without_a_primary_role_the_highest_skill_decides_and_then_the_order() -> None:
    assert filled(with_roles("1 7 3", "1 9 2", "1 8 2")) == {"Crew": "Fitter"}
    assert filled(with_roles("1 7 ", "1 9 ")) == {"Crew": "Welder"}
    assert filled(with_roles("1 404 1")) == {}
    roles = with_roles().plan.fillings
    assert roles.resource.tolist() == roles.role.tolist() == [2, 3, 4], "roles themselves"


def test_the_role_of_an_assignment_is_its_resource_where_nobody_is_named() -> None:
    """Somebody who works in another role than their own keeps that one raw."""
    document = with_roles("1 7 1", assigned="9")
    assert [document.plan.resources.names[at] for at in document.plan.assignments.resource] == [
        "Crew",
        "Welder",
        "Steel",
    ]
    assert list(document.raw.values("TASKRSRC", "role_id")) == [("1", "9")]
    assert not list(with_roles("1 7 1", assigned="7").raw.values("TASKRSRC", "role_id"))


def test_an_assignment_of_somebody_unknown_is_nobodys_and_says_so() -> None:
    document = read(XER.replace("%R\t1\t2\t10\t1\t\t60", "%R\t1\t2\t10\t77\t88\t60").encode())
    assert document.plan.assignments.resource.tolist()[0] == -1
    assert list(document.raw.values("TASKRSRC", "rsrc_id")) == [("1", "77")]
    (finding,) = [found for found in document.findings if found.code == "exchange.lost_resource"]
    assert finding.sentence.startswith("1 assignment with a resource or role that is not in the file")


def test_pmxml_says_roles_in_its_own_words() -> None:
    role = "<Role><ObjectId>{}</ObjectId><Name>{}</Name></Role>"
    roles = role.format(7, "Welder") + role.format(8, "Rigger")
    link = (
        "<ResourceRole><ResourceObjectId>1</ResourceObjectId><RoleObjectId>{}</RoleObjectId>"
        "<Proficiency>{}</Proficiency></ResourceRole>"
    )
    held = link.format(7, "3 - Skilled") + link.format(8, "1 - Master")
    text = PMXML.replace("<Project><ObjectId>10", f"{roles}{held}<Project><ObjectId>10")
    assert filled(read(text.encode())) == {"Crew": "Rigger"}
    primary = text.replace(
        "<Name>Crew</Name>", "<Name>Crew</Name><PrimaryRoleObjectId>7</PrimaryRoleObjectId>"
    )
    assert filled(read(primary.encode())) == {"Crew": "Welder"}


def test_a_curve_becomes_hours_by_period_in_microsoft_project_xml() -> None:
    """The workload of what is read again is the same on every day; without dates the work is even, and that is said."""
    builder = PlanBuilder("P")
    calendar = builder.add_calendar(Calendar("1", "Standard"))
    monday = ticks_of_iso("2026-01-05T08:00")
    wednesday = ticks_of_iso("2026-01-07T17:00")
    builder.add_project(Project("p", "P", start_ticks=monday, data_date_ticks=wednesday, calendar=calendar))
    ann, role = builder.add_resource(names="Ann", uids=1), builder.add_resource(names="Welder", uids=2)
    builder.add_filling(ann, role)
    builder.add_filling(role, role)
    begun = {"actual_start_ticks": monday, "remaining_ticks": 7 * 4_800}
    for name, progress in (("New", {}), ("Begun", begun)):
        row = builder.add_activity(uids=len(name), names=name, duration_ticks=10 * 4_800, **progress)
        builder.add_curve(builder.add_assignment(row, resource=ann, work_ticks=30_000), "Early", EARLY)
    plan = builder.build()
    dates = schedule(plan)
    stream = io.BytesIO()
    losses = write(plan, stream, Format.MSPDI, dates)
    again = read(stream.getvalue()).plan
    assert again.assignments.contour.tolist() == [Contour.EDITED, Contour.EDITED]
    assert not len(again.splits)
    assert again.timephased.work_ticks.sum() == 60_000
    assert again.fillings.resource.tolist() == again.fillings.role.tolist() == [1]
    first = monday // TICKS_PER_DAY
    before = workload(plan, dates, first_day=first, days=21).demand_ticks
    after = workload(again, schedule(again), first_day=first, days=21).demand_ticks
    assert after.tolist() == [pytest.approx(row, abs=12) for row in before.tolist()]
    assert any("resource curves become hours by period" in found.sentence for found in losses)
    assert any("who fills which role is left out" in found.sentence for found in losses)
    undated = io.BytesIO()
    write(plan, undated, Format.MSPDI)
    assert read(undated.getvalue()).plan.assignments.contour.tolist() == [Contour.FLAT, Contour.FLAT]
